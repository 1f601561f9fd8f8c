package org.labelupscaler.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.points.PointKinds;
import org.labelupscaler.points.PointReader;
import org.labelupscaler.text.Quantities;

/**
 * What a dialog about cells says while its fields are edited: how the list is understood, and in which regions its first cells lie. All is
 * looked up in another thread, the last words only.
 */
public final class LiveCells implements AutoCloseable {

	private static final int SHOWN = 3;
	private static final long PATIENCE_NANOSECONDS = 1_000_000_000;
	private static final String READING = "Reading the cells and the labels …";

	private final Runnable changed;
	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "label-upscaler-first-cells");
		thread.setDaemon(true);
		return thread;
	});
	private Map<String, String> wanted = Map.of();
	private Map<String, String> known;
	private LiveText text = LiveText.NONE;
	private boolean closed;

	/** @param changed called, in another thread, when {@link #text} has become better */
	public LiveCells(final Runnable changed) {
		this.changed = changed;
	}

	/**
	 * @param words the words in the dialog
	 * @param builder makes of them what is wanted; called in another thread
	 * @return a few lines; quick, and never throws
	 */
	public synchronized LiveText text(final Map<String, String> words, final Supplier<CellWords> builder) {
		if (words.equals(known) || closed)
			return text;
		if (!words.equals(wanted)) {
			wanted = Map.copyOf(words);
			final Map<String, String> key = wanted;
			reader.execute(() -> look(key, builder));
		}
		return LiveText.of(READING);
	}

	private synchronized boolean isWanted(final Map<String, String> key) {
		return !closed && key.equals(wanted);
	}

	private void look(final Map<String, String> key, final Supplier<CellWords> builder) {
		if (!isWanted(key))
			return;
		LiveText found;
		try {
			found = look(builder.get(), () -> !isWanted(key));
		}
		catch (final CancelledException | InterruptedException e) {
			return;
		}
		catch (final LabelUpscalerException e) {
			found = LiveText.wrong(e.say(Remedy.Dialect.DIALOG));
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			found = LiveText.wrong("This cannot be told: " + e);
		}
		synchronized (this) {
			if (closed || !key.equals(wanted))
				return;
			known = key;
			text = found;
		}
		changed.run();
	}

	private static LiveText look(final CellWords words, final BooleanSupplier stop) throws InterruptedException {
		if (words.labels().isAtAddress())
			return LiveText.of("What is at an address is looked at when you press OK.");
		final CellOptions options = words.build();
		final ProgressListener listener = ProgressListener.NONE.stoppedBy(stop);
		final List<String> lines = new ArrayList<>();
		try (OpenCells cells = OpenCells.open(options, listener)) {
			lines.addAll(cells.describe());
			cells.warnings().forEach(warning -> lines.add("Note: " + warning));
			lines.addAll(first(cells, stop));
		}
		return LiveText.of(String.join("\n", lines));
	}

	/** How many cells there are, and where the first ones lie. */
	private static List<String> first(final OpenCells cells, final BooleanSupplier stop) {
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
					lines.addAll(regions(cells, batch.get()));
				count += batch.map(PointBatch::count).orElse(0);
			}
		}
		lines.add(0, "Rows:    " + (all ? Quantities.count(count, "cell") : "more than " + Quantities.count(count, "cell")) + bad.text().map(
			text -> "; " + text).orElse(""));
		return lines;
	}

	private static List<String> regions(final OpenCells cells, final PointBatch batch) {
		final int shown = Math.min(SHOWN, batch.count());
		final PointBatch few = new PointBatch(batch.first(), Arrays.copyOf(batch.x(), shown), Arrays.copyOf(batch.y(), shown), Arrays.copyOf(batch
			.z(), shown), batch.rows());
		final CellLabels labels = cells.labels();
		final AssignedCells assigned = labels.assign(few, cells.options().placement(labels));
		final List<String> lines = new ArrayList<>();
		for (int i = 0; i < shown; i++) {
			final long id = assigned.ids()[i];
			final String region = !assigned.inside()[i] ? "outside the labels" : id == 0 ? "background" : labels.idType().format(id) + labels
				.ontology().structure(id).map(structure -> " " + structure.name()).orElse("");
			lines.add("Cell " + assigned.number(i) + ":  " + number(few.x()[i]) + ", " + number(few.y()[i]) + ", " + number(few.z()[i]) +
				" lies in voxel " + assigned.voxel(i, 0) + ", " + assigned.voxel(i, 1) + ", " + assigned.voxel(i, 2) + ": " + region);
		}
		return lines;
	}

	private static String number(final double coordinate) {
		return VoxelSize.format(coordinate);
	}

	/** Stops reading. */
	@Override
	public synchronized void close() {
		closed = true;
		reader.shutdownNow();
	}
}
