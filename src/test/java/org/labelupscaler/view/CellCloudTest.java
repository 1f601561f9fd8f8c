package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.words.ViewedPoints;

/** Cells in tiles: each keeps its voxel, its place in it and its colour; those near a plane are found, all of them. */
class CellCloudTest {

	private static final VoxelSize FLAT = new VoxelSize(2, 2, 5, "um");

	@TempDir
	private Path folder;

	@Test
	void everyCellInsideIsThereWithItsVoxelAndItsColour() throws Exception {
		final MemoryCells cells = MemoryCells.clustered(new Random(1), 40_000, 300, 200, 90);
		final CellCloud cloud = ViewedPoints.cloud(cells, cells.size(), FLAT, LabelColors.PLAIN, ProgressListener.NONE);
		final List<List<Integer>> expected = new ArrayList<>();
		int outside = 0;
		for (int i = 0; i < cells.ids().length; i++) {
			final int[] voxel = new int[3];
			boolean inside = true;
			for (int d = 0; d < 3; d++) {
				voxel[d] = (int) Math.floor(cells.positions()[d][i]);
				inside &= voxel[d] >= 0 && voxel[d] < cells.size()[d];
			}
			if (inside)
				expected.add(List.of(voxel[0], voxel[1], voxel[2], cells.ids()[i] == 0 ? 0xFFE0E0E0 : LabelColors.PLAIN.argb(cells
					.ids()[i])));
			else
				outside++;
		}
		final List<List<Integer>> found = new ArrayList<>();
		for (int cell = 0; cell < cloud.count(); cell++)
			found.add(List.of(cloud.voxel(cell, 0), cloud.voxel(cell, 1), cloud.voxel(cell, 2), cloud.color(cell)));
		assertEquals(sorted(expected), sorted(found));
		assertTrue(outside > 100);
		assertEquals(Optional.of(org.labelupscaler.text.Quantities.count(outside) +
			" of 40,000 cells lie outside the labels and are not shown."), cloud.note());
	}

	private static List<List<Integer>> sorted(final List<List<Integer>> cells) {
		cells.sort(Comparator.comparing(List::toString));
		return cells;
	}

	@Test
	void aPositionIsKeptToA256thOfAVoxelAndNeverLeavesIt() throws Exception {
		final double[] x = { 0, 0.999999999, Math.nextDown(5.0), 5, 2_000_000_000.75, 3.5 };
		final double[][] positions = { x, new double[x.length], new double[x.length] };
		final long[] size = { Integer.MAX_VALUE, 3, 1 };
		final CellCloud cloud = ViewedPoints.cloud(new MemoryCells(size, positions, new long[x.length]), size, VoxelSize.UNKNOWN,
			LabelColors.PLAIN, ProgressListener.NONE);
		final double[] found = new double[x.length];
		for (int cell = 0; cell < x.length; cell++) {
			found[cell] = cloud.position(cell, 0);
			assertEquals(cloud.voxel(cell, 0), (int) found[cell]);
		}
		Arrays.sort(x);
		Arrays.sort(found);
		for (int i = 0; i < x.length; i++) {
			assertEquals(x[i], found[i], 0x1p-8);
			assertEquals(Math.floor(x[i]), Math.floor(found[i]));
		}
		assertEquals(Optional.empty(), cloud.note());
	}

	@Test
	void coloursAreThoseOfTheOntology() throws Exception {
		final Ontology ontology = OntologyReader.read(Files.writeString(folder.resolve("o.csv"),
			"id,name,acronym,colour\n614454277,Supraoculomotor,SU3,0A0B0C\n"));
		final long[] size = { 4, 4, 4 };
		final double[] at = { 1, 2, 3 };
		final CellCloud cloud = ViewedPoints.cloud(new MemoryCells(size, new double[][] { at, at, at }, new long[] { 614454277L, 0,
			-1L }), size, VoxelSize.UNKNOWN, new LabelColors(ontology), ProgressListener.NONE);
		for (int cell = 0; cell < 3; cell++)
			assertEquals(new int[] { 0xFF0A0B0C, 0xFFE0E0E0, LabelColors.PLAIN.argb(-1) }[cloud.voxel(cell, 0) - 1], cloud.color(
				cell));
	}

	/** Boxes of any orientation, thickness and zoom, against going through all cells. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noCellNearAPlaneIsMissed(final long seed) throws Exception {
		final Random random = new Random(seed);
		final long[] size = { 1 + random.nextInt(400), 1 + random.nextInt(300), 1 + random.nextInt(200) };
		final MemoryCells cells = MemoryCells.clustered(random, 1 + random.nextInt(60_000), size);
		final CellCloud cloud = ViewedPoints.cloud(cells, size, FLAT, LabelColors.PLAIN, ProgressListener.NONE);
		long looked = 0;
		long all = 0;
		for (int times = 0; times < 60; times++) {
			final double[] toBox = new double[12];
			if (times % 3 == 0)
				for (int r = 0; r < 3; r++)
					toBox[4 * r + (r + times) % 3] = 0.1 + random.nextInt(4);
			else
				for (int i = 0; i < 12; i++)
					toBox[i] = random.nextGaussian();
			for (int r = 0; r < 3; r++) {
				double middle = 0;
				for (int d = 0; d < 3; d++)
					middle += toBox[4 * r + d] * size[d] * random.nextDouble();
				toBox[4 * r + 3] = -middle;
			}
			final double[] min = { -random.nextInt(200), -random.nextInt(200), -3 * random.nextDouble() };
			final double[] max = { random.nextInt(200), times % 7 == 0 ? Double.POSITIVE_INFINITY : 50, 3 * random.nextDouble() };
			final Set<Integer> found = new HashSet<>();
			cloud.near(toBox, min, max, (first, end) -> {
				for (int cell = first; cell < end; cell++)
					assertTrue(found.add(cell), "twice");
			});
			looked += found.size();
			all += cloud.count();
			for (int cell = 0; cell < cloud.count(); cell++) {
				boolean inside = true;
				for (int r = 0; r < 3; r++) {
					double at = toBox[4 * r + 3];
					for (int d = 0; d < 3; d++)
						at += toBox[4 * r + d] * cloud.position(cell, d);
					inside &= at >= min[r] && at <= max[r];
				}
				assertTrue(!inside || found.contains(cell), "seed " + seed + ", box " + times + ", cell " + cell);
			}
		}
		assertTrue(cloud.count() < 10_000 || looked < all / 4, "looked at " + looked + " of " + all);
	}

	@Test
	void ofTooManyCellsAnEvenPartIsTaken() throws Exception {
		final int n = 100_000;
		final double[] x = new double[n];
		Arrays.setAll(x, i -> i);
		final long[] size = { n, 1, 1 };
		final CellCollector collector = new CellCollector(30_000);
		new MemoryCells(size, new double[][] { x, new double[n], new double[n] }, new long[n]).run(
			batch -> CellCollector.places(batch.voxels(), batch.ids(), batch.inside(), batch::position), collector::add, ProgressListener.NONE);
		final CellCloud cloud = collector.cloud(size, VoxelSize.UNKNOWN, LabelColors.PLAIN);
		assertEquals(n / 4, cloud.count());
		for (int cell = 0; cell < cloud.count(); cell++)
			assertEquals(4 * cell, cloud.voxel(cell, 0));
		assertEquals("Only one of 4 cells is shown: 100,000 are more than the memory holds. Give Java more memory to see them all.",
			cloud.note().get());
	}

	@Test
	void noCellsAreNoProblem() throws Exception {
		final long[] size = { 4, 4, 4 };
		final CellCloud cloud = ViewedPoints.cloud(new MemoryCells(size, new double[3][0], new long[0]), size, VoxelSize.UNKNOWN,
			LabelColors.PLAIN, ProgressListener.NONE);
		assertEquals(0, cloud.count());
		cloud.near(new double[] { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0 }, new double[3], new double[] { 9, 9, 9 }, (first,
			end) -> assertEquals(first, end));
	}
}
