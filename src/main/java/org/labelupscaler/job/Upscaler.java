package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;

import com.google.gson.JsonObject;

/**
 * Runs a plan: samples, encodes and stores every block of every level. Memory is bounded by threads times a block, and
 * the source. A run that is stopped or killed leaves a container that a later run with {@link Existing#RESUME} completes
 * to the same bytes.
 */
public final class Upscaler {

	private final UpscalePlan plan;
	private final LabelSource source;
	private final Path target;
	private final VolumeFormat format;
	private final Existing existing;
	private final int threads;
	private final Ontology ontology;
	private final boolean sync;

	/**
	 * @param plan the job
	 * @param source its source, open and arranged; stays the caller's
	 * @param target root of the container
	 * @param existing what to do if there is something already
	 * @param threads how many workers, at least 1
	 */
	public Upscaler(final UpscalePlan plan, final LabelSource source, final Path target, final Existing existing,
		final int threads)
	{
		this(plan, source, target, VolumeFormats.of(target), existing, threads, Ontology.NONE, false);
	}

	/**
	 * @param plan the job
	 * @param source its source, open and arranged; stays the caller's
	 * @param target root of the container
	 * @param format its format
	 * @param existing what to do if there is something already
	 * @param threads how many workers, at least 1
	 * @param ontology names the labels in the label table
	 * @param sync whether every block must be on disk before the container is called complete
	 */
	public Upscaler(final UpscalePlan plan, final LabelSource source, final Path target, final VolumeFormat format,
		final Existing existing, final int threads, final Ontology ontology, final boolean sync)
	{
		this.format = format;
		this.ontology = ontology;
		this.sync = sync;
		this.plan = plan;
		this.source = source;
		this.target = target;
		this.existing = existing;
		this.threads = threads;
	}

	/**
	 * Looks whether the target can be written, and changes nothing.
	 *
	 * @param plan the job
	 * @param target root of the container
	 * @param format its format
	 * @param existing what to do if there is something already
	 * @throws InvalidInputException if it cannot: it exists, is foreign, or was made by another job
	 */
	public static void checkTarget(final UpscalePlan plan, final Path target, final VolumeFormat format, final Existing existing) {
		TargetContainer.check(job(plan, target), target, format, existing);
	}

	private static TargetContainer.Job job(final UpscalePlan plan, final Path target) {
		return new TargetContainer.Job() {

			@Override
			public JobKind kind() {
				return JobKind.LABELS;
			}

			@Override
			public List<String> differences(final JsonObject recorded) {
				return PlanJson.differences(plan, recorded);
			}

			@Override
			public Optional<Path> table() {
				return Optional.of(labelTable(target));
			}

			@Override
			public boolean isTableForeign() {
				return LabelTableFile.isForeign(labelTable(target));
			}
		};
	}

	/**
	 * @param target root of the container
	 * @return the file that the label table is written to
	 */
	public static Path labelTable(final Path target) {
		return LabelTableFile.of(target);
	}

	/**
	 * Runs the job.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if the target cannot be written; nothing has been changed then
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public UpscaleReport run(final ProgressListener listener) throws InterruptedException {
		return run(new LocalExecutor(threads), listener);
	}

	/**
	 * Does the same by other means than threads of this process.
	 *
	 * @param executor has the blocks written
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if the target cannot be written; nothing has been changed then
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public UpscaleReport run(final Executor executor, final ProgressListener listener) throws InterruptedException {
		try (TargetContainer container = TargetContainer.lock(job(plan, target), target, format, existing, sync)) {
			return run(container, executor, listener);
		}
	}

	private UpscaleReport run(final TargetContainer container, final Executor executor, final ProgressListener listener)
		throws InterruptedException
	{
		container.begin(PlanJson.write(plan), plan.volume(), plan.title(), listener);
		final long start = System.nanoTime();
		final WriteMode mode = new WriteMode(plan.writeBackground(), container.isResuming(), sync);
		final UpscaleWork work = new UpscaleWork(new PlannedVolume(plan, container.store(), format), new SharedSource(plan.plannedSource(),
			source, VolumeFormats.folder(target)), mode);
		final long blocks = plan.blocks();
		final ProgressListener watching = container.watching(listener);
		final Executor.Outcome<UpscaleTally> outcome = executor.run(work, tally -> progress(tally, blocks, start),
			watching);
		final UpscaleTally tally = outcome.tally();
		final BlockProgress end = progress(tally, blocks, start);
		watching.progress(end);
		Optional<LabelTable> table = Optional.empty();
		if (outcome.complete()) {
			source.checkUnchanged();
			if (!tally.counts().overflowed())
				table = Optional.of(LabelTable.of(tally.counts(), source, plan.voxelSize(), ontology));
			table.ifPresent(t -> LabelTableFile.write(t, labelTable(target)));
			container.complete(PlanJson.write(plan), table.map(Upscaler::display));
		}
		final Written written = tally.written();
		return new UpscaleReport(outcome.complete(), written.written(), written.kept(), written.background(), written.bytes(), end
			.bytes(), end.seconds(), table);
	}

	private static BlockProgress progress(final UpscaleTally tally, final long blocks, final long start) {
		return new BlockProgress(tally.blocks(), blocks, tally.bytes(), (System.nanoTime() - start) / 1e9);
	}

	private static Display display(final LabelTable table) {
		final double smallest = Math.min(0, value(table, table.rows().get(0).label()));
		final double usual = Math.max(smallest + 1, value(table, table.usualMaximum()));
		return new Display(smallest, usual, value(table, table.rows().get(table.rows().size() - 1).label()), table.rows().stream()
			.filter(row -> row.label() != 0).map(row -> describe(table, row)).toList());
	}

	private static Display.Label describe(final LabelTable table, final LabelTable.Row row) {
		final Optional<Structure> structure = table.ontology().structure(row.id());
		return new Display.Label(row.label(), table.type().format(row.label()), table.idType().format(row.id()), structure.map(
			Structure::acronym).orElse(""), structure.map(Structure::name).orElse(""), structure.map(Structure::rgb).orElse(
				OptionalInt.empty()));
	}

	/** A label as the end of a display range, where rounding does no harm. */
	private static double value(final LabelTable table, final long label) {
		return Double.parseDouble(table.type().format(label));
	}
}
