package org.labelupscaler.n5.codec;

import java.io.IOException;

import org.labelupscaler.compression.Decoders;
import org.labelupscaler.label.RunBlock;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** Zstandard: one frame a block that carries its content size, which some readers need. */
final class ZstdCodec implements BlockCodec {

	private final int level;
	private byte[] voxels = new byte[0];

	ZstdCodec(final int level) {
		this.level = level;
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final int bytes = Math.toIntExact(block.bytes());
		if (voxels.length < bytes)
			voxels = new byte[bytes];
		block.expand(voxels, 0);
		final int most = Math.toIntExact(Zstd.compressBound(bytes));
		out.ensure(most);
		try (ZstdCompressCtx context = new ZstdCompressCtx()) {
			context.setLevel(level);
			final int written = context.compressByteArray(out.array(), out.size(), most, voxels, 0, bytes);
			out.setSize(out.size() + written);
		}
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] into) throws IOException {
		Decoders.ZSTD.decode(encoded, from, count, into);
	}
}
