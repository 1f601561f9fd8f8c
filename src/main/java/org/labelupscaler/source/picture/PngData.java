package org.labelupscaler.source.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** The compressed voxels of a PNG file: what its IDAT chunks hold, one after the other, each checked. Not thread-safe. */
final class PngData extends InputStream {

	private static final int IDAT = 0x49444154;

	private final FileBytes in;
	private long position;
	private long left;
	private final CRC32 crc = new CRC32();
	private boolean ended;

	/** @param position where the first IDAT chunk begins */
	PngData(final FileBytes in, final long position) throws IOException {
		this.in = in;
		this.position = position;
		open();
	}

	private void open() throws IOException {
		if (position + 12 > in.length()) {
			ended = true;
			return;
		}
		final ByteBuffer head = in.read(position, 8, ByteOrder.BIG_ENDIAN);
		left = Integer.toUnsignedLong(head.getInt(0));
		ended = head.getInt(4) != IDAT;
		position += 8;
		crc.reset();
		crc.update(head.array(), 4, 4);
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(final byte[] to, final int from, final int count) throws IOException {
		while (!ended && left == 0) {
			if (in.read(position, 4, ByteOrder.BIG_ENDIAN).getInt(0) != (int) crc.getValue())
				throw new IOException("the checksum of its voxels (IDAT) is wrong");
			position += 4;
			open();
		}
		if (ended)
			return -1;
		final int n = in.read(position, to, from, (int) Math.min(count, left));
		if (n <= 0 && count > 0)
			throw new EOFException("it ends too early");
		crc.update(to, from, n);
		position += n;
		left -= n;
		return n;
	}
}
