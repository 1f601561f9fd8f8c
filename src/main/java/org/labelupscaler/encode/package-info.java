/**
 * Turns a block into the bytes that formats store it as, and back; one class a compression. The encoders
 * work on runs of labels, not on voxels, and are told the byte order. Knows {@code label}, numbers as {@code grid}
 * parses them, and {@code compression}, which decodes; knows nothing of files, containers and their metadata.
 */
package org.labelupscaler.encode;
