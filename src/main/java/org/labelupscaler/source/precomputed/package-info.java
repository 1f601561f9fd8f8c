/**
 * Volumes in the precomputed format of Neuroglancer: a folder with a file {@code info}, and a folder of chunks for every scale.
 * Knows {@code source} and {@code source.array}.
 */
package org.labelupscaler.source.precomputed;
