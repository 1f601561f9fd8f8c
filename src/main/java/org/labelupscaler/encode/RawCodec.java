package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;

import org.labelupscaler.compression.Decoders;
import org.labelupscaler.label.RunBlock;

/** No compression: rows and planes are copied as often as they repeat. */
final class RawCodec implements BlockCodec {

	private final ByteOrder order;

	/** @param order byte order of the voxels */
	RawCodec(final ByteOrder order) {
		this.order = order;
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		out.ensure(block.bytes());
		block.expand(order, out.array(), out.size());
		out.setSize(out.size() + (int) block.bytes());
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] voxels) throws IOException {
		Decoders.RAW.decode(encoded, from, count, voxels);
	}
}
