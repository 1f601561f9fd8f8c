/**
 * Turns a block into the bytes that a chunk of N5 or Zarr is stored as, and back; one class a compression. The encoders
 * work on runs of labels, not on voxels, and are told the byte order. Knows {@code label}, numbers as {@code grid}
 * parses them, and {@code compression}, which decodes; knows nothing of files, containers and their metadata.
 */
package org.labelupscaler.encode;
