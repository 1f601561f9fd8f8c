package org.labelupscaler.compression;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;

/**
 * Blosc, version 1 (README_CHUNK_FORMAT of c-blosc): a header of 16 bytes, then blocks that are compressed one by one,
 * each as one stream or as one stream per byte of an element, after the bytes or the bits of their elements were sorted by
 * significance. All numbers have their low byte first.
 */
final class Blosc implements Decoder {

	private static final int HEADER = 16;

	private static final int SHUFFLED = 0x01;
	private static final int STORED = 0x02;
	private static final int BIT_SHUFFLED = 0x04;
	private static final int NOT_SPLIT = 0x10;

	/** Blocks are split only if elements are no larger, and ... */
	private static final int MOST_SPLITS = 16;
	/** ... if each part has at least so many bytes. */
	private static final int LEAST_PART = 128;

	/** The header, checked against what is there. */
	private record Header(int flags, int element, int decoded, int block) {

		static Header of(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			if (count < HEADER)
				throw new EOFException("its " + count + " bytes are no blosc chunk");
			final ByteBuffer bytes = ByteBuffer.wrap(encoded, from, HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
			final int version = bytes.get(0);
			if (version < 1 || version > 2)
				throw new IOException("it is compressed as version " + version + " of the blosc format; expected 1 or 2");
			final Header header = new Header(bytes.get(2) & 0xFF, bytes.get(3) & 0xFF, bytes.getInt(4), bytes.getInt(8));
			final int stored = bytes.getInt(12);
			if (header.decoded != expected)
				throw Decoders.wrongLength("blosc header", header.decoded & 0xFFFFFFFFL, expected);
			if (stored != count)
				throw new IOException("the blosc header says that " + (stored & 0xFFFFFFFFL) + " bytes are stored, but it is " +
					count);
			if (expected > 0 && (header.block < 1 || header.element < 1))
				throw new IOException("the blosc header has blocks of " + header.block + " bytes and elements of " +
					header.element);
			return header;
		}

		boolean is(final int flag) {
			return (flags & flag) != 0;
		}
	}

	@Override
	public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
		Header.of(encoded, from, count, expected);
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] into) throws IOException {
		final Header header = Header.of(encoded, from, count, into.length);
		if (header.is(STORED)) {
			Decoders.RAW.decode(encoded, from + HEADER, count - HEADER, into);
			return;
		}
		final ByteBuffer bytes = ByteBuffer.wrap(encoded, from, count).slice().order(ByteOrder.LITTLE_ENDIAN);
		final int block = header.block;
		final int blocks = into.length == 0 ? 0 : (into.length - 1) / block + 1;
		if (HEADER + 4L * blocks > count)
			throw new EOFException("the blosc chunk ends within its list of blocks");
		final byte[] sorted = new byte[Math.min(block, into.length)];
		for (int b = 0; b < blocks; b++) {
			final int at = b * block;
			final int length = Math.min(block, into.length - at);
			final int start = bytes.getInt(HEADER + 4 * b);
			if (start < HEADER || start > count)
				throw new IOException("block " + b + " of the blosc chunk starts at byte " + (start & 0xFFFFFFFFL));
			bytes.position(start);
			// NB: bits are sorted only if there are eight of each.
			final boolean bits = header.is(BIT_SHUFFLED) && length / header.element % 8 == 0;
			final boolean shuffled = bits || header.is(SHUFFLED) && header.element > 1;
			decodeBlock(header, bytes, shuffled ? sorted : into, shuffled ? 0 : at, length);
			if (bits)
				Shuffle.unsortBits(sorted, length, header.element, into, at);
			else if (shuffled)
				Shuffle.unsortBytes(sorted, length, header.element, into, at);
		}
	}

	private static void decodeBlock(final Header header, final ByteBuffer bytes, final byte[] into, final int at,
		final int length) throws IOException
	{
		// NB: a shorter last block is never split.
		final boolean split = !header.is(NOT_SPLIT) && header.element <= MOST_SPLITS && length / header.element >= LEAST_PART &&
			length == header.block;
		final int parts = split ? header.element : 1;
		final int part = length / parts;
		if (part * parts != length)
			throw new IOException("a blosc block of " + length + " bytes is no number of elements of " + header.element);
		for (int p = 0; p < parts; p++) {
			if (bytes.remaining() < 4)
				throw new EOFException("the blosc chunk ends too early");
			final int stored = bytes.getInt();
			if (stored < 0 || stored > bytes.remaining())
				throw new EOFException("the blosc chunk ends within a block");
			if (stored == part)
				bytes.get(bytes.position(), into, at + p * part, part);
			else
				decodePart(header.flags >> 5, bytes.array(), bytes.arrayOffset() + bytes.position(), stored, into, at + p * part,
					part);
			bytes.position(bytes.position() + stored);
		}
	}

	private static void decodePart(final int compressor, final byte[] encoded, final int from, final int count,
		final byte[] into, final int at, final int length) throws IOException
	{
		switch (compressor) {
			case 0 -> BloscLz.decode(encoded, from, count, into, at, length);
			case 1 -> Decoders.lz4(encoded, from, count, into, at, length);
			case 2 -> {
				try (InputStream in = new SnappyCompressorInputStream(new ByteArrayInputStream(encoded, from, count))) {
					if (in.readNBytes(into, at, length) < length || in.read() != -1)
						throw new IOException("a snappy stream in the blosc chunk does not hold " + length + " bytes");
				}
			}
			case 3 -> Decoders.inflate(encoded, from, count, into, at, length);
			case 4 -> Decoders.zstd(encoded, from, count, into, at, length);
			default -> throw new IOException("the blosc chunk has the unknown compressor " + compressor);
		}
	}
}
