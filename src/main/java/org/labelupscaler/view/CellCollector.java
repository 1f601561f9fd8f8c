package org.labelupscaler.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.text.Quantities;

/**
 * Takes cells batch by batch and sorts them into a cloud. If they are too many for the memory, every second, fourth, ... is
 * taken. Used by one thread, but for {@link #places}.
 */
public final class CellCollector {

	/** What a cell takes while it is sorted, at most: its 20 bytes, its place in the order, and one column twice. */
	private static final int BYTES_PER_CELL = 28;
	private static final int CELLS_PER_TILE = 8;
	private static final int MOST_TILES = 1 << 20;

	private static final int FRACTIONS = 3;
	private static final int REGIONS = 4;
	private static final int COLUMNS = 5;

	/** Of cells whose region has no colour, such as those in the background. */
	private static final int NO_COLOR = 0xFFE0E0E0;

	/** Where cells lie, in voxels from the corner of the first; voxel i is i ≤ x &lt; i + 1. */
	public interface Positions {

		/**
		 * @param cell a cell of the batch, from 0
		 * @param axis 0, 1 or 2
		 * @return where it lies; rounded
		 */
		double of(int cell, int axis);
	}

	/** The cells of a batch that lie in the volume. */
	public static final class Places {

		/** Voxel x, y, z, and where in it. */
		private final int[][] columns;
		/** Their regions. */
		private final long[] ids;
		/** How many others there are. */
		private final int outside;

		private Places(final int[][] columns, final long[] ids, final int outside) {
			this.columns = columns;
			this.ids = ids;
			this.outside = outside;
		}
	}

	private final long most;
	/** Columns of some cells each. */
	private List<int[][]> parts = new ArrayList<>();
	private final Map<Long, Integer> regions = new HashMap<>();
	private long count;
	private long inside;
	private long outside;
	/** Every so-manieth cell is kept. */
	private long every = 1;

	/** Keeps as many cells as the memory can hold next to the images. */
	public CellCollector() {
		this(mostCells());
	}

	/** @param most cells that may be kept */
	CellCollector(final long most) {
		this.most = most;
	}

	/** As many as two fifths of the memory can hold; the images need the rest. */
	private static long mostCells() {
		return Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 5 * 2 / BYTES_PER_CELL);
	}

	/**
	 * Work that can be done on batches side by side.
	 *
	 * @param voxels the voxel of each cell of a batch, x, y, z, one cell after the other
	 * @param ids their regions
	 * @param inside whether each lies in the volume
	 * @param positions where they lie
	 * @return what to add
	 */
	public static Places places(final long[] voxels, final long[] ids, final boolean[] inside, final Positions positions) {
		int count = 0;
		for (final boolean in : inside)
			count += in ? 1 : 0;
		final int[][] columns = new int[COLUMNS][count];
		final long[] regions = new long[count];
		int at = 0;
		for (int cell = 0; cell < ids.length; cell++) {
			if (!inside[cell])
				continue;
			for (int d = 0; d < 3; d++) {
				final long voxel = voxels[3 * cell + d];
				columns[d][at] = Math.toIntExact(voxel);
				// NB: the position is rounded, and may seem to lie in a neighbouring voxel.
				final int fraction = (int) Math.max(0, Math.min(255, Math.floor((positions.of(cell, d) - voxel) * 256)));
				columns[FRACTIONS][at] |= fraction << 8 * d;
			}
			regions[at++] = ids[cell];
		}
		return new Places(columns, regions, ids.length - count);
	}

	/**
	 * Takes the next batch.
	 *
	 * @param places its cells
	 */
	public void add(final Places places) {
		outside += places.outside;
		Long lastId = null;
		int region = 0;
		for (int i = 0; i < places.ids.length; i++) {
			if (lastId == null || places.ids[i] != lastId) {
				lastId = places.ids[i];
				region = regions.computeIfAbsent(lastId, id -> regions.size());
			}
			places.columns[REGIONS][i] = region;
		}
		keep(places.columns, Math.floorMod(-inside, every), every);
		inside += places.ids.length;
		while (count > most)
			thinOut();
	}

	/** Keeps a cell and then every so-manieth. */
	private void keep(final int[][] columns, final long first, final long step) {
		final int length = columns[0].length;
		final int kept = first >= length ? 0 : (int) ((length - 1 - first) / step + 1);
		if (kept == 0)
			return;
		count += kept;
		if (kept == length) {
			parts.add(columns);
			return;
		}
		final int[][] some = new int[COLUMNS][kept];
		for (int c = 0; c < COLUMNS; c++)
			for (int i = 0; i < kept; i++)
				some[c][i] = columns[c][(int) (first + i * step)];
		parts.add(some);
	}

	/** Leaves out every second of the cells that are here. */
	private void thinOut() {
		final List<int[][]> all = parts;
		parts = new ArrayList<>();
		every *= 2;
		count = 0;
		long passed = 0;
		for (int p = 0; p < all.size(); p++) {
			final int[][] columns = all.set(p, null);
			keep(columns, passed & 1, 2);
			passed += columns[0].length;
		}
	}

	/**
	 * Sorts them; nothing can be added any more.
	 *
	 * @param size voxels of the volume
	 * @param voxelSize edges of a voxel
	 * @param labelColors the colours of their regions
	 * @return those inside the volume
	 */
	public CellCloud cloud(final long[] size, final VoxelSize voxelSize, final LabelColors labelColors) {
		final int n = (int) count;
		final Tiles tiles = Tiles.of(size, voxelSize, Math.max(1, Math.min(MOST_TILES, n / CELLS_PER_TILE)));
		final int[] starts = new int[tiles.all() + 1];
		final int[] order = new int[n];
		int at = 0;
		for (final int[][] columns : parts)
			for (int i = 0; i < columns[0].length; i++) {
				order[at] = tiles.tile(columns[0][i], columns[1][i], columns[2][i]);
				starts[order[at++] + 1]++;
			}
		Arrays.parallelPrefix(starts, Integer::sum);
		// Where the next cell of each tile goes; afterwards each has come to the start of the next tile.
		final int[] next = starts.clone();
		for (int i = 0; i < n; i++)
			order[i] = next[order[i]]++;
		final int[][] sorted = new int[COLUMNS][];
		for (int c = 0; c < COLUMNS; c++)
			sorted[c] = sorted(c, order);
		final int[] colors = new int[regions.size()];
		regions.forEach((id, region) -> colors[region] = color(labelColors, id));
		return new CellCloud(tiles, starts, Arrays.copyOf(sorted, 3), sorted[FRACTIONS], sorted[REGIONS], colors, note());
	}

	private static int color(final LabelColors colors, final long id) {
		final int argb = colors.argb(id);
		return argb == 0 ? NO_COLOR : argb;
	}

	/** One column in the order of the tiles; its parts are given back to the memory. */
	private int[] sorted(final int column, final int[] order) {
		final int[] sorted = new int[order.length];
		int at = 0;
		for (final int[][] columns : parts) {
			for (final int value : columns[column])
				sorted[order[at++]] = value;
			columns[column] = null;
		}
		return sorted;
	}

	private Optional<String> note() {
		final List<String> notes = new ArrayList<>();
		if (outside > 0)
			notes.add(Quantities.count(outside) + " of " + Quantities.count(inside + outside) +
				" cells lie outside the labels and are not shown.");
		if (every > 1)
			notes.add("Only one of " + every + " cells is shown: " + Quantities.count(inside) +
				" are more than the memory holds. Give Java more memory to see them all.");
		return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notes));
	}
}
