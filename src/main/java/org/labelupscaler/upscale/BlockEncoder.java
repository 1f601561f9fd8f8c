package org.labelupscaler.upscale;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.source.LabelSource;

/** What the block files of a job hold, byte for byte. Owned by one thread. */
final class BlockEncoder {

	private final boolean writeBackground;
	private final BlockSampler sampler;
	private final BlockCodec codec;
	private final ByteBuilder encoded = new ByteBuilder();
	private final UniformBlocks uniformBlocks = new UniformBlocks();

	BlockEncoder(final UpscalePlan plan, final LabelSource source) {
		writeBackground = plan.writeBackground();
		sampler = new BlockSampler(source);
		codec = N5Dataset.newCodec(plan.compression());
	}

	/** The voxels of a block; valid until the next call. */
	RunBlock sample(final Level level, final long[] position) {
		return sampler.sample(level, position);
	}

	/** The content of the file of a block, nothing if it needs none; valid until the next call. */
	Optional<ByteBuffer> encode(final RunBlock block) {
		if (!block.isUniform()) {
			N5Dataset.encode(block, codec, encoded);
			return Optional.of(encoded.toByteBuffer());
		}
		if (block.label(0, 0, 0) == 0 && !writeBackground)
			return Optional.empty();
		final ByteBuffer known = uniformBlocks.get(block);
		if (known != null)
			return Optional.of(known);
		N5Dataset.encode(block, codec, encoded);
		uniformBlocks.put(block, encoded);
		return Optional.of(encoded.toByteBuffer());
	}
}
