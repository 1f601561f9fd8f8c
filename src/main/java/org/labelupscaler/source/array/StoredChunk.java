package org.labelupscaler.source.array;

/**
 * The voxels of a chunk as they are stored, of as many dimensions as the array has.
 *
 * @param voxels the voxels; not to be changed
 * @param size how many there are along each dimension; at the end of the array more or fewer than belong to it
 * @param stride how far it is from one to the next along each dimension, in voxels; 0 if all are the same one
 */
public record StoredChunk(byte[] voxels, int[] size, int[] stride) {

	/**
	 * @param size how many voxels there are along each dimension
	 * @param order the dimensions, slowest first
	 * @return the strides of voxels that lie one after the other
	 */
	public static int[] strides(final int[] size, final int... order) {
		final int[] strides = new int[size.length];
		int stride = 1;
		for (int i = order.length - 1; i >= 0; i--) {
			strides[order[i]] = stride;
			stride *= size[order[i]];
		}
		return strides;
	}
}
