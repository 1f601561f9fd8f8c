package org.labelupscaler.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.points.PointKinds;
import org.labelupscaler.points.PointReader;
import org.labelupscaler.text.Quantities;

/**
 * What a dialog about cells says while its fields are edited: how the list is understood, and in which regions its first cells lie.
 */
public final class LiveCells {

	private static final int SHOWN = 3;
	private static final long PATIENCE_NANOSECONDS = 1_000_000_000;

	private LiveCells() {}

	/**
	 * @param words what stands in the dialog
	 * @param stop whether nobody wants to know any more
	 * @return the labels, how the cells are understood, and where the first ones lie
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static LiveText look(final CellWords words, final BooleanSupplier stop) throws InterruptedException {
		final List<String> lines = new ArrayList<>();
		try (OpenCells cells = OpenCells.open(words.build(), ProgressListener.NONE.stoppedBy(stop))) {
			lines.addAll(cells.describeLabels());
			lines.addAll(lines(cells, cells.labels().ontology(), stop));
		}
		return LiveText.of(String.join("\n", lines));
	}

	/** How the cells are understood, and where the first ones lie, with the names that an ontology has for these regions. */
	static List<String> lines(final OpenCells cells, final Ontology names, final BooleanSupplier stop) {
		final List<String> lines = new ArrayList<>(cells.describeCells());
		cells.warnings().forEach(warning -> lines.add("Note: " + warning));
		lines.addAll(first(cells, names, stop));
		return lines;
	}

	/** How many cells there are, and where the first ones lie. */
	private static List<String> first(final OpenCells cells, final Ontology names, final BooleanSupplier stop) {
		final CellOptions options = cells.options();
		final List<String> lines = new ArrayList<>();
		final BadRows bad = options.skipBadRows() ? BadRows.skip() : BadRows.fail();
		final long start = System.nanoTime();
		long count = 0;
		boolean all = false;
		try (PointReader points = options.cells().open(options.filter(), new PointKinds(options.cells().columns(), options.filter()), bad)) {
			while (!all && !stop.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOSECONDS) {
				final Optional<PointBatch> batch = points.next();
				all = batch.isEmpty();
				if (count == 0 && !all)
					lines.addAll(regions(cells, names, batch.get()));
				count += batch.map(PointBatch::count).orElse(0);
			}
		}
		lines.add(0, "Rows:    " + (all ? Quantities.count(count, "cell") : "more than " + Quantities.count(count, "cell")) + bad.text().map(
			text -> "; " + text).orElse(""));
		return lines;
	}

	private static List<String> regions(final OpenCells cells, final Ontology names, final PointBatch batch) {
		final int shown = Math.min(SHOWN, batch.count());
		final PointBatch few = new PointBatch(batch.first(), Arrays.copyOf(batch.x(), shown), Arrays.copyOf(batch.y(), shown), Arrays.copyOf(batch
			.z(), shown), batch.rows());
		final CellLabels labels = cells.labels();
		final AssignedCells assigned = labels.assign(few, cells.options().placement(labels));
		final List<String> lines = new ArrayList<>();
		for (int i = 0; i < shown; i++) {
			final long id = assigned.ids()[i];
			final String region = !assigned.inside()[i] ? "outside the labels" : id == 0 ? "background" : labels.idType().format(id) + names
				.structure(id).map(structure -> " " + structure.name()).orElse("");
			lines.add("Cell " + assigned.number(i) + ":  " + number(few.x()[i]) + ", " + number(few.y()[i]) + ", " + number(few.z()[i]) +
				" lies in voxel " + assigned.voxel(i, 0) + ", " + assigned.voxel(i, 1) + ", " + assigned.voxel(i, 2) + ": " + region);
		}
		return lines;
	}

	private static String number(final double coordinate) {
		return VoxelSize.format(coordinate);
	}
}
