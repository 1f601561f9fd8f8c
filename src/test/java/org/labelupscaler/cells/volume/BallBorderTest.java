package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.ProgressListener;

/** A voxel whose centre is as far as the radius belongs to the ball: expected is worked out in whole numbers. */
class BallBorderTest extends AbstractCellVolumeTest {

	private static final int[] BLOCK = { 16, 16, 16 };
	private int ties;

	/** Edges are edge[d] · from / to, and the position of the cell is in halves of voxels. */
	private void check(final BigDecimal[] edge, final long from, final long to, final BigDecimal radius, final long[] halves,
		final String name) throws Exception
	{
		final long[] size = { 14, 15, 13 };
		final VoxelSize voxels = new VoxelSize(edge[0].doubleValue(), edge[1].doubleValue(), edge[2].doubleValue(), "um").resampled(
			new long[] { from, from, from }, new long[] { to, to, to });
		final CellVolumePlan plan = plan(grid(size, BLOCK, voxels, "raw"), radius.toPlainString() + "um",
			CellValue.NUMBER);
		run(plan, options(name, Existing.FAIL, 1), List.of(new Cell(halves[0] / 2.0, halves[1] / 2.0, halves[2] / 2.0, 1)),
			TINY, ProgressListener.NONE);
		final Volume found = PlainN5.read(folder.resolve(name + ".n5/setup0/timepoint0/s0"));
		final BigInteger r = radius.movePointRight(6).toBigIntegerExact().multiply(BigInteger.valueOf(2 * to));
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++) {
					final int[] voxel = { x, y, z };
					BigInteger square = BigInteger.ZERO;
					boolean own = true;
					for (int d = 0; d < 3; d++) {
						square = square.add(edge[d].movePointRight(6).toBigIntegerExact().multiply(BigInteger.valueOf((2 * voxel[d] + 1 -
							halves[d]) * from)).pow(2));
						own &= halves[d] / 2 == voxel[d];
					}
					final int order = square.compareTo(r.pow(2));
					ties += order == 0 ? 1 : 0;
					assertEquals(order <= 0 || own ? 1 : 0, found.at(x, y, z), name + ": voxel " + x + "," + y + "," + z + " of " + voxels +
						", made of " + String.join(" ", edge[0].toString(), edge[1].toString(), edge[2].toString()) + " · " + from + "/" +
						to + ", radius " + radius + ", from " + halves[0] + "," + halves[1] + "," + halves[2] + " halves");
				}
	}

	@Test
	void aCentreAtTheRadiusBelongsToTheBall() throws Exception {
		final Random random = new Random(20261129);
		final String[][] known = { { "0.325", "0.325", "1" }, { "2.6", "2.6", "2.6" }, { "1.82", "1.82", "2.6" }, { "0.2", "0.2",
			"0.3" }, { "25", "25", "25" }, { "0.7", "1.1", "2.2" } };
		for (int i = 0; i < 90; i++) {
			final BigDecimal[] edge = new BigDecimal[3];
			final boolean cubes = random.nextInt(3) == 0;
			for (int d = 0; d < 3; d++)
				edge[d] = i % 2 == 0 ? new BigDecimal(known[i / 2 % known.length][d]) : cubes && d > 0 ? edge[0] : BigDecimal.valueOf(1_000 +
					random.nextInt(3_000), 1 + random.nextInt(2) * 2);
			if (i % 2 == 1 && !cubes)
				for (int d = 0; d < 3; d++)
					edge[d] = BigDecimal.valueOf(2_000 + random.nextInt(4_000), 3);
			final boolean scaled = i % 3 == 0;
			final long from = scaled ? 1 + random.nextInt(12) : 1;
			final long to = scaled ? 1 + random.nextInt(12) : 1;
			final long[] halves = { random.nextInt(28), random.nextInt(30), random.nextInt(26) };
			// NB: of axes an odd number of halves is as far as the radius, or a right triangle of 3, 4 and 5 voxels.
			final int d = random.nextInt(3);
			BigDecimal radius = edge[d].multiply(BigDecimal.valueOf((1 + random.nextInt(9)) * from * 5, 1));
			if (random.nextInt(3) == 0)
				radius = edge[d].multiply(BigDecimal.valueOf(5L * from));
			try {
				radius = radius.divide(BigDecimal.valueOf(to));
			}
			catch (final ArithmeticException e) {
				continue;
			}
			if (radius.stripTrailingZeros().scale() <= 6)
				check(edge, from, to, radius, halves, "b" + i);
		}
		final BigDecimal edge25 = new BigDecimal("25");
		for (int to = 1; to <= 24; to++)
			check(new BigDecimal[] { edge25, edge25, to % 2 == 0 ? new BigDecimal("100") : edge25 }, 1, to, edge25.divide(BigDecimal
				.valueOf(4)), new long[] { 0, 1, 2 }, "t" + to);
		for (int to = 3; to <= 12; to++)
			check(new BigDecimal[] { edge25, edge25, edge25 }, 1, to, edge25, new long[] { 1, 1, 1 }, "u" + to);
		assertTrue(ties > 90, "few centres are at the radius: " + ties);
	}

	@Test
	void cornersAndMiddlesOfVoxelsHaveExactPositions() {
		final Random random = new Random(5);
		int checked = 0;
		for (int i = 0; i < 1_000; i++) {
			final BigDecimal edge = BigDecimal.valueOf(1 + random.nextInt(99_999), 1 + random.nextInt(4));
			final long size = 1 + random.nextInt(500);
			final long target = random.nextBoolean() ? size : 1 + random.nextInt(5_000);
			final boolean centred = random.nextBoolean();
			final BigDecimal origin = random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(99_999) - 50_000, 3);
			final PointAxis axis = new PointAxis(origin.doubleValue(), edge.doubleValue(), centred, size, target);
			for (int j = 0; j < 20; j++) {
				final long half = random.nextInt((int) (2 * target));
				// (c − origin) / edge + 1/2 = half / 2 · size / target
				final BigInteger[] parts = edge.movePointRight(8).toBigIntegerExact().multiply(BigInteger.valueOf(half * size - (centred
					? target : 0))).divideAndRemainder(BigInteger.valueOf(2 * target));
				if (parts[1].signum() != 0)
					continue;
				final BigDecimal place = new BigDecimal(parts[0], 8).add(origin);
				assertEquals(half / 2.0, axis.position(place.doubleValue()), 0, place + " on " + axis);
				checked++;
			}
		}
		assertTrue(checked > 1_700, "few are decimals: " + checked);
	}
}
