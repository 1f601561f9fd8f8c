package org.labelupscaler.cells;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.source.LabelSource;

/**
 * The ids of all points of a file, in a temporary file, for sources of which single voxels are slow to read because a whole
 * block must be decoded for each. The points are looked up in groups of millions, each group in the order of the source, so
 * that a group decodes a block once. Used by one thread.
 */
final class IdFile implements AutoCloseable {

	/** Points of a group: four arrays of as many {@code long} are the memory it takes. */
	private static final int GROUP = 1 << 22;
	/** Source voxels of a tile along each axis; points are looked up tile by tile. */
	private static final int TILE = 64;
	private static final int BITS = 22;
	private static final int CANCEL_EVERY = 256;

	private final CellLabels labels;
	private final CellPlacement placement;
	private final int threads;
	private final FileChannel file;
	private final ExecutorService workers;
	private final BooleanSupplier cancelled;
	/** As long as the points that came at once; none after the last. */
	private long[] voxels = new long[PointBatch.MOST];
	private long[] keys = new long[PointBatch.MOST];
	private long[] ids = new long[PointBatch.MOST];
	private int count;

	/** The temporary file is removed when this is closed. The workers are asked to look points up. */
	IdFile(final CellLabels labels, final CellPlacement placement, final int threads, final Path folder,
		final ExecutorService workers, final BooleanSupplier cancelled)
	{
		this.workers = workers;
		this.cancelled = cancelled;
		this.labels = labels;
		this.placement = placement;
		this.threads = threads;
		try {
			file = TemporaryFile.open(folder);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** Whether looking up voxels one by one, in any order, would decode blocks again and again. */
	static boolean isNeeded(final LabelSource source) {
		final long[] size = source.size();
		return source.memory() > 0 && (double) size[0] * size[1] * size[2] * source.type().bytes() > source.memory() / 2.0;
	}

	/** Takes the next points of the file. */
	void add(final PointBatch points) {
		final long[] size = labels.source().size();
		final long[] tiles = { (size[0] - 1) / TILE + 1, (size[1] - 1) / TILE + 1 };
		final long[] voxel = new long[3];
		final long[] at = new long[3];
		for (int i = 0; i < points.count(); i++) {
			for (int d = 0; d < 3; d++)
				voxel[d] = placement.voxel(points, i, d);
			final boolean inside = labels.locate(voxel, 0, at);
			if (count == voxels.length)
				grow();
			voxels[count] = inside ? (at[2] * size[1] + at[1]) * size[0] + at[0] : -1;
			final long tile = (at[2] / TILE * tiles[1] + at[1] / TILE) * tiles[0] + at[0] / TILE;
			keys[count] = tile << BITS | count;
			if (++count == GROUP)
				lookUp();
		}
	}

	private void grow() {
		final int length = Math.min(GROUP, 2 * voxels.length);
		voxels = Arrays.copyOf(voxels, length);
		keys = Arrays.copyOf(keys, length);
		ids = Arrays.copyOf(ids, length);
	}

	/** To be called after the last points. */
	void finish() {
		lookUp();
		voxels = new long[0];
		keys = new long[0];
		ids = new long[0];
	}

	private void lookUp() {
		Arrays.sort(keys, 0, count);
		final int part = (count - 1) / threads + 1;
		await(CompletableFuture.allOf(IntStream.range(0, threads).mapToObj(t -> CompletableFuture.runAsync(() -> lookUp(Math.min(count,
			t * part), Math.min(count, (t + 1) * part)), workers)).toArray(CompletableFuture[]::new)));
		final ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * PointBatch.MOST);
		try {
			for (int i = 0; i < count; i += PointBatch.MOST) {
				bytes.clear().asLongBuffer().put(ids, i, Math.min(PointBatch.MOST, count - i));
				bytes.limit(Long.BYTES * Math.min(PointBatch.MOST, count - i));
				while (bytes.hasRemaining())
					file.write(bytes);
			}
		}
		catch (final IOException e) {
			throw failed(e);
		}
		count = 0;
	}

	private static void await(final CompletableFuture<Void> parts) {
		try {
			parts.join();
		}
		catch (final CompletionException e) {
			if (e.getCause() instanceof LabelUpscalerException known)
				throw known;
			throw new LabelUpscalerException("Internal error: " + e.getCause(), e.getCause());
		}
	}

	private void lookUp(final int from, final int to) {
		final long[] size = labels.source().size();
		final long[] at = new long[3];
		final int[] one = { 1, 1, 1 };
		final long[] label = new long[1];
		for (int k = from; k < to; k++) {
			if (k % CANCEL_EVERY == 0 && cancelled.getAsBoolean())
				throw new CancelledException();
			final int i = (int) (keys[k] & GROUP - 1);
			ids[i] = 0;
			if (voxels[i] < 0)
				continue;
			at[0] = voxels[i] % size[0];
			at[1] = voxels[i] / size[0] % size[1];
			at[2] = voxels[i] / size[0] / size[1];
			labels.source().read(at, one, label);
			ids[i] = labels.source().id(label[0]);
		}
	}

	/** The ids of some points, all of which have been added. Thread-safe. */
	long[] read(final PointBatch points) {
		final ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * points.count());
		try {
			while (bytes.hasRemaining())
				if (file.read(bytes, Long.BYTES * points.first() + bytes.position()) < 0)
					throw new LabelUpscalerException("The file of cells has become longer while it was read. Run it again.");
		}
		catch (final IOException e) {
			throw failed(e);
		}
		final long[] found = new long[points.count()];
		bytes.flip().asLongBuffer().get(found);
		return found;
	}

	private static LabelUpscalerException failed(final IOException e) {
		return new LabelUpscalerException("Cannot use a temporary file for the labels of the cells: " + LabelUpscalerException.reason(e) +
			". Name another folder with temp=.", e);
	}

	@Override
	public void close() {
		try {
			file.close();
		}
		catch (final IOException e) {
			// NB: nobody misses it.
		}
	}
}
