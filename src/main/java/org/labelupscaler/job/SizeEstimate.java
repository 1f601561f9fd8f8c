package org.labelupscaler.job;

import java.util.Random;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeFormat;

/**
 * How much a plan will write.
 *
 * @param bytes bytes of the block files
 * @param files the number of block files
 * @param exact whether the numbers are exact; else they come from a sample of blocks
 */
public record SizeEstimate(long bytes, long files, boolean exact) {

	private static final int SAMPLE = 200;
	private static final int[] ONE = { 1, 1, 1 };
	/** So many blocks can be looked at in a few seconds. */
	private static final long MOST_LOOKED_AT = 300_000;
	/** So many source voxels of a coarse level can be counted in a moment. */
	private static final double MOST_COUNTED = 1e7;
	/** A block of a coarse level has so many slices. */
	private static final int SLICES = 8;
	/** Fewer slices say too little. */
	private static final int LEAST = 6;
	/** What an encoded voxel of other coarse levels is taken to cost, as a share of its bytes: on the safe side. */
	private static final int COARSE_SHARE = 6;
	/** What a file takes on disk beyond its bytes, on average: half of a 4 KiB block. */
	private static final long SLACK = 2048;

	/**
	 * Works it out without writing: for raw blocks in files of their own by looking at every block, up to 300,000 of them, for
	 * the others by encoding some of each level, the same ones every time.
	 *
	 * @param plan the job
	 * @param source its source
	 * @param format the format of the target
	 * @return the estimate
	 */
	public static SizeEstimate of(final UpscalePlan plan, final LabelSource source, final VolumeFormat format) {
		final Sum sum = new Sum(plan, source, format);
		plan.levels().forEach(sum::add);
		return new SizeEstimate((long) sum.bytes, format.isFile() ? 1 : (long) sum.files, sum.exact);
	}

	/** What is added up, level by level. */
	private static final class Sum {

		private final UpscalePlan plan;
		private final VolumeFormat format;
		private final BlockSampler sampler;
		private final BlockFrame frame;
		private final ByteBuilder out = new ByteBuilder();
		private final boolean raw;
		private final boolean exact;
		private double bytes;
		private double files;

		Sum(final UpscalePlan plan, final LabelSource source, final VolumeFormat format) {
			this.plan = plan;
			this.format = format;
			sampler = new BlockSampler(source);
			frame = format.newFrame(plan.volume());
			// NB: in one file what repeats is stored once, so that voxels say nothing of it.
			raw = plan.compression().kind() == Compression.Kind.RAW && !format.isFile();
			exact = raw && (plan.writeBackground() || plan.blocks() <= MOST_LOOKED_AT);
		}

		void add(final Level level) {
			final long blocks = level.grid().blocks();
			final int[] block = level.grid().blockSize();
			final double planes = Math.min(level.grid().size()[2], level.maps().get(2).sourceSize());
			// NB: counting the voxels of coarse levels takes long, so only thin slices of few blocks are looked at.
			final boolean coarse = level.coarserThanSource() && !exact;
			final int slice = coarse ? Math.max(1, block[2] / SLICES) : block[2];
			final double most = coarse ? MOST_COUNTED / covered(level, slice) : SAMPLE;
			if (raw && plan.writeBackground()) {
				bytes += (double) level.grid().voxels() * plan.type().bytes() + (double) blocks * (frame.uncompressed(ONE) - plan.type()
					.bytes());
				files += blocks / perFile(level);
			}
			else if (coarse && most < LEAST) {
				bytes += (double) level.grid().columns() * block[0] * block[1] * planes * plan.type().bytes() / COARSE_SHARE;
				files += blocks / perFile(level);
			}
			else {
				final boolean all = exact || blocks <= most && !coarse;
				final double stored = sample(level, all ? blocks : (long) Math.min(most, SAMPLE), all, slice);
				files += stored / perFile(level);
				bytes += format.indexBytes(plan.volume(), level.index(), stored, (long) planes);
			}
		}

		/** NB: all blocks of a shard are one file. */
		private double perFile(final Level level) {
			final Portions order = format.portions(plan.volume(), level.index());
			return order.whole() ? Math.min(order.numbers(), (double) level.grid().blocks() / order.count()) : 1;
		}

		/** Looks at some blocks, or all, the same every time; returns how many blocks are stored. */
		private double sample(final Level level, final long count, final boolean all, final int slice) {
			final Random random = new Random(level.index());
			final double weight = (double) level.grid().blocks() / count;
			double stored = 0;
			for (long i = 0; i < count; i++) {
				final long[] position = level.grid().position(all ? i : (long) (random.nextDouble() * level.grid().blocks()));
				final long[] min = new long[3];
				for (int d = 0; d < 3; d++)
					min[d] = level.grid().min(position, d);
				final int[] size = level.grid().blockSize(position);
				final double slices = (double) size[2] / Math.min(size[2], slice);
				if (slices > 1) {
					min[2] += (long) (random.nextDouble() * (size[2] - slice + 1));
					size[2] = slice;
				}
				final RunBlock block = sampler.sample(level, min, size);
				if (block.isUniform() && block.label(0, 0, 0) == 0 && !plan.writeBackground())
					continue;
				stored += weight;
				bytes += weight * slices * bytes(block, continues(level, min[2]));
			}
			return stored;
		}

		private long bytes(final RunBlock block, final boolean continues) {
			if (raw)
				return frame.uncompressed(new int[] { block.size(0), block.size(1), block.size(2) });
			out.clear();
			frame.encodeOwn(block, continues, out);
			return out.size();
		}
	}

	/** How many source voxels are looked at for a slice of a block. */
	private static double covered(final Level level, final int slice) {
		double voxels = 1;
		for (int d = 0; d < 3; d++) {
			final double size = d == 2 ? slice : level.grid().blockSize()[d];
			voxels *= Math.max(1, size * level.maps().get(d).sourceSize() / level.grid().size()[d]);
		}
		return voxels;
	}

	/** Whether a plane comes from the same plane of the source as the one before it. */
	private static boolean continues(final Level level, final long z) {
		final AxisMap map = level.maps().get(2);
		return z > 0 && !map.coarserThanSource() && map.sourceIndex(z) == map.sourceIndex(z - 1);
	}

	/** @return bytes of disk space that it will take, about */
	public long diskBytes() {
		return bytes + SLACK * files;
	}
}
