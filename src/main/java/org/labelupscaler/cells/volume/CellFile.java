package org.labelupscaler.cells.volume;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.file.TemporaryFile;

/**
 * Cells in a temporary file, numbered from 0. It disappears when this is closed where it was made, or with the process. One that is
 * {@link #shared} has a name meanwhile, so that workers of other processes and machines can read it, if they reach the folder by the
 * same path; what a killed process leaves of it may be deleted. Thread-safe, but for writers of the same cells.
 */
final class CellFile implements Serializable, AutoCloseable {

	private static final long serialVersionUID = 1L;

	/** Bytes of a cell: position, number, value. */
	static final int RECORD = 5 * 8;
	/** So many cells are read at a time. */
	private static final int READ = 1 << 13;

	private final String folder;
	/** Path of a file that has a name; null for others. */
	private final String shared;
	private final transient FileChannel here;
	private transient FileChannel opened;
	private transient int users;

	private CellFile(final Path folder, final Optional<Path> shared) {
		this.folder = folder.toString();
		this.shared = shared.map(Path::toString).orElse(null);
		try {
			here = shared.isPresent() ? TemporaryFile.openNamed(shared.get()) : TemporaryFile.open(folder);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot make a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e) + ". Choose another folder for temporary files.", e);
		}
	}

	/** One of this process alone. */
	static CellFile of(final Path folder) {
		return new CellFile(folder, Optional.empty());
	}

	/** One that others can open. */
	static CellFile shared(final Path folder) {
		return new CellFile(folder, Optional.of(TemporaryFile.newName(folder.toAbsolutePath())));
	}

	/** NB: else it would only be found out where the work has been sent to. */
	private void writeObject(final ObjectOutputStream out) throws IOException {
		if (shared == null)
			throw new NotSerializableException("a temporary file of this process alone");
		out.defaultWriteObject();
	}

	/**
	 * Counts one more user, of whom each {@link #release releases} it.
	 *
	 * @throws InvalidInputException if it is not found where the work has been sent to
	 */
	synchronized void open() {
		if (here == null && opened == null)
			try {
				opened = FileChannel.open(Path.of(shared), StandardOpenOption.READ, StandardOpenOption.WRITE);
			}
			catch (final IOException e) {
				throw new InvalidInputException("The cells are not found in " + folder + ": " + LabelUpscalerException.reason(e) +
					". Choose a folder for temporary files that all machines reach by this path.", e);
			}
		users++;
	}

	/** Counts one user less. */
	synchronized void release() {
		if (--users > 0 || opened == null)
			return;
		close(opened);
		opened = null;
	}

	/** Whether it is in another process that it was made. */
	boolean isElsewhere() {
		return here == null;
	}

	private synchronized FileChannel channel() {
		return here != null ? here : opened;
	}

	/** Makes a record of a cell. */
	static void put(final double x, final double y, final double z, final long number, final long value,
		final ByteBuffer out)
	{
		out.putDouble(x).putDouble(y).putDouble(z).putLong(number).putLong(value);
	}

	/** Puts the records of a buffer, from its position on, at the place of a cell and the following ones. */
	void put(final long first, final ByteBuffer records) {
		try {
			final FileChannel channel = channel();
			long at = first * RECORD;
			while (records.hasRemaining())
				at += channel.write(records, at);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e) + ". Choose another folder for temporary files.", e);
		}
	}

	/** Sees to it that others find what has been put. */
	void flush() {
		if (shared == null)
			return;
		try {
			here.force(true);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write a temporary file in " + folder + ": " + LabelUpscalerException.reason(
				e) + ". Choose another folder for temporary files.", e);
		}
	}

	/** Goes through the cells from a first one up to another. */
	void visit(final long from, final long to, final CellVisitor visitor) {
		final ByteBuffer records = ByteBuffer.allocate((int) Math.min(READ, to - from) * RECORD);
		for (long cell = from; cell < to; cell += READ) {
			records.clear().limit((int) Math.min(READ, to - cell) * RECORD);
			read(records, cell * RECORD);
			records.flip();
			while (records.hasRemaining())
				visitor.cell(records.getDouble(), records.getDouble(), records.getDouble(), records.getLong(), records.getLong());
		}
	}

	private void read(final ByteBuffer records, final long start) {
		try {
			final FileChannel channel = channel();
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

	/** Deletes it, where it was made. */
	@Override
	public void close() {
		close(here);
		if (shared != null)
			try {
				Files.deleteIfExists(Path.of(shared));
			}
			catch (final IOException e) {
				// NB: a file too many does no harm.
			}
	}

	private static void close(final FileChannel channel) {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// NB: it goes with the process at the latest.
		}
	}
}
