/**
 * Which region each cell is in: points find the voxel of the upscaled labels they lie in, by the very rule that the labels
 * are upscaled by, and are counted per region. Knows points, sources, the ontology and the job; knows no user interface.
 */
package org.labelupscaler.cells;
