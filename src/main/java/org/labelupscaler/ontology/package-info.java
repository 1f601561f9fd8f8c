/**
 * What labels mean: names and colours of regions, read from the files that atlases come with. Knows nothing of images.
 */
package org.labelupscaler.ontology;
