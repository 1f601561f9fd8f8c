package org.labelupscaler.upscale;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.n5.N5Container.State;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.bdv.BdvXml;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.upscale.ProgressListener.Progress;

/**
 * Runs a plan: samples, encodes and stores every block of every level. Memory is bounded by threads times a block, and
 * the source. A run that is stopped or killed leaves a container that a later run with {@link Existing#RESUME} completes
 * to the same bytes.
 */
public final class Upscaler {

	private static final int MOST_OWN_LABELS = 10_000;

	private final UpscalePlan plan;
	private final LabelSource source;
	private final Path target;
	private final Existing existing;
	private final int threads;
	private final Ontology ontology;
	private final boolean sync;

	private final LongAdder written = new LongAdder();
	private final LongAdder kept = new LongAdder();
	private final LongAdder background = new LongAdder();
	private final LongAdder bytesWritten = new LongAdder();
	private final LabelCounts counts = new LabelCounts();
	private List<N5Dataset> datasets;
	private boolean resuming;

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
		this(plan, source, target, existing, threads, Ontology.NONE, false);
	}

	/**
	 * @param plan the job
	 * @param source its source, open and arranged; stays the caller's
	 * @param target root of the container
	 * @param existing what to do if there is something already
	 * @param threads how many workers, at least 1
	 * @param ontology names the labels in the label table
	 * @param sync whether every block must be on disk before the container is called complete
	 */
	public Upscaler(final UpscalePlan plan, final LabelSource source, final Path target, final Existing existing,
		final int threads, final Ontology ontology, final boolean sync)
	{
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
	 * @param existing what to do if there is something already
	 * @throws InvalidInputException if it cannot: it exists, is foreign, or was made by another job
	 */
	public static void checkTarget(final UpscalePlan plan, final Path target, final Existing existing) {
		if (Files.isSymbolicLink(target) && !Files.exists(target))
			throw new InvalidInputException(target + " is a link that leads nowhere. Choose another name.");
		final boolean there = Files.exists(target) && !N5Container.isVacant(target);
		if (there && !Files.isDirectory(target))
			throw new InvalidInputException(target + " is a file, not an N5 container. Choose another name.");
		if (there && N5Container.job(target).isEmpty())
			throw new InvalidInputException(target +
				" exists and was not made by this program, so it is not touched. Choose another name.");
		if (there && existing == Existing.FAIL)
			throw new InvalidInputException(target +
				" exists already. Choose another name, existing=resume to complete it, or existing=overwrite.");
		if (there && existing == Existing.RESUME) {
			if (N5Container.state(target).orElse(State.DELETING) == State.DELETING)
				throw new InvalidInputException(target + " was being overwritten. Use existing=overwrite again.");
			final List<String> differences = PlanJson.differences(plan, N5Container.job(target).orElseThrow());
			if (!differences.isEmpty())
				throw new InvalidInputException(target + " was made by another job and cannot be resumed: " + String.join("; ",
					differences) + ". Use the same options, or existing=overwrite.");
			BdvLayout.findLink(target).ifPresent(link -> {
				throw new InvalidInputException(link + " is a link, and links are not followed: what is written would be elsewhere. " +
					"Put the folder itself there, or choose another name.");
			});
		}
		final BdvXml xml = BdvXml.of(target);
		if (xml.isForeign())
			throw new InvalidInputException(xml.file() + " exists and was not made by this program for " + target +
				". Choose another name.");
		if (LabelTableFile.isForeign(labelTable(target)))
			throw new InvalidInputException(labelTable(target) +
				" exists and was not made by this program. Choose another name.");
		if (!there && existing == Existing.FAIL)
			for (final Path file : new Path[] { xml.file(), labelTable(target) })
				if (Files.exists(file))
					throw new InvalidInputException(file + " exists already. Choose another name, or existing=overwrite.");
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
		checkTarget(plan, target, existing);
		try (N5Container container = N5Container.lock(target, sync)) {
			// NB: again, now that no other run can change it; the lock file alone is no content.
			checkTarget(plan, target, existing);
			final boolean there = N5Container.job(target).isPresent();
			resuming = there && existing == Existing.RESUME;
			if (there && existing == Existing.OVERWRITE)
				deleteOld(container, listener);
			return run(container, listener);
		}
	}

	/** The container's content, and what stands beside it; but settings that the user has changed stay. */
	private void deleteOld(final N5Container container, final ProgressListener listener) {
		final BdvXml xml = BdvXml.of(target);
		final int levels = Verifier.plan(target).pyramid().levels();
		final boolean deleted = container.deleteContent(name -> BdvLayout.contains(name, levels) || BdvXml.isInside(target, name),
			BdvXml::areSettingsInside, listener::cancelled);
		if (!deleted)
			throw new CancelledException("Stopped while the old content of " + target + " was deleted. Run it again with " +
				"existing=overwrite.");
		xml.deleteOwnSettings();
		try {
			Files.deleteIfExists(labelTable(target));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot delete " + labelTable(target) + ": " + LabelUpscalerException.reason(e),
				e);
		}
	}

	private UpscaleReport run(final N5Container container, final ProgressListener listener) throws InterruptedException {
		container.writeState(State.RUNNING, PlanJson.write(plan));
		datasets = plan.datasets(target);
		BdvLayout.writeAttributes(target, datasets, plan.pyramid(), plan.voxelSize());
		final BdvXml xml = BdvXml.of(target);
		xml.write(plan.title(), plan.size(), plan.voxelSize(), plan.offset());

		final BlockProgress end = new BlockRun(plan.levels(), plan.type().bytes(), threads).run(BlockWriter::new,
			new ProgressListener() {

				@Override
				public void progress(final Progress progress) {
					// NB: a few times a second, so that a run does not go on for hours in a folder that is not its own.
					container.checkThere();
					listener.progress(progress);
				}

				@Override
				public boolean cancelled() {
					return listener.cancelled();
				}
			});
		final boolean complete = end.isLast();
		Optional<LabelTable> table = Optional.empty();
		if (complete) {
			source.checkUnchanged();
			if (!counts.overflowed())
				table = Optional.of(LabelTable.of(counts, source, plan.voxelSize(), ontology));
			table.ifPresent(t -> LabelTableFile.write(t, labelTable(target)));
			table.ifPresent(t -> writeSettings(t, xml));
			if (sync)
				container.sync(xml.file(), xml.settings(), labelTable(target));
			container.writeState(State.COMPLETE, PlanJson.write(plan));
		}
		return new UpscaleReport(complete, written.sum(), kept.sum(), background.sum(), bytesWritten.sum(), end.bytes(), end
			.seconds(), table);
	}

	private static void writeSettings(final LabelTable table, final BdvXml xml) {
		final double smallest = Math.min(0, value(table, table.rows().get(0).label()));
		final double usual = Math.max(smallest + 1, value(table, table.usualMaximum()));
		xml.writeSettings(smallest, usual, value(table, table.rows().get(table.rows().size() - 1).label()));
	}

	/** A label as the end of a display range, where rounding does no harm. */
	private static double value(final LabelTable table, final long label) {
		return Double.parseDouble(table.type().format(label));
	}

	/** One worker: everything it needs is its own. */
	private final class BlockWriter implements BlockRun.Worker {

		private final BlockEncoder encoder = new BlockEncoder(plan, source);
		private final LabelCounts ownCounts = new LabelCounts();

		@Override
		public void process(final Level level, final long[] position) {
			final RunBlock block = encoder.sample(level, position);
			if (level.index() == 0)
				count(block);
			final N5Dataset dataset = datasets.get(level.index());
			final Optional<ByteBuffer> encoded = encoder.encode(block);
			if (encoded.isEmpty()) {
				if (resuming)
					dataset.remove(position);
				background.increment();
				return;
			}
			final ByteBuffer content = encoded.get();
			if (resuming && dataset.holds(position, content))
				kept.increment();
			else {
				dataset.put(position, content);
				written.increment();
				bytesWritten.add(content.remaining());
			}
			if (sync)
				dataset.sync(position);
		}

		/** NB: own counts are handed over before they grow, so that only one table is ever large. */
		private void count(final RunBlock block) {
			ownCounts.add(block);
			if (ownCounts.size() > MOST_OWN_LABELS)
				handOver();
		}

		private void handOver() {
			synchronized (counts) {
				ownCounts.moveTo(counts);
			}
		}

		@Override
		public void close() {
			handOver();
		}
	}
}
