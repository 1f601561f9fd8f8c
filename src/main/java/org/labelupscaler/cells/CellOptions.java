package org.labelupscaler.cells;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.source.ImageSize;

/**
 * Which cells there are, and in which labels. Immutable; made by a {@link CellOptionsBuilder}.
 *
 * @param labels the labels: a source with a target size, or a container named as source
 * @param cells the cells, the first rows read
 * @param convention what their numbers mean: what the user says or, else, the file
 * @param frame the image whose voxels the coordinates count or whose space they measure; nothing for the target
 * @param axes which of the cells' coordinates counts along which axis of the labels, and from which end
 * @param filter which rows of the list are cells
 * @param skipBadRows whether malformed rows are skipped
 * @param regions acronyms, names or ids of regions, if only some are wanted
 */
public record CellOptions(UpscaleOptions labels, PointFile cells, Convention convention, Optional<ImageSize> frame,
	AxisOrder axes, PointFilter filter, boolean skipBadRows, List<String> regions)
{

	/** Copies the regions. */
	public CellOptions {
		regions = List.copyOf(regions);
	}

	/**
	 * @param target the labels, open
	 * @return where the cells lie in them
	 * @throws InvalidInputException if the coordinates are lengths and nobody says how large voxels are
	 */
	public CellPlacement placement(final CellLabels target) {
		return placement(target, axes);
	}

	/** As if the user had said that order of the axes. */
	CellPlacement placement(final CellLabels target, final AxisOrder order) {
		return new CellPlacement(axis(target, 0, order.x().number()), axis(target, 1, order.y().number()), axis(target, 2, order.z()
			.number()), order);
	}

	/** An axis of the target that takes one of the coordinates. */
	private PointAxis axis(final CellLabels target, final int axis, final int coordinate) {
		final long size = target.size()[axis];
		final long frameSize = frame.map(image -> image.size()[coordinate]).orElse(size);
		if (coordinate == 2 && convention.slices())
			return new PointAxis(convention.firstSlice(), 1, true, frameSize, size);
		final boolean centred = convention.zero() == Convention.Zero.CENTRE;
		if (convention.unit().isEmpty())
			return new PointAxis(0, 1, centred, frameSize, size);
		// NB: the image of the cells, if nobody says how large its voxels are, is as large as the labels.
		final Optional<ImageSize> measured = frame.filter(image -> image.voxelSize().hasUnit());
		final VoxelSize voxel = measured.map(ImageSize::voxelSize).orElse(target.measure().voxelSize());
		final long unitSize = measured.map(image -> frameSize).orElse(target.measure().size()[axis]);
		final LengthUnit coordinates = convention.unit().get();
		final BigDecimal perUnit = LengthUnit.parse(voxel.unit()).orElseThrow(() -> new InvalidInputException(
			"coordinates: these are in " + coordinates.symbol() + ", but " + target.title() + " does not say in what unit its voxels " +
				"are measured.", Remedy.NAME_UNIT_OR_IMAGE)).in(coordinates);
		if (isFromImage()) {
			final double centre = frame.get().offset().get(coordinate).multiply(perUnit).doubleValue();
			return new PointAxis(centre, length(voxel.get(coordinate), perUnit), unitSize, true, frameSize, size);
		}
		final double origin = isFromOffset(target) ? length(target.offset()[axis], perUnit) : 0;
		return new PointAxis(origin, length(voxel.get(measured.isPresent() ? coordinate : axis), perUnit), unitSize, centred, frameSize, size);
	}

	/**
	 * @return whether the coordinates are lengths in the space of the image they refer to, which says where its first voxel lies:
	 *         not at 0
	 */
	public boolean isFromImage() {
		return convention.unit().isPresent() && frame.isPresent() && isPlaced(frame.get()) && !cells.isFromFirstVoxel();
	}

	/**
	 * NB: one whose first voxel has 0 at its centre, or at its corner, lies where lengths begin by any convention.
	 *
	 * @param image an image
	 * @return whether it says in a unit of length where its first voxel lies, and that this is neither at 0 nor beginning there
	 */
	static boolean isPlaced(final ImageSize image) {
		if (image.offset().isEmpty() || !image.voxelSize().hasUnit())
			return false;
		boolean centre = true;
		boolean corner = true;
		for (int d = 0; d < 3; d++) {
			final double offset = image.offset().get(d).doubleValue();
			final double edge = image.voxelSize().get(d);
			centre &= offset == 0;
			corner &= Math.abs(offset - edge / 2) <= 1e-6 * edge;
		}
		return !centre && !corner;
	}

	/**
	 * @param target the labels, open
	 * @return whether the coordinates are lengths counted from the offset of the labels, which is not 0; else they are
	 *         counted from the first voxel
	 */
	boolean isFromOffset(final CellLabels target) {
		return convention.unit().isPresent() && frame.isEmpty() && Arrays.stream(target.offset()).anyMatch(o -> o != 0);
	}

	private static double length(final double value, final BigDecimal perUnit) {
		return BigDecimal.valueOf(value).multiply(perUnit).doubleValue();
	}
}
