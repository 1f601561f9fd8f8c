/**
 * Opens a file of points, whatever it is: what it is, is seen from its content. Knows {@code points} and all rooms below it.
 */
package org.labelupscaler.points.file;
