package org.labelupscaler.volume.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A dataset of one sequence of signed bytes, of any length, to which more sequences can be added: how Imaris has the XML of its scene.
 * The bytes are in a global heap of their own (III.E), and the sequence in a chunk.
 *
 * @param text the text, which becomes UTF-8
 */
public record Hdf5LongText(String text) implements Hdf5Object {

	private static final int LEAST_HEAP = 4096;
	/** Of a heap, and of each object in it. */
	private static final int HEAD = 16;
	/** Length of the chunk and filters, then offsets along the axis and within an element. */
	private static final int KEY = 8 + 2 * 8;
	private static final int NODE = 24 + 2 * ChunkTreeWriter.K * (KEY + 8) + KEY;

	@Override
	public long write(final Hdf5Bytes out) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		final int used = 2 * HEAD + (bytes.length + 7 & ~7);
		final int all = Math.max(LEAST_HEAP, used);
		final long heap = out.align().address();
		out.ascii("GCOL").int8(1, 0, 0, 0).int64(all);
		out.int16(1).int16(1).int32(0).int64(bytes.length).put(bytes).align();
		// NB: what is left is object 0, whose length is that of its head as well.
		if (all - used >= HEAD)
			out.int16(0).int16(0).int32(0).int64(all - used).zeros(all - used - HEAD);
		else
			out.zeros(all - used);
		final long chunk = out.address();
		out.int32(bytes.length).int64(heap).int32(1);
		final long tree = out.align().address();
		out.ascii("TREE").int8(ChunkTreeWriter.TYPE, 0).int16(1).int64(Hdf5Bytes.NOWHERE, Hdf5Bytes.NOWHERE);
		out.int32(Hdf5Type.SEQUENCE.bytes()).int32(0).int64(0, 0).int64(chunk);
		out.int32(0).int32(0).int64(1, Hdf5Type.SEQUENCE.bytes()).zeros(NODE - 24 - 2 * KEY - 8);
		return Hdf5Message.writeHeader(List.of(Hdf5Message.growing(), Hdf5Message.type(Hdf5Type.SEQUENCE), Hdf5Message.fill(true), Hdf5Message
			.chunked(tree, new int[] { 1 }, Hdf5Type.SEQUENCE.bytes())), out);
	}
}
