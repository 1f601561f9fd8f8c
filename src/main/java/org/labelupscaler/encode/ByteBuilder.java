package org.labelupscaler.encode;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A growing byte array that encoders append to. The array keeps its size when cleared, so that one builder serves a
 * worker for all its blocks. Not thread-safe.
 */
public final class ByteBuilder {

	private byte[] bytes = new byte[1 << 16];
	private int size;

	/** Forgets the content; the array stays. */
	public void clear() {
		size = 0;
	}

	/** @return the number of bytes appended */
	public int size() {
		return size;
	}

	/** @return the array that holds the bytes 0 … {@code size() − 1}; valid until more is appended */
	public byte[] array() {
		return bytes;
	}

	/** @return the bytes appended, not copied; valid until more is appended */
	public ByteBuffer toByteBuffer() {
		return ByteBuffer.wrap(bytes, 0, size);
	}

	/** @return a copy of the bytes appended */
	public byte[] toByteArray() {
		return Arrays.copyOf(bytes, size);
	}

	/**
	 * Makes room.
	 *
	 * @param more bytes that will be written directly into {@link #array} from {@link #size} on
	 * @throws OutOfMemoryError if an array cannot be that large
	 */
	public void ensure(final long more) {
		final long needed = size + more;
		if (needed <= bytes.length)
			return;
		if (needed > Integer.MAX_VALUE - 8)
			throw new OutOfMemoryError("an encoded block of more than 2 GiB");
		bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
	}

	/**
	 * Takes over bytes written directly into {@link #array}.
	 *
	 * @param newSize the new number of bytes
	 */
	public void setSize(final int newSize) {
		size = newSize;
	}

	/** @param value its low eight bits are appended */
	public void put(final int value) {
		ensure(1);
		bytes[size++] = (byte) value;
	}

	/**
	 * @param from bytes to append
	 * @param at first index
	 * @param count how many
	 */
	public void put(final byte[] from, final int at, final int count) {
		ensure(count);
		System.arraycopy(from, at, bytes, size, count);
		size += count;
	}

	/** @param value appended in two bytes, high byte first */
	public void putShortBigEndian(final int value) {
		put(value >>> 8);
		put(value);
	}

	/** @param value appended in four bytes, high byte first */
	public void putIntBigEndian(final int value) {
		putShortBigEndian(value >>> 16);
		putShortBigEndian(value);
	}

	/** @param value appended in four bytes, low byte first */
	public void putIntLittleEndian(final int value) {
		putIntBigEndian(Integer.reverseBytes(value));
	}

	/**
	 * Replaces four bytes that were appended before.
	 *
	 * @param at index of the first
	 * @param value what they are then, low byte first
	 */
	public void setIntLittleEndian(final int at, final int value) {
		for (int i = 0; i < 4; i++)
			bytes[at + i] = (byte) (value >>> 8 * i);
	}

	/**
	 * Appends a stretch of what was appended before, several times.
	 *
	 * @param from first index of the stretch
	 * @param count its length
	 * @param times how often
	 */
	public void repeat(final int from, final int count, final int times) {
		ensure((long) count * times);
		for (int t = 0; t < times; t++) {
			System.arraycopy(bytes, from, bytes, size, count);
			size += count;
		}
	}
}
