package org.labelupscaler.upscale;

import java.util.Random;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.source.LabelSource;

/**
 * How much a plan will write.
 *
 * @param bytes bytes of the block files
 * @param files the number of block files
 * @param exact whether the numbers are exact; else they come from a sample of blocks
 */
public record SizeEstimate(long bytes, long files, boolean exact) {

	private static final int SAMPLE = 200;
	/** So many blocks can be looked at in a few seconds. */
	private static final long MOST_LOOKED_AT = 300_000;
	private static final int HEADER = 16;
	/** What an encoded voxel of the coarse levels is taken to cost, as a share of its bytes: on the safe side. */
	private static final int COARSE_SHARE = 6;
	/** What a file takes on disk beyond its bytes, on average: half of a 4 KiB block. */
	private static final long SLACK = 2048;

	/**
	 * Works it out without writing: for raw blocks by looking at every block, up to 300,000 of them, for
	 * the others by encoding some of each level, the same ones every time.
	 *
	 * @param plan the job
	 * @param source its source
	 * @return the estimate
	 */
	public static SizeEstimate of(final UpscalePlan plan, final LabelSource source) {
		final boolean raw = plan.compression().kind() == Compression.Kind.RAW;
		final BlockSampler sampler = new BlockSampler(source);
		final BlockCodec codec = N5Dataset.newCodec(plan.compression());
		final ByteBuilder out = new ByteBuilder();
		final boolean exact = raw && (plan.writeBackground() || plan.blocks() <= MOST_LOOKED_AT);
		double bytes = 0;
		double files = 0;
		for (final Level level : plan.levels()) {
			final long blocks = level.grid().blocks();
			if (level.coarserThanSource() && !exact) {
				bytes += (double) level.grid().voxels() * plan.type().bytes() / COARSE_SHARE;
				files += blocks;
				continue;
			}
			final Random random = new Random(level.index());
			if (raw && plan.writeBackground()) {
				files += blocks;
				bytes += (double) level.grid().voxels() * plan.type().bytes() + (double) HEADER * blocks;
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
				files += weight;
				if (raw)
					bytes += weight * (block.bytes() + HEADER);
				else {
					N5Dataset.encode(block, codec, out);
					bytes += weight * out.size();
				}
			}
		}
		return new SizeEstimate((long) bytes, (long) files, exact);
	}

	/** @return bytes of disk space that it will take, about */
	public long diskBytes() {
		return bytes + SLACK * files;
	}
}
