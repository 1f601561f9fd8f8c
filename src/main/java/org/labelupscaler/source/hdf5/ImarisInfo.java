package org.labelupscaler.source.hdf5;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * What an Imaris file says of an image: how large it is without what fills up its last chunks, how large its voxels are, and
 * where it lies (ImarisOpenFileFormat: extents in DataSetInfo/Image, sizes at each channel). Extents are decimals in the
 * unit of the file; a voxel is as long as the extent divided by the voxels, divided exactly and rounded once.
 *
 * @param size voxels along x, y, z, without padding
 * @param voxelSize edges of a voxel
 * @param offset where the centre of the first voxel lies, x, y, z, in the unit of the voxel size: ExtMin as it stands. Strictly
 *          that is the corner of the image, but what lies at 0 there is to lie at 0 here. Empty if nothing says, or if
 *          the image is mirrored
 * @param notes what the user should know; sentences
 */
record ImarisInfo(long[] size, VoxelSize voxelSize, List<BigDecimal> offset, List<String> notes) {

	private static final Pattern DATA = Pattern.compile(
		"(.*)/DataSet/ResolutionLevel (\\d+)/TimePoint \\d+/Channel \\d+/Data");

	static boolean isImaris(final Hdf5File.Node node) {
		return DATA.matcher(node.path()).matches();
	}

	/**
	 * @param node an Imaris dataset
	 * @param stored its size along x, y, z, with padding
	 * @throws InvalidInputException if what is said is impossible
	 */
	static ImarisInfo of(final Hdf5File.Node node, final long[] stored) {
		final Matcher path = DATA.matcher(node.path());
		if (!path.matches())
			throw new IllegalArgumentException(node.path());
		final List<String> notes = new ArrayList<>();
		final Optional<Hdf5File.Node> image = node.file().find(path.group(1) + "/DataSetInfo/Image");
		final boolean finest = path.group(2).matches("0+");
		final long[] size = withoutPadding(node, finest ? image : Optional.empty(), stored, notes);
		if (image.isEmpty())
			return new ImarisInfo(size, VoxelSize.UNKNOWN, List.of(), notes);
		return placed(image.get(), size, notes);
	}

	/** From the channel that the dataset is of; old programs say it of the whole image only. */
	private static long[] withoutPadding(final Hdf5File.Node node, final Optional<Hdf5File.Node> image,
		final long[] stored, final List<String> notes)
	{
		final String channel = node.path().substring(0, node.path().lastIndexOf('/'));
		final Hdf5File.Node group = node.file().resolve(channel);
		final long[] size = stored.clone();
		boolean padded = false;
		for (int d = 0; d < 3; d++) {
			final String axis = String.valueOf("XYZ".charAt(d));
			final Optional<Long> said = size(group, "ImageSize" + axis, stored[d]);
			final Optional<Long> whole = said.isEmpty() && image.isPresent() ? size(image.get(), axis, stored[d]) : said;
			size[d] = whole.orElse(stored[d]);
			padded |= whole.isEmpty();
		}
		if (padded)
			notes.add("The file does not say the size of its image (ImageSizeX, Y, Z of " + channel + "); the size of the dataset " +
				"is taken, which may be filled up with 0 at the ends.");
		return size;
	}

	private static Optional<Long> size(final Hdf5File.Node node, final String name, final long stored) {
		final Optional<String> text = new Attributes(node.file(), node).text(name);
		if (text.isEmpty())
			return Optional.empty();
		final long size = text.get().matches("\\d{1,10}") ? Long.parseLong(text.get()) : 0;
		if (size < 1 || size > stored)
			throw wrong(node, name, text.get(), "expected 1 to " + stored + ", the size of its dataset");
		return Optional.of(size);
	}

	private static ImarisInfo placed(final Hdf5File.Node image, final long[] size, final List<String> notes) {
		final String unit = unit(new Attributes(image.file(), image).text("Unit").orElse(""));
		final VoxelEdges edges = new VoxelEdges();
		final List<BigDecimal> offset = new ArrayList<>();
		for (int d = 0; d < 3; d++) {
			final Optional<BigDecimal> min = number(image, "ExtMin" + d);
			final Optional<BigDecimal> max = number(image, "ExtMax" + d);
			if (min.isEmpty() || max.isEmpty())
				continue;
			final BigDecimal extent = max.get().subtract(min.get());
			edges.set(d, extent.divide(BigDecimal.valueOf(size[d]), MathContext.DECIMAL128), unit);
			if (extent.signum() > 0)
				offset.add(VoxelEdges.length(min.get(), unit));
			else if (extent.signum() < 0)
				notes.add("The file says that its image is mirrored along " + "xyz".charAt(d) + " (ExtMin" + d + " is " + min.get() +
					", ExtMax" + d + " " + max.get() + "); it is read as it is stored, and where it lies is not used.");
		}
		final VoxelEdges.Stated stated = edges.stated(size);
		notes.addAll(stated.notes());
		final boolean placed = offset.size() == 3 && stated.voxelSize().known();
		return new ImarisInfo(size, stated.voxelSize(), placed ? offset : List.of(), notes);
	}

	/** NB: within reason, so that a difference is as exact as its two numbers. */
	private static Optional<BigDecimal> number(final Hdf5File.Node node, final String name) {
		final Optional<String> text = new Attributes(node.file(), node).text(name);
		if (text.isEmpty())
			return Optional.empty();
		final BigDecimal number = VoxelEdges.decimal(text.get()).orElseThrow(() -> wrong(node, name, text.get(),
			"expected a number"));
		if (number.signum() != 0 && !VoxelEdges.isWithinReason(number))
			throw wrong(node, name, text.get(), "which is not within reason");
		return Optional.of(number);
	}

	private static InvalidInputException wrong(final Hdf5File.Node node, final String name, final String value,
		final String expected)
	{
		return new InvalidInputException(node.file().path() + ": attribute '" + name + "' of " + node.path() + " is '" + Hdf5File
			.shown(List.of(value)) + "', " + expected);
	}

	/** NB: Imaris writes the micro sign in one byte, which is no ASCII. */
	private static String unit(final String text) {
		return text.length() == 2 && text.charAt(0) > '~' && text.endsWith("m") ? LengthUnit.MICROMETER.symbol() : text;
	}
}
