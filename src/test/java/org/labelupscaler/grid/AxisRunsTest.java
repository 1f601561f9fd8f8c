package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.SlowReference;

class AxisRunsTest {

	@Test
	void runsAreTheIndicesOneByOne() {
		for (int seed = 0; seed < 3000; seed++) {
			final Random random = new Random(seed);
			final AxisMap map = new AxisMap(1 + random.nextInt(80), 1 + random.nextInt(80), 1 + random.nextInt(4));
			final int start = random.nextInt((int) map.size());
			final int length = 1 + random.nextInt((int) map.size() - start);
			final AxisRuns runs = AxisRuns.nearest(map, start, length);
			long at = start;
			for (int r = 0; r < runs.count(); r++)
				for (int n = 0; n < runs.runs()[r]; n++)
					assertEquals(map.sourceIndex(at++), runs.from(r), "seed " + seed + ": " + map);
			assertEquals(start + length, at);
			for (int r = 1; r < runs.count(); r++)
				assertTrue(runs.from(r) > runs.from(r - 1));
			assertTrue(runs.single());
			if (map.fullSize() >= map.sourceSize() && map.factor() == 1)
				assertTrue(runs.contiguous());
		}
	}

	@Test
	void whereTheLevelIsCoarserEachVoxelHasWhatItCovers() {
		int coarser = 0;
		for (int seed = 0; seed < 3000; seed++) {
			final Random random = new Random(seed);
			final AxisMap map = new AxisMap(1 + random.nextInt(80), 1 + random.nextInt(80), 1 + random.nextInt(9));
			if (!map.coarserThanSource())
				continue;
			coarser++;
			final int start = random.nextInt((int) map.size());
			final int length = 1 + random.nextInt((int) map.size() - start);
			final AxisRuns runs = AxisRuns.of(map, start, length);
			assertEquals(length, runs.count());
			assertTrue(!runs.single() && !runs.contiguous());
			for (int i = 0; i < length; i++) {
				final long from = SlowReference.coverStart(map.sourceSize(), map.fullSize(), map.factor(), start + i);
				final long end = SlowReference.coverStart(map.sourceSize(), map.fullSize(), map.factor(), start + i + 1);
				final boolean empty = end <= from;
				assertEquals(empty ? map.sourceIndex(start + i) : from, runs.from(i), "seed " + seed);
				assertEquals(empty ? 1 : end - from, runs.length(i), "seed " + seed);
				assertEquals(1, runs.runs()[i]);
			}
			assertEquals(runs.end(length - 1) - runs.from(0), runs.span());
		}
		assertTrue(coarser > 500, "only " + coarser);
	}

	@Test
	void whatIsHandedOutIsNotItsOwn() {
		final AxisRuns runs = AxisRuns.of(AxisMap.nearest(2, 6), 0, 6);
		runs.runs()[0] = 7;
		assertArrayEquals(new int[] { 3, 3 }, runs.runs());
	}
}
