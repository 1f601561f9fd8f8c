package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeFormats;

/**
 * Checks a container against its source, in one of two ways. Decoding: blocks are read back and every voxel is compared
 * with the scaling rule. By bytes, which is a hundred times faster: the source is encoded anew and exactly that must be
 * stored. All blocks that hold other bytes are decoded, for these may be the same voxels as an older version wrote
 * them, and about 200 of the rest, as a test of the encoder itself.
 */
public final class Verifier {

	private final UpscalePlan plan;
	private final List<Level> levels;
	private final SharedSource source;
	private final OwnVolume volume;

	/**
	 * @param plan the job that made the container
	 * @param source its source
	 * @param container root of the container
	 * @throws InvalidInputException if the attributes of a level do not match the job
	 */
	public Verifier(final UpscalePlan plan, final LabelSource source, final Path container) {
		this.plan = plan;
		this.source = new SharedSource(plan.plannedSource(), source, VolumeFormats.folder(container));
		levels = plan.levels();
		volume = OwnVolume.require(container);
		volume.format().checkMetadata(volume.store(), plan.volume());
	}

	/**
	 * Reads the job that a container records.
	 *
	 * @param container root of a container
	 * @return the plan it was made from
	 * @throws InvalidInputException if it was not made by this program, or holds something else than upscaled labels
	 */
	public static UpscalePlan plan(final Path container) {
		return PlanJson.read(OwnVolume.of(container).orElseThrow(() -> new InvalidInputException(container +
			" is no container made by this program, so there is nothing to verify it against.")));
	}

	private VerifyWork work(final boolean decodeAll) {
		return new VerifyWork(new PlannedVolume(plan, volume.store(), volume.format()), source, decodeAll);
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
	public VerifyReport all(final boolean decodeAll, final int threads, final ProgressListener listener) throws InterruptedException {
		return all(decodeAll, new LocalExecutor(threads), listener);
	}

	/**
	 * Does the same by other means than threads of this process.
	 *
	 * @param decodeAll whether to decode every block and compare every voxel
	 * @param executor has the blocks compared
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public VerifyReport all(final boolean decodeAll, final Executor executor, final ProgressListener listener)
		throws InterruptedException
	{
		final long start = System.nanoTime();
		final AtomicBoolean found = new AtomicBoolean();
		final Executor.Outcome<VerifyTally> outcome = executor.run(work(decodeAll), tally -> {
			found.set(tally.hasDifference());
			return progress(tally, plan.blocks(), start);
		}, listener.stoppedBy(found::get));
		listener.progress(progress(outcome.tally(), plan.blocks(), start));
		return outcome.tally().report(outcome.complete());
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
	public VerifyReport some(final long count, final long seed, final ProgressListener listener) throws InterruptedException {
		final Random random = new Random(seed);
		final double share = Math.min(1, (double) count / plan.blocks());
		final long all = levels.stream().mapToLong(level -> shareOf(level, share)).sum();
		final long start = System.nanoTime();
		final VerifyTally tally = new VerifyTally();
		try (VerifyWork.Comparer comparer = work(true).open()) {
			for (final Level level : levels) {
				final long of = level.grid().blocks();
				final long n = shareOf(level, share);
				for (long i = 0; i < n && !tally.hasDifference(); i++) {
					if (Thread.interrupted())
						throw new InterruptedException();
					if (listener.cancelled())
						return tally.report(false);
					comparer.compare(level, level.grid().position(n == of ? i : (long) (random.nextDouble() * of)), true, tally);
					listener.progress(progress(tally, all, start));
				}
			}
		}
		return tally.report(true);
	}

	private BlockProgress progress(final VerifyTally tally, final long of, final long start) {
		return new BlockProgress(tally.blocks(), of, tally.voxels() * plan.type().bytes(), (System.nanoTime() - start) / 1e9);
	}

	private static long shareOf(final Level level, final double share) {
		return Math.max(1, Math.round(level.grid().blocks() * share));
	}
}
