package org.labelupscaler.volume.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing piece of an HDF5 file, little-endian, that knows where in the file it will stand. */
public final class Hdf5Bytes {

	/** An address that says that there is nothing: all bits are 1 (III, introduction). */
	static final long NOWHERE = -1;

	private final long from;
	private ByteBuffer bytes = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);

	/** @param from where in the file the first byte will be */
	Hdf5Bytes(final long from) {
		this.from = from;
	}

	/** Where in the file the next byte will be. */
	long address() {
		return from + bytes.position();
	}

	/** How many bytes there are. */
	int size() {
		return bytes.position();
	}

	private ByteBuffer room(final int more) {
		if (bytes.remaining() < more)
			bytes = ByteBuffer.allocate(Math.max(Math.addExact(bytes.position(), more), 2 * bytes.capacity())).order(
				ByteOrder.LITTLE_ENDIAN).put(bytes.flip());
		return bytes;
	}

	/** Appends the lowest 8 bits of each. */
	Hdf5Bytes int8(final int... values) {
		for (final int value : values)
			room(1).put((byte) value);
		return this;
	}

	Hdf5Bytes int16(final int value) {
		room(2).putShort((short) value);
		return this;
	}

	Hdf5Bytes int32(final long value) {
		room(4).putInt((int) value);
		return this;
	}

	Hdf5Bytes int64(final long... values) {
		for (final long value : values)
			room(8).putLong(value);
		return this;
	}

	Hdf5Bytes put(final byte[] more) {
		room(more.length).put(more);
		return this;
	}

	/** NB: what is no ASCII becomes a question mark. */
	Hdf5Bytes ascii(final String text) {
		return put(text.getBytes(StandardCharsets.US_ASCII));
	}

	Hdf5Bytes zeros(final int count) {
		return put(new byte[count]);
	}

	/** Appends zeros up to a whole number of eight bytes. */
	Hdf5Bytes align() {
		return zeros(-bytes.position() & 7);
	}

	byte[] toArray() {
		return Arrays.copyOf(bytes.array(), bytes.position());
	}
}
