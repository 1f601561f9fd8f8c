package org.labelupscaler.source.nrrd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.VoxelEdges.Stated;

/**
 * How large the voxels of a NRRD are: the lengths of its "space directions", whose components are in "space units"; else its
 * "spacings", else what "axis mins" and "axis maxs" make of each axis, in "units". Numbers are the decimals that are
 * written.
 */
final class NrrdVoxelSize {

	/** NB: components of turned directions are written from 64-bit floats, and no more digits of a length are sure. */
	private static final MathContext SURE = new MathContext(15);

	private final HeaderFields fields;
	private final NrrdAxes axes;
	private final List<String> spaceUnits;
	private final List<String> units;
	private final VoxelEdges edges = new VoxelEdges();
	private final List<String> notes = new ArrayList<>();

	private NrrdVoxelSize(final NrrdHeader header, final NrrdAxes axes) {
		fields = header.fields();
		this.axes = axes;
		spaceUnits = header.quoted("space units");
		units = header.quoted("units");
	}

	static Stated of(final NrrdHeader header, final NrrdAxes axes) {
		return new NrrdVoxelSize(header, axes).get();
	}

	private Stated get() {
		boolean usable = true;
		for (int i = 0; i < axes.space().size(); i++)
			usable &= set(i, axes.space().get(i));
		final Stated stated = edges.stated(axes.size());
		if (axes.directions() != null && axes.space().stream().anyMatch(axis -> number("spacings", axis).isPresent()))
			notes.add("'space directions' say how large voxels are; 'spacings', " + HeaderFields.shown(fields.get("spacings")) +
				", which the header has too, are not used.");
		return new Stated(usable ? stated.voxelSize() : VoxelSize.UNKNOWN, Stream.concat(usable ? stated.notes().stream() : Stream
			.of(), notes.stream()).toList());
	}

	/** Says the length of an axis, the i-th of space; false if it cannot be known. */
	private boolean set(final int i, final int axis) {
		if (axes.directions() != null)
			return setDirection(i, axes.directions()[axis]);
		spacing(axis).or(() -> spacingOfRange(axis)).ifPresent(edge -> edges.set(i, edge, unit(i)));
		return true;
	}

	/** Of the axis of space with that number, or of a component of a space direction; null if there is none. */
	private String unit(final int i) {
		final boolean ofSpace = units == null || spaceUnits != null && axes.directions() != null;
		final List<String> names = ofSpace ? spaceUnits : units;
		final int at = ofSpace || i >= axes.space().size() ? i : axes.space().get(i);
		return names == null || at >= names.size() ? null : names.get(at);
	}

	/** A direction along one axis of space has the unit of that; others need units that are all known, or all one. */
	private boolean setDirection(final int i, final BigDecimal[] direction) {
		final List<Integer> along = new ArrayList<>();
		for (int c = 0; c < direction.length; c++)
			if (direction[c].signum() != 0)
				along.add(c);
		if (along.size() < 2) {
			final int c = along.isEmpty() ? 0 : along.get(0);
			edges.set(i, VoxelEdges.edge(fields, "space directions", direction[c]), unit(c));
			return true;
		}
		final List<Optional<LengthUnit>> known = along.stream().map(c -> LengthUnit.parse(word(c))).toList();
		if (known.contains(Optional.<LengthUnit> empty()) && along.stream().map(this::word).distinct().count() > 1) {
			notes.add("The voxel size cannot be used: space directions are oblique, and their units are not all known: " + along
				.stream().map(c -> word(c).isEmpty() ? "none" : HeaderFields.shown(word(c))).collect(Collectors.joining(", ")) + ".");
			return false;
		}
		BigDecimal squares = BigDecimal.ZERO;
		for (int n = 0; n < along.size(); n++) {
			BigDecimal component = direction[along.get(n)].round(MathContext.DECIMAL128);
			if (known.get(0).isPresent())
				component = component.multiply(known.get(n).orElseThrow().in(known.get(0).get()));
			squares = squares.add(component.multiply(component));
		}
		edges.set(i, VoxelEdges.edge(fields, "space directions", squares.sqrt(MathContext.DECIMAL128).round(SURE)), unit(along.get(0)));
		return true;
	}

	private String word(final int component) {
		return unit(component) == null ? "" : unit(component).strip().toLowerCase(Locale.ROOT);
	}

	private Optional<BigDecimal> spacing(final int axis) {
		return number("spacings", axis).map(spacing -> VoxelEdges.edge(fields, "spacings", spacing));
	}

	private Optional<BigDecimal> number(final String field, final int axis) {
		final BigDecimal[] numbers = fields.decimals(field, axes.sizes().length);
		return numbers == null ? Optional.empty() : Optional.ofNullable(numbers[axis]);
	}

	/** NB: the range of an axis goes from edge to edge of its voxels, or with nodes from centre to centre. */
	private Optional<BigDecimal> spacingOfRange(final int axis) {
		final Optional<BigDecimal> min = number("axis mins", axis);
		final Optional<BigDecimal> max = number("axis maxs", axis);
		final String[] centers = fields.words("centers", axes.sizes().length);
		final boolean nodes = centers != null && centers[axis].toLowerCase(Locale.ROOT).equals("node");
		final long steps = axes.sizes()[axis] - (nodes ? 1 : 0);
		if (min.isEmpty() || max.isEmpty() || steps < 1)
			return Optional.empty();
		return Optional.of(VoxelEdges.edge(fields, "axis maxs", max.get().subtract(min.get()).divide(BigDecimal.valueOf(steps),
			MathContext.DECIMAL128)));
	}
}
