package org.labelupscaler.source.hdf5;

/**
 * In which order chunks are numbered.
 *
 * @param axes the axes, slowest first
 * @param counts chunks along each axis of the dataset, as many as there may ever be; of the slowest it does not matter
 */
record ChunkGridOrder(int[] axes, long[] counts) {

	/** @param growing the axis that has no end, which comes first; -1 if there is none */
	static ChunkGridOrder of(final long[] most, final int[] chunk, final int growing) {
		final int[] axes = new int[chunk.length];
		final long[] counts = new long[chunk.length];
		int next = 0;
		if (growing >= 0)
			axes[next++] = growing;
		for (int d = 0; d < chunk.length; d++) {
			if (d != growing)
				axes[next++] = d;
			counts[d] = (most[d] - 1) / chunk[d] + 1;
		}
		return new ChunkGridOrder(axes, counts);
	}

	long number(final long[] position) {
		long number = 0;
		for (final int axis : axes)
			number = Math.addExact(Math.multiplyExact(number, counts[axis]), position[axis]);
		return number;
	}
}
