package org.labelupscaler.source.bdvxml;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an XML file says, as text, as far as it is needed.
 *
 * @param basePath folder that relative paths start from, itself relative to that of the file
 * @param loader format of the image loader, for example "bdv.n5"; empty if there is none
 * @param kind element that names the container: hdf5, n5, zarr or ims; empty if there is none
 * @param container path of the container
 * @param remote whether the loader names a server or a bucket
 * @param groups for "setup/timepoint" the path of an image in the container, where the loader names one for each
 * @param setups the setups in their order
 * @param timepoints the numbers of the time points
 * @param missing "setup/timepoint" of each view that there is none of
 * @param registrations for "setup/timepoint" the transformations in the order of the file, as text
 */
record SpimData(String basePath, String loader, String kind, String container, boolean remote,
	Map<String, Group> groups, List<Setup> setups, Timepoints timepoints,
	Set<String> missing, Map<String, List<String>> registrations)
{

	/**
	 * @param path in the container
	 * @param indices of what is to be taken along its further axes; empty if nothing says
	 */
	record Group(String path, String indices) {}

	/** What is said of a setup; texts are empty if nothing is. */
	record Setup(int id, String size, String voxelSize, String unit) {}
}
