/**
 * Arrays of points in NumPy's format. Knows {@code points} and what that knows, and {@code source.npy}.
 */
package org.labelupscaler.points.npy;
