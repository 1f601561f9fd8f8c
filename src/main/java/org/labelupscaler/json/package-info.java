/**
 * Takes JSON from files that may come from anybody: attributes of N5, metadata of Zarr, texts in HDF5 and TIFF. Knows nothing
 * of what it means.
 */
package org.labelupscaler.json;
