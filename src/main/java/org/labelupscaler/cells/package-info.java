/**
 * Which region each cell is in: points find the voxel of the upscaled labels they lie in, by the very rule that the
 * labels are upscaled by, and are counted per region. Knows points, sources, stores, the ontology, the job and what these stand
 * on; knows no user interface, and not how cells are looked at.
 */
package org.labelupscaler.cells;
