package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.source.VoxelEdges;

/** An image that ITK (SimpleITK, 3D Slicer) has written: its voxels, with datasets beside them that say where they lie. */
record ItkImage(Hdf5File file, String group) {

	/** Where the first image is, from the root. */
	static final String VOXELS = "ITKImage/0/VoxelData";

	private static final Pattern IMAGES = Pattern.compile("/ITKImage/\\d+/VoxelData");

	static Optional<ItkImage> of(final Hdf5File file, final Hdf5File.Node node) {
		return IMAGES.matcher(node.path()).matches() ? Optional.of(new ItkImage(file, node.path().substring(0, node.path()
			.lastIndexOf('/')))) : Optional.empty();
	}

	/** Numbers in the order x, y, z, time; none if they cannot be used. */
	private List<BigDecimal> numbers(final String name) {
		return file.find(group + "/" + name).filter(Hdf5File.Node::isDataset).map(node -> new SmallDataset(file, node).decimals())
			.orElse(List.of());
	}

	/** The names of the axes, slowest first; a last one that is none of space is that of channels. */
	List<String> axes(final int count) {
		final int space = numbers("Spacing").size();
		final List<String> names = new ArrayList<>();
		for (int d = Math.min(space, 4) - 1; d >= 0; d--)
			names.add("xyzt".substring(d, d + 1));
		if (space + 1 == count)
			names.add("c");
		return names.size() == count ? names : List.of();
	}

	/** The spacing. NB: ITK has no units. */
	VoxelEdges.Stated voxelSize(final long[] size) {
		final VoxelEdges edges = new VoxelEdges();
		final List<BigDecimal> spacing = numbers("Spacing");
		for (int d = 0; d < 3 && d < spacing.size(); d++)
			if (VoxelEdges.isWithinReason(spacing.get(d)))
				edges.set(d, spacing.get(d), null);
		return edges.stated(size);
	}

	/** The origin, if the axes run along those of the world; else nothing. */
	List<BigDecimal> offset() {
		final List<BigDecimal> origin = numbers("Origin");
		final List<BigDecimal> directions = numbers("Directions");
		final int n = origin.size();
		if (n < 3 || directions.size() != n * n)
			return List.of();
		for (int i = 0; i < n * n; i++)
			if (directions.get(i).compareTo(i / n == i % n ? BigDecimal.ONE : BigDecimal.ZERO) != 0)
				return List.of();
		return origin.subList(0, 3);
	}
}
