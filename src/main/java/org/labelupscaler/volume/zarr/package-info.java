/**
 * OME-Zarr (NGFF) 0.5 on Zarr 3, in shards, and 0.4 on Zarr 2: chunks, their metadata, those of the image and of its labels. Knows
 * {@code volume} and what that knows.
 */
package org.labelupscaler.volume.zarr;
