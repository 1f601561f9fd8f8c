/**
 * Reads label volumes: which voxels a file holds, of what type and size, and random access to their labels. A format is
 * a package of its own below this one, found by {@code ServiceLoader}. Knows {@code grid}, {@code label}, {@code file}
 * and {@code text}, {@code store} and {@code address} (what is at an address), and from {@code source.foreign} what to say of
 * files that are not read; knows nothing of upscaling.
 */
package org.labelupscaler.source;
