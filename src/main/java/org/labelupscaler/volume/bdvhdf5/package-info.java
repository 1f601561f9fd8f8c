/**
 * BigDataViewer's own HDF5 files: its groups, tables and attributes around the levels of a volume. Knows {@code volume} and what that
 * knows, {@code volume.single}, {@code volume.hdf5}, {@code volume.bdv} for the XML and settings, and {@code file} for writing them
 * beside a file.
 */
package org.labelupscaler.volume.bdvhdf5;
