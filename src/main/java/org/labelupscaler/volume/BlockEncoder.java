package org.labelupscaler.volume;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.RunBlock;

/** What is stored of the blocks of a job, byte for byte. Owned by one thread. */
public final class BlockEncoder {

	private final BlockFrame frame;
	private final boolean background;
	private final ByteBuilder encoded = new ByteBuilder();
	private final UniformBlocks uniformBlocks = new UniformBlocks();

	/**
	 * @param frame how blocks become bytes
	 * @param background whether blocks of only label 0 are written
	 */
	public BlockEncoder(final BlockFrame frame, final boolean background) {
		this.frame = frame;
		this.background = background;
	}

	/**
	 * @param block a block
	 * @return its bytes, nothing if it is left out; valid until the next call
	 */
	public Optional<ByteBuffer> encode(final RunBlock block) {
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
