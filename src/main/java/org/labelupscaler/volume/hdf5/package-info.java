/**
 * As much of HDF5 as a volume needs, written from scratch after the HDF5 File Format Specification: groups, attributes, small
 * datasets, and large ones in chunks that are compressed already, in the oldest form of each, which every reader knows. Of reading,
 * only what finds this program's own chunks again. What formats that are made of HDF5 share is here as well. Knows {@code volume} and
 * what that knows, and {@code volume.single}; knows no format that is made of HDF5.
 */
package org.labelupscaler.volume.hdf5;
