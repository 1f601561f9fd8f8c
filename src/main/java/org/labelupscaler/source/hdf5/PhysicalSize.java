package org.labelupscaler.source.hdf5;

import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/** How large the voxels of a dataset are, of which neither BigDataViewer nor Imaris says it. */
final class PhysicalSize {

	private static final String ELEMENT_SIZE = "element_size_um";
	private static final double SMALLEST = 1e-15;
	private static final double LARGEST = 1e15;

	private PhysicalSize() {}

	private static InvalidInputException wrong(final Hdf5File file, final String node, final String name,
		final String value, final String expected)
	{
		return new InvalidInputException(file.path() + ": attribute '" + name + "' of " + node + " is '" + Hdf5File.shown(List.of(
				value)) + "', " + expected);
	}

	static VoxelSize of(final Hdf5File file, final Hdf5File.Node node, final VolumeAxes axes) {
		final Optional<double[]> found = new Attributes(file, node).numbers(ELEMENT_SIZE);
		if (found.isEmpty())
			return VoxelSize.UNKNOWN;
		final double[] zyx = found.get();
		final double[] edges = { 1, 1, 1 };
		for (int d = 0; d < 3 && d < zyx.length; d++)
			edges[d] = zyx[zyx.length - 1 - d];
		if (axes.space()[2] < 0 && zyx.length == 2)
			edges[2] = Math.max(edges[0], edges[1]);
		return checked(file, node.path(), ELEMENT_SIZE, edges, LengthUnit.MICROMETER.symbol());
	}

	/** NB: programs that know nothing of voxel sizes write 0. */
	private static VoxelSize checked(final Hdf5File file, final String node, final String name, final double[] edges,
		final String unit)
	{
		for (final double edge : edges)
			if (edge == 0)
				return VoxelSize.UNKNOWN;
		for (final double edge : edges)
			if (!(edge >= SMALLEST && edge <= LARGEST))
				throw wrong(file, node, name, edges[0] + " " + edges[1] + " " + edges[2],
					"but a voxel must have a size above 0 and within reason");
		return new VoxelSize(edges[0], edges[1], edges[2], unit);
	}
}
