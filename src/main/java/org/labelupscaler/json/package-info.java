/**
 * Takes JSON from files that may come from anybody: attributes of N5, metadata of Zarr, texts in HDF5 and TIFF; its
 * fields are read with checks that name file and field. Knows nothing but the exceptions of the root package, and
 * nothing of what the fields mean.
 */
package org.labelupscaler.json;
