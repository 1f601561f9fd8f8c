package org.labelupscaler.volume.tiff;

/**
 * Where the tiles of a block are in the file, for each distinct plane.
 *
 * @param ends the plane of the block after the last one of each tile
 * @param offsets where each begins; not copied
 * @param lengths how many bytes each has; not copied
 */
record TileStack(int[] ends, long[] offsets, int[] lengths) {

	/** A block of one tile, however many planes it has. */
	static TileStack of(final long offset, final int length) {
		return new TileStack(new int[] { Integer.MAX_VALUE }, new long[] { offset }, new int[] { length });
	}

	/** How much memory one of at most so many tiles takes, with its place in a map: headers of objects and arrays, and their numbers. */
	static long bytes(final int tiles) {
		return 192 + 16L * tiles;
	}

	/** Which tile a plane of the block is. */
	int tile(final int plane) {
		int k = 0;
		while (ends[k] <= plane)
			k++;
		return k;
	}
}
