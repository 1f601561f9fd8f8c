/**
 * What labels mean: names, colours and the tree of regions, read from the files that atlases come with, a class per
 * format. What a file does not say plainly is noted. Counts that somebody made per label are added up along the tree
 * here too. Knows {@code text}, numbers as {@code grid} parses them, and how {@code source} reads headers and XML; knows
 * nothing of images.
 */
package org.labelupscaler.ontology;
