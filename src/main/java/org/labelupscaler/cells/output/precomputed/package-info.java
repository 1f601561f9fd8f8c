/**
 * Cells as precomputed annotations of Neuroglancer. Knows {@code cells.output}, {@code file}, and numbers and regions as {@code grid},
 * {@code label} and {@code ontology} have them.
 */
package org.labelupscaler.cells.output.precomputed;
