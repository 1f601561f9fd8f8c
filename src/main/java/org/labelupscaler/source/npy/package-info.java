/** The {@code .npy} format of NumPy: one array in a file. Knows {@code source} and what that knows. */
package org.labelupscaler.source.npy;
