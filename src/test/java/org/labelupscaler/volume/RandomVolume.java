package org.labelupscaler.volume;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.labelupscaler.RandomBlocks;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * A volume of random blocks, one in four only background, one in four of one label, each level another.
 *
 * @param spec the volume
 * @param blocks its blocks, by level and position
 */
record RandomVolume(VolumeSpec spec, Map<List<Long>, RunBlock> blocks) {

	/** Levels of 27, 18 and 1 blocks, that no shard is made of. */
	static RandomVolume small(final long seed, final LabelType type, final Compression compression) {
		return of(seed, new VolumeSpec(type, new long[] { 20, 13, 25 }, new VoxelSize(0.5, 1, 2, "um"), new double[] { 8, 16, 24 },
			new int[] { 7, 5, 9 }, compression, Pyramid.of(List.of(new long[] { 2, 1, 2 }, new long[] { 4, 4, 4 }))));
	}

	/** Levels of 8 × 8 × 7 and 4 × 4 × 4 blocks; the first has 64 shards of 2 × 2 × 2 where there are shards. */
	static RandomVolume large(final long seed, final LabelType type, final Compression compression) {
		return of(seed, new VolumeSpec(type, new long[] { 38, 50, 41 }, VoxelSize.UNKNOWN, new double[3], new int[] { 5, 7, 6 },
			compression, Pyramid.of(List.of(new long[] { 2, 2, 2 }))));
	}

	static RandomVolume of(final long seed, final VolumeSpec spec) {
		final Random random = new Random(seed);
		final Map<List<Long>, RunBlock> blocks = new HashMap<>();
		int level = 0;
		for (final BlockGrid grid : spec.grids()) {
			for (long b = 0; b < grid.blocks(); b++) {
				final long[] position = grid.position(b);
				blocks.put(place(level, position), block(random, spec.type(), grid.blockSize(position)));
			}
			level++;
		}
		return new RandomVolume(spec, blocks);
	}

	static RunBlock block(final Random random, final LabelType type, final int[] size) {
		return switch (random.nextInt(4)) {
			case 0 -> RunBlock.uniform(type, 0, size);
			case 1 -> RunBlock.uniform(type, RandomBlocks.narrow(type, 1 + random.nextInt(3)), size);
			default -> RandomBlocks.of(random, type, runs(random, size[0]), runs(random, size[1]), runs(random, size[2]), 1 + random
				.nextInt(random.nextBoolean() ? 3 : 1000)).block();
		};
	}

	private static int[] runs(final Random random, final int length) {
		final List<Integer> runs = new ArrayList<>();
		for (int left = length; left > 0; left -= runs.get(runs.size() - 1))
			runs.add(1 + random.nextInt(Math.min(left, 4)));
		return runs.stream().mapToInt(Integer::intValue).toArray();
	}

	private static List<Long> place(final int level, final long[] position) {
		return List.of((long) level, position[0], position[1], position[2]);
	}

	RunBlock block(final int level, final long[] position) {
		return blocks.get(place(level, position));
	}

	/** Whether a block is left out where background is. */
	boolean isBackground(final int level, final long[] position) {
		for (final long label : labels(level, position))
			if (label != 0)
				return false;
		return true;
	}

	/** The voxels of a block, x fastest. */
	long[] labels(final int level, final long[] position) {
		final RunBlock block = block(level, position);
		final long[] labels = new long[block.size(0) * block.size(1) * block.size(2)];
		block.expand(labels);
		return labels;
	}

	/** The positions of all blocks of a level. */
	List<long[]> positions(final int level) {
		final BlockGrid grid = spec.grids().get(level);
		final List<long[]> positions = new ArrayList<>();
		for (long b = 0; b < grid.blocks(); b++)
			positions.add(grid.position(b));
		return positions;
	}

	/** All voxels of a level, x fastest. */
	long[] level(final int level) {
		final BlockGrid grid = spec.grids().get(level);
		final long[] size = grid.size();
		final long[] all = new long[(int) grid.voxels()];
		for (final long[] position : positions(level)) {
			final long[] labels = labels(level, position);
			final int[] n = grid.blockSize(position);
			for (int i = 0; i < labels.length; i++) {
				final long x = grid.min(position, 0) + i % n[0];
				final long y = grid.min(position, 1) + i / n[0] % n[1];
				final long z = grid.min(position, 2) + i / n[0] / n[1];
				all[(int) ((z * size[1] + y) * size[0] + x)] = labels[i];
			}
		}
		return all;
	}

	/** Everything in a store, in order. */
	static Map<Key, String> content(final Store store) throws Exception {
		final Map<Key, String> content = new java.util.TreeMap<>();
		for (final Entry entry : entries(store, Key.ROOT))
			if (entry.kind() == Entry.Kind.BYTES)
				content.put(entry.key(), java.util.HexFormat.of().formatHex(store.get(entry.key()).orElseThrow().array()));
		return content;
	}

	/** All entries below a prefix. */
	static List<Entry> entries(final Store store, final Key prefix) throws Exception {
		final List<Entry> entries = new ArrayList<>();
		for (final Entry entry : store.list(prefix)) {
			entries.add(entry);
			if (entry.kind() == Entry.Kind.PREFIX)
				entries.addAll(entries(store, entry.key()));
		}
		return entries;
	}
}
