/**
 * Pictures of cells for a publication, as PNG or SVG: bars of the cells per region, and their density over the outlines
 * of the regions. What is counted and what is drawn are classes of their own. Knows {@code cells} and what that knows,
 * and no user interface, and needs no display.
 */
package org.labelupscaler.cells.picture;
