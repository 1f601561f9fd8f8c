package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

import org.labelupscaler.compression.Blosc;
import org.labelupscaler.label.RunBlock;

/**
 * Blosc, version 1, which is what Zarr calls blosc (README_CHUNK_FORMAT of c-blosc): a header, the places of the blocks,
 * then the blocks, each compressed by itself, made from run lengths. Nothing is shuffled: what upscaling repeats is whole
 * voxels.
 * <p>
 * With lz4 a block is a plane, and planes that repeat are stored once, as several places in the list may be the same: lz4
 * itself cannot look back so far, and spends a byte on each 255. With zstd all is one block, as every reader starts its decoder
 * anew for each block, which takes longer than the decoding.
 */
final class BloscCodec implements BlockCodec {

	/** The largest block, and so the largest plane; c-blosc takes up to 682 MiB, c-blosc2 a little less than 512 MiB. */
	static final int LARGEST_BLOCK = 1 << 28;
	/** What c-blosc takes in all. */
	private static final int LARGEST = Integer.MAX_VALUE - 16;

	private static final int HEADER = 16;
	private static final int FORMAT = 2;
	private static final int FORMAT_OF_COMPRESSOR = 1;
	private static final int FLAG_STORED = 0x02;
	private static final int FLAG_NOT_SPLIT = 0x10;
	private static final int LZ4 = 1;
	private static final int ZSTD = 4;

	private final ByteOrder order;
	private final int compressor;
	/** Up to so many bytes are one block. */
	private final int mostTogether;
	private final BiConsumer<RunBlock, ByteBuilder> encoder;

	private BloscCodec(final ByteOrder order, final int compressor, final int mostTogether,
		final BiConsumer<RunBlock, ByteBuilder> encoder)
	{
		this.order = order;
		this.compressor = compressor;
		this.mostTogether = mostTogether;
		this.encoder = encoder;
	}

	/** @param order byte order of the voxels */
	static BloscCodec lz4(final ByteOrder order) {
		final Lz4Writer writer = new Lz4Writer(order);
		return new BloscCodec(order, LZ4, 0, (plane, out) -> writer.write(plane, 0, out));
	}

	/**
	 * @param order byte order of the voxels
	 * @param level 1 … 9, as blosc counts levels of zstd
	 */
	static BloscCodec zstd(final ByteOrder order, final int level) {
		return new BloscCodec(order, ZSTD, LARGEST_BLOCK, new ZstdCodec(order, level < 9 ? 2 * level - 1 : 22)::encode);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final long bytes = block.bytes();
		if (block.planeBytes() > LARGEST_BLOCK || bytes > LARGEST)
			throw new IllegalArgumentException("blosc takes planes of at most " + LARGEST_BLOCK + " bytes, and " + LARGEST +
				" in all");
		final boolean together = bytes <= mostTogether;
		final int start = out.size();
		final int blocks = together ? 1 : block.size(2);
		out.ensure(HEADER + 4L * blocks);
		out.setSize(start + HEADER + 4 * blocks);
		if (together) {
			out.setIntLittleEndian(start + HEADER, HEADER + 4);
			encodeBlock(block, out);
		}
		else
			encodePlanes(block, start, out);
		final boolean stored = out.size() - start >= HEADER + bytes;
		if (stored) {
			out.setSize(start + HEADER);
			expand(block, out);
		}
		final int flags = compressor << 5 | FLAG_NOT_SPLIT | (stored ? FLAG_STORED : 0);
		out.setIntLittleEndian(start, FORMAT | FORMAT_OF_COMPRESSOR << 8 | flags << 16 | block.type().bytes() << 24);
		out.setIntLittleEndian(start + 4, (int) bytes);
		out.setIntLittleEndian(start + 8, (int) (together ? bytes : block.planeBytes()));
		out.setIntLittleEndian(start + 12, out.size() - start);
	}

	private void encodePlanes(final RunBlock block, final int start, final ByteBuilder out) {
		int place = start + HEADER;
		for (int k = 0; k < block.planes(); k++) {
			for (int t = 0; t < block.runZ(k); t++, place += 4)
				out.setIntLittleEndian(place, out.size() - start);
			encodeBlock(block.band(k, 0, block.size(1)), out);
		}
	}

	/** The length, then the compressed voxels; or they themselves, which readers tell by the length. */
	private void encodeBlock(final RunBlock block, final ByteBuilder out) {
		out.putIntLittleEndian(0);
		final int start = out.size();
		encoder.accept(block, out);
		if (out.size() - start >= block.bytes()) {
			out.setSize(start);
			expand(block, out);
		}
		out.setIntLittleEndian(start - 4, out.size() - start);
	}

	private void expand(final RunBlock block, final ByteBuilder out) {
		out.ensure(block.bytes());
		block.expand(order, out.array(), out.size());
		out.setSize(out.size() + (int) block.bytes());
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) throws IOException {
		Blosc.DECODER.decode(encoded, from, count, voxels);
	}
}
