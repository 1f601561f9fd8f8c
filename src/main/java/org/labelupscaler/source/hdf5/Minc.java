package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VoxelEdges;

/**
 * What makes a dataset an image of MINC 2.0 (MINC 2.0 File Format Reference; libminc): the order of its axes, their steps,
 * and that integers stand for others.
 */
record Minc(Hdf5File file, Hdf5File.Node node, Attributes attributes) {

	/** Where the finest image is, from the root. */
	static final String IMAGE = "minc-2.0/image/0/image";

	private static final Pattern IMAGES = Pattern.compile("/minc-2\\.0/image/\\d+/image");
	private static final String DIMENSIONS = "minc-2.0/dimensions/";
	private static final String SPACE = "space";
	private static final String REGULAR = "regular__";

	/** The image of MINC that a dataset is, by whatever name it was found; nothing if it is another's. */
	static Optional<Minc> of(final Hdf5File file, final Hdf5File.Node node) {
		if (IMAGES.matcher(node.path()).matches())
			return Optional.of(new Minc(file, node, new Attributes(file, node)));
		// NB: a file may have two names for a dataset.
		final long address = node.header().getAddress();
		return file.find(IMAGE).filter(image -> image.header().getAddress() == address).map(image -> new Minc(file, image,
			new Attributes(file, image)));
	}

	/** The names of the axes, slowest first, those of space as x, y, z; as many as the dataset has. */
	List<String> axes(final int count) {
		final String order = attributes.text("dimorder").orElse("");
		final List<String> names = new ArrayList<>();
		for (final String name : order.split(","))
			if (names.size() < count)
				names.add(name.strip().toLowerCase(Locale.ROOT).replaceFirst("^([xyz])" + SPACE + "$", "$1"));
		if (names.size() != count || !names.contains("x") || !names.contains("y"))
			throw wrong("dimorder", order, "expected the names of " + count + " axes, xspace and yspace among them");
		return names;
	}

	private InvalidInputException wrong(final String attribute, final String value, final String expected) {
		return new InvalidInputException(file.path() + ": attribute '" + attribute + "' of " + node.path() + " is '" + Hdf5File
			.shown(List.of(value)) + "', " + expected);
	}

	/** The steps along the axes; their signs are directions, and nothing is turned. */
	VoxelEdges.Stated voxelSize(final long[] size) {
		final VoxelEdges edges = new VoxelEdges();
		final List<String> notes = new ArrayList<>();
		for (int d = 0; d < 3; d++) {
			final String name = "xyz".charAt(d) + SPACE;
			final Optional<Hdf5File.Node> axis = dimension(d);
			if (axis.isEmpty())
				continue;
			final Attributes said = new Attributes(file, axis.get());
			final String spacing = said.text("spacing").orElse(REGULAR);
			final List<BigDecimal> step = said.decimals("step");
			if (spacing.startsWith("irregular"))
				notes.add("The planes across " + name +
					" are not evenly spaced (spacing is irregular); they are taken as if they were.");
			if (step.size() == 1 && step.get(0) != null && VoxelEdges.isWithinReason(step.get(0)))
				edges.set(d, step.get(0), said.text("units").orElse(""));
		}
		final VoxelEdges.Stated stated = edges.stated(size);
		notes.addAll(stated.notes());
		return new VoxelEdges.Stated(stated.voxelSize(), notes);
	}

	private Optional<Hdf5File.Node> dimension(final int axis) {
		return file.find(DIMENSIONS + "xyz".charAt(axis) + SPACE);
	}

	/** Where the first voxel lies, if the axes run along those of the world; else nothing. */
	List<BigDecimal> offset() {
		final List<BigDecimal> starts = new ArrayList<>();
		String unit = null;
		for (int d = 0; d < 3; d++) {
			final Optional<Hdf5File.Node> axis = dimension(d);
			if (axis.isEmpty())
				return List.of();
			final Attributes said = new Attributes(file, axis.get());
			final List<BigDecimal> start = said.decimals("start");
			final List<BigDecimal> step = said.decimals("step");
			final List<BigDecimal> cosines = said.decimals("direction_cosines");
			if (start.size() != 1 || start.get(0) == null || step.size() != 1 || step.get(0) == null || step.get(0).signum() <= 0)
				return List.of();
			for (int i = 0; i < cosines.size(); i++)
				if (cosines.get(i) == null || cosines.get(i).compareTo(i == d ? BigDecimal.ONE : BigDecimal.ZERO) != 0)
					return List.of();
			final String here = said.text("units").orElse("");
			if (unit != null && !unit.equals(here))
				return List.of();
			unit = here;
			starts.add(start.get(0));
		}
		return starts;
	}

	/**
	 * What the stored integers stand for.
	 *
	 * @throws InvalidInputException if the file does not say it, or contradicts itself
	 */
	Optional<MincScaling> scaling(final ElementType type, final VolumeAxes axes, final long[] stored) {
		final SourceType numbers = type.type();
		// NB: libminc takes floating-point numbers as they are.
		if (numbers == null || numbers.isFloat())
			return Optional.empty();
		checkSign(numbers);
		final String group = node.path().substring(0, node.path().lastIndexOf('/') + 1);
		final SmallDataset min = scale(group + "image-min");
		final SmallDataset max = scale(group + "image-max");
		final int[] size = max.size();
		if (!Arrays.equals(min.size(), size))
			throw new InvalidInputException(file.path() + ": " + group + "image-min has the size " + Arrays.toString(min.size()) +
				", but image-max " + Arrays.toString(size));
		checkSize(max, size, stored);
		final BigDecimal[] range = range(numbers);
		return MincScaling.of(range[0], range[1], min.decimals(), max.decimals(), strides(size, axes), numbers,
			file.path() + ": " + node.path());
	}

	private SmallDataset scale(final String path) {
		final Optional<Hdf5File.Node> found = file.find(path).filter(Hdf5File.Node::isDataset);
		return new SmallDataset(file, found.orElseThrow(() -> new InvalidInputException(file.path() + " has no " + path +
			", so nobody can say which numbers the integers of " + node.path() + " stand for")));
	}

	/** One number for all, or one for each plane, row ... of the slowest axes, in their order. */
	private void checkSize(final SmallDataset scale, final int[] size, final long[] stored) {
		final boolean one = size.length == 1 && size[0] == 1;
		boolean fits = size.length < stored.length || size.length <= 1;
		for (int axis = 0; axis < size.length && fits; axis++)
			fits = one || size[axis] == stored[axis];
		final String image = attributes.text("dimorder").orElse("");
		final String own = new Attributes(file, scale.node()).text("dimorder").orElse("");
		if (!one && !own.isEmpty() && size.length > 0)
			fits &= Arrays.equals(Arrays.stream(own.split(",")).limit(size.length).map(String::strip).toArray(), Arrays.stream(image
				.split(",")).limit(size.length).map(String::strip).toArray());
		if (!fits)
			throw new InvalidInputException(file.path() + ": " + scale.node().path() + " has the size " + Arrays.toString(size) +
				" along '" + Hdf5File.shown(List.of(own)) + "', expected that of the first axes of the image, " + Arrays.toString(
					stored) + " along '" + Hdf5File.shown(List.of(image)) + "'");
	}

	/** By how much the number of a scale grows along x, y, z. */
	private static long[] strides(final int[] size, final VolumeAxes axes) {
		final long[] strides = new long[3];
		for (int d = 0; d < 3; d++) {
			final int axis = axes.space()[d];
			if (axis < 0 || axis >= size.length || size[axis] == 1)
				continue;
			strides[d] = 1;
			for (int faster = axis + 1; faster < size.length; faster++)
				strides[d] *= size[faster];
		}
		return strides;
	}

	private void checkSign(final SourceType type) {
		final String sign = attributes.text("signtype").orElse("");
		final boolean signed = type.toString().startsWith("int");
		if (sign.startsWith("unsigned") && signed || sign.startsWith("signed") && !signed)
			throw wrong("signtype", sign, "but the dataset holds " + type);
	}

	private BigDecimal[] range(final SourceType type) {
		for (final String[] names : new String[][] { { "valid_range" }, { "valid_min", "valid_max" } }) {
			final List<BigDecimal> said = new ArrayList<>();
			for (final String name : names)
				said.addAll(attributes.decimals(name));
			if (said.isEmpty() && !attributes.has(names[0]))
				continue;
			if (said.size() != 2 || said.contains(null) || said.get(0).compareTo(said.get(1)) == 0)
				throw wrong(names[0], said.toString(), "expected a smallest and a largest number");
			return said.get(0).compareTo(said.get(1)) < 0 ? said.toArray(BigDecimal[]::new) : new BigDecimal[] { said.get(1), said
				.get(0) };
		}
		return MincScaling.whole(type);
	}
}
