/**
 * The precomputed format of Neuroglancer: segmentations in shards, with what it says of them and of their segments. Knows
 * {@code volume} and what that knows.
 */
package org.labelupscaler.volume.precomputed;
