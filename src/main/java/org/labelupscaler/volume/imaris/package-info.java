/**
 * Imaris files (ImarisOpenFileFormat 5.5): the groups, attributes and histograms that Imaris expects around the levels of a volume,
 * and spots in its scene, which are added to a file that is there. Knows {@code volume} and what that knows, {@code volume.single} and
 * {@code volume.hdf5}.
 */
package org.labelupscaler.volume.imaris;
