package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** Blocks, levels, voxel sizes and units. */
class GridTest {

	@Test
	void blocksCoverTheVolumeOnce() {
		final BlockGrid grid = new BlockGrid(new long[] { 10, 7, 5 }, new int[] { 4, 7, 2 });
		assertArrayEquals(new long[] { 3, 1, 3 }, grid.gridSize());
		assertEquals(9, grid.blocks());
		final Set<String> seen = new HashSet<>();
		long voxels = 0;
		for (long b = 0; b < grid.blocks(); b++) {
			final long[] position = grid.position(b);
			assertEquals(b, grid.block(position));
			assertTrue(seen.add(position[0] + "," + position[1] + "," + position[2]));
			final int[] size = grid.blockSize(position);
			voxels += (long) size[0] * size[1] * size[2];
			for (int d = 0; d < 3; d++)
				assertTrue(grid.min(position, d) + size[d] <= grid.size()[d]);
		}
		assertEquals(10 * 7 * 5, voxels);
		assertArrayEquals(new int[] { 2, 7, 1 }, grid.blockSize(new long[] { 2, 0, 2 }));
	}

	@Test
	void aColumnIsOneFolder() {
		final BlockGrid grid = new BlockGrid(new long[] { 10, 30, 50 }, new int[] { 4, 4, 4 });
		for (long column = 0; column < grid.columns(); column++) {
			final long[] first = grid.position(column * grid.blocksPerColumn());
			for (long b = 0; b < grid.blocksPerColumn(); b++)
				assertArrayEquals(new long[] { first[0], first[1], b }, grid.position(column * grid.blocksPerColumn() + b));
		}
	}

	@Test
	void gridsBeyondIntAreExact() {
		final long n = Integer.MAX_VALUE;
		final BlockGrid grid = new BlockGrid(new long[] { n, n, 1 }, new int[] { 1, 1, 1 });
		assertEquals(n * n, grid.blocks());
		assertArrayEquals(new long[] { n - 1, n - 1, 0 }, grid.position(n * n - 1));
		assertThrows(IllegalArgumentException.class, () -> new BlockGrid(new long[] { n, n, n }, new int[] { 1, 1, 1 }));
		assertThrows(IllegalArgumentException.class, () -> new BlockGrid(new long[] { 1, 0, 1 }, new int[] { 1, 1, 1 }));
	}

	@Test
	void automaticLevelsGrowTowardsCubes() {
		final Pyramid pyramid = Pyramid.automatic(new long[] { 2000, 2000, 500 }, new VoxelSize(1, 1, 4, "um"), new int[] {
			64, 64, 64 });
		assertArrayEquals(new long[] { 1, 1, 1 }, pyramid.factors(0));
		assertArrayEquals(new long[] { 2, 2, 1 }, pyramid.factors(1));
		assertArrayEquals(new long[] { 4, 4, 1 }, pyramid.factors(2));
		assertArrayEquals(new long[] { 8, 8, 2 }, pyramid.factors(3));
		final long[] last = pyramid.size(pyramid.levels() - 1, new long[] { 2000, 2000, 500 });
		for (final long n : last)
			assertTrue(n <= 64);
		final long[] before = pyramid.size(pyramid.levels() - 2, new long[] { 2000, 2000, 500 });
		assertTrue(before[0] > 64, "no more levels than needed");
	}

	@Test
	void flatImagesAreNotHalvedAlongZ() {
		final Pyramid pyramid = Pyramid.automatic(new long[] { 1000, 300, 1 }, new VoxelSize(1, 1, 0.001, "um"), new int[] {
			128, 128, 1 });
		for (int l = 0; l < pyramid.levels(); l++)
			assertEquals(1, pyramid.factors(l)[2]);
		assertTrue(pyramid.levels() > 1);
	}

	@Test
	void smallVolumesHaveOneLevel() {
		assertEquals(1, Pyramid.automatic(new long[] { 128, 100, 1 }, VoxelSize.UNKNOWN, new int[] { 128, 128, 128 })
			.levels());
		assertEquals(1, Pyramid.automatic(new long[] { 64, 64, 64 }, VoxelSize.UNKNOWN, new int[] { 8, 8, 8 }).levels());
	}

	@Test
	void levelSizesAreRoundedUp() {
		final Pyramid pyramid = Pyramid.of(List.of(new long[] { 2, 3, 1 }));
		assertArrayEquals(new long[] { 3, 2, 7 }, pyramid.size(1, new long[] { 5, 6, 7 }));
	}

	@Test
	void levelsThatDoNotGrowAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> Pyramid.of(List.of(new long[] { 1, 1, 1 })));
		assertThrows(IllegalArgumentException.class, () -> Pyramid.of(List.of(new long[] { 2, 2, 2 }, new long[] { 4, 1,
			4 })));
		assertThrows(IllegalArgumentException.class, () -> Pyramid.of(List.of(new long[] { 2, 2 })));
	}

	@Test
	void theExtentStaysWhenResampled() {
		final VoxelSize before = new VoxelSize(25, 25, 50, "um");
		final VoxelSize after = before.resampled(new long[] { 528, 320, 456 }, new long[] { 6000, 320, 228 });
		assertEquals(528 * 25.0, 6000 * after.x(), 1e-9);
		assertEquals(25, after.y());
		assertEquals(100, after.z());
		assertEquals("2.2 x 25 x 100 um", after.toString());
		assertThrows(IllegalArgumentException.class, () -> new VoxelSize(0, 1, 1, "um"));
		assertThrows(IllegalArgumentException.class, () -> new VoxelSize(Double.NaN, 1, 1, "um"));
	}

	@Test
	void unitsAreKnownByTheirSpellings() {
		for (final String um : new String[] { "um", "µm", "\u03bcm", "Micron", "micrometers", " MICROMETRE " })
			assertEquals(LengthUnit.MICROMETER, LengthUnit.parse(um).orElseThrow(), um);
		assertTrue(LengthUnit.parse("pixel").isEmpty());
		assertEquals(0, new BigDecimal("1000").compareTo(LengthUnit.MILLIMETER.in(LengthUnit.MICROMETER)));
		assertEquals(0, new BigDecimal("0.000001").compareTo(LengthUnit.NANOMETER.in(LengthUnit.MILLIMETER)));
	}
}
