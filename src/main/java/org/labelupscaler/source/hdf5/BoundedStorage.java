package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * What jhdf reads a file through. A piece that the file does not have is refused before memory is taken for it, and while
 * a file is described there is an end to the number of pieces, so that trees which lead back to themselves end. Thread-safe.
 */
final class BoundedStorage implements HdfBackingStorage, AutoCloseable {

	/** Signature of every HDF5 file; "HDF" with bytes around it that notice damage by text transfers. */
	private static final byte[] SIGNATURE = { (byte) 137, 72, 68, 70, 13, 10, 26, 10 };
	/** More than any image needs, yet done in seconds. */
	private static final int MOST_READS = 1 << 19;
	private static final long MOST_BYTES = 1L << 28;

	/** Kept of what was read in small pieces: nodes of indexes lie beside each other, and the upper ones are wanted always. */
	private static final int PAGE = 1 << 12;
	private static final int PAGES = 1 << 10;

	private final Path file;
	private final Superblock superblock;
	private final long size;
	private FileChannel channel;
	private boolean closed;
	private boolean counting = true;
	private int reads;
	private long bytes;
	private final Map<Long, byte[]> pages = new LinkedHashMap<>(PAGES, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Long, byte[]> eldest) {
			return size() > PAGES;
		}
	};

	private BoundedStorage(final Path file, final FileChannel channel, final Superblock superblock, final long size) {
		this.file = file;
		this.channel = channel;
		this.superblock = superblock;
		this.size = size;
	}

	/** Opens a file and reads its superblock. */
	static BoundedStorage open(final Path file) {
		try {
			final FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
			try {
				final long offset = signature(channel);
				if (offset < 0)
					throw new InvalidInputException(file + " is not an HDF5 file: it has no HDF5 signature");
				final Superblock superblock = Superblock.readSuperblock(channel, offset);
				if (superblock.getBaseAddressByte() != offset)
					throw new HdfException("the superblock says that the file begins at " + superblock.getBaseAddressByte() +
						", not at " + offset);
				if (!isWidth(superblock.getSizeOfOffsets()) || !isWidth(superblock.getSizeOfLengths()))
					throw new HdfException("the superblock says that addresses have " + superblock.getSizeOfOffsets() +
						" bytes and lengths " + superblock.getSizeOfLengths());
				return new BoundedStorage(file, channel, superblock, channel.size());
			}
			catch (final IOException | RuntimeException | Error e) {
				channel.close();
				throw e;
			}
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static boolean isWidth(final int bytes) {
		return bytes == 2 || bytes == 4 || bytes == 8;
	}

	/** Where the signature is: at 0, 512, 1024, 2048 and so on; -1 if nowhere. */
	static long signature(final FileChannel channel) throws IOException {
		final ByteBuffer start = ByteBuffer.allocate(SIGNATURE.length);
		for (long offset = 0; offset < channel.size(); offset = offset == 0 ? 512 : 2 * offset) {
			start.clear();
			channel.read(start, offset);
			if (isSignature(start.array(), 0))
				return offset;
		}
		return -1;
	}

	static boolean isSignature(final byte[] start, final int offset) {
		for (int i = 0; i < SIGNATURE.length; i++)
			if (offset + i >= start.length || start[offset + i] != SIGNATURE[i])
				return false;
		return true;
	}

	/** From here on there is no end to what may be read: used for voxels, where every step is bounded by itself. */
	void stopCounting() {
		counting = false;
	}

	@Override
	public ByteBuffer readBufferFromAddress(final long address, final int length) {
		check(address, length);
		final byte[] bytes = new byte[length];
		final long from = getUserBlockSize() + address;
		if (length > 4 * PAGE)
			load(from, bytes);
		else
			for (int done = 0; done < length;) {
				final byte[] page = page((from + done) / PAGE);
				final int at = (int) ((from + done) % PAGE);
				final int n = Math.min(length - done, page.length - at);
				System.arraycopy(page, at, bytes, done, n);
				done += n;
			}
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The same, but nothing is kept: for voxels. */
	byte[] readOnce(final long address, final int length) {
		check(address, length);
		final byte[] bytes = new byte[length];
		load(getUserBlockSize() + address, bytes);
		return bytes;
	}

	private void check(final long address, final int length) {
		if (address < 0 || length < 0 || address > size - getUserBlockSize() - length)
			throw new HdfException(length + " bytes at " + address + " are beyond the end of the file");
		if (counting)
			count(length);
	}

	/** NB: two threads may load the same page, which does no harm. */
	private byte[] page(final long number) {
		synchronized (pages) {
			final byte[] kept = pages.get(number);
			if (kept != null)
				return kept;
		}
		final byte[] page = new byte[(int) Math.min(PAGE, size - number * PAGE)];
		load(number * PAGE, page);
		synchronized (pages) {
			pages.put(number, page);
		}
		return page;
	}

	private void load(final long from, final byte[] out) {
		final ByteBuffer buffer = ByteBuffer.wrap(out);
		try {
			while (buffer.hasRemaining())
				if (channel().read(buffer, from + buffer.position()) < 0)
					throw new LabelUpscalerException(file + " was shortened while it was read.");
		}
		catch (final ClosedByInterruptException e) {
			throw new LabelUpscalerException("Stopped while reading " + file, e);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private synchronized void count(final int length) {
		bytes += length;
		if (++reads > MOST_READS || bytes > MOST_BYTES)
			throw new HdfException("its structure is larger than that of any image, or leads back to itself");
	}

	/** NB: a thread that is interrupted while it reads closes the channel for all others. */
	private synchronized FileChannel channel() throws IOException {
		if (closed)
			throw new ClosedChannelException();
		if (!channel.isOpen())
			channel = FileChannel.open(file, StandardOpenOption.READ);
		return channel;
	}

	/** As much as there is: jhdf asks for whole blocks where the file may end sooner. */
	@Override
	public ByteBuffer map(final long address, final long length) {
		return readBufferFromAddress(address, (int) Math.min(Math.min(length, size - getUserBlockSize() - address), MOST_BYTES));
	}

	@Override
	public ByteBuffer mapNoOffset(final long address, final long length) {
		return map(address - getUserBlockSize(), length);
	}

	@Override
	public long getUserBlockSize() {
		return superblock.getBaseAddressByte();
	}

	@Override
	public Superblock getSuperblock() {
		return superblock;
	}

	@Override
	public FileChannel getFileChannel() {
		throw new UnsupportedOperationException("all reading goes through the storage");
	}

	@Override
	public int getSizeOfOffsets() {
		return superblock.getSizeOfOffsets();
	}

	@Override
	public int getSizeOfLengths() {
		return superblock.getSizeOfLengths();
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public boolean inMemory() {
		return false;
	}

	@Override
	public synchronized void close() {
		closed = true;
		try {
			channel.close();
		}
		catch (final IOException e) {
			// NB: nothing was written that anybody could miss.
		}
	}
}
