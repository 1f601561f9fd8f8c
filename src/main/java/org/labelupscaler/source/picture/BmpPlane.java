package org.labelupscaler.source.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.picture.PlaneHeader.Kind;

/** A BMP file of Windows, not compressed: rows from the last to the first, each filled up to four bytes. */
final class BmpPlane implements Plane {

	private static final int HEADER = 54;

	private final FileBytes in;
	private final PlaneHeader header;
	private final long data;
	private final long rowBytes;
	private final boolean downwards;

	static boolean starts(final byte[] start) {
		// NB: two letters are few; the reserved bytes are 0, and the header has one of its lengths.
		return start.length >= 18 && start[0] == 'B' && start[1] == 'M' && start[6] == 0 && start[7] == 0 && start[8] == 0 &&
			start[9] == 0 && start[15] == 0 && start[16] == 0 && start[17] == 0 && (start[14] == 12 || start[14] >= 40 && start[14] <= 124);
	}

	/** @param in the file; closed with this */
	BmpPlane(final FileBytes in) throws IOException {
		this.in = in;
		if (in.length() < HEADER)
			throw new InvalidInputException(in.path() + " is no BMP file: it has only " + in.length() + " bytes");
		final ByteBuffer start = in.read(0, HEADER, ByteOrder.LITTLE_ENDIAN);
		if (!starts(start.array()))
			throw new InvalidInputException(in.path() + " is no BMP file: it does not start as one");
		if (start.getInt(14) < 40)
			throw new InvalidInputException(in.path() + " is a BMP file of an old kind, which is not supported; save it as PNG");
		data = Integer.toUnsignedLong(start.getInt(10));
		downwards = start.getInt(22) < 0;
		final int width = start.getInt(18);
		final int bits = start.getShort(28) & 0xFFFF;
		if (start.getInt(30) != 0 && bits <= 8)
			throw new InvalidInputException(in.path() + " is a compressed BMP file, which is not supported; save it as PNG");
		final boolean table = bits == 1 || bits == 4 || bits == 8;
		if (!table && bits != 16 && bits != 24 && bits != 32)
			throw new InvalidInputException(in.path() + " is damaged: BMP files have no voxels of " + bits + " bits");
		final int used = start.getInt(46);
		final int colours = used > 0 && used <= 1 << bits ? used : 1 << bits;
		final long from = 14 + Integer.toUnsignedLong(start.getInt(14));
		header = new PlaneHeader(in.path(), "BMP", width, Math.abs(start.getInt(22)), bits, table ? Kind.TABLE : Kind.RGB, table && from +
			4L * colours <= in.length() ? in.read(from, 4 * colours, ByteOrder.LITTLE_ENDIAN).array() : new byte[0], table ? List.of(
				"The file has a colour table; the labels are the numbers in it, not the colours.") : List.of());
		rowBytes = ((long) width * bits + 31) / 32 * 4;
		if (data < HEADER || rowBytes * header.height() > in.length() - data)
			throw new InvalidInputException(in.path() + " is truncated or its size is wrong: " + header.says() + ", but it has " + Math.max(0,
				in.length() - data) + " bytes of voxels");
	}

	@Override
	public PlaneHeader header() {
		return header;
	}

	@Override
	public void writeTo(final FileChannel out, final long position) throws IOException {
		final int width = header.width();
		final byte[] row = new byte[Math.toIntExact(rowBytes)];
		final byte[] voxels = new byte[width];
		for (int r = 0; r < header.height(); r++) {
			read(r, row);
			final int bits = header.bits();
			for (int x = 0; x < width; x++) {
				final long bit = (long) x * bits;
				voxels[x] = (byte) (row[(int) (bit >> 3)] >> 8 - bits - (int) (bit & 7) & (1 << bits) - 1);
			}
			final long y = downwards ? r : header.height() - 1L - r;
			try {
				OutIOException.write(out, voxels, width, position + y * width);
			}
			catch (final OutIOException e) {
				throw e.reason();
			}
		}
	}

	/** NB: that a row cannot be read is no fault of where voxels are written to. */
	private void read(final int r, final byte[] row) throws IOException {
		try {
			if (in.read(data + r * rowBytes, row, 0, row.length) < row.length)
				throw new InvalidInputException(in.path() + " was shortened while it was read");
		}
		catch (final ClosedByInterruptException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + in.path() + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
