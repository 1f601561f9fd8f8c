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
import org.labelupscaler.volume.OwnVolume;
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
	private final JobPart part;

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
		this(plan, source, target, VolumeFormats.of(target), existing, threads, Ontology.NONE, false, new JobPart.Whole());
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
	 * @param part how much of the job
	 */
	public Upscaler(final UpscalePlan plan, final LabelSource source, final Path target, final VolumeFormat format,
		final Existing existing, final int threads, final Ontology ontology, final boolean sync, final JobPart part)
	{
		this.part = part;
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
		TargetPlace.check(job(plan, target), target, format, existing);
	}

	private static TargetJob job(final UpscalePlan plan, final Path target) {
		return new TargetJob() {

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
		TargetContainer.checkExecutor(executor, target, format);
		final TargetJob job = job(plan, target);
		if (part instanceof JobPart.Whole) {
			try (TargetContainer container = TargetContainer.lock(job, target, format, existing, sync)) {
				return run(container, executor, listener);
			}
		}
		if (OwnVolume.of(target).map(OwnVolume::isComplete).orElse(false))
			throw new InvalidInputException(target + " is complete, so no part of it is left to be done.");
		if (part instanceof JobPart.One one)
			try (TargetContainer container = TargetContainer.share(job, target, format, sync)) {
				return run(one, container, executor, listener);
			}
		try (TargetContainer container = TargetContainer.lock(job, target, format, Existing.RESUME, sync)) {
			return finish(container, listener);
		}
	}

	private UpscaleReport run(final TargetContainer container, final Executor executor, final ProgressListener listener)
		throws InterruptedException
	{
		final UpscaleWork work = begin(container, listener);
		final long start = System.nanoTime();
		final Executor.Outcome<UpscaleTally> outcome = run(work, plan.blocks(), container.watching(listener), executor, start);
		final UpscaleTally tally = outcome.tally();
		return report(outcome.complete(), tally, seconds(start), outcome.complete() ? complete(container, tally, !executor.isLocal()) : Optional.empty());
	}

	private UpscaleReport run(final JobPart.One one, final TargetContainer container, final Executor executor,
		final ProgressListener listener) throws InterruptedException
	{
		final UpscaleWork work = begin(container, listener);
		final long start = System.nanoTime();
		final WorkPart<UpscaleTally> ours = new WorkPart<>(work, one);
		final Executor.Outcome<UpscaleTally> outcome = run(ours, ours.sum(work::blocks), container.watching(listener), executor, start);
		if (outcome.complete()) {
			source.checkUnchanged();
			container.parts().put(one, outcome.tally());
		}
		return report(outcome.complete(), outcome.tally(), seconds(start), Optional.empty());
	}

	/** NB: what the parts have written is not read again; that is what verifying is for. */
	private UpscaleReport finish(final TargetContainer container, final ProgressListener listener) {
		final long start = System.nanoTime();
		final UpscaleTally tally = container.parts().all();
		if (tally.blocks() != plan.blocks())
			throw new InvalidInputException(target + ": its parts have done " + tally.blocks() + " blocks, but the job has " + plan.blocks() +
				". Run all parts again, then finish.");
		container.begin(PlanJson.write(plan), plan.volume(), plan.title(), listener);
		final Optional<LabelTable> table = complete(container, tally, true);
		listener.progress(progress(tally, plan.blocks(), start));
		return report(true, tally, seconds(start), table);
	}

	private UpscaleWork begin(final TargetContainer container, final ProgressListener listener) {
		container.begin(PlanJson.write(plan), plan.volume(), plan.title(), listener);
		return new UpscaleWork(new PlannedVolume(plan, container.store(), format), new SharedSource(plan.plannedSource(), source, VolumeFormats
			.folder(target)), new WriteMode(plan.writeBackground(), container.isResuming(), sync));
	}

	private static Executor.Outcome<UpscaleTally> run(final Work<UpscaleTally> work, final long blocks, final ProgressListener listener,
		final Executor executor, final long start) throws InterruptedException
	{
		final Executor.Outcome<UpscaleTally> outcome = executor.run(work, tally -> progress(tally, blocks, start), listener);
		listener.progress(progress(outcome.tally(), blocks, start));
		return outcome;
	}

	private Optional<LabelTable> complete(final TargetContainer container, final UpscaleTally tally, final boolean elsewhere) {
		source.checkUnchanged();
		container.removeUnfinished(elsewhere);
		final Optional<LabelTable> table = tally.counts().overflowed() ? Optional.empty() : Optional.of(LabelTable.of(tally.counts(),
			source, plan.voxelSize(), ontology));
		table.ifPresent(t -> LabelTableFile.write(t, labelTable(target)));
		container.complete(PlanJson.write(plan), table.map(Upscaler::display));
		return table;
	}

	private static UpscaleReport report(final boolean complete, final UpscaleTally tally, final double seconds,
		final Optional<LabelTable> table)
	{
		final Written written = tally.written();
		return new UpscaleReport(complete, written.written(), written.kept(), written.background(), written.bytes(), tally.bytes(), seconds,
			table);
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static BlockProgress progress(final UpscaleTally tally, final long blocks, final long start) {
		return new BlockProgress(tally.blocks(), blocks, tally.bytes(), seconds(start));
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
