/**
 * Zarr, versions 2 and 3, in folders and in zip files, and the datasets of webKnossos that are Zarr. Knows
 * {@code source.array}, {@code source} and what that knows, {@code compression} and {@code json}.
 */
package org.labelupscaler.source.zarr;
