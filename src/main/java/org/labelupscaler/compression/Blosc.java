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
public final class Blosc implements BoundedDecoder {

	/** The decoder. */
	public static final BoundedDecoder DECODER = new Blosc();

	private static final int HEADER = 16;

	private static final int SHUFFLED = 0x01;
	private static final int STORED = 0x02;
	private static final int BIT_SHUFFLED = 0x04;
	private static final int NOT_SPLIT = 0x10;

	/** Blocks are split only if elements are no larger, and ... */
	private static final int MOST_SPLITS = 16;
	/** ... if each part has at least so many bytes. */
	private static final int LEAST_PART = 128;

	/** The snappy stream of Blosc's compressor of that name. */
	private static final Decoder SNAPPY = (encoded, from, count, into, at, length) -> {
		try (InputStream in = new SnappyCompressorInputStream(new ByteArrayInputStream(encoded, from, count))) {
			Decoders.fill(in, into, at, length, "snappy");
		}
	};

	private Blosc() {}

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
	public int decodeUpTo(final byte[] encoded, final int from, final int count, final byte[] into, final int at, final int most)
		throws IOException
	{
		final int length = count < HEADER ? -1 : ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(from + 4);
		if (length < 0 || length > most)
			throw new IOException("it is no blosc chunk of at most " + most + " bytes");
		decode(encoded, from, count, into, at, length);
		return length;
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
		final int length) throws IOException
	{
		final Header header = Header.of(encoded, from, count, length);
		if (header.is(STORED)) {
			Decoders.RAW.decode(encoded, from + HEADER, count - HEADER, into, at, length);
			return;
		}
		final ByteBuffer bytes = ByteBuffer.wrap(encoded, from, count).slice().order(ByteOrder.LITTLE_ENDIAN);
		final int block = header.block;
		final int blocks = length == 0 ? 0 : (length - 1) / block + 1;
		if (HEADER + 4L * blocks > count)
			throw new EOFException("the blosc chunk ends within its list of blocks");
		final byte[] sorted = new byte[header.is(SHUFFLED) || header.is(BIT_SHUFFLED) ? Math.min(block, length) : 0];
		int last = 0;
		for (int b = 0; b < blocks; b++) {
			final int done = b * block;
			final int here = Math.min(block, length - done);
			final int start = bytes.getInt(HEADER + 4 * b);
			if (start < HEADER || start > count)
				throw new IOException("block " + b + " of the blosc chunk starts at byte " + (start & 0xFFFFFFFFL));
			// NB: this program's own chunks store planes that repeat once.
			if (start == last && here == block) {
				System.arraycopy(into, at + done - block, into, at + done, block);
				continue;
			}
			last = start;
			bytes.position(start);
			// NB: bits are sorted only if there are eight of each.
			final boolean bits = header.is(BIT_SHUFFLED) && here / header.element % 8 == 0;
			final boolean shuffled = bits || header.is(SHUFFLED) && header.element > 1;
			decodeBlock(header, bytes, shuffled ? sorted : into, shuffled ? 0 : at + done, here);
			if (bits)
				Shuffle.unsortBits(sorted, here, header.element, into, at + done);
			else if (shuffled)
				Shuffle.unsortBytes(sorted, here, header.element, into, at + done);
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
		final Decoder decoder = decoder(header.flags >> 5);
		for (int p = 0; p < parts; p++)
			Decoders.decodePart(decoder, true, bytes, into, at + p * part, part);
	}

	private static Decoder decoder(final int compressor) throws IOException {
		return switch (compressor) {
			case 0 -> BloscLz::decode;
			case 1 -> Decoders.LZ4_BLOCK;
			case 2 -> SNAPPY;
			case 3 -> Decoders.ZLIB;
			case 4 -> Decoders.ZSTD;
			default -> throw new IOException("the blosc chunk has the unknown compressor " + compressor);
		};
	}
}
