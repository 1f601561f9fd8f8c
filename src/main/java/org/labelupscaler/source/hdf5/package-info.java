/**
 * The HDF5 format: plain datasets, and the files of BigDataViewer, Imaris, MINC 2, ITK and netCDF-4; also datasets that
 * a file links to in others beside it. The library jhdf parses object headers; which object is the image, where its
 * chunks are and how they are decoded is done here, within bounds that no file can lift. Knows {@code source} and what
 * that knows, {@code compression} and {@code json}.
 */
package org.labelupscaler.source.hdf5;
