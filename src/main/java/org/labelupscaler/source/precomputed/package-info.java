/**
 * Volumes in the precomputed format of Neuroglancer: a folder with a file {@code info}, and a folder of chunks for every
 * scale. Knows {@code source.array}, {@code source} and what that knows, {@code compression} and {@code json}.
 */
package org.labelupscaler.source.precomputed;
