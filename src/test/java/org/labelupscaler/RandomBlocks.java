package org.labelupscaler;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;

/** Random blocks and their slow, obvious expansion. */
public final class RandomBlocks {

	/** A block and every voxel of it, x fastest, big-endian. */
	public record Sample(RunBlock block, byte[] voxels, String what) {

		/** The voxels in that byte order. */
		public byte[] voxels(final ByteOrder order) {
			final int step = block.type().bytes();
			final byte[] ordered = voxels.clone();
			if (order == ByteOrder.LITTLE_ENDIAN)
				for (int i = 0; i < voxels.length; i++)
					ordered[i] = voxels[i / step * step + step - 1 - i % step];
			return ordered;
		}
	}

	private RandomBlocks() {}

	/** A random block; the description names all that it was made from. */
	public static Sample next(final Random random, final LabelType type) {
		final int most = random.nextInt(4) == 0 ? 40 : 6;
		int[] runX;
		int[] runY;
		int[] runZ;
		do {
			runX = runs(random, most);
			runY = runs(random, most);
			runZ = runs(random, random.nextBoolean() ? 3 : most);
		}
		while ((long) IntStream.of(runX).sum() * IntStream.of(runY).sum() * IntStream.of(runZ).sum() > 300_000);
		return of(random, type, runX, runY, runZ, 1 + random.nextInt(random.nextBoolean() ? 3 : 100000));
	}

	/** A block with the given runs and up to so many different labels, in coherent regions or at random. */
	public static Sample of(final Random random, final LabelType type, final int[] runX, final int[] runY,
		final int[] runZ, final int labels)
	{
		final int n = runX.length * runY.length * runZ.length;
		final long[] box = new long[n];
		final long base = random.nextBoolean() ? 0 : random.nextLong();
		final int coherence = random.nextInt(3);
		for (int i = 0; i < n; i++) {
			final boolean above = i >= runX.length && coherence > 0 && random.nextInt(5) > 0;
			final boolean left = i > 0 && coherence > 1 && random.nextInt(3) > 0;
			box[i] = above ? box[i - runX.length] : left ? box[i - 1] : narrow(type, base + random.nextInt(labels));
		}
		final byte[] voxels = expand(type, box, runX, runY, runZ);
		final String what = type + " " + runX.length + "x" + runY.length + "x" + runZ.length + " source voxels, " +
			voxels.length + " bytes, " + labels + " labels";
		return new Sample(n % 2 == 0 ? RunBlock.of(type, box.clone(), runX, runY, runZ) : ofRows(type, box, runX, runY, runZ),
			voxels, what);
	}

	/** The same block with its rows the other way round, and equal ones only once. */
	public static RunBlock ofRows(final LabelType type, final long[] box, final int[] runX, final int[] runY,
		final int[] runZ)
	{
		final int nx = runX.length;
		final int[] rows = new int[runY.length * runZ.length];
		final long[] labels = new long[box.length + 1];
		final Map<List<Long>, Integer> known = new HashMap<>();
		int at = labels.length;
		for (int r = 0; r < rows.length; r++) {
			final long[] row = Arrays.copyOfRange(box, r * nx, (r + 1) * nx);
			final Integer there = known.get(Arrays.stream(row).boxed().toList());
			if (there == null) {
				at -= nx;
				System.arraycopy(row, 0, labels, at, nx);
				known.put(Arrays.stream(row).boxed().toList(), at);
			}
			rows[r] = there == null ? at : there;
		}
		return RunBlock.ofRows(type, labels, rows, runX, runY, runZ);
	}

	/** What a voxel of that type can hold, as it stands in memory. */
	public static long narrow(final LabelType type, final long value) {
		return switch (type) {
			case UINT8 -> value & 0xFF;
			case UINT16 -> value & 0xFFFF;
			case UINT32 -> value & 0xFFFFFFFFL;
			case INT8 -> (byte) value;
			case INT16 -> (short) value;
			case INT32 -> (int) value;
			case UINT64, INT64 -> value;
		};
	}

	private static int[] runs(final Random random, final int most) {
		final int[] runs = new int[1 + random.nextInt(most)];
		final int longest = random.nextInt(5) == 0 ? 150 : 1 + random.nextInt(9);
		for (int i = 0; i < runs.length; i++)
			runs[i] = 1 + random.nextInt(runs.length > 6 ? Math.min(longest, 6) : longest);
		return runs;
	}

	private static byte[] expand(final LabelType type, final long[] box, final int[] rx, final int[] ry, final int[] rz) {
		final java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
		for (int k = 0; k < rz.length; k++)
			for (int z = 0; z < rz[k]; z++)
				for (int j = 0; j < ry.length; j++)
					for (int y = 0; y < ry[j]; y++)
						for (int i = 0; i < rx.length; i++)
							for (int x = 0; x < rx[i]; x++)
								for (int b = type.bytes() - 1; b >= 0; b--)
									out.write((int) (box[(k * ry.length + j) * rx.length + i] >> 8 * b));
		return out.toByteArray();
	}
}
