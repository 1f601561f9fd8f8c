/**
 * The XML files of BigDataViewer and BigStitcher as a way to name an image: they say how large it is and which container
 * has its voxels. Knows {@code source} and what that knows, {@code json}, {@code source.hdf5} for what BigDataViewer
 * writes into its HDF5 files, and nothing of the other containers, which are read as whatever they are.
 */
package org.labelupscaler.source.bdvxml;
