package org.labelupscaler.address;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;

/**
 * A file on a server, to be read. Small pieces come in pages, which are kept for a while, larger ones as they are asked for. What is read
 * on and on, or mapped, is fetched as a whole into a temporary file, once. Thread-safe; NB: a thread that is interrupted does not close it
 * for others.
 */
final class RemoteChannel extends FileChannel {

	/** From this many bytes in one go on, a file is fetched, … */
	private static final long GOES_ON = 8 << 20;
	/** … if they are this part of it: to fetch the rest costs no more than some times what has come already. */
	private static final int PART = 16;

	private final RemoteFiles server;
	private final String key;
	private final RemoteFile file;
	private long position;
	/** Where the last piece ended, and how many bytes have been read up to there without a gap. */
	private long end;
	private long inOneGo;
	private FetchedFiles.Fetched fetched;

	RemoteChannel(final RemoteFiles server, final String key, final RemoteFile file) {
		this.server = server;
		this.key = key;
		this.file = file;
	}

	private FileChannel whole(final boolean needed) throws IOException {
		synchronized (this) {
			if (!isOpen())
				throw new ClosedChannelException();
			if (fetched == null)
				fetched = needed ? FetchedFiles.fetch(server, key, file) : FetchedFiles.open(server, key, file);
			return fetched == null ? null : fetched.channel();
		}
	}

	/** Whether it is read on and on. */
	private synchronized boolean goesOn(final long from, final int count) {
		inOneGo = from == end ? inOneGo + count : count;
		end = from + count;
		return inOneGo >= GOES_ON && inOneGo >= file.size() / PART && FetchedFiles.hasRoom(file);
	}

	@Override
	public int read(final ByteBuffer out, final long from) throws IOException {
		if (!isOpen())
			throw new ClosedChannelException();
		if (from < 0)
			throw new IllegalArgumentException("position " + from);
		if (from >= file.size())
			return -1;
		final int count = (int) Math.min(out.remaining(), file.size() - from);
		if (count == 0)
			return 0;
		final boolean needed = goesOn(from, count) || !file.ranged() && !isHere(from, count);
		final FileChannel whole = whole(needed);
		if (whole != null)
			return whole.read(out, from);
		if (count >= Pages.PAGE && !isHere(from, count)) {
			out.put(server.read(key, file, from, count));
			return count;
		}
		int done = 0;
		while (done < count) {
			final byte[] page = page((from + done) / Pages.PAGE, (int) ((from + done) % Pages.PAGE) + Math.min(count - done, Pages.PAGE));
			final int at = (int) ((from + done) % Pages.PAGE);
			final int n = Math.min(count - done, page.length - at);
			out.put(page, at, n);
			done += n;
		}
		return count;
	}

	/** Whether pages have all of a piece. */
	private boolean isHere(final long from, final int count) {
		for (long number = from / Pages.PAGE; number <= (from + count - 1) / Pages.PAGE; number++) {
			final byte[] page = Pages.get(server, key, file, number);
			if (page == null || page.length < Math.min(Pages.PAGE, from + count - number * Pages.PAGE))
				return false;
		}
		return true;
	}

	/** A page with at least that many of its bytes, as far as the file has them. */
	private byte[] page(final long number, final int least) throws IOException {
		final int length = (int) Math.min(Pages.PAGE, file.size() - number * Pages.PAGE);
		final byte[] kept = Pages.get(server, key, file, number);
		if (kept != null && kept.length >= Math.min(least, length))
			return kept;
		final byte[] page = server.read(key, file, number * Pages.PAGE, length);
		Pages.put(server, key, file, number, page);
		return page;
	}

	@Override
	public synchronized int read(final ByteBuffer out) throws IOException {
		final int n = read(out, position);
		position += Math.max(0, n);
		return n;
	}

	@Override
	public synchronized long read(final ByteBuffer[] outs, final int first, final int count) throws IOException {
		long done = 0;
		for (final ByteBuffer out : Arrays.asList(outs).subList(first, first + count))
			while (out.hasRemaining()) {
				final int n = read(out);
				if (n < 0)
					return done == 0 ? -1 : done;
				done += n;
			}
		return done;
	}

	@Override
	public synchronized long position() {
		return position;
	}

	@Override
	public synchronized FileChannel position(final long other) {
		if (other < 0)
			throw new IllegalArgumentException("position " + other);
		position = other;
		return this;
	}

	@Override
	public long size() {
		return file.size();
	}

	@Override
	public long transferTo(final long from, final long count, final WritableByteChannel target) throws IOException {
		final ByteBuffer piece = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
		if (read(piece, from) <= 0)
			return 0;
		return target.write(piece.flip());
	}

	/** NB: the mapping outlives the channel and the temporary file. */
	@Override
	public MappedByteBuffer map(final MapMode mode, final long from, final long count) throws IOException {
		if (mode != MapMode.READ_ONLY)
			throw new NonWritableChannelException();
		return whole(true).map(mode, from, count);
	}

	@Override
	public int write(final ByteBuffer bytes) {
		throw new NonWritableChannelException();
	}

	@Override
	public long write(final ByteBuffer[] bytes, final int first, final int count) {
		throw new NonWritableChannelException();
	}

	@Override
	public int write(final ByteBuffer bytes, final long at) {
		throw new NonWritableChannelException();
	}

	@Override
	public FileChannel truncate(final long size) {
		throw new NonWritableChannelException();
	}

	@Override
	public void force(final boolean metadata) {}

	@Override
	public long transferFrom(final ReadableByteChannel source, final long at, final long count) {
		throw new NonWritableChannelException();
	}

	@Override
	public FileLock lock(final long from, final long count, final boolean shared) {
		throw new UnsupportedOperationException("files of a server are not locked");
	}

	@Override
	public FileLock tryLock(final long from, final long count, final boolean shared) {
		throw new UnsupportedOperationException("files of a server are not locked");
	}

	@Override
	protected void implCloseChannel() {
		synchronized (this) {
			if (fetched != null)
				FetchedFiles.release(fetched);
			fetched = null;
		}
	}
}
