package org.labelupscaler.encode;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.labelupscaler.compression.Decoders;

/**
 * gzip (RFC 1952) of bytes that consist of 32-bit words: one member, which depends on the bytes only, not on the machine's zlib. That
 * is level 1: a word that has been there before, and what follows it, is a match. The higher levels also let zlib try at that level,
 * and keep the shorter stream. Used by one thread.
 */
public final class GzipBytes {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final int WORD = Integer.BYTES;
	private static final int HASH_BITS = 13;
	/** Magic, …, and checksum and length behind the stream. */
	private static final int FRAME = DeflateFrame.GZIP_HEADER.length + 2 * WORD;

	private final int level;
	private final int[] last = new int[1 << HASH_BITS];
	private final SequenceList[] sequences = { new SequenceList() };
	private final int[] once = { 1 };
	private final DeflateWriter writer = new DeflateWriter();
	private final CRC32 crc = new CRC32();

	/** @param level 1 … 9 */
	public GzipBytes(final int level) {
		this.level = level;
	}

	/**
	 * @param bytes holds the bytes from index 0 on
	 * @param count how many, a multiple of 4
	 * @param out the member is appended to it
	 */
	public void encode(final byte[] bytes, final int count, final ByteBuilder out) {
		parse(bytes, count);
		out.put(DeflateFrame.GZIP_HEADER, 0, DeflateFrame.GZIP_HEADER.length);
		final int start = out.size();
		writer.write(sequences, once, 1, out);
		if (level > 1)
			tryZlib(bytes, count, start, out);
		crc.reset();
		crc.update(bytes, 0, count);
		out.putIntLittleEndian((int) crc.getValue());
		out.putIntLittleEndian(count);
	}

	private void parse(final byte[] bytes, final int count) {
		final SequenceList found = sequences[0];
		found.clear();
		Arrays.fill(last, -1);
		for (int at = 0; at < count;) {
			final int word = (int) INT.get(bytes, at);
			final int hash = word * 0x9E3779B1 >>> Integer.SIZE - HASH_BITS;
			final int before = last[hash];
			last[hash] = at;
			if (before < 0 || at - before > DeflateWriter.WINDOW || (int) INT.get(bytes, before) != word) {
				final int to = found.addLiterals(WORD);
				System.arraycopy(bytes, at, found.literalBytes(), to, WORD);
				at += WORD;
				continue;
			}
			final int mismatch = Arrays.mismatch(bytes, at, count, bytes, before, before + count - at);
			// NB: whole words, for only they are looked up.
			final int length = (mismatch < 0 ? count - at : mismatch) / WORD * WORD;
			if (found.endsWithMatch(at - before))
				found.growMatch(length);
			else
				found.addMatch(length, at - before);
			at += length;
		}
		found.finish();
	}

	/** Replaces the deflate stream from {@code start} on by zlib's, if that is shorter. */
	private void tryZlib(final byte[] bytes, final int count, final int start, final ByteBuilder out) {
		final byte[] shorter = new byte[out.size() - start];
		final Deflater zlib = new Deflater(level, true);
		try {
			zlib.setInput(bytes, 0, count);
			zlib.finish();
			int length = 0;
			while (!zlib.finished() && length < shorter.length)
				length += zlib.deflate(shorter, length, shorter.length - length);
			if (length == shorter.length)
				return;
			out.setSize(start);
			out.put(shorter, 0, length);
		}
		finally {
			zlib.end();
		}
	}

	/**
	 * @param encoded a gzip member, all of the array
	 * @param most the most bytes that it may become
	 * @return the bytes
	 * @throws IOException if it is damaged, or says that there are more
	 */
	public static byte[] decode(final byte[] encoded, final long most) throws IOException {
		if (encoded.length < FRAME)
			throw new IOException("it has only " + encoded.length + " bytes");
		final long count = (int) INT.get(encoded, encoded.length - WORD) & 0xFFFFFFFFL;
		if (count > most)
			throw new IOException("it says that it holds " + count + " bytes, which are too many");
		final byte[] bytes = new byte[(int) count];
		Decoders.GZIP.decode(encoded, 0, encoded.length, bytes);
		return bytes;
	}
}
