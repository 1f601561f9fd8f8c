/** The {@code .npy} format of NumPy: one array in a file. Knows {@code source} only. */
package org.labelupscaler.source.npy;
