package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.source.LabelSource;

class FileCellsTest {

	private static final Volume VOLUME = TestSources.random(new Random(5), LabelType.UINT32, 150, 90, 70);

	@TempDir
	private Path folder;

	/** Says that its voxels are slow to read one by one. */
	private static final class Slow extends MemorySource {

		private Slow() {
			super(VOLUME);
		}

		@Override
		public long memory() {
			return 1;
		}
	}

	private FileCells cells(final LabelSource source, final MemoryPoints points) {
		final CellLabels labels = new CellLabels(source, List.of(AxisMap.nearest(150, 100), AxisMap.nearest(90, 200), AxisMap.nearest(
			70, 70)), VoxelSize.UNKNOWN, new double[3], "test", Ontology.NONE);
		return new FileCells(points, new CellPlacement(PointAxis.ofVoxels(100), PointAxis.ofVoxels(200), PointAxis.ofVoxels(70)),
			labels, PointFilter.ALL, false, 2, folder);
	}

	private static MemoryPoints random(final long count) {
		return new MemoryPoints(count, 10_000, (i, xyz) -> {
			final Random random = new Random(i);
			xyz[0] = random.nextInt(103) - 1;
			xyz[1] = random.nextInt(203) - 1;
			xyz[2] = random.nextInt(73) - 1;
		});
	}

	/** NB: more than the points that are looked up together. */
	@Test
	void findsTheSameInOrderOfTheSource() throws Exception {
		final MemoryPoints points = random(4_500_000);
		final List<long[]> quick = new ArrayList<>();
		cells(new MemorySource(VOLUME), points).run(AssignedCells::ids, quick::add, ProgressListener.NONE);
		final List<long[]> sorted = new ArrayList<>();
		cells(new Slow(), points).run(AssignedCells::ids, sorted::add, ProgressListener.NONE);
		assertEquals(quick.size(), sorted.size());
		for (int i = 0; i < quick.size(); i++)
			assertArrayEquals(quick.get(i), sorted.get(i));
		assertTrue(quick.stream().flatMapToLong(Arrays::stream).distinct().count() > 3);
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	void keepsTheOrderAndTellsTheEndOnce() throws Exception {
		for (final LabelSource source : List.of(new MemorySource(VOLUME), new Slow())) {
			final List<Long> numbers = new ArrayList<>();
			final List<Boolean> last = new ArrayList<>();
			cells(source, random(123_456)).run(batch -> batch.number(0), numbers::add, progress -> last.add(progress.isLast()));
			for (int i = 0; i < numbers.size(); i++)
				assertEquals(10_000L * i + 1, numbers.get(i));
			assertEquals(13, numbers.size());
			assertEquals(last.size() - 1, last.indexOf(true));
		}
	}

	@Test
	void stopsWhenToldAndAtTheFirstFailure() {
		final ProgressListener stop = new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				assertFalse(progress.isLast());
			}

			@Override
			public boolean cancelled() {
				return true;
			}
		};
		assertThrows(CancelledException.class, () -> cells(new Slow(), random(1_000_000)).run(batch -> batch, batch -> {}, stop));
		final LabelUpscalerException failure = assertThrows(LabelUpscalerException.class, () -> cells(new MemorySource(VOLUME), random(
			1_000_000)).run(batch -> {
				if (batch.number(0) > 500_000)
					throw new LabelUpscalerException("block 7 is damaged");
				return batch;
			}, batch -> {}, ProgressListener.NONE));
		assertEquals("block 7 is damaged", failure.getMessage());
	}
}
