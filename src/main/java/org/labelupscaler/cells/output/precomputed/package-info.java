/** Cells as precomputed annotations of Neuroglancer. Knows {@code cells.output} and files only. */
package org.labelupscaler.cells.output.precomputed;
