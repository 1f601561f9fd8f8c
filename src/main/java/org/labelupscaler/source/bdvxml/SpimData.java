package org.labelupscaler.source.bdvxml;

import java.util.List;
import java.util.Map;

/**
 * What an XML file says, as text, as far as it is needed.
 *
 * @param basePath folder that relative paths start from, itself relative to that of the file
 * @param loader format of the image loader, for example "bdv.n5"; empty if there is none
 * @param kind element that names the container: hdf5, n5 or zarr; empty if there is none
 * @param container path of the container
 * @param partitioned whether the voxels are spread over several HDF5 files
 * @param groups for "setup/timepoint" the path of an image in the container, where the loader names one for each
 * @param setups the setups in their order
 * @param timepoints the number of the first time point
 * @param severalTimepoints whether there are more
 */
record SpimData(String basePath, String loader, String kind, String container, boolean partitioned,
	Map<String, Group> groups, List<Setup> setups, int timepoints, boolean severalTimepoints)
{

	/**
	 * @param path in the container
	 * @param indices of what is to be taken along its further axes; empty if nothing says
	 */
	record Group(String path, String indices) {}

	/** What is said of a setup; texts are empty if nothing is. */
	record Setup(int id, String size, String voxelSize, String unit) {}
}
