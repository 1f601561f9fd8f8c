/**
 * Opens a file of points, whatever it is: what it is, is seen from its content. Knows {@code points} and all rooms below
 * it, and the signatures of {@code source.foreign} and {@code source.npy}.
 */
package org.labelupscaler.points.file;
