/**
 * Reads label volumes: which voxels a file holds, of what type and size, and random access to their labels. A format is
 * a package of its own below this one. Knows {@code grid}, {@code label}, {@code compression}, {@code json}, {@code file} and, to know what this program has not finished, {@code volume}; knows
 * nothing of upscaling.
 */
package org.labelupscaler.source;
