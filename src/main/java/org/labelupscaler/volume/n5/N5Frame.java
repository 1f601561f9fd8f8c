package org.labelupscaler.volume.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockFrame;

/** An N5 block: its header and the compressed voxels, big-endian. Blocks at the end of the volume are smaller. */
final class N5Frame implements BlockFrame {

	private static final int HEADER = BlockHeader.bytes(3);

	private final LabelType type;
	private final BlockCodec codec;

	N5Frame(final LabelType type, final Compression compression) {
		this.type = type;
		codec = compression.newCodec(ByteOrder.BIG_ENDIAN);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		BlockHeader.write(new int[] { block.size(0), block.size(1), block.size(2) }, out);
		codec.encode(block, out);
	}

	@Override
	public long uncompressed(final int[] size) {
		return HEADER + (long) size[0] * size[1] * size[2] * type.bytes();
	}

	@Override
	public long most(final int[] size) {
		return BlockFrame.mostOf(uncompressed(size) - HEADER);
	}

	@Override
	public byte[] decode(final ByteBuffer bytes, final int[] size) throws IOException {
		final ByteBuffer header = bytes.duplicate();
		final int[] found = BlockHeader.read(header, size);
		if (!Arrays.equals(size, found))
			throw new IOException("its size is " + Arrays.toString(found) + ", expected " + Arrays.toString(size));
		final byte[] voxels = new byte[Math.toIntExact((long) size[0] * size[1] * size[2] * type.bytes())];
		final byte[] body = new byte[header.remaining()];
		header.get(body);
		codec.decode(body, 0, body.length, voxels);
		return voxels;
	}
}
