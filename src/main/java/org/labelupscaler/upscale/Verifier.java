package org.labelupscaler.upscale;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.BlockCodec;
import org.labelupscaler.source.LabelSource;

/**
 * Checks a container against its source: blocks are read back, decoded, and every voxel of them is compared with the
 * scaling rule, one by one. It shares nothing with the encoder but the rule itself; only levels coarser than the source
 * are compared with the sampler that made them.
 */
public final class Verifier {

	/**
	 * What was found.
	 *
	 * @param blocks blocks compared
	 * @param voxels voxels compared
	 * @param missing blocks among them that have no file and are background, as they should be
	 * @param difference the first difference in words; nothing if there is none
	 * @param finished whether all blocks asked for were looked at; false if a difference was found or it was cancelled
	 */
	public record Report(long blocks, long voxels, long missing, Optional<String> difference, boolean finished) {}

	/** Source voxels of a row that are read together. */
	private static final int MOST_AT_ONCE = 1 << 20;

	private record Difference(int level, long block, String what) {}

	private final UpscalePlan plan;
	private final LabelSource source;
	private final List<Level> levels;
	private final List<N5Dataset> datasets;
	private final LongAdder blocks = new LongAdder();
	private final LongAdder voxels = new LongAdder();
	private final LongAdder missing = new LongAdder();
	private final AtomicReference<Difference> first = new AtomicReference<>();

	/**
	 * @param plan the job that made the container
	 * @param source its source
	 * @param container root of the container
	 * @throws InvalidInputException if the attributes of a level do not match the job
	 */
	public Verifier(final UpscalePlan plan, final LabelSource source, final Path container) {
		this.plan = plan;
		this.source = source;
		levels = plan.levels();
		datasets = plan.datasets(container);
		for (final N5Dataset expected : datasets) {
			final N5Dataset found = N5Dataset.open(expected.folder());
			if (!found.type().equals(expected.type()) || !found.compression().equals(expected.compression()) || !found.grid()
				.toString().equals(expected.grid().toString()))
				throw new InvalidInputException(expected.folder() + " is " + describe(found) + ", but the job was " + describe(
					expected) + ". Run the upscaling again with existing=resume.");
		}
	}

	private static String describe(final N5Dataset dataset) {
		return dataset.grid() + " of " + dataset.type().n5Name() + " as " + dataset.compression();
	}

	/**
	 * Reads the job that a container records.
	 *
	 * @param container root of a container
	 * @return the plan it was made from
	 * @throws InvalidInputException if it was not made by this program
	 */
	public static UpscalePlan plan(final Path container) {
		return PlanJson.read(N5Container.job(container).orElseThrow(() -> new InvalidInputException(container +
			" is no container made by this program, so there is nothing to verify it against.")), container);
	}

	/**
	 * Looks at every block of every level.
	 *
	 * @param threads how many workers
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Report all(final int threads, final ProgressListener listener) throws InterruptedException {
		final BlockRun run = new BlockRun(levels, plan.type().bytes(), threads);
		final ProgressListener.Progress end = run.run(() -> {
			final Comparison comparison = new Comparison();
			return (level, position) -> {
				comparison.compare(level, position);
				if (first.get() != null)
					run.stop();
			};
		}, listener);
		return report(end.blocks() == end.allBlocks());
	}

	/**
	 * Looks at some blocks, of each level its share but at least one.
	 *
	 * @param count how many
	 * @param seed the same seed chooses the same blocks
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Report some(final long count, final long seed, final ProgressListener listener) throws InterruptedException {
		final Random random = new Random(seed);
		final Comparison comparison = new Comparison();
		final double share = Math.min(1, (double) count / plan.blocks());
		final long all = levels.stream().mapToLong(level -> shareOf(level, share)).sum();
		final long start = System.nanoTime();
		for (final Level level : levels) {
			final long of = level.grid().blocks();
			final long n = shareOf(level, share);
			for (long i = 0; i < n && first.get() == null; i++) {
				if (Thread.interrupted())
					throw new InterruptedException();
				if (listener.cancelled())
					return report(false);
				comparison.compare(level, level.grid().position(n == of ? i : (long) (random.nextDouble() * of)));
				final long done = voxels.sum() * plan.type().bytes();
				listener.progress(new ProgressListener.Progress(blocks.sum(), all, done, done, (System.nanoTime() - start) / 1e9));
			}
		}
		return report(first.get() == null);
	}

	private static long shareOf(final Level level, final double share) {
		return Math.max(1, Math.round(level.grid().blocks() * share));
	}

	private Report report(final boolean finished) {
		return new Report(blocks.sum(), voxels.sum(), missing.sum(), Optional.ofNullable(first.get()).map(
			Difference::what), finished && first.get() == null);
	}

	private void found(final Level level, final long[] position, final String what) {
		final Difference difference = new Difference(level.index(), level.grid().block(position), what);
		first.accumulateAndGet(difference, (a, b) -> a == null || b.level < a.level || b.level == a.level &&
			b.block < a.block ? b : a);
	}

	/** One worker's comparison. */
	private final class Comparison {

		private final BlockCodec codec = plan.compression().newCodec();
		private final BlockSampler sampler = new BlockSampler(source);
		private long[] row = new long[0];
		private byte[] expected = new byte[0];

		void compare(final Level level, final long[] position) {
			final N5Dataset dataset = datasets.get(level.index());
			final int[] size = level.grid().blockSize(position);
			final Optional<byte[]> stored;
			try {
				stored = dataset.get(position, codec);
			}
			catch (final LabelUpscalerException e) {
				found(level, position, e.getMessage());
				return;
			}
			if (stored.isEmpty())
				missing.increment();
			if (level.coarserThanSource())
				compareWithSampler(level, position, size, stored);
			else
				compareWithRule(level, position, size, stored);
			blocks.increment();
			voxels.add((long) size[0] * size[1] * size[2]);
		}

		/** Every voxel: the label at floor((2d + 1)·s / 2t) of each axis against the one stored. */
		private void compareWithRule(final Level level, final long[] position, final int[] size,
			final Optional<byte[]> stored)
		{
			final long[][] from = new long[3][];
			for (int d = 0; d < 3; d++) {
				from[d] = new long[size[d]];
				final AxisMap map = level.maps().get(d);
				for (int i = 0; i < size[d]; i++)
					from[d][i] = map.sourceIndex(level.grid().min(position, d) + i);
			}
			final long x0 = from[0][0];
			final long span = from[0][size[0] - 1] - x0 + 1;
			final boolean wholeRow = span <= MOST_AT_ONCE;
			final int width = wholeRow ? (int) span : 1;
			if (row.length < width)
				row = new long[width];
			final ByteBuffer bytes = stored.map(ByteBuffer::wrap).orElse(null);
			int at = 0;
			for (int z = 0; z < size[2]; z++)
				for (int y = 0; y < size[1]; y++) {
					if (wholeRow)
						source.read(new long[] { x0, from[1][y], from[2][z] }, new int[] { width, 1, 1 }, row);
					for (int x = 0; x < size[0]; x++) {
						if (!wholeRow)
							source.read(new long[] { from[0][x], from[1][y], from[2][z] }, new int[] { 1, 1, 1 }, row);
						final long label = row[wholeRow ? (int) (from[0][x] - x0) : 0];
						final long found = bytes == null ? 0 : plan.type().get(bytes, at);
						at += plan.type().bytes();
						if (label != found) {
							report(level, position, x, y, z, label, found, bytes == null);
							return;
						}
					}
				}
		}

		private void compareWithSampler(final Level level, final long[] position, final int[] size,
			final Optional<byte[]> stored)
		{
			final int bytes = Math.multiplyExact(Math.multiplyExact(size[0] * plan.type().bytes(), size[1]), size[2]);
			if (expected.length != bytes)
				expected = new byte[bytes];
			sampler.sample(level, position).expand(expected, 0);
			final byte[] found = stored.orElseGet(() -> new byte[bytes]);
			final int mismatch = Arrays.mismatch(expected, found);
			if (mismatch < 0)
				return;
			final int voxel = mismatch / plan.type().bytes();
			report(level, position, voxel % size[0], voxel / size[0] % size[1], voxel / size[0] / size[1], plan.type().get(
				ByteBuffer.wrap(expected), voxel * plan.type().bytes()), plan.type().get(ByteBuffer.wrap(found), voxel * plan
					.type().bytes()), stored.isEmpty());
		}

		private void report(final Level level, final long[] position, final int x, final int y, final int z,
			final long label, final long found, final boolean absent)
		{
			final List<Long> voxel = new ArrayList<>();
			final int[] within = { x, y, z };
			for (int d = 0; d < 3; d++)
				voxel.add(level.grid().min(position, d) + within[d]);
			found(level, position, "Level s" + level.index() + ", voxel " + voxel + ": expected label " + plan.type().format(
				label) + ", found " + (absent ? "no block" : plan.type().format(found)) + " in block " + datasets.get(level
					.index()).describe(position));
		}
	}
}
