/**
 * Turns a block into the compressed bytes of an N5 block file and back; one class a compression. The encoders work on
 * runs of labels, not on voxels. Knows {@code label} and {@code compression}, which decodes; knows nothing of files and
 * datasets.
 */
package org.labelupscaler.encode;
