package org.labelupscaler.cells.volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Requirements;
import org.labelupscaler.job.TargetLabels;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.points.Convention;
import org.labelupscaler.source.Fingerprint;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;

/**
 * A volume of cells from what is wanted to what is there. Immutable. What a program needs that uses the
 * library:
 *
 * <pre>
 * UpscaleOptions labels = new UpscaleOptionsBuilder().source(Path.of("labels.n5")).factors(1).buildForReading();
 * PointFile list = PointFiles.describe(Path.of("cells.csv"), PointColumns.GUESSED, Optional.empty());
 * CellOptions cells = new CellOptionsBuilder(labels, list).build();
 * CellVolumeOptions options = CellVolumeOptions.of(Path.of("cells.n5"));
 * new CellVolumeTask(cells, options, BallRadius.parse("11um"), CellValue.ID).run(ProgressListener.NONE);
 * </pre>
 *
 * @param cells which cells in which labels
 * @param options how the volume is written
 * @param radius of the balls
 * @param value what their voxels say
 */
public record CellVolumeTask(CellOptions cells, CellVolumeOptions options, BallRadius radius, CellValue value) {

	/**
	 * What came of it.
	 *
	 * @param report in numbers
	 * @param message in lines
	 */
	public record Result(CellVolumeReport report, Message message) {}

	/**
	 * Runs it.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws InvalidInputException if the labels or the cells cannot be read, or the target cannot be written
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws org.labelupscaler.job.CancelledException if the listener said so before blocks were written
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public Result run(final ProgressListener listener) throws InterruptedException {
		return run(new LocalExecutor(options.threads()), listener);
	}

	/**
	 * Does the same, but balls are drawn by other means than threads of this process, which reach the target and the folder for
	 * temporary files by the same path.
	 *
	 * @param executor has blocks drawn
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws InvalidInputException if the labels or the cells cannot be read, or the target cannot be written
	 * @throws LabelUpscalerException if a block failed; the container can be resumed
	 * @throws org.labelupscaler.job.CancelledException if the listener said so before blocks were written
	 * @throws InterruptedException if the calling thread was interrupted; the container can be resumed
	 */
	public Result run(final Executor executor, final ProgressListener listener) throws InterruptedException {
		final Path list = cells.cells().path();
		Requirements.checkApart(options.target(), list, List.of(list));
		if (cells.labels().source() != null)
			Requirements.checkApart(options.target(), cells.labels().source(), List.of(cells.labels().source()));
		try (OpenCells open = OpenCells.open(cells, listener)) {
			final CellVolumePlan plan = plan(open);
			CellVolumeJob.check(plan, options);
			final Fingerprint before = Fingerprint.of(List.of(list));
			final CellVolumeReport report = CellVolumeJob.run(plan, options, executor, checked(open, before), listener);
			return new Result(report, message(open, report));
		}
	}

	private CellVolumePlan plan(final OpenCells open) {
		final Optional<SortedSet<Long>> regions = cells.regions().isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(open
			.target().ontology().select(cells.regions()).stream().map(Structure::id).toList()));
		final Path list = cells.cells().path().toAbsolutePath().normalize();
		final CellOrigin origin = new CellOrigin(list.toString(), Fingerprint.sha256(List.of(list)), labels(open), TargetLabels
			.fingerprint(cells.labels()), placement());
		return new CellVolumePlan(open.target().volume(cells.labels()), list.getFileName().toString(), origin, radius, value,
			regions);
	}

	private String labels(final OpenCells open) {
		final Path source = cells.labels().source();
		return source == null ? open.target().title() : source.toAbsolutePath().normalize().toString();
	}

	/** All that decides, besides the two files, which cells there are and where they lie. */
	private String placement() {
		final Convention convention = cells.convention();
		return cells.cells().format() + "; " + convention.unit().map(LengthUnit::symbol).orElse("voxels") + " from the " + convention
			.zero().name().toLowerCase(Locale.ROOT) + (convention.slices() ? convention.firstSlice() == 1 ? "; slices" : "; slices from " + convention.firstSlice() : "") + cells.frame().map(image -> "; of " +
				BlockGrid.format(image.size()) + ", " + image.voxelSize()).orElse("") + (cells.skipBadRows() ? "; malformed rows skipped" : "") + (cells.axes().equals(AxisOrder.SAME) ? "" : "; axes " + cells.axes()) + (cells.filter().conditions()
				.isEmpty() ? "" : "; where " + cells.filter());
	}

	/** The cells, which must not change while they are read, and neither the labels. */
	private CellStream checked(final OpenCells open, final Fingerprint before) {
		return new CellStream() {

			@Override
			public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener)
				throws InterruptedException
			{
				open.stream().run(work, take, listener);
				open.target().source().checkUnchanged();
				if (!Fingerprint.of(List.of(cells.cells().path())).equals(before))
					throw new LabelUpscalerException(cells.cells().path() + " was changed while it was read. Run it again.");
			}
		};
	}

	private Message message(final OpenCells open, final CellVolumeReport report) {
		final List<String> lines = new ArrayList<>(open.describe());
		open.warnings().forEach(warning -> lines.add("Note:    " + warning));
		open.stream().notes().forEach(note -> lines.add("Note:    " + note));
		lines.add("Volume:  " + Stores.describe(options.target()) + ", balls of radius " + radius + (radius.unit().isEmpty() ? " voxels" : "") +
			", value " + value.word());
		lines.add("         " + report.text());
		final Path target = options.target();
		final VolumeFormat format = VolumeFormats.of(target);
		format.notes(open.target().volume(cells.labels())).forEach(note -> lines.add("Note:    " + note));
		if (!report.complete())
			lines.add("         Stopped before it was complete.");
		return new Message(String.join("\n", lines), report.complete() || format.isFile() ? Remedy.NONE : Remedy.RESUME);
	}
}
