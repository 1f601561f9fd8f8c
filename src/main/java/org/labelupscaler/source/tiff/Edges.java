package org.labelupscaler.source.tiff;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/** Makes voxel sizes of what programs write. */
final class Edges {

	/** What an edge is that nobody has said. */
	static final double UNKNOWN = 0;

	private static final double MILLIMETERS_PER_INCH = 25.4;

	private final TiffDirectory directory;
	private final double[] edges = new double[3];
	private final String[] units = new String[3];

	/** @param directory the page, for messages */
	Edges(final TiffDirectory directory) {
		this.directory = directory;
	}

	/**
	 * @param axis 0, 1 or 2
	 * @param edge along it; 0 and NaN, which programs write who do not know it, count as {@link #UNKNOWN}
	 * @param unit as the file spells it
	 * @param field who says so, for messages
	 */
	void set(final int axis, final double edge, final String unit, final Tag field) {
		final double length = Math.abs(edge);
		if (edge == 0 || Double.isNaN(edge))
			return;
		// NB: bounds that leave room for any scale factor and unit
		if (!(length >= 1e-15 && length <= 1e15))
			throw directory.wrong(field, "says that voxels are " + edge + " large along " + "xyz".charAt(axis) +
				", but they must have a size above 0 and within reason");
		final boolean inch = unit.strip().toLowerCase(Locale.ROOT).matches("inch(es)?|in");
		edges[axis] = inch ? length * MILLIMETERS_PER_INCH : length;
		units[axis] = inch ? LengthUnit.MILLIMETER.symbol() : unit;
	}

	/**
	 * From the fields of resolution, in voxels per unit.
	 *
	 * @param unit the unit
	 */
	void setResolution(final String unit) {
		set(0, Tag.X_RESOLUTION, unit);
		set(1, Tag.Y_RESOLUTION, unit);
	}

	private void set(final int axis, final Tag tag, final String unit) {
		final TiffField field = directory.get(tag);
		if (field == null || !field.isRational() || field.count() < 1)
			return;
		final long[] fraction = directory.reader().fraction(field);
		set(axis, fraction[0] == 0 ? UNKNOWN : (double) fraction[1] / fraction[0], unit, tag);
	}

	/** In the unit of x. Without y or z those are as x; without x nothing is known. */
	VoxelSize voxelSize() {
		if (edges[0] == UNKNOWN)
			return VoxelSize.UNKNOWN;
		final Optional<LengthUnit> first = LengthUnit.parse(units[0]);
		for (int d = 1; d < 3; d++) {
			if (edges[d] == UNKNOWN) {
				edges[d] = edges[0];
				continue;
			}
			final Optional<LengthUnit> unit = LengthUnit.parse(units[d]);
			if (first.isPresent() && unit.isPresent() && unit.get() != first.get())
				edges[d] = BigDecimal.valueOf(edges[d]).multiply(unit.get().in(first.get())).doubleValue();
		}
		return new VoxelSize(edges[0], edges[1], edges[2], first.map(LengthUnit::symbol).orElse(VoxelSize.PIXEL));
	}
}
