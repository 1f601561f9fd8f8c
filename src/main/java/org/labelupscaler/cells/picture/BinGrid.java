package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellPlacement;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.text.Quantities;

/**
 * The cubes that cells are counted in, side by side from the corner of the volume, or of a slab of it, on. The bin of a cell
 * is floor(position · edge of a voxel / edge of a bin) along each axis, exactly: lengths are the decimals that they are written as.
 *
 * @param axis the axis that is looked along
 * @param size voxels of the target, x, y, z; not copied
 * @param edges of a voxel times the unit, in micrometres if they are calibrated, else in the shortest of them, times it; not copied
 * @param unit what the edges are to be divided by, for that the quotient need be no decimal
 * @param calibrated whether these are micrometres
 * @param from first voxel along the axis
 * @param to the one after the last
 * @param bin edge of a bin, in the same unit
 * @param layers whether bins along the axis are kept apart
 * @param bins along each axis; the last one may stick out of the volume
 */
record BinGrid(int axis, long[] size, BigDecimal[] edges, BigDecimal unit, boolean calibrated, long from, long to, double bin,
	boolean layers, int[] bins)
{

	/** The most bins there can be; that many numbers take 256 MiB. */
	static final long MOST = 1 << 26;

	private static final int WANTED = 400;
	private static final int WANTED_LAYERS = 200;
	/** Round lengths; such that voxels of the usual sizes fit in a whole number of times, or cells would show as stripes. */
	private static final double[] ROUND = { 1, 2, 2.5, 5, 10 };

	/**
	 * @throws InvalidInputException if the slab is not in the volume, a bin is larger than the picture, or there are more than
	 *           {@value #MOST} bins
	 */
	static BinGrid of(final CellLabels labels, final ProjectionOptions options) {
		final long[] size = labels.size();
		final int axis = options.axis();
		if (options.from() >= size[axis])
			throw new InvalidInputException("slab: it begins at voxel " + options.from() + ", and the volume has " + size[axis] +
				" along " + "xyz".charAt(axis));
		final BigDecimal toMicrometres = LengthUnit.parse(labels.voxelSize().unit()).map(unit -> unit.in(LengthUnit.parse("um")
			.orElseThrow())).orElse(null);
		// NB: an edge is the extent of the image it was scaled from divided by the voxels here; all of them times all voxels.
		final BigDecimal[] edges = new BigDecimal[3];
		final BigDecimal all = BigDecimal.valueOf(size[0]).multiply(BigDecimal.valueOf(size[1])).multiply(BigDecimal.valueOf(size[2]));
		for (int d = 0; d < 3; d++)
			edges[d] = BigDecimal.valueOf(labels.measure().voxelSize().get(d)).multiply(BigDecimal.valueOf(labels.measure().size()[d]))
				.multiply(all.divideToIntegralValue(BigDecimal.valueOf(size[d]))).multiply(toMicrometres == null ? BigDecimal.ONE
					: toMicrometres);
		final BigDecimal unit = toMicrometres != null ? all : Arrays.stream(edges).min(BigDecimal::compareTo).orElseThrow();
		final boolean layers = options.mode() == ProjectionOptions.Mode.MAX;
		final BinGrid whole = new BinGrid(axis, size, edges, unit, toMicrometres != null, options.from(), Math.min(options.to(),
			size[axis]), 1, layers);
		final double longer = Math.max(whole.extent(whole.across()), whole.extent(whole.down()));
		if (options.bin() > longer)
			throw new InvalidInputException("bin: " + whole.length(options.bin()) + " is more than the volume has across or down, " +
				whole.length(longer) + ". Take a smaller bin.");
		final double bin = options.bin() > 0 ? options.bin() : round(longer / (layers ? WANTED_LAYERS : WANTED));
		final BinGrid grid = new BinGrid(axis, size, edges, unit, whole.calibrated, whole.from, whole.to, bin, layers);
		final double bins = (double) grid.bins(grid.across()) * grid.bins(grid.down()) * grid.depth();
		if (!(bins <= MOST))
			throw new InvalidInputException("bin: " + bin + " makes " + Quantities.count((long) bins) + " bins, and at most " +
				Quantities.count(MOST) + " are possible. Take a larger bin" + (layers ? " or a thinner slab." : "."));
		return grid;
	}

	BinGrid(final int axis, final long[] size, final BigDecimal[] edges, final BigDecimal unit, final boolean calibrated,
		final long from, final long to, final double bin, final boolean layers)
	{
		this(axis, size, edges, unit, calibrated, from, to, bin, layers, new int[3]);
		final BigDecimal step = BigDecimal.valueOf(bin).multiply(unit);
		for (int d = 0; d < 3; d++) {
			final BigDecimal count = BigDecimal.valueOf(d == axis ? to - from : size[d]).multiply(edges[d]).divide(step, 0,
				RoundingMode.CEILING);
			bins[d] = count.min(BigDecimal.valueOf(Integer.MAX_VALUE)).max(BigDecimal.ONE).intValue();
		}
	}

	private static double round(final double length) {
		final int exponent = (int) Math.floor(Math.log10(length));
		final double power = Math.pow(10, exponent);
		double best = ROUND[0];
		for (final double digits : ROUND)
			if (Math.abs(Math.log(digits * power / length)) < Math.abs(Math.log(best * power / length)))
				best = digits;
		return BigDecimal.valueOf(best).scaleByPowerOfTen(exponent).doubleValue();
	}

	/** The axis that points right in the picture. As in BigDataViewer and ImageJ's orthogonal views it is z along x. */
	int across() {
		return axis == 0 ? 2 : 0;
	}

	/** The axis that points down in the picture. */
	int down() {
		return axis == 1 ? 2 : 1;
	}

	/** How long the volume, or the slab, is along an axis. */
	double extent(final int d) {
		return BigDecimal.valueOf(d == axis ? to - from : size[d]).multiply(edges[d]).divide(unit, MathContext.DECIMAL128).doubleValue();
	}

	/** Bins along an axis. The last one may stick out of the volume. */
	int bins(final int d) {
		return bins[d];
	}

	int width() {
		return bins(across());
	}

	int height() {
		return bins(down());
	}

	/** Bins along the axis; 1 if they are not kept apart. */
	int depth() {
		return layers ? bins(axis) : 1;
	}

	/** The bins along an axis, for cells that lie in the volume in that way; the last bin takes what is beyond it. */
	CellPlacement.Steps steps(final CellPlacement placement, final int d) {
		return placement.steps(d, d == axis ? from : 0, BigDecimal.valueOf(bin).multiply(unit), edges[d]);
	}

	/** Cells in one bin are a density of that many per mm² or mm³; per voxel edge to the power of 2 or 3 if not calibrated. */
	double densityOfOne() {
		final BigDecimal edge = calibrated ? BigDecimal.valueOf(bin).movePointLeft(3) : BigDecimal.valueOf(bin);
		return BigDecimal.ONE.divide(edge.pow(layers ? 3 : 2), MathContext.DECIMAL128).doubleValue();
	}

	/** A length in words, for example "2.5 mm". */
	String length(final double length) {
		final boolean millimetres = calibrated && length >= 1000;
		final String number = Scale.threeDigits(millimetres ? BigDecimal.valueOf(length).movePointLeft(3) : BigDecimal.valueOf(length));
		return number + (!calibrated ? number.equals("1") ? " voxel" : " voxels" : millimetres ? " mm" : " µm");
	}
}
