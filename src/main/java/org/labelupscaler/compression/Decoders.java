package org.labelupscaler.compression;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** The decoders, one a compression; {@link Blosc} is made of them. */
public final class Decoders {

	/** What the checksum of {@link #CRC32C} adds. */
	public static final int CRC32C_BYTES = 4;

	/** Deflate cannot shrink by more than 1032; some room for what is around it. */
	private static final int MOST_DEFLATED = 1040;

	/** What dictionaries of xz and lzma may take; the highest preset of any writer needs 65 MiB. */
	private static final int MOST_DICTIONARY_KIB = 128 << 10;

	private static final byte[] LZ4_STREAM_MAGIC = "LZ4Block".getBytes(StandardCharsets.US_ASCII);
	/** Its magic bytes, a token, two lengths and a checksum. */
	private static final int LZ4_HEADER = LZ4_STREAM_MAGIC.length + 1 + 3 * 4;

	private Decoders() {}

	/** No compression. */
	public static final Decoder RAW = new Decoder() {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			if (count != expected)
				throw new IOException("it holds " + count + " bytes of voxels, not " + expected);
		}

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			check(encoded, from, count, length);
			System.arraycopy(encoded, from, into, at, count);
		}
	};

	/** gzip, RFC 1952; several members are taken as one stream. */
	public static final Decoder GZIP = new Deflated() {

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			try (WholeGzip in = new WholeGzip(encoded, from, count)) {
				fill(in, into, at, length, "gzip");
				if (in.unread() != WholeGzip.TRAILER)
					throw new IOException("bytes follow the gzip stream");
			}
		}
	};

	/** zlib, RFC 1950. */
	public static final BoundedDecoder ZLIB = new BoundedDecoder() {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			checkDeflated(count, expected);
		}

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			if (inflate(encoded, from, count, into, at, length, true) < length)
				throw new EOFException("the zlib stream ends too early");
		}

		@Override
		public int decodeUpTo(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int most) throws IOException
		{
			return inflate(encoded, from, count, into, at, most, false);
		}
	};

	/** gzip or zlib: N5 has both under one name, and not every writer says which. */
	public static final Decoder GZIP_OR_ZLIB = new Deflated() {

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			(count > 0 && encoded[from] == 0x1F ? GZIP : ZLIB).decode(encoded, from, count, into, at, length);
		}
	};

	/** The "LZ4Block" stream of lz4-java. */
	public static final Decoder LZ4_STREAM = (encoded, from, count, into, at, length) -> {
		checkLz4Lengths(encoded, from, from + count);
		final ByteArrayInputStream bytes = new ByteArrayInputStream(encoded, from, count);
		try (LZ4BlockInputStream in = LZ4BlockInputStream.newBuilder().build(bytes)) {
			fill(in, into, at, length, "lz4");
			if (bytes.available() > 0)
				throw new IOException("bytes follow the lz4 stream");
		}
	};

	/** One lz4 block and no more, as z5 writes it. */
	public static final Decoder LZ4_BLOCK = (encoded, from, count, into, at, length) -> {
		try {
			final int n = LZ4Factory.fastestInstance().safeDecompressor().decompress(encoded, from, count, into, at, length);
			if (n != length)
				throw new IOException("the lz4 block holds " + n + " bytes, not " + length);
		}
		catch (final LZ4Exception e) {
			throw new IOException("the lz4 block is damaged: " + e.getMessage(), e);
		}
	};

	/** One lz4 block after its decoded length in four bytes, low byte first, as numcodecs writes it. */
	public static final Decoder LZ4_SIZED = new Decoder() {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			final long says = count < 4 ? 0 : ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(from) & 0xFFFFFFFFL;
			if (says != expected)
				throw wrongLength("lz4 block", says, expected);
		}

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			check(encoded, from, count, length);
			LZ4_BLOCK.decode(encoded, from + 4, count - 4, into, at, length);
		}
	};

	/** lz4 in N5: the stream of lz4-java; or what zarr-python puts there, or z5, which is an lz4 block and no more. */
	public static final Decoder LZ4_OF_N5 = (encoded, from, count, into, at, length) -> {
		if (count >= LZ4_STREAM_MAGIC.length && Arrays.equals(encoded, from, from + LZ4_STREAM_MAGIC.length,
			LZ4_STREAM_MAGIC, 0, LZ4_STREAM_MAGIC.length))
			LZ4_STREAM.decode(encoded, from, count, into, at, length);
		else if (count >= 4 && ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(from) == length)
			LZ4_SIZED.decode(encoded, from, count, into, at, length);
		else
			LZ4_BLOCK.decode(encoded, from, count, into, at, length);
	};

	/** Zstandard; several frames are taken as one stream. */
	public static final BoundedDecoder ZSTD = new BoundedDecoder() {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			ZstdLibrary.require();
			try {
				// NB: of the first frame; 0 or below if it does not say.
				final long says = Zstd.getFrameContentSize(encoded, from, count);
				if (says > expected)
					throw wrongLength("zstd stream", says, expected);
			}
			catch (final ZstdException e) {
				throw new IOException("its bytes do not start as a zstd stream does", e);
			}
		}

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			final int n = decodeUpTo(encoded, from, count, into, at, length);
			if (n != length)
				throw new IOException("the zstd stream holds " + n + " bytes, not " + length);
		}

		@Override
		public int decodeUpTo(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int most) throws IOException
		{
			ZstdLibrary.require();
			try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
				return context.decompressByteArray(into, at, most, encoded, from, count);
			}
			catch (final ZstdException e) {
				throw new IOException("the zstd stream is damaged: " + e.getMessage(), e);
			}
		}
	};

	/** bzip2; several streams are taken as one. */
	public static final Decoder BZIP2 = (encoded, from, count, into, at, length) -> {
		try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(encoded, from, count), true)) {
			fill(in, into, at, length, "bzip2");
		}
	};

	/** xz. */
	public static final Decoder XZ = (encoded, from, count, into, at, length) -> {
		try (InputStream in = new XZInputStream(new ByteArrayInputStream(encoded, from, count), MOST_DICTIONARY_KIB)) {
			fill(in, into, at, length, "xz");
		}
	};

	/** The older lzma format, also called "alone". */
	public static final Decoder LZMA = (encoded, from, count, into, at, length) -> {
		try (InputStream in = new LZMAInputStream(new ByteArrayInputStream(encoded, from, count), MOST_DICTIONARY_KIB)) {
			fill(in, into, at, length, "lzma");
		}
	};

	/** Bytes with their CRC-32C after them, low byte first: not compressed, but undone in the same way. */
	public static final Decoder CRC32C = new Decoder() {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			if (count != (long) expected + CRC32C_BYTES)
				throw new IOException("it holds " + count + " bytes, not " + expected + " and a checksum");
		}

		@Override
		public void decode(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
			final int length) throws IOException
		{
			check(encoded, from, count, length);
			final CRC32C crc = new CRC32C();
			crc.update(encoded, from, length);
			if ((int) crc.getValue() != ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getInt(from + length))
				throw new IOException("its CRC-32C is wrong");
			System.arraycopy(encoded, from, into, at, length);
		}
	};

	/** NB: the library makes room for as many bytes as a chunk's header says before it reads them. */
	private static void checkLz4Lengths(final byte[] encoded, final int from, final int end) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
		for (int at = from; end - at >= LZ4_HEADER;) {
			final int length = bytes.getInt(at + LZ4_STREAM_MAGIC.length + 1);
			if (length < 0 || length > end - at - LZ4_HEADER)
				throw new EOFException("a chunk of the lz4 stream is longer than what is there");
			at += LZ4_HEADER + length;
		}
	}

	/** A stream whose end must come after exactly as many bytes as fit. */
	static void fill(final InputStream in, final byte[] into, final int at, final int length, final String name)
		throws IOException
	{
		if (in.readNBytes(into, at, length) < length)
			throw new EOFException("the " + name + " stream ends too early");
		if (in.read() != -1)
			throw new IOException("the " + name + " stream holds more than " + length + " bytes");
	}

	/**
	 * Decodes one of the parts that a chunk consists of: its stored length, then as many bytes.
	 *
	 * @param decoder what the part is compressed with
	 * @param maybeStored whether a part that is stored at its full length is not compressed
	 * @param in all bytes of the chunk, on the heap, in the byte order of the length; moved to the part's end
	 * @param into takes the decoded bytes
	 * @param at index of the first
	 * @param length how many they must be
	 * @throws IOException if the part is damaged, or not all there
	 */
	public static void decodePart(final Decoder decoder, final boolean maybeStored, final ByteBuffer in, final byte[] into,
		final int at, final int length) throws IOException
	{
		if (in.remaining() < 4)
			throw new EOFException("its compressed bytes end too early");
		final int stored = in.getInt();
		if (stored < 0 || stored > in.remaining())
			throw new EOFException("its compressed bytes end within a block");
		final Decoder how = maybeStored && stored == length ? RAW : decoder;
		how.decode(in.array(), in.arrayOffset() + in.position(), stored, into, at, length);
		in.position(in.position() + stored);
	}

	static IOException wrongLength(final String what, final long says, final long expected) {
		return new IOException("the " + what + " says that it decodes to " + says + " bytes, but " + expected +
			" are expected");
	}

	private static int inflate(final byte[] encoded, final int from, final int count, final byte[] into, final int at,
		final int most, final boolean alone) throws IOException
	{
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(encoded, from, count);
			int done = 0;
			while (done < most && !inflater.finished()) {
				final int n = inflater.inflate(into, at + done, most - done);
				if (n == 0 && (inflater.needsInput() || inflater.needsDictionary()))
					throw new EOFException("the zlib stream ends too early");
				done += n;
			}
			if (inflater.inflate(new byte[1]) > 0)
				throw new IOException("the zlib stream holds more than " + most + " bytes");
			if (!inflater.finished())
				throw new EOFException("the end of the zlib stream is missing");
			if (alone && inflater.getRemaining() > 0)
				throw new IOException("bytes follow the zlib stream");
			return done;
		}
		catch (final DataFormatException e) {
			throw new IOException("the zlib stream is damaged: " + e.getMessage(), e);
		}
		finally {
			inflater.end();
		}
	}

	private static void checkDeflated(final int count, final int expected) throws EOFException {
		if ((long) count * MOST_DEFLATED < expected)
			throw new EOFException("its " + count + " bytes cannot decode to " + expected);
	}

	private abstract static class Deflated implements Decoder {

		@Override
		public void check(final byte[] encoded, final int from, final int count, final int expected) throws IOException {
			checkDeflated(count, expected);
		}
	}

	/** Takes all its input at once, so that it can tell what it left unread. */
	private static final class WholeGzip extends GZIPInputStream {

		static final int TRAILER = 8;

		WholeGzip(final byte[] encoded, final int from, final int count) throws IOException {
			super(new ByteArrayInputStream(encoded, from, count), Math.max(count, 1));
		}

		int unread() {
			return inf.getRemaining();
		}
	}
}
