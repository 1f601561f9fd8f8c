/**
 * Zarr, versions 2 and 3, and the OME-NGFF metadata that say what its axes are. Knows {@code source}, {@code source.array}
 * and {@code compression}.
 */
package org.labelupscaler.source.zarr;
