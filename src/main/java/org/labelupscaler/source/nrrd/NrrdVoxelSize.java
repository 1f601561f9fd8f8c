package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.HeaderFields;

/**
 * How large the voxels of a NRRD are: the lengths of its "space directions", whose components are in "space units"; else its
 * "spacings", else what "axis mins" and "axis maxs" make of each axis, in "units". All in the unit of the first axis.
 */
final class NrrdVoxelSize {

	private final HeaderFields fields;
	private final NrrdAxes axes;
	private final List<String> spaceUnits;
	private final List<String> units;

	private NrrdVoxelSize(final NrrdHeader header, final NrrdAxes axes) {
		fields = header.fields();
		this.axes = axes;
		spaceUnits = header.quoted("space units");
		units = header.quoted("units");
	}

	static VoxelSize of(final NrrdHeader header, final NrrdAxes axes) {
		return new NrrdVoxelSize(header, axes).get();
	}

	private VoxelSize get() {
		final double[] edges = { 1, 1, 1 };
		boolean known = false;
		for (int i = 0; i < axes.space().size(); i++) {
			final Optional<Double> edge = edge(i, axes.space().get(i));
			known |= edge.isPresent();
			edges[i] = edge.orElse(1.0);
		}
		if (!known)
			return VoxelSize.UNKNOWN;
		return new VoxelSize(edges[0], edges[1], edges[2], unit(0).map(LengthUnit::symbol).orElse(VoxelSize.PIXEL));
	}

	private Optional<Double> edge(final int i, final int axis) {
		if (axes.directions() != null)
			return Optional.of(length(axes.directions()[axis]));
		return spacing(axis).or(() -> spacingOfRange(axis)).map(edge -> inFirstUnit(edge, i));
	}

	/** Of the axis of space with that number, or of a component of a space direction. */
	private Optional<LengthUnit> unit(final int i) {
		final boolean ofSpace = units == null || spaceUnits != null && axes.directions() != null;
		final List<String> names = ofSpace ? spaceUnits : units;
		final int at = ofSpace || i >= axes.space().size() ? i : axes.space().get(i);
		return names == null || at >= names.size() ? Optional.empty() : LengthUnit.parse(names.get(at));
	}

	private double inFirstUnit(final double length, final int i) {
		final Optional<LengthUnit> first = unit(0);
		final Optional<LengthUnit> unit = unit(i);
		if (first.isEmpty() || unit.isEmpty() || unit.equals(first) || !Double.isFinite(length))
			return length;
		return BigDecimal.valueOf(length).multiply(unit.get().in(first.get())).doubleValue();
	}

	private double length(final double[] direction) {
		double squares = 0;
		for (int i = 0; i < direction.length; i++) {
			final double component = inFirstUnit(direction[i], i);
			squares += component * component;
		}
		return fields.edge("space directions", Math.sqrt(squares));
	}

	private Optional<Double> spacing(final int axis) {
		final double[] spacings = fields.decimals("spacings", axes.sizes().length);
		return spacings == null || Double.isNaN(spacings[axis]) ? Optional.empty() : Optional.of(fields.edge("spacings",
			spacings[axis]));
	}

	/** NB: the range of an axis goes from edge to edge of its voxels, or with nodes from centre to centre. */
	private Optional<Double> spacingOfRange(final int axis) {
		final int dimension = axes.sizes().length;
		final double[] mins = fields.decimals("axis mins", dimension);
		final double[] maxs = fields.decimals("axis maxs", dimension);
		final String[] centers = fields.words("centers", dimension);
		final boolean nodes = centers != null && centers[axis].toLowerCase(Locale.ROOT).equals("node");
		final long steps = axes.sizes()[axis] - (nodes ? 1 : 0);
		if (mins == null || maxs == null || Double.isNaN(mins[axis]) || Double.isNaN(maxs[axis]) || steps < 1)
			return Optional.empty();
		return Optional.of(fields.edge("axis maxs", (maxs[axis] - mins[axis]) / steps));
	}
}
