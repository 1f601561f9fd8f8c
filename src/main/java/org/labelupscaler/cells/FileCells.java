package org.labelupscaler.cells;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointKinds;
import org.labelupscaler.points.PointReader;

/**
 * The cells of a file, with labels. The calling thread reads the file and takes what the work has made; others find the
 * labels and do the work. So few batches are under way at a time that memory is bounded.
 */
public final class FileCells implements CellStream {

	private static final long TICK_NANOSECONDS = 100_000_000;
	/** Batches; enough to keep the workers busy. */
	private static final int MOST_UNDER_WAY = 16;

	private final PointFile file;
	private final CellPlacement placement;
	private final CellLabels labels;
	private final PointFilter filter;
	private final boolean skipBadRows;
	private final int threads;
	private final Path folder;
	private BadRows badRows = BadRows.skip();
	private PointKinds kinds;
	/** Of the last run that came to its end. */
	private CellPlaces places = new CellPlaces();

	/** What was made of the cells of a batch, and where these lie. */
	private record Batch<R>(R made, CellPlaces places) {}

	/**
	 * @param file the cells
	 * @param placement where they lie
	 * @param labels the labels; stay the caller's, open as long as this is used
	 * @param filter which of them
	 * @param skipBadRows whether malformed rows are skipped; else the first one ends the reading
	 * @param threads how many workers, at least 1
	 * @param folder for temporary files
	 */
	public FileCells(final PointFile file, final CellPlacement placement, final CellLabels labels, final PointFilter filter, final boolean skipBadRows,
		final int threads, final Path folder)
	{
		this.file = file;
		this.placement = placement;
		this.labels = labels;
		this.filter = filter;
		this.skipBadRows = skipBadRows;
		kinds = new PointKinds(file.columns(), filter);
		this.threads = threads;
		this.folder = folder;
	}

	/**
	 * @return what the user should know of the rows of the last run: how many were malformed or left out, and whether many lie where no cell
	 *         should be; sentences
	 */
	public List<String> notes() {
		return Stream.of(badRows.text().map(text -> text + "."), kinds.text(filter), places.suspicion(labels.size())).flatMap(Optional::stream)
			.toList();
	}

	/** Some of the cells of the last run, evenly from the whole file, at most a number. */
	PointBatch sample(final int most) {
		return places.sample(most);
	}

	@Override
	public <R> void run(final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener)
		throws InterruptedException
	{
		badRows = skipBadRows ? BadRows.skip() : BadRows.fail();
		kinds = new PointKinds(file.columns(), filter);
		places = new CellPlaces();
		final CellPlaces all = new CellPlaces();
		final ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
			final Thread thread = new Thread(task, "label-upscaler-cells");
			thread.setDaemon(true);
			return thread;
		});
		try (IdFile ids = IdFile.isNeeded(labels.source()) ? lookUp(workers, listener) : null; PointReader reader = file.open(filter, kinds, badRows)) {
			final long cells = run(reader, points -> labels.assign(points, placement, ids == null ? null : ids.read(points)), workers, batch -> new Batch<>(work
				.apply(batch), CellPlaces.of(batch)), batch -> {
					take.accept(batch.made);
					all.add(batch.places);
				}, listener);
			places = all;
			if (cells == 0 && kinds.isEmpty() && badRows.count() > 0)
				throw new InvalidInputException(file.path() + " has no row that is a point: " + badRows.text().orElse("") +
					". Are the columns of x, y and z, and the format, as you think?");
		}
		finally {
			workers.shutdown();
		}
	}

	/** Returns how many there were. */
	private static <R> long run(final PointReader reader, final Function<PointBatch, AssignedCells> assign,
		final ExecutorService workers, final Function<AssignedCells, R> work, final Consumer<R> take, final ProgressListener listener)
		throws InterruptedException
	{
		final AtomicBoolean ended = new AtomicBoolean();
		try {
			return read(reader, points -> workers.submit(() -> ended.get() ? null : work.apply(assign.apply(points))), take, listener);
		}
		finally {
			// NB: what they read is closed next; they are not interrupted, for that would close files that are others'.
			ended.set(true);
			workers.shutdown();
			workers.awaitTermination(1, TimeUnit.MINUTES);
		}
	}

	/** All ids, found in the order of the source. */
	private IdFile lookUp(final ExecutorService workers, final ProgressListener listener) throws InterruptedException {
		final IdFile ids = new IdFile(labels, placement, threads, folder, workers, listener::cancelled);
		boolean found = false;
		try (PointReader reader = file.open(filter, new PointKinds(file.columns(), filter), BadRows.skip())) {
			read(reader, points -> CompletableFuture.completedFuture(points), ids::add, unfinished(listener));
			ids.finish();
			found = true;
			return ids;
		}
		finally {
			if (!found)
				ids.close();
		}
	}

	/** NB: the end of the first reading is not the end. */
	private static ProgressListener unfinished(final ProgressListener listener) {
		return new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				if (!progress.isLast())
					listener.progress(progress);
			}

			@Override
			public boolean cancelled() {
				return listener.cancelled();
			}
		};
	}

	/** Returns how many points there were. */
	private static <R> long read(final PointReader reader, final Function<PointBatch, Future<R>> work, final Consumer<R> take,
		final ProgressListener listener) throws InterruptedException
	{
		final long start = System.nanoTime();
		final Deque<Future<R>> underWay = new ArrayDeque<>();
		long cells = 0;
		long nextTick = start + TICK_NANOSECONDS;
		for (Optional<PointBatch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
			final PointBatch points = batch.get();
			cells += points.count();
			underWay.add(work.apply(points));
			if (underWay.size() > MOST_UNDER_WAY)
				take.accept(result(underWay.remove()));
			if (Thread.interrupted())
				throw new InterruptedException();
			if (listener.cancelled())
				throw new CancelledException();
			if (System.nanoTime() >= nextTick) {
				nextTick = System.nanoTime() + TICK_NANOSECONDS;
				// NB: all is read only when all is taken.
				listener.progress(progress(cells, Math.min(reader.done(), reader.all() - 1), reader.all(), start));
			}
		}
		while (!underWay.isEmpty())
			take.accept(result(underWay.remove()));
		listener.progress(progress(cells, reader.all(), reader.all(), start));
		return cells;
	}

	private static CellProgress progress(final long cells, final long done, final long all, final long start) {
		return new CellProgress(cells, done, all, (System.nanoTime() - start) / 1e9);
	}

	private static <R> R result(final Future<R> work) throws InterruptedException {
		try {
			return work.get();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof LabelUpscalerException known)
				throw known;
			if (e.getCause() instanceof OutOfMemoryError memory)
				throw memory;
			throw new LabelUpscalerException("Internal error: " + e.getCause(), e.getCause());
		}
	}
}
