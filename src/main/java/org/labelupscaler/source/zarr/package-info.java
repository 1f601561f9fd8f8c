/**
 * Zarr, versions 2 and 3, in folders and in zip files, and the datasets of webKnossos that are Zarr. Knows {@code source},
 * {@code source.array} and {@code compression}.
 */
package org.labelupscaler.source.zarr;
