package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.jhdf.exceptions.HdfException;

import org.labelupscaler.compression.Decoders;
import org.labelupscaler.compression.Shuffle;

/**
 * The bitshuffle filter: in every block of numbers all lowest bits, then all next bits, and so on, alone or with each block
 * as lz4 or zstd. The last block may be shorter, a multiple of 8 numbers; what is over is as it is.
 */
final class Bitshuffle {

	/** Numbers of the compressions. */
	private static final int WITH_LZ4 = 2;
	private static final int WITH_ZSTD = 3;

	private static final int USUAL_BYTES = 8192;

	private Bitshuffle() {}

	static boolean isKnown(final int compression) {
		return compression == 0 || compression == WITH_LZ4 || compression == WITH_ZSTD;
	}

	/**
	 * @param bytes what is stored
	 * @param size bytes of a number
	 * @param numbers of a block; 0 for the usual
	 * @param compression one that is known
	 * @param most bytes that may come out
	 */
	static byte[] decode(final byte[] bytes, final int size, final int numbers, final int compression, final int most)
		throws IOException
	{
		final ByteBuffer in = ByteBuffer.wrap(bytes);
		long length = bytes.length;
		long block = numbers != 0 ? (long) numbers * size : Math.max(USUAL_BYTES / Math.max(1, size) / 8 * 8, 128) * size;
		if (compression != 0) {
			length = in.getLong();
			block = in.getInt();
		}
		if (size < 1 || size > 1024 || length < 0 || length > most || block < 8 * size || block % (8 * size) != 0)
			throw new HdfException("its bitshuffled numbers are " + length + " bytes in blocks of " + block);
		final byte[] out = new byte[(int) length];
		final byte[] shuffled = new byte[(int) Math.min(block, length)];
		int done = 0;
		while (out.length - done >= 8 * size) {
			final int count = (int) Math.min(block, (out.length - done) / (8 * size) * (8 * size));
			if (compression == WITH_LZ4)
				Decoders.decodePart(Decoders.LZ4_BLOCK, false, in, shuffled, 0, count);
			else if (compression == WITH_ZSTD)
				Decoders.decodePart(Decoders.ZSTD, false, in, shuffled, 0, count);
			else
				in.get(shuffled, 0, count);
			Shuffle.unsortBits(shuffled, count, size, out, done);
			done += count;
		}
		in.get(out, done, out.length - done);
		return out;
	}
}
