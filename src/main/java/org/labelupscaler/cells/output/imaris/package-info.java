/**
 * Cells as spots inside an Imaris file with labels that this program has written. Knows {@code cells.output}, {@code volume.imaris} and
 * what of the rest names its arguments.
 */
package org.labelupscaler.cells.output.imaris;
