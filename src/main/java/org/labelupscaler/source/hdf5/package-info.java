/**
 * The HDF5 format: plain datasets, the files of BigDataViewer and those of Imaris. The library jhdf parses object headers;
 * which object is the image, where its chunks are and how they are decoded is done here, within bounds that no file can
 * lift. Knows {@code source} and {@code compression}.
 */
package org.labelupscaler.source.hdf5;
