package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Every edge between different labels is in one line, and nothing else is. */
class OutlinesTest {

	@Test
	void linesAreTheEdgesEachOnce() {
		final long seed = 3;
		System.out.println("seed " + seed);
		final Random random = new Random(seed);
		for (int i = 0; i < 500; i++) {
			final int width = 1 + random.nextInt(12);
			final int height = 1 + random.nextInt(12);
			final int labels = 1 + random.nextInt(4);
			final long[] ids = random.longs(width * height, 0, labels + 1).toArray();
			if (random.nextBoolean())
				for (int k = width; k < ids.length; k++)
					ids[k] = random.nextInt(3) == 0 ? ids[k] : ids[k - width];
			final LabelPlane plane = new LabelPlane(width, height, ids);
			final Set<List<Integer>> expected = new HashSet<>();
			final Map<List<Integer>, Integer> meeting = new HashMap<>();
			for (int y = 0; y <= height; y++)
				for (int x = 0; x <= width; x++) {
					if (at(plane, x, y) != at(plane, x, y - 1))
						expected.add(List.of(x, y, x + 1, y));
					if (at(plane, x, y) != at(plane, x - 1, y))
						expected.add(List.of(x, y, x, y + 1));
				}
			for (final List<Integer> edge : expected) {
				meeting.merge(edge.subList(0, 2), 1, Integer::sum);
				meeting.merge(edge.subList(2, 4), 1, Integer::sum);
			}
			int edges = 0;
			final Set<List<Integer>> found = new HashSet<>();
			for (final int[] line : Outlines.edges(plane)) {
				for (int k = 0; k + 3 < line.length; k += 2, edges++)
					found.add(List.of(Math.min(line[k], line[k + 2]), Math.min(line[k + 1], line[k + 3]), Math.max(line[k], line[k +
						2]), Math.max(line[k + 1], line[k + 3])));
				for (int k = 2; k + 3 < line.length; k += 2)
					assertEquals(2, meeting.get(List.of(line[k], line[k + 1])), "a line ends where lines meet");
			}
			assertEquals(expected, found);
			assertEquals(expected.size(), edges, "each once");
		}
	}

	private static long at(final LabelPlane plane, final int x, final int y) {
		return x < 0 || y < 0 || x >= plane.width() || y >= plane.height() ? 0 : plane.ids()[y * plane.width() + x];
	}

	@Test
	void stairsBecomeADiagonal() {
		final int n = 9;
		final long[] ids = new long[n * n];
		for (int i = 0; i < ids.length; i++)
			ids[i] = i % n > i / n ? 1 : 2;
		final List<double[]> lines = Outlines.of(new LabelPlane(n, n, ids));
		// NB: the stairs from (1, 0) to (9, 8): their middles lie on the line y = x − 1/2.
		final double[] diagonal = lines.stream().filter(line -> line[0] == 1 && line[1] == 0 && line[3] != 0).findFirst().orElseThrow();
		assertArrayEquals(new double[] { 1, 0, 1, 0.5, 8.5, 8, 9, 8 }, diagonal);
	}

	@Test
	void ringsAreClosedAndNearTheirEdges() {
		final List<double[]> lines = Outlines.of(new LabelPlane(3, 3, new long[] { 0, 0, 0, 0, 5, 0, 0, 0, 0 }));
		assertEquals(1, lines.size());
		final double[] ring = lines.get(0);
		assertEquals(ring[0], ring[ring.length - 2]);
		assertEquals(ring[1], ring[ring.length - 1]);
		for (int i = 0; i < ring.length; i += 2)
			assertTrue(Math.abs(ring[i] - 1.5) + Math.abs(ring[i + 1] - 1.5) == 0.5, "in the middle of an edge");
	}
}
