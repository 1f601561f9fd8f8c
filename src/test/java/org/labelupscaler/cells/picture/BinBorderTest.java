package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.AssignedCells;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.cells.OpenCells;
import org.labelupscaler.cells.picture.ProjectionOptions.Mode;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/**
 * A cell on the border of two bins belongs to the next one, for sizes, bins and slabs that are decimals or made of such: the
 * expected bin is worked out in fractions of whole numbers.
 */
class BinBorderTest {

	@TempDir
	private Path folder;
	private int onBorders;

	/** Whole 10^-20 of a unit. */
	private static BigInteger whole(final BigDecimal length) {
		return length.movePointRight(20).toBigIntegerExact();
	}

	private static BigInteger floor(final BigInteger a, final BigInteger b) {
		return a.subtract(a.mod(b)).divide(b);
	}

	private void check(final Path labels, final BigDecimal edge, final long size, final long target, final BigDecimal bin,
		final long from, final Random random) throws Exception
	{
		final Path list = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,1,1\n");
		final CellOptions options = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, list.toString())
			.set(CellKey.COORDINATES, "um").build();
		final BigInteger extent = whole(edge).multiply(BigInteger.valueOf(size));
		final BigInteger many = BigInteger.valueOf(target);
		try (OpenCells open = OpenCells.open(options, ProgressListener.NONE)) {
			final CellPlacement placement = options.placement(open.labels());
			final BinGrid across = BinGrid.of(open.labels(), ProjectionOptions.DEFAULT.bins(bin.doubleValue(), 0));
			final BinGrid along = BinGrid.of(open.labels(), ProjectionOptions.DEFAULT.along(Mode.MAX, 0).slab(from, target).bins(bin
				.doubleValue(), 0));
			final BigInteger bins = floor(extent.negate(), whole(bin)).negate();
			assertEquals(bins.intValueExact(), across.width(), "bins of " + bin + " in " + size + " times " + edge);
			final BigInteger begin = extent.multiply(BigInteger.valueOf(from));
			assertEquals(floor(begin.subtract(extent.multiply(many)), whole(bin).multiply(many)).negate().intValueExact(), along.depth(),
				"layers of " + bin + " from voxel " + from);
			final TreeSet<Double> places = new TreeSet<>();
			for (int i = 0; i < 60; i++) {
				final BigDecimal k = BigDecimal.valueOf(random.nextInt(bins.intValueExact()));
				for (final BigDecimal border : new BigDecimal[] { k.multiply(bin), k.multiply(edge), k.multiply(bin).add(new BigDecimal(begin
					.divide(many), 20)) })
					if (border.stripTrailingZeros().precision() <= 15)
						places.addAll(List.of(border.doubleValue(), Math.nextDown(border.doubleValue()), Math.nextUp(border.doubleValue())));
			}
			final List<Double> inside = new ArrayList<>(places);
			inside.removeIf(place -> !(place >= 0 && whole(BigDecimal.valueOf(place).setScale(20, RoundingMode.FLOOR)).compareTo(
				extent) < 0 && place > 1e-3));
			inside.add(0.0);
			final double[] x = inside.stream().mapToDouble(Double::doubleValue).toArray();
			final AssignedCells cells = open.labels().assign(new PointBatch(0, x, new double[x.length], new double[x.length],
				row -> new String[0]), placement);
			final CellBins acrossBins = new CellBins(across, cells);
			final CellBins layers = new CellBins(along, cells);
			for (int i = 0; i < x.length; i++) {
				final BigInteger place = whole(BigDecimal.valueOf(x[i]));
				final String what = x[i] + " in " + labels.getFileName() + ": " + target + " voxels, made of " + size + " of " + edge +
					", bins of " + bin + " from voxel " + from;
				onBorders += place.mod(whole(bin)).signum() == 0 ? 1 : 0;
				assertEquals(floor(place, whole(bin)).intValueExact(), acrossBins.index(i), what);
				final BigInteger there = place.multiply(many).subtract(begin);
				final int layer = there.signum() < 0 ? -1 : floor(there, whole(bin).multiply(many)).intValueExact();
				assertEquals(layer < 0 ? -1 : layer * along.width() * along.height(), layers.index(i), "layer of " + what);
			}
		}
	}

	@Test
	void aBorderBelongsToTheNextBin() throws Exception {
		final Random random = new Random(20261129);
		final String[][] known = { { "0.325", "0.65" }, { "0.325", "3.25" }, { "2.6", "7.8" }, { "1.82", "5.46" }, { "0.2", "0.6" },
			{ "0.1", "0.3" }, { "25", "50" }, { "0.65", "1.3" } };
		for (int i = 0; i < 64; i++) {
			final BigDecimal edge = i < known.length ? new BigDecimal(known[i][0]) : BigDecimal.valueOf(100 + random.nextInt(9_900), 1 +
				random.nextInt(4));
			final int size = 20 + random.nextInt(60);
			final BigDecimal bin = i < known.length ? new BigDecimal(known[i][1]) : (random.nextBoolean() ? edge : edge.add(BigDecimal
				.valueOf(random.nextInt(900), 4))).multiply(BigDecimal.valueOf(1 + random.nextInt(7)));
			final long target = random.nextBoolean() ? size * (long) (1 + random.nextInt(12)) : size + random.nextInt(900);
			final Volume volume = new Volume(LabelType.UINT16, new int[] { size, 1, 1 }, new long[size]);
			final String header = TestSources.header(volume, false, "raw").replace("(25,0,0)", "(" + edge.toPlainString() + ",0,0)")
				.replaceAll("\\(0,[0-9.]+,0\\)", "(0," + bin.multiply(BigDecimal.valueOf(3)).toPlainString() + ",0)");
			final Path source = TestSources.write(folder.resolve("b.nrrd"), header + "\n", TestSources.bytes(volume, false));
			check(source, edge, size, size, bin, random.nextInt(size), random);
			if (i % 2 == 0) {
				final Path container = folder.resolve("c" + i + ".n5");
				UpscaleJob.run(UpscaleWords.builder().source(source.toString()).target(container.toString()).size(target + ",1,1").levels(
					"none").build(), ProgressListener.NONE);
				check(container, edge, size, target, bin, random.nextInt((int) target), random);
				if (i % 4 == 0) {
					Files.delete(source);
					check(container, edge, size, target, bin, random.nextInt((int) target), random);
				}
			}
		}
		assertTrue(onBorders > 800, "few cells are on borders: " + onBorders);
	}

	@Test
	void densitiesAreRoundedOnce() {
		final Random random = new Random(1);
		for (int i = 0; i < 300; i++) {
			final BigDecimal bin = BigDecimal.valueOf(1 + random.nextInt(9_999), 1 + random.nextInt(3));
			final BinGrid grid = grid(bin.doubleValue());
			final double expected = BigDecimal.valueOf(1_000_000).divide(bin.multiply(bin), MathContext.DECIMAL128).doubleValue();
			assertEquals(expected, grid.densityOfOne(), 0, bin + " µm");
		}
	}

	private static BinGrid grid(final double bin) {
		final BigDecimal[] edges = { BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE };
		return new BinGrid(2, new long[] { 1, 1, 1 }, edges, BigDecimal.ONE, true, 0, 1, bin, false);
	}
}
