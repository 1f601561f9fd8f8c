/** Arrays of points in NumPy's format. Knows {@code points} and {@code source.npy}. */
package org.labelupscaler.points.npy;
