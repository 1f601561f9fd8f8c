/**
 * Cells drawn as balls into a sparse volume on the grid of the labels. Only blocks that hold cells are made. Knows cells and
 * the job; knows no user interface.
 */
package org.labelupscaler.cells.volume;
