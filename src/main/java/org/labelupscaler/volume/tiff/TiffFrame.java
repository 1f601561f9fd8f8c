package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeSpec;

/**
 * A block of one plane is a tile: its voxels, little-endian, compressed. Tiles are all of one size; what is beyond the page is a
 * repetition of its last voxels. Of a block of several planes each distinct one is a tile, and they stand one behind the other, which
 * is what is stored of it, but is not decoded as a whole.
 */
final class TiffFrame implements BlockFrame {

	/** By TIFF 6.0, section 15, tiles have a multiple of it along x and y. */
	static final int EDGE = 16;

	private final int[] tile;
	private final int bytesPerVoxel;
	private final BlockCodec codec;
	private byte[] whole = new byte[0];

	TiffFrame(final VolumeSpec spec) {
		tile = new int[] { width(spec), height(spec), 1 };
		bytesPerVoxel = spec.type().bytes();
		codec = spec.compression().newZlibCodec(ByteOrder.LITTLE_ENDIAN);
	}

	/** Voxels of a tile along x. */
	static int width(final VolumeSpec spec) {
		return (spec.blockSize()[0] + EDGE - 1) / EDGE * EDGE;
	}

	/** Voxels of a tile along y. */
	static int height(final VolumeSpec spec) {
		return (spec.blockSize()[1] + EDGE - 1) / EDGE * EDGE;
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		for (int k = 0; k < block.planes(); k++)
			encode(block, k, out);
	}

	/** NB: a tile of one label is stored once in the file, and one that the block above ends with is stored there. */
	@Override
	public void encodeOwn(final RunBlock block, final boolean continues, final ByteBuilder out) {
		for (int k = continues ? 1 : 0; k < block.planes(); k++)
			if (!isUniform(block, k))
				encodeMixed(block, k, out);
	}

	/** Appends the tile of a distinct plane of a block. NB: if it is of one label, that is the tile of the label, whatever its runs. */
	void encode(final RunBlock block, final int k, final ByteBuilder out) {
		if (isUniform(block, k))
			encodeUniform(block.type(), block.label(0, 0, k), out);
		else
			encodeMixed(block, k, out);
	}

	/** Appends the tile of a distinct plane that is not of one label. */
	void encodeMixed(final RunBlock block, final int k, final ByteBuilder out) {
		codec.encode(block.band(k, 0, block.size(1)).extended(tile), out);
	}

	/** Appends the tile of one label. */
	void encodeUniform(final LabelType type, final long label, final ByteBuilder out) {
		codec.encode(RunBlock.uniform(type, label, tile), out);
	}

	/** Whether a distinct plane of a block is of one label. */
	static boolean isUniform(final RunBlock block, final int k) {
		for (int j = 0; j < block.rows(); j++)
			for (int i = 0; i < block.voxelsX(); i++)
				if (block.label(i, j, k) != block.label(0, 0, k))
					return false;
		return true;
	}

	/** Voxels of a tile, x, y, z. */
	int[] tile() {
		return tile.clone();
	}

	@Override
	public long uncompressed(final int[] size) {
		return (long) tile[0] * tile[1] * size[2] * bytesPerVoxel;
	}

	@Override
	public long most(final int[] size) {
		return BlockFrame.mostOf(uncompressed(size));
	}

	@Override
	public byte[] decode(final ByteBuffer bytes, final int[] size) throws IOException {
		final int all = Math.toIntExact(uncompressed(tile));
		if (whole.length != all)
			whole = new byte[all];
		final byte[] stored = new byte[bytes.remaining()];
		bytes.duplicate().get(stored);
		codec.decode(stored, 0, stored.length, whole);
		final byte[] voxels = new byte[size[0] * size[1] * bytesPerVoxel];
		int to = 0;
		for (int y = 0; y < size[1]; y++) {
			int from = y * tile[0] * bytesPerVoxel;
			for (int x = 0; x < size[0]; x++, from += bytesPerVoxel)
				for (int b = bytesPerVoxel - 1; b >= 0; b--)
					voxels[to++] = whole[from + b];
		}
		return voxels;
	}
}
