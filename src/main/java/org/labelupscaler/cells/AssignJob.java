package org.labelupscaler.cells;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.Remedy;
import org.labelupscaler.file.AtomicStream;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.TargetLabels;

/**
 * Finds the region of each cell and counts the cells of each region, from files to files. What a program needs that uses
 * the library:
 *
 * <pre>
 * UpscaleOptions labels = new UpscaleOptionsBuilder().source(Path.of("labels.n5")).factors(1).buildForReading();
 * PointFile list = PointFiles.describe(Path.of("cells.csv"), PointColumns.GUESSED, Optional.empty());
 * CellOptions cells = new CellOptionsBuilder(labels, list).build();
 * try (AssignJob job = AssignJob.open(AssignOptions.of(cells), ProgressListener.NONE)) {
 * 	AssignReport report = job.run(ProgressListener.NONE);
 * }
 * </pre>
 *
 * Used by one thread.
 */
public final class AssignJob implements AutoCloseable {

	private static final int REGIONS_SHOWN = 5;

	private final AssignOptions options;
	private final OpenCells cells;

	private AssignJob(final AssignOptions options, final OpenCells cells) {
		this.options = options;
		this.cells = cells;
	}

	/**
	 * @param options what is wanted
	 * @param listener asked whether to stop; hears nothing
	 * @return the job; the caller closes it
	 * @throws org.labelupscaler.InvalidInputException if the labels cannot be read, or cells cannot be placed in them
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static AssignJob open(final AssignOptions options, final ProgressListener listener) throws InterruptedException {
		return new AssignJob(options, OpenCells.open(options.cells(), listener));
	}

	/** @return the cells and the labels */
	public OpenCells cells() {
		return cells;
	}

	/**
	 * Reads all cells and writes both files; either both are written or none.
	 *
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws org.labelupscaler.InvalidInputException if the file of cells is damaged; nothing has been written then
	 * @throws org.labelupscaler.LabelUpscalerException if a file cannot be read or written
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public AssignReport run(final ProgressListener listener) throws InterruptedException {
		return run(new LocalExecutor(options.cells().labels().threads()), listener);
	}

	/**
	 * Does the same, but voxels of the regions are counted by other means than threads of this process.
	 *
	 * @param executor has them counted
	 * @param listener hears of the progress and can cancel
	 * @return what came of it
	 * @throws org.labelupscaler.InvalidInputException if the file of cells is damaged; nothing has been written then
	 * @throws org.labelupscaler.LabelUpscalerException if a file cannot be read or written
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public AssignReport run(final Executor executor, final ProgressListener listener) throws InterruptedException {
		final long start = System.nanoTime();
		final AssignedRows rows = new AssignedRows(cells.labels(), options.midline());
		final CellCounts counts = new CellCounts();
		try (AtomicStream out = new AtomicStream(options.output())) {
			out.write(rows.header(options.cells().cells().columns(), options.cells().cells().furtherHeaderRows()));
			cells.stream().run(batch -> new Batch(rows.rows(batch), CellCounts.of(batch, rows)), batch -> {
				out.write(batch.text);
				counts.add(batch.counts);
				if (counts.labels() > TargetLabels.MOST_LABELS)
					throw cells.target().tooMany();
			}, listener);
			final RegionTable table = table(counts, executor, listener);
			cells.target().source().checkUnchanged();
			final boolean whole = options.cells().regions().isEmpty();
			final RegionTable wanted = whole ? table : table.only(options.cells().regions());
			try (AtomicStream regions = new AtomicStream(options.table())) {
				regions.write(RegionTableFile.text(wanted, whole).getBytes(StandardCharsets.UTF_8));
				// NB: again, for another run may have been quicker.
				options.check();
				out.finish();
				regions.finish();
			}
			return report(counts, table, wanted, (System.nanoTime() - start) / 1e9);
		}
	}

	/**
	 * @param report what came of it
	 * @param dialect how the user says settings
	 * @return all there is to say, in lines
	 */
	public String text(final AssignReport report, final Remedy.Dialect dialect) {
		final List<String> lines = new ArrayList<>(cells.describe());
		options.midline().ifPresent(midline -> lines.add("Sides:   " + midline.text(cells.labels().size()[midline.axis()])));
		lines.addAll(report.describe(dialect));
		lines.add("Cells:   " + options.output());
		lines.add("Regions: " + options.table());
		lines.addAll(report.largest(REGIONS_SHOWN));
		return String.join("\n", lines);
	}

	private record Batch(byte[] text, CellCounts counts) {}

	private RegionTable table(final CellCounts counts, final Executor executor, final ProgressListener listener)
		throws InterruptedException
	{
		final long[] size = cells.labels().size();
		final int axis = options.midline().map(Midline::axis).orElse(0);
		final long plane = options.midline().map(m -> m.firstBeyond(size[axis])).orElse(size[axis]);
		final TargetLabels.Sides voxels = cells.target().count(axis, plane, executor, listener);
		final boolean leftFirst = options.midline().map(Midline::leftFirst).orElse(true);
		final RegionTable.Counts byside = leftFirst ? new RegionTable.Counts(voxels.below(), voxels.above())
			: new RegionTable.Counts(voxels.above(), voxels.below());
		return RegionTable.of(cells.labels(), options.midline(), counts.counts(), byside, counts.outside());
	}

	private AssignReport report(final CellCounts counts, final RegionTable whole, final RegionTable wanted,
		final double seconds)
	{
		final boolean named = whole.ontology().size() > 0;
		final long background = whole.rows().stream().filter(RegionTable.Row::isBackground).mapToLong(row -> row.own().both()
			.cells()).sum();
		final long unknown = !named ? 0 : whole.rows().stream().filter(row -> !row.known() && !row.isBackground()).mapToLong(row -> row
			.own().both().cells()).sum();
		final List<String> warnings = new ArrayList<>();
		warnings.addAll(cells.stream().notes());
		warnings.addAll(cells.warnings());
		nothing(counts).ifPresent(warnings::add);
		new AxisTrials(options.cells(), cells.labels()).better(cells.stream().sample(AxisTrials.SAMPLE)).ifPresent(warnings::add);
		final String id = AssignedRows.OWN.get(0);
		if (options.cells().cells().columns().contains(id))
			warnings.add("The list had a column " + id + " already; what was found now is in " + id + "_2.");
		return new AssignReport(counts.cells(), background, counts.outside(), unknown, warnings,
			wanted, seconds);
	}

	private Optional<String> nothing(final CellCounts counts) {
		if (counts.cells() > 0)
			return Optional.empty();
		return Optional.of(options.cells().filter().conditions().isEmpty() ? "There are no cells in " + options.cells().cells().path() + "."
			: "No row of " + options.cells().cells().path() + " is taken, so there are no cells.");
	}

	@Override
	public void close() {
		cells.close();
	}
}
