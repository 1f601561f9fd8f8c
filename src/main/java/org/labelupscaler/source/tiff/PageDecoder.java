package org.labelupscaler.source.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelContent;

/**
 * Writes the voxels of all pages, tile by tile or strip by strip, each decoded as a stream and put to its place, so that
 * memory does not depend on the size of anything but a row.
 */
final class PageDecoder implements VoxelContent {

	/** Rows are decoded together up to so many bytes. */
	private static final int BUFFER = 1 << 18;
	private static final int SEGMENTS_AT_ONCE = 1024;

	private final String name;
	private final List<Page> pages;
	private final ByteOrder order;
	private final boolean signed16;
	private final int bytes;
	private final Path temporaryFolder;
	private byte[] buffer = new byte[BUFFER];
	private byte[] unpacked = new byte[0];

	/**
	 * @param header what is decoded
	 * @param pages its planes in their order
	 * @param order byte order
	 * @param signed16 whether 32768 was added to signed 16-bit voxels
	 * @param temporaryFolder for files that are packed as a whole
	 */
	PageDecoder(final VolumeHeader header, final List<Page> pages, final ByteOrder order, final boolean signed16,
		final Path temporaryFolder)
	{
		name = header.path().toString();
		this.pages = pages;
		this.order = order;
		this.signed16 = signed16;
		this.temporaryFolder = temporaryFolder;
		bytes = header.type().bytes();
	}

	@Override
	public void writeTo(final FileChannel out) throws IOException {
		TiffReader reader = null;
		try {
			for (int z = 0; z < pages.size(); z++) {
				final Page page = pages.get(z);
				if (reader == null || !reader.path().equals(page.file())) {
					if (reader != null)
						reader.close();
					reader = TiffReader.open(page.file(), temporaryFolder);
				}
				write(reader, page, z, out);
			}
		}
		finally {
			if (reader != null)
				reader.close();
		}
	}

	private void write(final TiffReader reader, final Page page, final int z, final FileChannel out) throws IOException {
		final PageLayout layout = page.layout();
		final long rowBytes = (long) layout.width() * bytes;
		final long plane = z * rowBytes * layout.height();
		if (page.start() >= 0) {
			try (InputStream in = reader.stream(page.start(), rowBytes * layout.height())) {
				copy(in, page, plane, rowBytes * layout.height(), out);
			}
			return;
		}
		final TiffCompression compression = TiffCompression.of(layout.compression());
		final Predictor predictor = new Predictor(compression == TiffCompression.NONE ? 1 : layout.predictor(), bytes,
			order);
		final long segments = Page.segments(layout);
		final long across = Page.across(layout);
		long[] offsets = null;
		long[] counts = null;
		for (long s = 0; s < segments; s++) {
			stopIfInterrupted();
			final int i = (int) (s % SEGMENTS_AT_ONCE);
			if (i == 0) {
				final int some = (int) Math.min(SEGMENTS_AT_ONCE, segments - s);
				offsets = reader.numbers(page.offsets(), s, some);
				counts = page.counts() == null ? null : reader.numbers(page.counts(), s, some);
			}
			final Segment segment = new Segment(page, s, s % across * layout.segmentWidth(), s / across * layout.segmentHeight());
			final long stored = counts == null ? segment.rows() * layout.segmentRowBytes() : counts[i];
			if (offsets[i] < 8 || stored < 1 || offsets[i] > reader.length() - stored)
				throw new InvalidInputException(segment + " is missing or not within the file: " + Long.toUnsignedString(stored) +
					" bytes at byte " + Long.toUnsignedString(offsets[i]) + " of " + reader.length());
			try (InputStream in = open(segment, compression, layout.isReversed() ? new ReversedBits(reader.stream(offsets[i],
				stored)) : reader.stream(offsets[i], stored)))
			{
				write(segment, in, predictor, plane, out);
			}
		}
	}

	/** A tile or strip. */
	private final class Segment {

		private final Page page;
		private final long number;
		private final long x;
		private final long y;

		Segment(final Page page, final long number, final long x, final long y) {
			this.page = page;
			this.number = number;
			this.x = x;
			this.y = y;
		}

		/** Rows of it that are part of the image; a tile at the edge has more. */
		long rows() {
			return Math.min(page.layout().segmentHeight(), page.layout().height() - y);
		}

		long rowBytes() {
			return page.layout().segmentRowBytes();
		}

		/** Bytes of a row that are part of the image. */
		int usedBytes() {
			return (int) Math.min(page.layout().segmentWidth(), page.layout().width() - x) * bytes;
		}

		/** Where in a plane a row of it begins. */
		long position(final long row) {
			return ((y + row) * page.layout().width() + x) * bytes;
		}

		/** What to call it in messages. */
		@Override
		public String toString() {
			return page.file() + " is damaged or truncated: page " + page.number() + ", " + (page.layout().tiled() ? "tile "
				: "strip ") + (number + 1);
		}
	}

	private static InputStream open(final Segment segment, final TiffCompression compression, final InputStream stored)
		throws IOException
	{
		try {
			return compression.decode(stored);
		}
		catch (final ClosedByInterruptException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(segment, e);
		}
	}

	private void write(final Segment segment, final InputStream in, final Predictor predictor, final long plane,
		final FileChannel out) throws IOException
	{
		final int rowBytes = Math.toIntExact(segment.rowBytes());
		final long rows = segment.rows();
		final int together = (int) Math.min(rows, Math.max(1, BUFFER / (segment.page.layout().segmentWidth() * bytes)));
		if (buffer.length < rowBytes * together)
			buffer = new byte[rowBytes * together];
		for (long row = 0; row < rows; row += together) {
			final int n = (int) Math.min(together, rows - row);
			read(segment, in, n * rowBytes, row * rowBytes, row + n == rows);
			for (int r = 0; r < n; r++)
				predictor.undo(buffer, r * rowBytes, (r + 1) * rowBytes);
			sign(n * rowBytes);
			final PageLayout layout = segment.page.layout();
			final byte[] voxels = layout.isPacked() ? unpack(n, rowBytes, layout) : buffer;
			final int voxelRow = layout.isPacked() ? (int) layout.segmentWidth() : rowBytes;
			if (voxelRow == layout.width() * bytes)
				put(out, voxels, 0, n * voxelRow, plane + segment.position(row));
			else
				for (int r = 0; r < n; r++)
					put(out, voxels, r * voxelRow, segment.usedBytes(), plane + segment.position(row + r));
		}
	}

	/** Makes a byte of each voxel. Rows begin at a byte; the first voxel has the highest bits. */
	private byte[] unpack(final int rows, final int rowBytes, final PageLayout layout) {
		final int width = (int) layout.segmentWidth();
		final int bits = (int) layout.bits();
		final int most = (1 << bits) - 1;
		if (unpacked.length < rows * width)
			unpacked = new byte[rows * width];
		for (int r = 0; r < rows; r++)
			for (int x = 0; x < width; x++) {
				final int bit = x * bits;
				unpacked[r * width + x] = (byte) (buffer[r * rowBytes + (bit >> 3)] >> 8 - bits - (bit & 7) & most);
			}
		return unpacked;
	}

	private void read(final Segment segment, final InputStream in, final int wanted, final long before, final boolean last)
		throws IOException
	{
		try {
			final int n = in.readNBytes(buffer, 0, wanted);
			if (n < wanted)
				throw new InvalidInputException(segment + " holds " + (before + n) + " bytes of voxels, not " + segment.rows() *
					segment.rowBytes());
			// NB: behind its last byte a stream checks its checksum. Some writers fill up the last strip.
			if (last)
				in.read();
		}
		catch (final InvalidInputException | ClosedByInterruptException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(segment, e);
		}
	}

	private static InvalidInputException damaged(final Segment segment, final Exception e) {
		final TiffCompression compression = TiffCompression.of(segment.page.layout().compression());
		return new InvalidInputException(segment + " cannot be decoded as " + compression + " (" + (e instanceof EOFException
			? "it ends too early" : e instanceof IOException io ? LabelUpscalerException.reason(io) : e.toString()).toLowerCase(
				Locale.ROOT) + ")", e);
	}

	/** Bytes as they are. */
	private void copy(final InputStream in, final Page page, final long to, final long length, final FileChannel out)
		throws IOException
	{
		for (long done = 0; done < length;) {
			stopIfInterrupted();
			final int n = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, length - done));
			if (n == 0)
				throw new InvalidInputException(page.file() + " was shortened while it was read");
			sign(n);
			put(out, buffer, 0, n, to + done);
			done += n;
		}
	}

	/** Takes away the 32768 that ImageJ added. */
	private void sign(final int length) {
		if (signed16)
			for (int i = order == ByteOrder.BIG_ENDIAN ? 0 : 1; i < length; i += 2)
				buffer[i] ^= (byte) 0x80;
	}

	private static void put(final FileChannel out, final byte[] voxels, final int from, final int length, final long to)
		throws IOException
	{
		final ByteBuffer part = ByteBuffer.wrap(voxels, from, length);
		for (long at = to; part.hasRemaining();)
			at += out.write(part, at);
	}

	private void stopIfInterrupted() {
		if (Thread.currentThread().isInterrupted())
			throw new LabelUpscalerException("Stopped while reading " + name);
	}
}
