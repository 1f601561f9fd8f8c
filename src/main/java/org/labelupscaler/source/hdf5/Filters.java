package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.compression.Blosc;
import org.labelupscaler.compression.Decoders;
import org.labelupscaler.compression.Shuffle;

/**
 * Undoes the filters that a chunk has been through. Not those of jhdf: these decode to any length a chunk claims, leave out
 * the end of a bitshuffled chunk, and take no notice of checksums and of filters that were skipped.
 *
 * @param steps the filters, in the order in which they were applied
 */
record Filters(List<FilterInfo> steps) {

	private static final int DEFLATE = 1;
	private static final int SHUFFLE = 2;
	private static final int FLETCHER = 3;
	private static final int SCALEOFFSET = 6;
	private static final int BZIP2 = 307;
	private static final int LZF = 32000;
	private static final int BLOSC = 32001;
	private static final int LZ4 = 32004;
	private static final int BITSHUFFLE = 32008;
	private static final int ZSTD = 32015;

	/** Names of filters that are not read, from the registry of the HDF Group. */
	private static final Map<Integer, String> OTHERS = Map.of(4, "szip", 5, "nbit", 305, "lzo", 32013, "zfp", 32017, "sz",
		32019, "fcidecomp", 32022, "fpzip", 32024, "sz3", 32026, "blosc2", 32029, "htj2k");

	/** More than what a checksum adds to a chunk. */
	private static final int SLACK = 64;

	/** The first filter that is not read, by name; null if all are. */
	String unknown() {
		for (final FilterInfo step : steps) {
			if (step.getId() == BITSHUFFLE && !Bitshuffle.isKnown(value(step, 4, 0)))
				return "bitshuffle with a compression of its own";
			if (step.getId() == SCALEOFFSET && ScaleOffset.unknown(step.getData()) != null)
				return ScaleOffset.unknown(step.getData());
			if (!List.of(DEFLATE, SHUFFLE, FLETCHER, SCALEOFFSET, BZIP2, LZF, BLOSC, LZ4, BITSHUFFLE, ZSTD).contains(step.getId()))
				return OTHERS.getOrDefault(step.getId(), "number " + step.getId());
		}
		return null;
	}

	/** The filters in words, for example "gzip"; empty if there are none that compress. */
	String words() {
		for (final FilterInfo step : steps)
			switch (step.getId()) {
				case DEFLATE:
					return "gzip";
				case SCALEOFFSET:
					return "scaleoffset";
				case BZIP2:
					return "bzip2";
				case LZF:
					return "lzf";
				case BLOSC:
					return "blosc";
				case LZ4:
					return "lz4";
				case ZSTD:
					return "zstd";
				case BITSHUFFLE:
					return "bitshuffle";
				default:
			}
		return "";
	}

	private static int value(final FilterInfo step, final int index, final int otherwise) {
		return index < step.getData().length ? step.getData()[index] : otherwise;
	}

	/**
	 * @param stored a chunk as it is in the file
	 * @param skipped bit by bit, which filters it has not been through
	 * @param length bytes of a chunk
	 * @return its voxels
	 */
	byte[] decode(final byte[] stored, final int skipped, final int length) {
		byte[] bytes = stored;
		for (int i = steps.size() - 1; i >= 0; i--)
			if (i >= Integer.SIZE || (skipped & 1 << i) == 0)
				bytes = decode(steps.get(i), bytes, length);
		if (bytes.length != length)
			throw new HdfException("it has " + bytes.length + " bytes of voxels, not " + length);
		return bytes;
	}

	private static byte[] decode(final FilterInfo step, final byte[] bytes, final int length) {
		try {
			return switch (step.getId()) {
				case DEFLATE -> Decoders.ZLIB.decodeUpTo(bytes, length + SLACK);
				case SHUFFLE -> unshuffle(bytes, value(step, 0, 1));
				case FLETCHER -> checked(bytes);
				case SCALEOFFSET -> ScaleOffset.of(step.getData()).decode(bytes, length);
				case BZIP2 -> Decoders.BZIP2.decode(bytes, 0, bytes.length, length);
				case LZF -> unlzf(bytes, length);
				case BLOSC -> Blosc.DECODER.decodeUpTo(bytes, length + SLACK);
				case LZ4 -> unlz4(bytes, length + SLACK);
				case ZSTD -> Decoders.ZSTD.decodeUpTo(bytes, length + SLACK);
				case BITSHUFFLE -> Bitshuffle.decode(bytes, value(step, 2, 0), value(step, 3, 0), value(step, 4, 0), length + SLACK);
				default -> throw new HdfException("an unknown filter " + step.getId());
			};
		}
		catch (final IOException e) {
			throw new HdfException(LabelUpscalerException.reason(e), e);
		}
		catch (final IndexOutOfBoundsException | BufferUnderflowException e) {
			throw new HdfException("its compressed bytes end too soon or make no sense", e);
		}
	}

	private static byte[] unshuffle(final byte[] bytes, final int size) {
		if (size <= 1 || size > bytes.length)
			return bytes;
		final byte[] out = new byte[bytes.length];
		Shuffle.unsortBytes(bytes, bytes.length, size, out, 0);
		return out;
	}

	private static byte[] checked(final byte[] bytes) {
		if (bytes.length < 4)
			throw new HdfException("its checksum is missing");
		final int length = bytes.length - 4;
		final int stored = Integer.reverseBytes(ByteBuffer.wrap(bytes).getInt(length));
		final int sum = fletcher(bytes, length);
		// NB: HDF5 1.6.2 and before wrote the bytes of both halves the other way round.
		final int old = (sum & 0x00FF00FF) << 8 | sum >>> 8 & 0x00FF00FF;
		if (stored != sum && stored != old)
			throw new HdfException("its checksum is wrong");
		return Arrays.copyOf(bytes, length);
	}

	/** Fletcher's sum of big-endian 16-bit words modulo 2^16 - 1, where 0 may also be 2^16 - 1. */
	private static int fletcher(final byte[] bytes, final int length) {
		long sum1 = 0;
		long sum2 = 0;
		for (int i = 0; i < length; i += 2) {
			sum1 = fold(sum1 + ((bytes[i] & 0xFF) << 8) + (i + 1 < length ? bytes[i + 1] & 0xFF : 0));
			sum2 = fold(sum2 + sum1);
		}
		return (int) (sum2 << 16 | sum1);
	}

	private static long fold(final long sum) {
		return (sum & 0xFFFF) + (sum >> 16);
	}

	/** LibLZF: runs of literals, and references into what has been written. */
	private static byte[] unlzf(final byte[] in, final int length) {
		final byte[] out = new byte[length];
		int from = 0;
		int to = 0;
		while (from < in.length) {
			final int control = in[from++] & 0xFF;
			if (control < 32) {
				System.arraycopy(in, from, out, to, control + 1);
				from += control + 1;
				to += control + 1;
				continue;
			}
			int count = (control >> 5) + 2;
			if (count == 9)
				count += in[from++] & 0xFF;
			int reference = to - ((control & 31) << 8) - 1 - (in[from++] & 0xFF);
			for (int i = 0; i < count; i++)
				out[to++] = out[reference++];
		}
		return Arrays.copyOf(out, to);
	}

	/** Length of all, length of a block, then blocks with their length before them; one that did not shrink is as it is. */
	private static byte[] unlz4(final byte[] bytes, final int most) throws IOException {
		final ByteBuffer in = ByteBuffer.wrap(bytes);
		final long length = in.getLong();
		final int block = in.getInt();
		if (length < 0 || length > most || block < 1)
			throw new HdfException("its lz4 stream is of " + length + " bytes in blocks of " + block);
		final byte[] out = new byte[(int) length];
		for (int done = 0; done < out.length;) {
			final int count = Math.min(block, out.length - done);
			Decoders.decodePart(Decoders.LZ4_BLOCK, true, in, out, done, count);
			done += count;
		}
		return out;
	}
}
