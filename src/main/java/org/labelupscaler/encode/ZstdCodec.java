package org.labelupscaler.encode;

import java.io.IOException;
import java.nio.ByteOrder;

import org.labelupscaler.compression.Decoders;
import org.labelupscaler.compression.ZstdLibrary;
import org.labelupscaler.label.RunBlock;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Zstandard: one frame a block that carries its content size, which some readers need. It is written from run lengths
 * ({@link PlaneParser}, {@link ZstdWriter}), without expanding anything: a plane that repeats is one match. That is level
 * 1. The higher levels also let the library try at that level, which wins where little is repeated, and keep the shorter
 * frame.
 */
final class ZstdCodec implements BlockCodec {

	private final ByteOrder order;
	private final int level;
	private final PlaneParser parser;
	private final SequenceList sequences = new SequenceList();
	private final ZstdWriter writer = new ZstdWriter();
	private byte[] voxels = new byte[0];

	/**
	 * @param order byte order of the voxels
	 * @param level 1 … 22
	 */
	ZstdCodec(final ByteOrder order, final int level) {
		this.order = order;
		this.level = level;
		parser = new PlaneParser(order, ZstdWriter.MIN_MATCH, ZstdWriter.WINDOW);
	}

	@Override
	public void encode(final RunBlock block, final ByteBuilder out) {
		final int start = out.size();
		final long plane = block.planeBytes();
		final boolean planeInWindow = plane <= ZstdWriter.WINDOW && plane >= ZstdWriter.MIN_MATCH;
		final boolean planesRepeat = planeInWindow && block.planes() < block.size(2);
		writer.start(block.bytes(), planesRepeat ? plane : Math.min(block.rowBytes(), ZstdWriter.WINDOW), out);
		for (int k = 0; k < block.planes(); k++) {
			parser.parse(block, k, sequences);
			writer.add(sequences);
			final int more = block.runZ(k) - 1;
			if (planeInWindow && more > 0)
				writer.addMatch(plane * more, (int) plane);
			else
				for (int t = 0; t < more; t++)
					writer.add(sequences);
		}
		if (level > 1)
			tryLibrary(block, start, out);
	}

	/** Replaces the frame from {@code start} on by the library's, if that is shorter. */
	private void tryLibrary(final RunBlock block, final int start, final ByteBuilder out) {
		ZstdLibrary.require();
		final int bytes = Math.toIntExact(block.bytes());
		if (voxels.length < bytes)
			voxels = new byte[bytes];
		block.expand(order, voxels, 0);
		final int end = out.size();
		final int most = Math.toIntExact(Zstd.compressBound(bytes));
		out.ensure(most);
		try (ZstdCompressCtx context = new ZstdCompressCtx()) {
			context.setLevel(level);
			final int written = context.compressByteArray(out.array(), end, most, voxels, 0, bytes);
			if (written < end - start) {
				System.arraycopy(out.array(), end, out.array(), start, written);
				out.setSize(start + written);
			}
		}
	}

	@Override
	public void decode(final byte[] encoded, final int from, final int count, final byte[] into) throws IOException {
		Decoders.ZSTD.decode(encoded, from, count, into);
	}
}
