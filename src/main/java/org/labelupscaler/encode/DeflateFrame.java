package org.labelupscaler.encode;

import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

import org.labelupscaler.compression.Decoder;
import org.labelupscaler.compression.Decoders;

/** What stands around a deflate stream. */
enum DeflateFrame {

	/** One member (RFC 1952). */
	GZIP(0) {

		@Override
		void begin(final ByteBuilder out) {
			out.put(GZIP_HEADER, 0, GZIP_HEADER.length);
		}

		@Override
		void end(final int checksum, final long bytes, final ByteBuilder out) {
			out.putIntLittleEndian(checksum);
			out.putIntLittleEndian((int) bytes);
		}

		@Override
		Checksum newChecksum() {
			return new CRC32();
		}

		@Override
		ChecksumShift shift(final long length) {
			return new Crc32Shift(length);
		}

		@Override
		Decoder decoder() {
			return Decoders.GZIP;
		}
	},
	/** RFC 1950. */
	ZLIB(1) {

		@Override
		void begin(final ByteBuilder out) {
			// NB: deflate with a window of 32 KiB, made in a fast way, no dictionary; a multiple of 31.
			out.putShortBigEndian(0x7801);
		}

		@Override
		void end(final int checksum, final long bytes, final ByteBuilder out) {
			out.putIntBigEndian(checksum);
		}

		@Override
		Checksum newChecksum() {
			return new Adler32();
		}

		@Override
		ChecksumShift shift(final long length) {
			return new Adler32Shift(length);
		}

		@Override
		Decoder decoder() {
			return Decoders.ZLIB;
		}
	};

	/** Magic, deflate, no flags, no time, no extra flags, unknown system. */
	static final byte[] GZIP_HEADER = { 0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF };

	private final int ofNothing;

	DeflateFrame(final int ofNothing) {
		this.ofNothing = ofNothing;
	}

	abstract void begin(ByteBuilder out);

	/** What follows a stream that decodes to so many bytes of that checksum. */
	abstract void end(int checksum, long bytes, ByteBuilder out);

	/** The checksum of a piece. */
	abstract Checksum newChecksum();

	/** Puts the checksums of pieces together, where the second is so long. */
	abstract ChecksumShift shift(long length);

	abstract Decoder decoder();

	/** The checksum of no bytes. */
	final int ofNothing() {
		return ofNothing;
	}
}
