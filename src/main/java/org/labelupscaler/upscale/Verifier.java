package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.source.LabelSource;

import com.google.gson.JsonObject;

/**
 * Checks a container against its source, in one of two ways. Decoding: blocks are read back and every voxel is compared
 * with the scaling rule. By bytes, which is a hundred times faster: the source is encoded anew and the files must hold
 * exactly that. All blocks that hold other bytes are decoded, for these may be the same voxels as an older version wrote
 * them, and about 200 of the rest, as a test of the encoder itself.
 */
public final class Verifier {

	/**
	 * What was found.
	 *
	 * @param blocks blocks compared
	 * @param decoded blocks among them that were decoded and compared voxel by voxel
	 * @param voxels voxels of the blocks compared
	 * @param missing blocks among them that have no file and are background, as they should be
	 * @param difference the first difference in words; nothing if there is none
	 * @param finished whether all blocks asked for were looked at; false if a difference was found or it was cancelled
	 */
	public record Report(long blocks, long decoded, long voxels, long missing, Optional<String> difference, boolean finished) {}

	/** About so many blocks are decoded, even if all hold the right bytes, if there are as many. */
	private static final long DECODED = 200;
	private static final long DECODED_OF_LEVEL = 8;

	private record Difference(int level, long block, String what) {}

	private final UpscalePlan plan;
	private final LabelSource source;
	private final List<Level> levels;
	private final List<N5Dataset> datasets;
	private final LongAdder blocks = new LongAdder();
	private final LongAdder decoded = new LongAdder();
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
				.equals(expected.grid()))
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
	 * @throws InvalidInputException if it was not made by this program, or holds something else than upscaled labels
	 */
	public static UpscalePlan plan(final Path container) {
		final JsonObject job = N5Container.job(container).orElseThrow(() -> new InvalidInputException(container +
			" is no container made by this program, so there is nothing to verify it against."));
		final JobKind kind = JobKind.of(job, container);
		if (kind != JobKind.LABELS)
			throw new InvalidInputException(container + " is " + kind.words() + ", not " + JobKind.LABELS.words() + ".");
		return PlanJson.read(job, container);
	}

	/**
	 * Looks at every block of every level.
	 *
	 * @param decodeAll whether to decode every block and compare every voxel
	 * @param threads how many workers
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Report all(final boolean decodeAll, final int threads, final ProgressListener listener) throws InterruptedException {
		final BlockRun run = new BlockRun(levels, plan.type().bytes(), threads);
		final BlockProgress end = run.run(() -> {
			final BlockComparison comparison = new BlockComparison(plan, source, datasets);
			return (level, position) -> {
				compare(comparison, level, position, decodeAll || isSample(level, position));
				if (first.get() != null)
					run.stop();
			};
		}, listener);
		return report(end.isLast());
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
		final BlockComparison comparison = new BlockComparison(plan, source, datasets);
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
				compare(comparison, level, level.grid().position(n == of ? i : (long) (random.nextDouble() * of)), true);
				final long done = voxels.sum() * plan.type().bytes();
				listener.progress(new BlockProgress(blocks.sum(), all, done, (System.nanoTime() - start) / 1e9));
			}
		}
		return report(first.get() == null);
	}

	private static long shareOf(final Level level, final double share) {
		return Math.max(1, Math.round(level.grid().blocks() * share));
	}

	private Report report(final boolean finished) {
		return new Report(blocks.sum(), decoded.sum(), voxels.sum(), missing.sum(), Optional.ofNullable(first.get()).map(
			Difference::what), finished && first.get() == null);
	}

	/** Always the same blocks, scattered over the level. */
	private boolean isSample(final Level level, final long[] position) {
		final long of = level.grid().blocks();
		final long step = Math.max(1, Math.min(plan.blocks() / DECODED, of / DECODED_OF_LEVEL));
		return new SplittableRandom(level.grid().block(position)).nextLong(step) == 0;
	}

	private void compare(final BlockComparison comparison, final Level level, final long[] position, final boolean decode) {
		Optional<String> difference = Optional.empty();
		if (decode || !comparison.isAsWritten(level, position)) {
			decoded.increment();
			difference = comparison.differenceOfVoxels(level, position);
		}
		difference.ifPresent(what -> found(level, position, what));
		if (difference.isEmpty() && !datasets.get(level.index()).exists(position))
			missing.increment();
		blocks.increment();
		final int[] size = level.grid().blockSize(position);
		voxels.add((long) size[0] * size[1] * size[2]);
	}

	private void found(final Level level, final long[] position, final String what) {
		final Difference difference = new Difference(level.index(), level.grid().block(position), what);
		first.accumulateAndGet(difference, (a, b) -> a == null || b.level < a.level || b.level == a.level &&
			b.block < a.block ? b : a);
	}
}
