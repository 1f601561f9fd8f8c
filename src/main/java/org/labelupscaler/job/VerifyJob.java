package org.labelupscaler.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.NearFiles;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeRecord.State;

/** A verification: container and source opened, then compared. Used by one thread. */
public final class VerifyJob implements AutoCloseable {

	/** Always the same blocks, so that a result can be repeated. */
	private static final long SEED = 1;

	private final VerifyOptions options;
	private final UpscalePlan plan;
	private final SourceFile file;
	private final LabelSource source;

	private VerifyJob(final VerifyOptions options, final UpscalePlan plan, final SourceFile file,
		final LabelSource source)
	{
		this.options = options;
		this.plan = plan;
		this.file = file;
		this.source = source;
	}

	/**
	 * @param options what to compare
	 * @param image the image that is open, if there is one; asked for if the container was made from an image
	 * @param listener asked whether to stop; hears nothing
	 * @return the job; the caller closes it
	 * @throws InvalidInputException if the container was not made by this program, or the source is not the one
	 * @throws LabelUpscalerException if the container is not complete
	 * @throws CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static VerifyJob open(final VerifyOptions options, final Supplier<Optional<SourceFile>> image,
		final ProgressListener listener) throws InterruptedException
	{
		final UpscalePlan plan = plan(options);
		// NB: here, because ImageJ keeps the image in front for each thread of a macro.
		final Optional<SourceFile> front = options.source().isEmpty() && plan.plannedSource().isImage() ? image.get() : Optional.empty();
		return Opening.run(() -> open(options, plan, front), listener);
	}

	/**
	 * Looks what would be compared, but not at the voxels of either.
	 *
	 * @param options what to compare
	 * @return the volume, its source, and how much of them, in lines
	 * @throws InvalidInputException if the container was not made by this program, or the source is not there or is another one
	 * @throws LabelUpscalerException if the container is not complete
	 */
	public static List<String> describe(final VerifyOptions options) {
		final UpscalePlan plan = plan(options);
		final List<String> lines = new ArrayList<>();
		lines.add("Volume:  " + BlockGrid.format(plan.size()) + " voxels of " + plan.type().n5Name() + ", " + plan.voxelSize() + ", " + Quantities
			.count(plan.pyramid().levels(), "level"));
		final PlannedSource source = plan.plannedSource();
		if (options.source().isEmpty() && source.isImage())
			lines.add("Source:  the image in front, which must be " + source.name());
		else {
			final SourceFile file = source.find(options.source().orElse(null));
			lines.add("Source:  " + file.name() + ", " + BlockGrid.format(file.size()) + " voxels of " + file.type());
		}
		final boolean all = options.blocks() >= plan.blocks();
		lines.add("To do:   compare " + (all ? "all " + Quantities.count(plan.blocks(), "block") : "about " + Quantities.count(options.blocks()) + " of " +
			Quantities.count(plan.blocks(), "block")) + (all && !options.decode() ? " with what encoding the source anew gives; voxels where they differ"
				: ", each voxel with the scaling rule"));
		return lines;
	}

	private static UpscalePlan plan(final VerifyOptions options) {
		final Path container = options.container();
		if (!Files.exists(container) && !Stores.isElsewhere(container))
			throw new InvalidInputException(container + ": there is no such folder or file" + NearFiles.meant(container.toString()));
		final UpscalePlan plan = Verifier.plan(container);
		final OwnVolume volume = OwnVolume.require(container);
		if (!volume.isComplete())
			throw new LabelUpscalerException(Stores.describe(container) + " is not complete: the run that made it was stopped.", volume.record().state()
				.orElse(State.RUNNING) == State.RUNNING ? Remedy.RESUME : Remedy.OVERWRITE, null);
		return plan;
	}

	private static VerifyJob open(final VerifyOptions options, final UpscalePlan plan, final Optional<SourceFile> front) {
		final SourceFile file = front.orElseGet(() -> plan.plannedSource().describe(options.source().orElse(null)));
		final Path temporary = options.temporaryFolder().orElseGet(() -> VolumeFormats.folder(options.container()));
		try (Owned<LabelSource> labels = Owned.of(file.open(new SourceOptions(temporary, true)))) {
			// NB: an image is read once, and known by its pixels only then.
			front.ifPresent(plan.plannedSource()::check);
			return new VerifyJob(options, plan, file, plan.arrangement().of(labels));
		}
	}

	/**
	 * Compares.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InvalidInputException if the attributes of a level do not match the job
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public VerifyReport run(final ProgressListener listener) throws InterruptedException {
		return run(new LocalExecutor(options.threads()), listener);
	}

	/**
	 * Does the same by other means than threads of this process; but only some blocks are compared here.
	 *
	 * @param executor has all blocks compared
	 * @param listener hears of the progress and can cancel
	 * @return what was found
	 * @throws InvalidInputException if the attributes of a level do not match the job
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public VerifyReport run(final Executor executor, final ProgressListener listener) throws InterruptedException {
		final Verifier verifier = new Verifier(plan, source, options.container());
		try {
			return options.blocks() >= plan.blocks() ? verifier.all(options.decode(), executor, listener) : verifier.some(
				options.blocks(), SEED, listener);
		}
		catch (final InternalError e) {
			throw MappedSource.shortened(file.name(), e);
		}
		catch (final LabelUpscalerException e) {
			throw e.getCause() instanceof InternalError ? MappedSource.shortened(file.name(), e) : e;
		}
	}

	/**
	 * @param report what was found
	 * @return what was compared, in a sentence
	 */
	public String compared(final VerifyReport report) {
		final String how = report.decoded() == report.blocks() ? "decoded, each voxel compared with the scaling rule" : Quantities
			.count(report.blocks() - report.decoded()) + " have the very bytes that encoding " + file.name() +
			" anew gives, the others were decoded and each voxel compared with the scaling rule";
		return Quantities.count(report.blocks()) + " of " + Quantities.count(plan.blocks(), "block") + " compared with " + file
			.name() + ": " + Quantities.count(report.voxels(), "voxel") + ", " + Quantities.count(report.missing(), "block") +
			" of background without a file; " + how;
	}

	/**
	 * @param report what was found, no difference among it
	 * @return with what result, which a window cuts off last, and what was compared
	 */
	public String result(final VerifyReport report) {
		return (report.finished() ? "No difference: " : "Stopped. No difference so far: ") + compared(report) + ".";
	}

	/** Gives back the source. */
	@Override
	public void close() {
		source.close();
	}
}
