package org.labelupscaler.job;

import java.util.Random;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
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
	/** What an encoded voxel of the coarse levels is taken to cost, as a share of its bytes: on the safe side. */
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
		// NB: in one file what repeats is stored once, so that voxels say nothing of it.
		final boolean raw = plan.compression().kind() == Compression.Kind.RAW && !format.isFile();
		final BlockSampler sampler = new BlockSampler(source);
		final BlockFrame frame = format.newFrame(plan.volume());
		final ByteBuilder out = new ByteBuilder();
		final boolean exact = raw && (plan.writeBackground() || plan.blocks() <= MOST_LOOKED_AT);
		double bytes = 0;
		double files = 0;
		for (final Level level : plan.levels()) {
			final long blocks = level.grid().blocks();
			final Portions order = format.portions(plan.volume(), level.index());
			// NB: all blocks of a shard are one file.
			final double perFile = order.whole() ? Math.min(order.numbers(), (double) blocks / order.count()) : 1;
			if (level.coarserThanSource() && !exact) {
				bytes += (double) level.grid().voxels() * plan.type().bytes() / COARSE_SHARE;
				files += blocks / perFile;
				continue;
			}
			final Random random = new Random(level.index());
			if (raw && plan.writeBackground()) {
				files += blocks / perFile;
				bytes += (double) level.grid().voxels() * plan.type().bytes() + (double) blocks * (frame.uncompressed(ONE) - plan.type()
					.bytes());
				continue;
			}
			final boolean all = exact || blocks <= SAMPLE;
			final long looked = all ? blocks : SAMPLE;
			final double weight = (double) blocks / looked;
			for (long i = 0; i < looked; i++) {
				final long number = all ? i : (long) (random.nextDouble() * blocks);
				final RunBlock block = sampler.sample(level, level.grid().position(number));
				if (block.isUniform() && block.label(0, 0, 0) == 0 && !plan.writeBackground())
					continue;
				files += weight / perFile;
				if (raw)
					bytes += weight * frame.uncompressed(new int[] { block.size(0), block.size(1), block.size(2) });
				else {
					out.clear();
					frame.encode(block, out);
					bytes += weight * out.size();
				}
			}
		}
		return new SizeEstimate((long) bytes, format.isFile() ? 1 : (long) files, exact);
	}

	/** @return bytes of disk space that it will take, about */
	public long diskBytes() {
		return bytes + SLACK * files;
	}
}
