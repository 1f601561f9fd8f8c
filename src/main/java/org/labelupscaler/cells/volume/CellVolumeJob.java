package org.labelupscaler.cells.volume;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.JobKind;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Requirements;
import org.labelupscaler.job.TargetContainer;
import org.labelupscaler.job.TargetJob;
import org.labelupscaler.job.TargetPlace;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;

import com.google.gson.JsonObject;

/**
 * Writes cells as a volume: the list of cells is read once, into a temporary file; then level after level is drawn, block by
 * block. Memory is bounded whatever the number of cells. A run that is stopped or killed leaves a container that a later run
 * with {@link org.labelupscaler.job.Existing#RESUME} completes to the same bytes. Used by one thread.
 */
public final class CellVolumeJob {

	private final CellVolumePlan plan;
	private final CellVolumeOptions options;
	private final DrawingLimits limits;
	private final Executor executor;
	private final long start = System.nanoTime();
	private long cells;
	private long drawn;
	private long outside;
	private long elsewhere;
	private long background;
	private long largest;
	private long smallestValue;
	private long largestValue;

	private CellVolumeJob(final CellVolumePlan plan, final CellVolumeOptions options, final DrawingLimits limits,
		final Executor executor)
	{
		this.plan = plan;
		this.options = options;
		this.limits = limits;
		this.executor = executor;
	}

	/**
	 * Looks whether the volume can be written, and changes nothing.
	 *
	 * @param plan what to write
	 * @param options how
	 * @throws InvalidInputException if it cannot: the target exists, is foreign, or was made by another job; or there is too
	 *           little memory
	 */
	public static void check(final CellVolumePlan plan, final CellVolumeOptions options) {
		plan.radius().shape(plan.grid().voxelSize());
		final VolumeFormat format = VolumeFormats.of(options.target());
		checkFormat(plan.volume(0), format, options);
		TargetPlace.check(job(plan), options.target(), format, options.existing());
		Requirements.checkFolders(options.target(), options.temporaryFolder());
		Requirements.checkMemory(memory(plan, format, options, 0));
	}

	/**
	 * @param plan what to write
	 * @param format the format of the volume
	 * @param options where it is, and how many workers there are
	 * @param cells how many cells are drawn
	 * @return bytes of memory it takes at most, a bound on the safe side
	 */
	public static long memory(final CellVolumePlan plan, final VolumeFormat format, final CellVolumeOptions options, final long cells) {
		final int threads = options.threads();
		final VolumeSpec volume = plan.volume(cells);
		// NB: all cells that a voxel of a block shows are in memory; each lies in one or two of the blocks that are being drawn.
		long shown = threads;
		for (final int voxels : volume.blockSize())
			shown *= voxels;
		return Requirements.memory(volume, format, options.target(), threads) + threads * DrawingLimits.USUAL.memory() + SomeCells.BYTES * Math.min(
			2 * cells, shown + shown / 4);
	}

	/** NB: the type of numbers is known only when all cells are. */
	private static void checkFormat(final VolumeSpec volume, final VolumeFormat format, final CellVolumeOptions options) {
		format.obstacle(volume).ifPresent(why -> {
			throw new InvalidInputException(options.target() + " cannot be written: " + why);
		});
	}

	private static TargetJob job(final CellVolumePlan plan) {
		return new TargetJob() {

			@Override
			public JobKind kind() {
				return JobKind.CELLS;
			}

			@Override
			public List<String> differences(final JsonObject recorded) {
				return plan.differences(recorded);
			}
		};
	}

	/**
	 * Runs the job in threads of this process.
	 *
	 * @param plan what to write
	 * @param options how
	 * @param stream the cells; gone through once
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if the target cannot be written, or the list of cells is damaged; nothing has been
	 *           changed then
	 * @throws org.labelupscaler.job.CancelledException if the listener said so before blocks were written
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public static CellVolumeReport run(final CellVolumePlan plan, final CellVolumeOptions options, final CellStream stream,
		final ProgressListener listener) throws InterruptedException
	{
		return run(plan, options, new LocalExecutor(options.threads()), stream, listener);
	}

	/**
	 * Runs the job.
	 *
	 * @param plan what to write
	 * @param options how
	 * @param executor has blocks drawn; other processes must reach the target and the folder for temporary files by the same path
	 * @param stream the cells; gone through once
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if the target cannot be written, or the list of cells is damaged; nothing has been
	 *           changed then
	 * @throws org.labelupscaler.job.CancelledException if the listener said so before blocks were written
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public static CellVolumeReport run(final CellVolumePlan plan, final CellVolumeOptions options, final Executor executor,
		final CellStream stream, final ProgressListener listener) throws InterruptedException
	{
		return run(plan, options, DrawingLimits.USUAL, executor, stream, listener);
	}

	/** The same with other limits. */
	static CellVolumeReport run(final CellVolumePlan plan, final CellVolumeOptions options, final DrawingLimits limits,
		final Executor executor, final CellStream stream, final ProgressListener listener) throws InterruptedException
	{
		TargetContainer.checkExecutor(executor, options.target(), VolumeFormats.of(options.target()));
		check(plan, options);
		final Path folder = Requirements.checkFolders(options.target(), options.temporaryFolder());
		final Path temporary = options.temporaryFolder().orElse(folder);
		try (TargetContainer target = TargetContainer.lock(job(plan), options.target(), VolumeFormats.of(options.target()), options.existing(), options.sync());
				CellFile all = CellFile.of(temporary))
		{
			return new CellVolumeJob(plan, options, limits, executor).run(target, all, temporary, stream, listener);
		}
		catch (final LabelUpscalerException e) {
			if (e.getCause() instanceof ClosedByInterruptException && Thread.interrupted())
				throw new InterruptedException();
			throw e;
		}
	}

	private CellVolumeReport run(final TargetContainer target, final CellFile all, final Path temporary,
		final CellStream stream, final ProgressListener listener) throws InterruptedException
	{
		stream.run(batch -> CellSelection.of(batch, plan), selection -> take(selection, all), reading(listener));
		Requirements.checkMemory(memory(plan, VolumeFormats.of(options.target()), options, drawn));
		final VolumeSpec volume = plan.volume(largest);
		checkFormat(volume, target.format(), options);
		checkSpace(volume, temporary);
		final JsonObject record = plan.json(volume);
		target.begin(record, volume, plan.title(), listener);
		final ProgressListener watching = target.watching(listener);
		final Executor.Outcome<Written> outcome = draw(all, volume, target, temporary, watching);
		final Written written = outcome.tally();
		if (outcome.complete()) {
			watching.progress(CellVolumeProgress.end(drawn, count(written), seconds()));
			target.removeUnfinished(!executor.isLocal());
			target.complete(record, Optional.of(display(volume.type())));
		}
		return new CellVolumeReport(outcome.complete(), cells, drawn, outside, elsewhere, background, written.written(), written.kept(),
			written.bytes(), seconds());
	}

	/** NB: a cell is noted for each range of blocks that its ball reaches into, and ranges are whole columns if there are many. */
	private void checkSpace(final VolumeSpec volume, final Path temporary) {
		final BallRadius.Shape shape = plan.radius().shape(volume.voxelSize());
		double ranges = 1;
		for (int d = 0; d < 2; d++)
			ranges *= 1 + 2 * shape.radius() / shape.scale()[d] / volume.blockSize()[d];
		final double bytes = (double) CellFile.RECORD * drawn * Math.min(limits.buckets(), ranges);
		final long free = Requirements.free(temporary);
		if (bytes > free)
			throw new InvalidInputException("To sort " + Quantities.count(drawn, "cell") + " of this radius takes about " + Quantities.bytes(
				bytes) + " in " + temporary + ", which has " + Quantities.bytes(free) + " free. Use a smaller radius, or another temp " +
				"folder.");
	}

	/** NB: BigDataViewer alone shows values as grey, and all above 65535 as white. */
	private Display display(final LabelType type) {
		final double smallest = Double.parseDouble(type.format(smallestValue));
		final double most = Double.parseDouble(type.format(largestValue));
		return new Display(Math.min(0, smallest), Math.max(1, most), most, List.of());
	}

	private double seconds() {
		return (System.nanoTime() - start) / 1e9;
	}

	private static long count(final Written written) {
		return written.written() + written.kept();
	}

	private ProgressListener reading(final ProgressListener listener) {
		return new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				listener.progress(CellVolumeProgress.reading(progress, seconds()));
			}

			@Override
			public boolean cancelled() {
				return listener.cancelled();
			}
		};
	}

	private void take(final CellSelection selection, final CellFile all) {
		cells += selection.cells();
		outside += selection.outside();
		elsewhere += selection.elsewhere();
		background += selection.background();
		largest = Math.max(largest, selection.largest());
		final LabelType type = plan.valueType();
		if (type.compare(selection.smallestValue(), smallestValue) < 0)
			smallestValue = selection.smallestValue();
		if (type.compare(selection.largestValue(), largestValue) > 0)
			largestValue = selection.largestValue();
		final int more = selection.records().remaining() / CellFile.RECORD;
		all.put(drawn, selection.records());
		drawn += more;
	}

	/** The coarsest level first: full resolution takes longest, and short pieces at its end keep all workers busy. */
	private Executor.Outcome<Written> draw(final CellFile all, final VolumeSpec volume, final TargetContainer target,
		final Path temporary, final ProgressListener listener) throws InterruptedException
	{
		final WriteMode mode = new WriteMode(true, target.isResuming(), options.sync());
		final int levels = volume.pyramid().levels();
		final double[] work = new double[levels + 1];
		for (int l = levels - 1; l >= 0; l--)
			work[l] = work[l + 1] + work(volume.pyramid().factors(l));
		Written written = Written.NONE;
		for (int l = levels - 1; l >= 0; l--) {
			if (listener.cancelled())
				return new Executor.Outcome<>(written, false);
			final double before = work[l + 1] / work[0];
			final double more = (work[l] - work[l + 1]) / work[0];
			final Written coarser = written;
			final DrawnLevel level = new DrawnLevel(target.store().ref(), target.format().word(), volume, mode, plan.radius(), l);
			final Executor.Outcome<Written> outcome = new LevelDrawing(level, options.threads(), executor, temporary, limits).run(all,
				drawn, (share, now) -> CellVolumeProgress.drawing(before + more * share, drawn, count(coarser.plus(now)), seconds()),
				listener);
			written = written.plus(outcome.tally());
			if (!outcome.complete())
				return new Executor.Outcome<>(written, false);
		}
		return new Executor.Outcome<>(written, true);
	}

	/** How much work a level is, by the voxels and blocks that balls have there, and what every cell takes on any level. */
	private static double work(final long[] factors) {
		return 0.03 + 1.0 / factors[0] / factors[1] / factors[2];
	}
}
