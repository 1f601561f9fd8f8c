package org.labelupscaler.cells.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;
import org.labelupscaler.job.CancelledException;

/**
 * Cells sorted by two keys, then by their number, in a temporary file as soon as they are many. Part after part is sorted in memory;
 * all parts are merged while they are read. Used by one thread.
 */
public final class SortedCells implements AutoCloseable {

	/** Takes cells in order. */
	public interface Visitor {

		/**
		 * @param key the key that comes first
		 * @param second the key that comes next
		 * @param cell the cell
		 */
		void cell(long key, long second, PlacedCell cell);
	}

	private record Entry(long key, long second, PlacedCell cell) {}

	private static final Comparator<Entry> ORDER = (a, b) -> {
		final int first = Long.compareUnsigned(a.key, b.key);
		final int then = first != 0 ? first : Long.compareUnsigned(a.second, b.second);
		return then != 0 ? then : Long.compare(a.cell.number(), b.cell.number());
	};
	/** Cells that are sorted in memory. */
	private static final int MOST = 1 << 17;
	private static final int RECORD = 7 * Long.BYTES;
	/** Bytes in memory while parts are merged, and of these for a part. */
	private static final int MERGING = 16 << 20;
	private static final int MOST_OF_PART = 1 << 15;
	private static final int CANCEL_EVERY = 1 << 14;

	private final Path folder;
	private final int most;
	private final List<Entry> pending = new ArrayList<>();
	/** Where parts begin, in cells; and the end of the last. */
	private final List<Long> starts = new ArrayList<>(List.of(0L));
	private FileChannel file;

	/** @param folder for the temporary file */
	public SortedCells(final Path folder) {
		this(folder, MOST);
	}

	/** With so many cells in memory. */
	SortedCells(final Path folder, final int most) {
		this.folder = folder;
		this.most = most;
	}

	/**
	 * @param key by which it is sorted, as an unsigned number
	 * @param second by which cells of the same key are sorted, likewise
	 * @param cell a cell
	 */
	public void add(final long key, final long second, final PlacedCell cell) {
		pending.add(new Entry(key, second, cell));
		if (pending.size() == most)
			writePart();
	}

	/**
	 * Goes through all cells in order; can be called again.
	 *
	 * @param visitor takes them
	 * @param cancelled asked now and then whether to stop
	 * @throws CancelledException if so
	 */
	public void visit(final Visitor visitor, final BooleanSupplier cancelled) {
		if (file != null && !pending.isEmpty())
			writePart();
		pending.sort(ORDER);
		final int parts = starts.size() - 1;
		final PriorityQueue<Part> queue = new PriorityQueue<>(Comparator.comparing((Part part) -> part.entry, ORDER));
		final int bytes = Math.max(RECORD, Math.min(MOST_OF_PART, MERGING / Math.max(1, parts)) / RECORD * RECORD);
		for (int p = 0; p < parts; p++)
			queue.add(new Part(starts.get(p), starts.get(p + 1), bytes));
		int count = 0;
		for (final Entry entry : pending)
			visit(entry, visitor, count++, cancelled);
		while (!queue.isEmpty()) {
			final Part part = queue.remove();
			visit(part.entry, visitor, count++, cancelled);
			if (part.next())
				queue.add(part);
		}
	}

	private static void visit(final Entry entry, final Visitor visitor, final int count, final BooleanSupplier cancelled) {
		if (count % CANCEL_EVERY == 0 && cancelled.getAsBoolean())
			throw new CancelledException();
		visitor.cell(entry.key, entry.second, entry.cell);
	}

	private void writePart() {
		pending.sort(ORDER);
		final ByteBuffer records = ByteBuffer.allocate(MOST_OF_PART / RECORD * RECORD);
		long at = starts.get(starts.size() - 1);
		try {
			if (file == null)
				file = TemporaryFile.open(folder);
			for (final Entry entry : pending) {
				final PlacedCell cell = entry.cell;
				records.putLong(entry.key).putLong(entry.second).putLong(cell.number()).putLong(cell.id()).putDouble(cell.x()).putDouble(cell.y())
					.putDouble(cell.z());
				if (!records.hasRemaining())
					at = write(records, at);
			}
			starts.add(write(records, at));
			pending.clear();
		}
		catch (final IOException e) {
			throw failed("write", e);
		}
	}

	/** Returns the cells that are in the file then. */
	private long write(final ByteBuffer records, final long at) throws IOException {
		long byteAt = at * RECORD;
		records.flip();
		while (records.hasRemaining())
			byteAt += file.write(records, byteAt);
		records.clear();
		return byteAt / RECORD;
	}

	private LabelUpscalerException failed(final String what, final IOException e) {
		return new LabelUpscalerException("Cannot " + what + " a temporary file in " + folder + ": " + LabelUpscalerException.reason(e) +
			". Choose another folder for temporary files.", e);
	}

	/** A part that is being read. */
	private final class Part {

		private final ByteBuffer records;
		private long at;
		private final long end;
		private Entry entry;

		Part(final long from, final long to, final int bytes) {
			at = from;
			end = to;
			records = ByteBuffer.allocate(bytes).limit(0);
			next();
		}

		private boolean next() {
			if (!records.hasRemaining() && !fill())
				return false;
			entry = new Entry(records.getLong(), records.getLong(), new PlacedCell(records.getLong(), records.getLong(), records.getDouble(),
				records.getDouble(), records.getDouble()));
			return true;
		}

		private boolean fill() {
			if (at == end)
				return false;
			records.clear().limit((int) Math.min(records.capacity(), (end - at) * RECORD));
			try {
				while (records.hasRemaining())
					if (file.read(records, at * RECORD + records.position()) < 0)
						throw new IOException("it has become shorter");
			}
			catch (final IOException e) {
				throw failed("read", e);
			}
			at += records.flip().remaining() / RECORD;
			return true;
		}
	}

	@Override
	public void close() {
		try {
			if (file != null)
				file.close();
		}
		catch (final IOException e) {
			// NB: it goes with the process at the latest.
		}
	}
}
