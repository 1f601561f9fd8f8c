package org.labelupscaler.volume;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.RunBlock;

/** What is stored of the blocks of a job, byte for byte. Owned by one thread. */
final class BlockEncoder {

	private final BlockFrame frame;
	private final boolean background;
	private final ByteBuilder encoded = new ByteBuilder();
	private final UniformBlocks uniformBlocks = new UniformBlocks();

	BlockEncoder(final BlockFrame frame, final boolean background) {
		this.frame = frame;
		this.background = background;
	}

	/** The bytes of a block, nothing if it is left out; valid until the next call. */
	Optional<ByteBuffer> encode(final RunBlock block) {
		if (block.isUniform()) {
			if (block.label(0, 0, 0) == 0 && !background)
				return Optional.empty();
			final ByteBuffer known = uniformBlocks.get(block);
			if (known != null)
				return Optional.of(known);
		}
		encoded.clear();
		frame.encode(block, encoded);
		if (block.isUniform())
			uniformBlocks.put(block, encoded);
		return Optional.of(encoded.toByteBuffer());
	}
}
