package org.labelupscaler.job;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.volume.BlockReader;

/**
 * Compares stored blocks with what they should be. {@link #isAsWritten} compares the bytes that are stored with those that the
 * job writes; {@link #differenceOfVoxels} decodes the block and compares every voxel with the scaling rule, which shares
 * nothing with the encoder but the rule itself; only levels coarser than the source are compared with the sampler that
 * made them. Owned by one thread.
 */
final class BlockComparison {

	/** Source voxels of a row that are read together. */
	private static final int MOST_AT_ONCE = 1 << 20;

	private final UpscalePlan plan;
	private final LabelSource source;
	private final BlockReader reader;
	private final BlockSampler sampler;
	private long[] row = new long[0];
	private byte[] expected = new byte[0];

	/**
	 * @param plan the job that made the container
	 * @param source its source
	 * @param reader reads the blocks
	 */
	BlockComparison(final UpscalePlan plan, final LabelSource source, final BlockReader reader) {
		this.plan = plan;
		this.source = source;
		this.reader = reader;
		sampler = new BlockSampler(source);
	}

	/** Whether the very bytes of a block are there that the job writes, or none, as it should be. */
	boolean isAsWritten(final Level level, final long[] position) {
		return reader.isAsWritten(level.index(), position, sampler.sample(level, position));
	}

	/** Whether something is stored for a block. */
	boolean exists(final Level level, final long[] position) {
		return reader.exists(level.index(), position);
	}

	/** The first voxel that differs, or what is wrong with the file, in words. */
	Optional<Message> differenceOfVoxels(final Level level, final long[] position) {
		final int[] size = level.grid().blockSize(position);
		final Optional<byte[]> stored;
		try {
			stored = reader.voxels(level.index(), position);
		}
		catch (final LabelUpscalerException e) {
			return Optional.of(e.messages().get(0));
		}
		return level.coarserThanSource() ? compareWithSampler(level, position, size, stored) : compareWithRule(level, position,
			size, stored);
	}

	/** Every voxel: the label at floor((2d + 1)·s / 2t) of each axis against the one stored. */
	private Optional<Message> compareWithRule(final Level level, final long[] position, final int[] size,
		final Optional<byte[]> stored)
	{
		final long[][] from = new long[3][];
		for (int d = 0; d < 3; d++) {
			from[d] = new long[size[d]];
			final AxisMap map = level.maps().get(d);
			for (int i = 0; i < size[d]; i++)
				from[d][i] = map.sourceIndex(level.grid().min(position, d) + i);
		}
		final long x0 = from[0][0];
		final long span = from[0][size[0] - 1] - x0 + 1;
		final boolean wholeRow = span <= MOST_AT_ONCE;
		final int width = wholeRow ? (int) span : 1;
		if (row.length < width)
			row = new long[width];
		final ByteBuffer bytes = stored.map(ByteBuffer::wrap).orElse(null);
		int at = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++) {
				if (wholeRow)
					source.read(new long[] { x0, from[1][y], from[2][z] }, new int[] { width, 1, 1 }, row);
				for (int x = 0; x < size[0]; x++) {
					if (!wholeRow)
						source.read(new long[] { from[0][x], from[1][y], from[2][z] }, new int[] { 1, 1, 1 }, row);
					final long label = row[wholeRow ? (int) (from[0][x] - x0) : 0];
					final long found = bytes == null ? 0 : plan.type().get(bytes, at);
					at += plan.type().bytes();
					if (label != found)
						return report(level, position, x, y, z, label, found, bytes == null);
				}
			}
		return Optional.empty();
	}

	private Optional<Message> compareWithSampler(final Level level, final long[] position, final int[] size,
		final Optional<byte[]> stored)
	{
		final int bytes = Math.multiplyExact(Math.multiplyExact(size[0] * plan.type().bytes(), size[1]), size[2]);
		if (expected.length != bytes)
			expected = new byte[bytes];
		sampler.sample(level, position).expand(ByteOrder.BIG_ENDIAN, expected, 0);
		final byte[] found = stored.orElseGet(() -> new byte[bytes]);
		final int mismatch = Arrays.mismatch(expected, found);
		if (mismatch < 0)
			return Optional.empty();
		final int voxel = mismatch / plan.type().bytes();
		return report(level, position, voxel % size[0], voxel / size[0] % size[1], voxel / size[0] / size[1], plan.type().get(
			ByteBuffer.wrap(expected), voxel * plan.type().bytes()), plan.type().get(ByteBuffer.wrap(found), voxel * plan
				.type().bytes()), stored.isEmpty());
	}

	private Optional<Message> report(final Level level, final long[] position, final int x, final int y, final int z,
		final long label, final long found, final boolean absent)
	{
		final List<Long> voxel = new ArrayList<>();
		final int[] within = { x, y, z };
		for (int d = 0; d < 3; d++)
			voxel.add(level.grid().min(position, d) + within[d]);
		return Optional.of(Message.of("Level s" + level.index() + ", voxel " + voxel + ": expected label " + plan.type().format(
			label) + ", found " + (absent ? "no block" : plan.type().format(found)) + " in block " + reader.describe(level.index(), position)));
	}
}
