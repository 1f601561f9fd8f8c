package org.labelupscaler.cells.output.precomputed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.labelupscaler.file.AtomicFolder;
import org.labelupscaler.cells.output.CellPointsWriter;
import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.cells.output.PlacedCell;
import org.labelupscaler.cells.output.SortedCells;
import org.labelupscaler.file.AtomicStream;

/**
 * Writes the three indices of annotations: by number, by region, by place. Cells are kept in a temporary file and gone through once for
 * each; for the last two they are sorted.
 */
final class AnnotationWriter implements CellPointsWriter {

	private static final long MOST_UINT32 = 0xFFFFFFFFL;
	/** Of regions that have none. */
	private static final int NO_COLOR = 0xFFFFFF;

	private final CellSpace space;
	private final double[] origin;
	private final Path temporaryFolder;
	private final AtomicFolder folder;
	private final SortedCells cells;
	private final SpatialLevels levels;
	/** How many cells each region has; ids in the order of unsigned numbers. */
	private final SortedMap<Long, Long> regions = new TreeMap<>(Long::compareUnsigned);
	/** The largest number of a cell. */
	private long last;
	/** Whether all ids fit into a property. */
	private boolean hasIds = true;
	private long bytes;

	AnnotationWriter(final CellSpace space, final Path output, final Path temporaryFolder) {
		this.space = space;
		this.temporaryFolder = temporaryFolder;
		origin = AnnotationInfo.origin(space);
		levels = new SpatialLevels(space.size(), space.voxelSize().toArray(), SpatialLevels.LIMIT);
		folder = new AtomicFolder(output);
		cells = new SortedCells(temporaryFolder);
	}

	@Override
	public void write(final PlacedCell cell) {
		cells.add(0, 0, cell);
		levels.count(cell.x(), cell.y(), cell.z());
		regions.merge(cell.id(), 1L, Long::sum);
		last = cell.number();
		hasIds &= Long.compareUnsigned(cell.id(), MOST_UINT32) <= 0;
	}

	@Override
	public void complete(final BooleanSupplier cancelled) {
		levels.share();
		final Sharding byId = Sharding.upTo(last);
		final List<Sharding> spatial = new ArrayList<>();
		try (SortedCells byRegion = new SortedCells(temporaryFolder); SortedCells byPlace = new SortedCells(temporaryFolder)) {
			try (ShardWriter shards = new ShardWriter(folder.folder("by_id"), byId)) {
				cells.visit((key, second, cell) -> {
					one(cell, shards);
					byRegion.add(cell.id(), 0, cell);
					final int level = levels.level(cell.number());
					final int chunk = levels.chunk(level, cell.x(), cell.y(), cell.z());
					levels.emit(level, chunk);
					byPlace.add((long) level << Integer.SIZE | chunk, SpatialLevels.mixed(cell.number()), cell);
				}, cancelled);
				bytes += shards.finish();
			}
			try (Lists lists = new Lists(folder.folder("region"), Sharding.ONE)) {
				byRegion.visit((key, second, cell) -> {
					// NB: background is no segment.
					if (key != 0)
						lists.add(key, regions.get(key), cell);
				}, cancelled);
				lists.finish();
			}
			final Lists[] level = new Lists[levels.levels()];
			try {
				for (int l = 0; l < level.length; l++) {
					spatial.add(Sharding.upTo((1L << levels.bits(l)) - 1));
					level[l] = new Lists(folder.folder("spatial" + l), spatial.get(l));
				}
				byPlace.visit((key, second, cell) -> {
					final int l = (int) (key >>> Integer.SIZE);
					level[l].add((int) key, levels.count(l, (int) key), cell);
				}, cancelled);
				for (final Lists lists : level)
					lists.finish();
			}
			finally {
				for (final Lists lists : level)
					if (lists != null)
						lists.close();
			}
		}
		final byte[] info = new AnnotationInfo(space, origin, levels, hasIds, regions.keySet()).json(byId, Sharding.ONE, spatial).toString()
			.getBytes(StandardCharsets.UTF_8);
		AtomicStream.write(folder.path().resolve(AnnotationInfo.FILE), info);
		bytes += info.length;
	}

	/** An annotation with its region. */
	private void one(final PlacedCell cell, final ShardWriter shards) {
		final int regionBytes = Integer.BYTES + (cell.id() == 0 ? 0 : Long.BYTES);
		shards.begin(cell.number(), size() + regionBytes, 0);
		put(cell, shards.first(size()));
		final ByteBuffer out = shards.first(regionBytes);
		out.putInt(cell.id() == 0 ? 0 : 1);
		if (cell.id() != 0)
			out.putLong(cell.id());
	}

	/** Bytes of an annotation. */
	private int size() {
		return 3 * Float.BYTES + (hasIds ? Integer.BYTES : 0) + Integer.BYTES;
	}

	/** Position, properties from the widest to the narrowest, and a byte up to a multiple of four. */
	private void put(final PlacedCell cell, final ByteBuffer out) {
		for (int d = 0; d < 3; d++)
			out.putFloat(cell.rounded(d, origin[d]));
		if (hasIds)
			out.putInt((int) cell.id());
		final int rgb = space.region(cell.id()).rgb().orElse(NO_COLOR);
		out.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb).put((byte) 0);
	}

	/** Lists of annotations: how many, each without its regions, and their numbers. */
	private final class Lists implements AutoCloseable {

		private final ShardWriter shards;
		private boolean any;
		private long key;

		Lists(final Path indexFolder, final Sharding sharding) {
			shards = new ShardWriter(indexFolder, sharding);
		}

		/** Adds to the list of a key, the last one or a larger one, which has so many. */
		void add(final long newKey, final long count, final PlacedCell cell) {
			if (!any || newKey != key) {
				shards.begin(newKey, Long.BYTES + count * size(), count * Long.BYTES);
				shards.first(Long.BYTES).putLong(count);
			}
			any = true;
			key = newKey;
			put(cell, shards.first(size()));
			shards.second(Long.BYTES).putLong(cell.number());
		}

		void finish() {
			bytes += shards.finish();
		}

		@Override
		public void close() {
			shards.close();
		}
	}

	@Override
	public void finish() {
		folder.finish();
	}

	@Override
	public long bytes() {
		return bytes;
	}

	@Override
	public void close() {
		cells.close();
		folder.close();
	}
}
