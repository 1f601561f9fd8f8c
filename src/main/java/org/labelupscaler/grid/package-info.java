/**
 * Integer geometry: which source voxel a target voxel takes its label from, how a volume is cut into blocks, which
 * pyramid levels it has, and how large a voxel is. Knows nothing of labels, images or files; JDK only. Axis order is
 * x, y, z everywhere, x fastest.
 */
package org.labelupscaler.grid;
