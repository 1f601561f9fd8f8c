package org.labelupscaler.cells.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;

/**
 * Cells in a temporary file, sorted into buckets. A bucket is a list of parcels somewhere in the file; so there can be very
 * many buckets. Thread-safe. The file disappears when this is closed, or with the process.
 */
final class CellFile implements AutoCloseable {

	/** Bytes of a cell: position, number, value. */
	static final int RECORD = 5 * 8;
	/** Bytes of a bucket that are kept in memory before they are written. */
	private static final int PARCEL = 200 * RECORD;

	private final Path folder;
	private final FileChannel channel;
	private final AtomicLong end = new AtomicLong();

	CellFile(final Path folder) {
		this.folder = folder;
		try {
			channel = TemporaryFile.open(folder);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot make a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e) + ". Choose another folder for temporary files.", e);
		}
	}

	/** Makes a record of a cell. */
	static void put(final double x, final double y, final double z, final long number, final long value,
		final ByteBuffer out)
	{
		out.putDouble(x).putDouble(y).putDouble(z).putLong(number).putLong(value);
	}

	/** Takes the records of a buffer, from its position on, as cells. */
	static void visit(final ByteBuffer records, final CellVisitor visitor) {
		while (records.hasRemaining())
			visitor.cell(records.getDouble(), records.getDouble(), records.getDouble(), records.getLong(), records.getLong());
	}

	/** Some of the cells of a file. */
	final class Bucket {

		private ByteBuffer pending;
		private long[] starts = new long[4];
		private int[] lengths = new int[4];
		private int parcels;
		private long count;

		/** How many cells there are. */
		synchronized long count() {
			return count;
		}

		/** How many parcels have been written. */
		synchronized int parcels() {
			return parcels;
		}

		/** Adds a cell. */
		synchronized void add(final double x, final double y, final double z, final long number, final long value) {
			if (pending == null)
				pending = ByteBuffer.allocate(PARCEL);
			put(x, y, z, number, value, pending);
			count++;
			if (!pending.hasRemaining())
				writePending();
		}

		/** Adds many cells as a parcel of their own, from the buffer's position on. */
		synchronized void add(final ByteBuffer records) {
			if (!records.hasRemaining())
				return;
			count += records.remaining() / RECORD;
			writeParcel(records);
		}

		/** Writes what is in memory still, and gives the memory back. */
		synchronized void flush() {
			if (pending != null && pending.position() > 0)
				writePending();
			pending = null;
		}

		private void writePending() {
			writeParcel(pending.flip());
			pending.clear();
		}

		private void writeParcel(final ByteBuffer records) {
			if (parcels == starts.length) {
				starts = Arrays.copyOf(starts, 2 * parcels);
				lengths = Arrays.copyOf(lengths, 2 * parcels);
			}
			lengths[parcels] = records.remaining();
			starts[parcels] = end.getAndAdd(records.remaining());
			write(records, starts[parcels]);
			parcels++;
		}

		/** Goes through the cells of a parcel. */
		void visit(final int parcel, final CellVisitor visitor) {
			final ByteBuffer records;
			final long start;
			synchronized (this) {
				records = ByteBuffer.allocate(lengths[parcel]);
				start = starts[parcel];
			}
			read(records, start);
			CellFile.visit(records.flip(), visitor);
		}

		/** Goes through all cells. */
		void visit(final CellVisitor visitor) {
			for (int p = 0; p < parcels(); p++)
				visit(p, visitor);
		}
	}

	private void write(final ByteBuffer records, final long start) {
		try {
			long at = start;
			while (records.hasRemaining())
				at += channel.write(records, at);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e) + ". Choose another folder for temporary files.", e);
		}
	}

	private void read(final ByteBuffer records, final long start) {
		try {
			long at = start;
			while (records.hasRemaining()) {
				final int n = channel.read(records, at);
				if (n < 0)
					throw new IOException("it has become shorter");
				at += n;
			}
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e), e);
		}
	}

	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// NB: it goes with the process at the latest.
		}
	}
}
