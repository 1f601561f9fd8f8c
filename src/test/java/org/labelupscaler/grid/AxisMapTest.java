package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.SlowReference;

/** The integer rules against the same rules in unlimited arithmetic, one index at a time. */
class AxisMapTest {

	private static final long LARGEST = AxisMap.MAX_SIZE;

	@Test
	void followsTheCentreAlignedRule() {
		// Worked out by hand: 3 voxels to 7: centres 0.5/7 … 6.5/7 of the axis.
		final AxisMap map = AxisMap.nearest(3, 7);
		final long[] found = new long[7];
		for (int d = 0; d < 7; d++)
			found[d] = map.sourceIndex(d);
		assertArrayEquals(new long[] { 0, 0, 1, 1, 1, 2, 2 }, found);
		assertArrayEquals(new long[] { 0, 1, 3 }, new long[] { AxisMap.nearest(4, 3).sourceIndex(0), AxisMap.nearest(4, 3)
			.sourceIndex(1) - 1, AxisMap.nearest(4, 3).sourceIndex(2) });
	}

	@Test
	void wholeFactorsReplicate() {
		for (int factor = 1; factor < 20; factor++)
			for (int d = 0; d < 13 * factor; d++)
				assertEquals(d / factor, AxisMap.nearest(13, 13 * factor).sourceIndex(d));
	}

	@Test
	void sourceIndexAgreesWithUnlimitedArithmetic() {
		for (int seed = 0; seed < 20000; seed++) {
			final AxisMap map = random(new Random(seed));
			final long i = (long) (new Random(seed + 1).nextDouble() * map.size());
			for (final long index : new long[] { 0, i, map.size() - 1 })
				assertEquals(SlowReference.sourceIndex(map.sourceSize(), map.fullSize(), map.factor(), index), map.sourceIndex(
					index), "seed " + seed + ": " + map + " at " + index);
		}
	}

	@Test
	void nothingOverflowsAtTheLimits() {
		for (final long s : new long[] { 1, 2, LARGEST - 1, LARGEST })
			for (final long t : new long[] { 1, 2, 3, LARGEST - 1, LARGEST })
				for (final long f : new long[] { 1, 2, 3, 1 << 20, LARGEST }) {
					final AxisMap map = new AxisMap(s, t, f);
					for (final long i : new long[] { 0, map.size() / 2, map.size() - 1 }) {
						assertEquals(SlowReference.sourceIndex(s, t, f, i), map.sourceIndex(i), map + " at " + i);
						assertEquals(SlowReference.coverStart(s, t, f, i), map.coverStart(i), map + " cover of " + i);
					}
					assertEquals(s, map.coverStart(map.size()), "every source voxel is covered");
					assertTrue(map.firstIndex(s) == map.size());
				}
	}

	@Test
	void firstIndexIsTheInverse() {
		for (int seed = 0; seed < 3000; seed++) {
			final Random random = new Random(seed);
			final AxisMap map = new AxisMap(1 + random.nextInt(60), 1 + random.nextInt(60), 1 + random.nextInt(9));
			for (long j = 0; j <= map.sourceSize(); j++) {
				long first = 0;
				while (first < map.size() && map.sourceIndex(first) < j)
					first++;
				assertEquals(first, map.firstIndex(j), "seed " + seed + ": " + map + " source " + j);
			}
		}
	}

	@Test
	void eachSourceVoxelIsCoveredOnce() {
		for (int seed = 0; seed < 3000; seed++) {
			final Random random = new Random(seed);
			final AxisMap map = new AxisMap(1 + random.nextInt(80), 1 + random.nextInt(80), 1 + random.nextInt(9));
			assertEquals(0, map.coverStart(0));
			assertEquals(map.sourceSize(), map.coverStart(map.size()));
			for (long i = 0; i < map.size(); i++)
				assertEquals(SlowReference.coverStart(map.sourceSize(), map.fullSize(), map.factor(), i), map.coverStart(i),
					"seed " + seed + ": " + map + " at " + i);
		}
	}

	@Test
	void badSizesAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> AxisMap.nearest(0, 1));
		assertThrows(IllegalArgumentException.class, () -> AxisMap.nearest(1, 0));
		assertThrows(IllegalArgumentException.class, () -> AxisMap.nearest(1, LARGEST + 1));
		assertThrows(IllegalArgumentException.class, () -> new AxisMap(1, 1, 0));
	}

	private static AxisMap random(final Random random) {
		return new AxisMap(size(random), size(random), random.nextInt(3) == 0 ? 1 : size(random));
	}

	/** Sizes of every magnitude. */
	private static long size(final Random random) {
		final BigInteger size = new BigInteger(1 + random.nextInt(31), random);
		return Math.max(1, Math.min(LARGEST, size.longValue()));
	}
}
