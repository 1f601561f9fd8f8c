package org.labelupscaler.cells.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Requirements;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.source.Fingerprint;
import org.labelupscaler.text.Quantities;

/**
 * Writes assigned cells for another program, all or those of some regions, in one pass over the list. What a program needs that uses
 * the library:
 *
 * <pre>
 * CellPointsFormat format = CellPointsFormats.named("qupath");
 * new CellPointsTask(cells, format, Path.of("cells.geojson"), false).run(ProgressListener.NONE);
 * </pre>
 *
 * @param cells which cells in which labels
 * @param format what it is written for
 * @param output the file or folder
 * @param overwrite whether one that this program has made is replaced
 */
public record CellPointsTask(CellOptions cells, CellPointsFormat format, Path output, boolean overwrite) {

	/**
	 * What came of it.
	 *
	 * @param written cells that were written
	 * @param background how many of these lie in label 0
	 * @param outside cells outside of the volume, left out
	 * @param elsewhere cells in other regions, left out
	 * @param bytes bytes of the result
	 * @param message all of it in lines
	 */
	public record Result(long written, long background, long outside, long elsewhere, long bytes, Message message) {}

	/** @throws InvalidInputException if the result would replace what it should not */
	public void check() {
		if (!format.isPart())
			AssignOptions.checkApart("output", output, cells);
		format.check(output, overwrite);
	}

	/**
	 * Runs it.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws InvalidInputException if the labels or the cells cannot be read, or so written; nothing has been written then
	 * @throws LabelUpscalerException if a file cannot be read or written; nothing is left behind
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Result run(final ProgressListener listener) throws InterruptedException {
		check();
		final long start = System.nanoTime();
		final Path list = cells.cells().path();
		final Fingerprint before = Fingerprint.of(List.of(list));
		final Path folder = Requirements.checkFolders(output, cells.labels().temporaryFolder());
		try (OpenCells open = OpenCells.open(cells, listener)) {
			final CellSpace space = CellSpace.of(open.labels());
			format.refusal(space).ifPresent(why -> {
				throw new InvalidInputException(List.of(why));
			});
			final Optional<Set<Long>> regions = cells.regions().isEmpty() ? Optional.empty() : Optional.of(new HashSet<>(open.target().ontology()
				.select(cells.regions()).stream().map(Structure::id).toList()));
			final long[] counts = new long[5];
			try (CellPointsWriter writer = format.writer(space, output, cells.labels().temporaryFolder().orElse(folder))) {
				open.stream().run(batch -> PlacedCells.of(batch, regions), batch -> {
					for (final PlacedCell cell : batch.cells())
						writer.write(cell);
					counts[0] += batch.cells().length;
					counts[1] += batch.background();
					counts[2] += batch.outside();
					counts[3] += batch.elsewhere();
				}, reading(listener, start));
				open.target().source().checkUnchanged();
				if (!Fingerprint.of(List.of(list)).equals(before))
					throw new LabelUpscalerException(list + " was changed while it was read. Run it again.");
				listener.progress(new Progress(Progress.READING, seconds(start), "writing " + Quantities.count(counts[0], "cell")));
				writer.complete(listener::cancelled);
				// NB: again, for another run may have been quicker.
				check();
				writer.finish();
				counts[4] = writer.bytes();
			}
			listener.progress(new Progress(Progress.ALL, seconds(start), Quantities.count(counts[0], "cell")));
			final Message message = new Message(text(open, space, counts, seconds(start)), Remedy.NONE);
			return new Result(counts[0], counts[1], counts[2], counts[3], counts[4], message);
		}
	}

	/** Where a run is, in thousandths; how these are shared out is a guess. */
	private record Progress(long done, double seconds, String what) implements ProgressListener.Progress {

		private static final long ALL = 1000;
		private static final long READING = 700;

		@Override
		public long all() {
			return ALL;
		}

		@Override
		public String text() {
			return isLast() ? what + time() : what;
		}
	}

	private static ProgressListener reading(final ProgressListener listener, final long start) {
		return new ProgressListener() {

			@Override
			public void progress(final ProgressListener.Progress progress) {
				listener.progress(new CellPointsTask.Progress(CellPointsTask.Progress.READING * progress.done() / progress.all(), seconds(start),
					"reading: " + progress.text()));
			}

			@Override
			public boolean cancelled() {
				return listener.cancelled();
			}
		};
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private String text(final OpenCells open, final CellSpace space, final long[] counts, final double seconds) {
		final List<String> lines = new ArrayList<>(open.describe());
		open.warnings().forEach(warning -> lines.add("Note:    " + warning));
		open.stream().notes().forEach(note -> lines.add("Note:    " + note));
		lines.add("Points:  " + output + ", " + format.title());
		lines.add("         " + Quantities.count(counts[0], "cell") + ", " + Quantities.count(counts[1]) + " of them in background, " + Quantities
			.bytes(counts[4]) + ", in " + Quantities.seconds(seconds));
		if (counts[2] + counts[3] > 0)
			lines.add("         left out: " + Quantities.count(counts[2]) + " outside of the volume, " + Quantities.count(counts[3]) +
				" in other regions");
		format.notes(space, output).forEach(note -> lines.add("         " + note));
		return String.join("\n", lines);
	}
}
