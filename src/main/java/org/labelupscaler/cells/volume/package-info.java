/**
 * Cells drawn as balls into a sparse volume on the grid of the labels. Only blocks that hold cells are made. Knows
 * {@code cells} and what that knows, and {@code store}; knows no user interface.
 */
package org.labelupscaler.cells.volume;
