package org.labelupscaler.source.precomputed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.compression.ZstdLibrary;
import org.tukaani.xz.XZInputStream;


/**
 * Compressions of whole chunk files, known by the endings that CloudVolume gives their names. How long a chunk is decoded
 * need not be known, but is bounded.
 */
enum Compression {
	/** None. */
	NONE(""),
	/** gzip, also what a file without an ending may be: it was downloaded as it was stored. */
	GZIP(".gz"),
	/** Zstandard. */
	ZSTD(".zstd", ".zst"),
	/** xz. */
	XZ(".xz"),
	/** bzip2. */
	BZIP2(".bz2"),
	/** Brotli, which cannot be read. */
	BROTLI(".br");

	/** What dictionaries of xz may take. */
	private static final int MOST_DICTIONARY_KIB = 128 << 10;

	private final List<String> endings;

	Compression(final String... endings) {
		this.endings = List.of(endings);
	}

	/** @return what the names of such files end with */
	List<String> endings() {
		return endings;
	}

	/**
	 * @param bytes the start of a file
	 * @return whether a gzip stream starts so
	 */
	static boolean looksGzipped(final byte[] bytes) {
		return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B && bytes[2] == 8;
	}

	/**
	 * @param bytes compressed bytes
	 * @param most how many they may decode to
	 * @return what they decode to
	 * @throws IOException if they are damaged, decode to more, or cannot be read
	 */
	byte[] decode(final byte[] bytes, final int most) throws IOException {
		if (this == NONE)
			return bytes;
		final byte[] decoded;
		try (InputStream in = open(new ByteArrayInputStream(bytes))) {
			decoded = in.readNBytes(most);
			if (decoded.length == most && in.read() != -1)
				throw new IOException("it decodes to more than " + most + " bytes");
		}
		catch (final RuntimeException e) {
			throw new IOException("its compressed bytes cannot be decoded (" + LabelUpscalerException.reason(e) + ")", e);
		}
		return decoded;
	}

	private InputStream open(final InputStream in) throws IOException {
		return switch (this) {
			case NONE -> in;
			case GZIP -> new GZIPInputStream(in);
			case ZSTD -> ZstdLibrary.decoded(in);
			case XZ -> new XZInputStream(in, MOST_DICTIONARY_KIB);
			case BZIP2 -> new BZip2CompressorInputStream(in, true);
			case BROTLI -> throw new IOException("it is compressed with Brotli (.br), which cannot be read; save the chunks with " +
				"gzip or without compression");
		};
	}
}
