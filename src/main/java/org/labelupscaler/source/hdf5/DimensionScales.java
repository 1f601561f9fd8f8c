package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.jhdf.GlobalHeap;
import io.jhdf.object.message.AttributeMessage;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.VoxelEdges;

/**
 * The dimension scales of a dataset (HDF5 Dimension Scale Specification): what netCDF-4, and so xarray, calls dimensions and
 * coordinates. They name the axes, and say where along them the voxels are.
 */
record DimensionScales(Hdf5File file, Hdf5File.Node node, Attributes attributes) {

	static final String LIST = "DIMENSION_LIST";

	/** A list of references in a heap: how many, the heap, the number in the heap. */
	private static final int COUNT = 4;
	private static final int NUMBER = 4;
	private static final String NO_VARIABLE = "This is a netCDF dimension but not a netCDF variable";
	private static final int MOST_POSITIONS = 1 << 20;
	/** By how much positions of single precision may be off, as a part of a step. */
	private static final BigDecimal EVEN = new BigDecimal("1e-3");

	static DimensionScales of(final Hdf5File file, final Hdf5File.Node node) {
		return new DimensionScales(file, node, new Attributes(file, node));
	}

	/** The first scale of each axis, slowest first, null if it has none; no entries if no list can be read. */
	private List<Hdf5File.Node> scales(final int count) {
		final Optional<AttributeMessage> list = file.attribute(node, LIST);
		final int offsets = file.storage().getSizeOfOffsets();
		final int entry = COUNT + offsets + NUMBER;
		if (list.isEmpty() || list.get().getDataBuffer() == null || list.get().getDataBuffer().remaining() != count * entry)
			return List.of();
		final ByteBuffer data = list.get().getDataBuffer();
		final List<Hdf5File.Node> scales = new ArrayList<>();
		try {
			for (int axis = 0; axis < count; axis++) {
				final int references = data.getInt();
				final long heap = ChunkIndex.number(data, offsets);
				final int number = data.getInt();
				scales.add(references < 1 ? null : file.at(ChunkIndex.number(new GlobalHeap(file.storage(), heap).getObjectData(
					number), offsets)));
			}
		}
		catch (final RuntimeException e) {
			// NB: of references of another kind, as any, the axes are not known.
			return List.of();
		}
		return scales;
	}

	/** The names of the axes, slowest first; none if not all have one. */
	List<String> names(final int count) {
		final List<String> names = new ArrayList<>();
		for (final Hdf5File.Node scale : scales(count)) {
			final String own = scale == null ? "" : new Attributes(file, scale).text("NAME").orElse("");
			names.add(own.startsWith(NO_VARIABLE) ? file.nameFrom(node, scale).orElse("") : own.substring(own.lastIndexOf('/') +
				1));
		}
		return names;
	}

	/** The steps between positions that are evenly spaced. */
	VoxelEdges edges(final VolumeAxes axes, final long[] stored, final List<String> notes) {
		final VoxelEdges edges = new VoxelEdges();
		final List<Hdf5File.Node> scales = scales(stored.length);
		for (int d = 0; d < 3 && !scales.isEmpty(); d++) {
			final int dimension = d;
			final int axis = axes.space()[d];
			final boolean some = axis >= 0 && scales.get(axis) != null && scales.get(axis).isDataset();
			if (!some || stored[axis] < 2 || stored[axis] > MOST_POSITIONS)
				continue;
			final Attributes said = new Attributes(file, scales.get(axis));
			if (said.text("NAME").orElse("").startsWith(NO_VARIABLE))
				continue;
			final Optional<BigDecimal> step = step(new SmallDataset(file, scales.get(axis)), stored[axis]);
			step.ifPresent(length -> edges.set(dimension, length, said.text("units").orElse("")));
			if (step.isPresent() && step.get().signum() < 0)
				notes.add("The positions that the file gives along " + "xyz".charAt(d) +
					" descend; voxels are taken in the order in which they are stored.");
			if (step.isEmpty())
				notes.add("The positions that the file gives along " + "xyz".charAt(d) +
					" are not evenly spaced, or cannot be read; they are not used.");
		}
		return edges;
	}

	private static Optional<BigDecimal> step(final SmallDataset scale, final long count) {
		final List<BigDecimal> at;
		try {
			at = scale.size().length == 1 && scale.size()[0] == count ? scale.decimals() : List.of();
		}
		catch (final InvalidInputException | io.jhdf.exceptions.HdfException e) {
			return Optional.empty();
		}
		if (at.size() != count)
			return Optional.empty();
		final BigDecimal step = at.get(at.size() - 1).subtract(at.get(0)).divide(BigDecimal.valueOf(count - 1),
			MathContext.DECIMAL64);
		for (int i = 1; i < at.size(); i++)
			if (at.get(i).subtract(at.get(0)).subtract(step.multiply(BigDecimal.valueOf(i))).abs().compareTo(step.abs().multiply(
				EVEN)) > 0)
				return Optional.empty();
		final BigDecimal first = at.get(1).subtract(at.get(0));
		// NB: what was rounded to single precision is a whole number of few digits again.
		final BigDecimal rounded = step.round(new MathContext(6));
		final boolean close = rounded.subtract(step).abs().compareTo(step.abs().multiply(new BigDecimal("1e-6"))) < 0;
		return Optional.of(first.compareTo(step) == 0 ? first : close ? rounded : step).filter(length -> length.signum() != 0 &&
			VoxelEdges.isWithinReason(length));
	}
}
