package org.labelupscaler.volume.hdf5;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;

/**
 * Where the chunks of a dataset are, while it is written: twelve bytes for each chunk of a page in which there is one. Thread-safe.
 */
public final class ChunkTable {

	private static final int PAGE = 1 << 12;

	private final long[] grid;
	private final AtomicReferenceArray<Page> pages;

	/** Chunks whose numbers follow each other. NB: no chunk is at address 0, where a file begins. */
	private static final class Page {

		private final long[] addresses = new long[PAGE];
		private final int[] lengths = new int[PAGE];
	}

	/**
	 * @param chunks how many chunks there are
	 * @return bytes of memory that a table of them takes at most
	 */
	public static long bytes(final long chunks) {
		// NB: and where the pages are; while the index is written, the first number of each node.
		return ((chunks - 1) / PAGE + 1) * (PAGE * 12L + 64) + chunks / 2;
	}

	/** @param grid chunks along x, y, z; fewer than 2^42 */
	public ChunkTable(final long[] grid) {
		this.grid = grid.clone();
		pages = new AtomicReferenceArray<>(Math.toIntExact((Math.multiplyExact(Math.multiplyExact(grid[0], grid[1]), grid[2]) - 1) / PAGE +
			1));
	}

	private long number(final long[] position) {
		return (position[2] * grid[1] + position[1]) * grid[0] + position[0];
	}

	/**
	 * @param position x, y, z of a chunk in the grid
	 * @param address where it is
	 * @param length how many bytes it has there
	 * @return whether there was none before
	 */
	public boolean set(final long[] position, final long address, final int length) {
		final long number = number(position);
		final int which = (int) (number / PAGE);
		if (pages.get(which) == null)
			pages.compareAndSet(which, null, new Page());
		final Page page = pages.get(which);
		final int at = (int) (number % PAGE);
		synchronized (page) {
			final boolean first = page.addresses[at] == 0;
			page.addresses[at] = address;
			page.lengths[at] = length;
			return first;
		}
	}

	/** Calls with the numbers of all chunks that there are, ascending: those of an axis are, x fastest, before the next of y. */
	void forEach(final LongConsumer consumer) {
		for (int p = 0; p < pages.length(); p++) {
			final Page page = pages.get(p);
			for (int at = 0; page != null && at < PAGE; at++)
				if (page.addresses[at] != 0)
					consumer.accept((long) p * PAGE + at);
		}
	}

	/** The place of the chunk of a number: x, y, z. */
	long[] position(final long number) {
		return new long[] { number % grid[0], number / grid[0] % grid[1], number / grid[0] / grid[1] };
	}

	long address(final long number) {
		return pages.get((int) (number / PAGE)).addresses[(int) (number % PAGE)];
	}

	/** Unsigned. */
	int length(final long number) {
		return pages.get((int) (number / PAGE)).lengths[(int) (number % PAGE)];
	}
}
