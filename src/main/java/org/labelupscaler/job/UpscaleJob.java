package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.Remedy;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.arrange.Values;

/**
 * One job from what is wanted to what is there: the source opened, the plan worked out, everything checked that can be
 * checked before writing; then run. This is what all front ends use, and what a program that uses the library needs:
 *
 * <pre>
 * UpscaleOptions options = new UpscaleOptionsBuilder().source(Path.of("a.nrrd")).target(Path.of("b.n5")).factors(8).build();
 * UpscaleReport report = UpscaleJob.run(options, ProgressListener.NONE);
 * </pre>
 *
 * Used by one thread.
 */
public final class UpscaleJob implements AutoCloseable {

	private final UpscaleOptions options;
	private final SourceFile file;
	private final LabelSource source;
	private final UpscalePlan plan;
	private final SizeEstimate estimate;
	private final Path folder;
	private final List<String> shortages;
	private boolean closed;

	private UpscaleJob(final UpscaleOptions options, final SourceFile file, final LabelSource source, final Path folder) {
		this.options = options;
		this.file = file;
		this.source = source;
		this.folder = folder;
		plan = UpscalePlan.of(options, file, source);
		Upscaler.checkTarget(plan, options.target(), options.format(), options.existing());
		Requirements.checkMemory(plan, options, source.memory());
		estimate = SizeEstimate.of(plan, source, options.format());
		shortages = Requirements.checkSpace(options, estimate, folder).stream().toList();
	}

	/**
	 * Opens the source, decoding it if it is compressed, and checks all that can be checked. Writes nothing but the decoded
	 * source.
	 *
	 * @param options what is wanted, with a target
	 * @param listener asked whether to stop; hears nothing
	 * @return the job; the caller closes it
	 * @throws InvalidInputException if it is impossible
	 * @throws CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static UpscaleJob open(final UpscaleOptions options, final ProgressListener listener)
		throws InterruptedException
	{
		return Opening.run(() -> open(options), listener);
	}

	/**
	 * Opens a job, runs it, and closes it.
	 *
	 * @param options what is wanted, with a target
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if it is impossible; nothing has been changed then
	 * @throws CancelledException if the listener said so before anything was written
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public static UpscaleReport run(final UpscaleOptions options, final ProgressListener listener)
		throws InterruptedException
	{
		try (UpscaleJob job = open(options, listener)) {
			return job.run(listener);
		}
	}

	private static UpscaleJob open(final UpscaleOptions options) {
		final SourceFile file = options.describeSource();
		try {
			return open(options, file);
		}
		catch (final InternalError e) {
			throw MappedSource.shortened(file.name(), e);
		}
	}

	private static UpscaleJob open(final UpscaleOptions options, final SourceFile file) {
		Requirements.checkTargetSize(options, file);
		final Path folder = Requirements.checkFolders(options);
		Requirements.checkApart(options, file);
		try (Owned<LabelSource> source = Owned.of(options.openKept(file, Requirements.temporaryFolder(options, folder)))) {
			final UpscaleJob job = new UpscaleJob(options, file, source.get(), folder);
			source.take();
			return job;
		}
	}

	/** @return what is wanted */
	public UpscaleOptions options() {
		return options;
	}

	/** @return the source's header */
	public SourceFile file() {
		return file;
	}

	/** @return the plan */
	public UpscalePlan plan() {
		return plan;
	}

	/** @return how much it will write */
	public SizeEstimate estimate() {
		return estimate;
	}

	/** @return bytes of memory it takes at most, a mapped source not counted */
	public long memory() {
		return Requirements.memory(plan, options.format(), options.target(), options.threads()) + source.memory();
	}

	/** @return how much of that holds shards on their way to a bucket; 0 if there are none */
	public long appendedMemory() {
		return Requirements.appended(plan.volume(), options.format(), options.target(), options.threads());
	}

	/** @return bytes free where it will write */
	public long freeBytes() {
		return Requirements.free(folder);
	}

	/** @return what the user should know before it runs */
	public List<String> warnings() {
		return warnings(Remedy.Dialect.DIALOG);
	}

	/**
	 * @param dialect how the user says settings
	 * @return what the user should know before it runs
	 */
	public List<String> warnings(final Remedy.Dialect dialect) {
		return Stream.concat(PlanNotes.of(options, file, plan, dialect).stream(), shortages.stream()).toList();
	}

	/**
	 * Runs it.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what was done
	 * @throws InvalidInputException if the target cannot be written; nothing has been changed then
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 * @throws IllegalStateException if it is closed; nothing has been changed then
	 */
	public UpscaleReport run(final ProgressListener listener) throws InterruptedException {
		return run(new LocalExecutor(options.threads()), listener);
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
	 * @throws IllegalStateException if it is closed; nothing has been changed then
	 */
	public UpscaleReport run(final Executor executor, final ProgressListener listener) throws InterruptedException {
		if (closed)
			throw new IllegalStateException("the job is closed");
		final Ontology names = options.labels().values() == Values.MASK ? Ontology.NONE : options.labels().ontology();
		try {
			return new Upscaler(plan, source, options.target(), options.format(), options.existing(), options.threads(), names, options.sync(), options.part()).run(
				executor, listener);
		}
		catch (final LabelUpscalerException e) {
			throw e.getCause() instanceof InternalError ? MappedSource.shortened(file.name(), e) : e;
		}
	}

	/** Gives back the source. */
	@Override
	public void close() {
		closed = true;
		source.close();
	}
}
