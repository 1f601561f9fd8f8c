package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/**
 * A length on the border of two voxels belongs to the next one, for voxel sizes that end in decimals and those that do not end: the
 * expected voxel is worked out in whole numbers.
 */
class BorderCellsTest {

	@TempDir
	private Path folder;

	/** A border that is a decimal, in steps of 10^-12 of the unit, and the voxel that begins there. */
	private record Border(BigDecimal place, long voxel) {}

	/** All borders k · edge · size / target that are decimals of at most twelve digits behind the point. */
	private static List<Border> borders(final BigDecimal edge, final long size, final long target) {
		final List<Border> borders = new ArrayList<>();
		final BigInteger extent = edge.movePointRight(12).toBigIntegerExact().multiply(BigInteger.valueOf(size));
		for (long k = 0; k < target; k++) {
			final BigInteger[] parts = extent.multiply(BigInteger.valueOf(k)).divideAndRemainder(BigInteger.valueOf(target));
			if (parts[1].signum() == 0)
				borders.add(new Border(new BigDecimal(parts[0], 12).stripTrailingZeros(), k));
		}
		return borders;
	}

	private Path source(final BigDecimal edge, final int size) throws Exception {
		final long[] labels = new long[size];
		for (int i = 0; i < size; i++)
			labels[i] = i + 1;
		final Volume volume = new Volume(LabelType.UINT16, new int[] { size, 1, 1 }, labels);
		final String header = TestSources.header(volume, false, "raw").replace("(25,0,0)", "(" + edge.toPlainString() + ",0,0)");
		return TestSources.write(folder.resolve("b.nrrd"), header + "\n", TestSources.bytes(volume, false));
	}

	private void check(final Path labels, final BigDecimal edge, final long size, final long target) throws Exception {
		final Path cells = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,1,1\n");
		final CellOptions options = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, cells.toString())
			.set(CellKey.COORDINATES, "um").build();
		try (OpenCells open = OpenCells.open(options, ProgressListener.NONE)) {
			final CellPlacement placement = options.placement(open.labels());
			for (final Border border : borders(edge, size, target)) {
				final String where = labels.getFileName() + ": voxel " + border.voxel + " of " + target + ", made of " + size + " of " +
					edge + ", begins at " + border.place;
				final double place = border.place.doubleValue();
				assertEquals(border.voxel, placement.x().index(place), where);
				if (border.voxel > 0)
					assertEquals(border.voxel - 1, placement.x().index(Math.nextDown(place)), "just before: " + where);
			}
		}
	}

	@Test
	void aBorderBelongsToTheNextVoxel() throws Exception {
		final Random random = new Random(20261129);
		final String[] edges = { "0.325", "2.6", "1.82", "0.2", "25", "10", "2.2", "0.65", "0.1625", "6.5", "0.7", "1.1" };
		int borders = 0;
		for (int i = 0; i < 200; i++) {
			final BigDecimal edge = i < edges.length ? new BigDecimal(edges[i]) : BigDecimal.valueOf(1 + random.nextInt(99_999), 1 +
				random.nextInt(4));
			final int size = i < edges.length ? 52 : 1 + random.nextInt(120);
			final long target = switch (random.nextInt(3)) {
				case 0 -> size;
				case 1 -> size * (long) (1 + random.nextInt(12));
				default -> 1 + random.nextInt(900);
			};
			final Path source = source(edge, size);
			check(source, edge, size, size);
			final Path container = folder.resolve("c" + i + ".n5");
			UpscaleJob.run(UpscaleWords.builder().source(source.toString()).target(container.toString()).size(target + ",1,1")
				.levels("none").build(), ProgressListener.NONE);
			check(container, edge, size, target);
			if (i % 4 == 0) {
				Files.delete(source);
				check(container, edge, size, target);
			}
			borders += borders(edge, size, target).size();
		}
		assertTrue(borders > 5_000, "few borders are decimals: " + borders);
	}
}
