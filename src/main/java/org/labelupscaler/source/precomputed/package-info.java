/**
 * Volumes in the precomputed format of Neuroglancer: a folder with a file {@code info}, and a folder of chunks for every scale.
 * Knows {@code source}, {@code source.array} and {@code compression}.
 */
package org.labelupscaler.source.precomputed;
