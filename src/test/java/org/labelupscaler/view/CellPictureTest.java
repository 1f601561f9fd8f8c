package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellPicture.Plane;
import org.labelupscaler.words.ViewedPoints;

/** Cells as dots: where, which, how large, and in which colour. */
class CellPictureTest {

	private static final long[] SIZE = { 90, 70, 50 };
	private static final double[] STRAIGHT = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 };

	/** Planes of any orientation, dots of one pixel: against going through all cells in the order of the file. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void everyCellNearThePlaneIsAPixelOfItsColour(final long seed) throws Exception {
		final Random random = new Random(seed);
		final MemoryCells cells = MemoryCells.clustered(random, 20_000, SIZE);
		// NB: places that a cloud keeps exactly.
		for (final double[] axis : cells.positions())
			for (int i = 0; i < axis.length; i++)
				axis[i] = (Math.floor(axis[i] * 256) + 0.5) / 256;
		final CellCloud cloud = ViewedPoints.cloud(cells, SIZE, VoxelSize.UNKNOWN, LabelColors.PLAIN, ProgressListener.NONE);
		final CellPicture picture = new CellPicture();
		long dots = 0;
		for (int times = 0; times < 20; times++) {
			final double[] t = new double[12];
			for (int r = 0; r < 3; r++) {
				for (int d = 0; d < 3; d++)
					t[4 * r + d] = 2 * random.nextGaussian();
				t[4 * r + 3] = (r < 2 ? 40 : 0) - t[4 * r] * 45 - t[4 * r + 1] * 35 - t[4 * r + 2] * 25;
			}
			final Plane plane = new Plane(t, 100, 80, -1, 1, 3);
			final int[] pixels = new int[100 * 80];
			final long found = picture.find(cloud, plane, 0, Integer.MAX_VALUE);
			picture.draw(cloud, plane, 0.5, pixels);
			final int[] best = new int[pixels.length];
			Arrays.fill(best, 3);
			final List<List<Integer>> allowed = new ArrayList<>();
			for (int i = 0; i < pixels.length; i++)
				allowed.add(new ArrayList<>());
			int expected = 0;
			for (int i = 0; i < cells.ids().length; i++) {
				final double[] place = new double[3];
				boolean inside = true;
				for (int r = 0; r < 3; r++) {
					place[r] = t[4 * r + 3];
					for (int d = 0; d < 3; d++)
						place[r] += t[4 * r + d] * cells.positions()[d][i];
					inside &= cells.positions()[r][i] >= 0 && cells.positions()[r][i] < SIZE[r];
				}
				final double away = Math.abs(place[2]) - 1;
				if (!inside || away > 3 || place[0] < 0 || place[0] >= 100 || place[1] < 0 || place[1] >= 80)
					continue;
				expected++;
				final int layer = away < 0 ? 0 : away <= 1.5 ? 1 : 2;
				final int pixel = (int) place[1] * 100 + (int) place[0];
				if (layer < best[pixel])
					allowed.get(pixel).clear();
				best[pixel] = Math.min(best[pixel], layer);
				if (layer == best[pixel])
					allowed.get(pixel).add(CellPicture.color(cells.ids()[i] == 0 ? 0xFFE0E0E0 : LabelColors.PLAIN.argb(cells
						.ids()[i]), layer));
			}
			assertEquals(expected, found, "seed " + seed);
			for (int i = 0; i < pixels.length; i++)
				assertTrue(allowed.get(i).isEmpty() ? pixels[i] == 0 : allowed.get(i).contains(pixels[i]), "pixel " + i % 100 + ", " +
					i / 100 + " of picture " + times + ", seed " + seed);
			dots += expected;
		}
		assertTrue(dots > 1000, "dots: " + dots);
	}

	@Test
	void aLargeDotHasABlackRimAndASmallOneNone() throws Exception {
		final int color = CellPicture.color(LabelColors.PLAIN.argb(5), 0);
		assertArrayEquals(new String[] { ".......", ".......", ".......", "...#...", ".......", ".......", "......." }, drawn(0.5, 3.5,
			color));
		assertArrayEquals(new String[] { ".......", ".......", "...#...", "..###..", "...#...", ".......", "......." }, drawn(1, 3.5,
			color));
		assertArrayEquals(new String[] { ".......", ".ooooo.", ".o###o.", ".o###o.", ".o###o.", ".ooooo.", "......." }, drawn(1.9, 3.5,
			color));
		assertArrayEquals(new String[] { "..ooo..", ".o###o.", "o#####o", "o#####o", "o#####o", ".o###o.", "..ooo.." }, drawn(2.5, 3.5,
			color));
		// At the edge half of it is seen.
		assertArrayEquals(new String[] { "#......", "##.....", "#......", ".......", ".......", ".......", "......." }, drawn(1, 0.5, 1.5,
			color));
	}

	private static String[] drawn(final double radius, final double at, final int color) throws Exception {
		return drawn(radius, at, at, color);
	}

	private static String[] drawn(final double radius, final double x, final double y, final int color) throws Exception {
		final CellCloud cloud = one(x, y, 0.5);
		final int[] pixels = new int[49];
		final Plane plane = new Plane(STRAIGHT, 7, 7, 0, 1, 0);
		final CellPicture picture = new CellPicture();
		assertEquals(1, picture.find(cloud, plane, 3, 9));
		picture.draw(cloud, plane, radius, pixels);
		final String[] rows = new String[7];
		for (int row = 0; row < 7; row++) {
			rows[row] = "";
			for (int i = 7 * row; i < 7 * row + 7; i++)
				rows[row] += pixels[i] == 0 ? '.' : pixels[i] == 0xFF000000 ? 'o' : pixels[i] == color ? '#' : '?';
		}
		return rows;
	}

	private static CellCloud one(final double x, final double y, final double z) throws Exception {
		return ViewedPoints.cloud(new MemoryCells(SIZE, new double[][] { { x }, { y }, { z } }, new long[] { 5 }), SIZE,
			VoxelSize.UNKNOWN, LabelColors.PLAIN, ProgressListener.NONE);
	}

	@Test
	void aCellOutsideWhoseDotReachesInIsDrawn() throws Exception {
		final Plane plane = new Plane(new double[] { 1, 0, 0, -10, 0, 1, 0, -10, 0, 0, 1, 0 }, 7, 7, 0, 1, 0);
		final int[] pixels = new int[49];
		final CellPicture picture = new CellPicture();
		final CellCloud cloud = one(9.5, 12.5, 0.5);
		assertEquals(0, picture.find(cloud, plane, 0, 9));
		assertEquals(1, picture.find(cloud, plane, 2, 9));
		picture.draw(cloud, plane, 1, pixels);
		assertEquals(CellPicture.color(LabelColors.PLAIN.argb(5), 0), pixels[2 * 7]);
		assertEquals(1, Arrays.stream(pixels).filter(p -> p != 0).count());
	}

	@Test
	void ofTooManyCellsEverySomethingIsDrawnAllOver() throws Exception {
		final Random random = new Random(3);
		final double[][] positions = new double[3][50_000];
		for (int d = 0; d < 3; d++)
			for (int i = 0; i < 50_000; i++)
				positions[d][i] = random.nextDouble() * SIZE[d];
		final CellCloud cloud = ViewedPoints.cloud(new MemoryCells(SIZE, positions, new long[50_000]), SIZE, VoxelSize.UNKNOWN,
			LabelColors.PLAIN, ProgressListener.NONE);
		final CellPicture picture = new CellPicture();
		final Plane plane = new Plane(STRAIGHT, 90, 70, 0, 50, 0);
		assertEquals(50_000, picture.find(cloud, plane, 0, 50_000));
		assertEquals(1, picture.step());
		assertEquals(7 * 7143, picture.find(cloud, plane, 0, 7_200));
		assertEquals(7, picture.step());
		final int[] pixels = new int[90 * 70];
		picture.draw(cloud, plane, 0.5, pixels);
		for (int y = 0; y < 70; y += 10)
			for (int x = 0; x < 90; x += 10) {
				int dots = 0;
				for (int i = 0; i < 100; i++)
					dots += pixels[(y + i / 10) * 90 + x + i % 10] != 0 ? 1 : 0;
				// 113 cells are drawn in each such square, some in the same pixel.
				assertTrue(dots > 45 && dots < 90, dots + " dots at " + x + ", " + y);
			}
	}

	@Test
	void dotsAreSmallerWhereThereAreMany() {
		assertEquals(5, CellPicture.radius(10, 1000 * 800, 5));
		assertEquals(0.5, CellPicture.radius(1_000_000, 1000 * 800, 5));
		final double some = CellPicture.radius(20_000, 1000 * 800, 5);
		assertTrue(some > 1 && some < 2, "radius " + some);
	}

	@Test
	void aDotDiffersFromItsLabelEvenInTheSameColour() {
		for (final int rgb : new int[] { 0xFF000000, 0xFFFFFFFF, 0xFF808080, 0xFF19399B, 0xFFFFFDBC })
			for (int layer = 0; layer < 3; layer++) {
				final int dot = CellPicture.color(rgb, layer);
				assertEquals(0xFF, dot >>> 24);
				for (int shift = 0; shift < 24; shift += 8)
					assertTrue((dot >> shift & 0xFF) >= (rgb >> shift & 0xFF), "never darker");
			}
		assertEquals(0xFF4F4F4F, CellPicture.color(0xFF000000, 0));
	}
}
