package org.labelupscaler.source.hdf5;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/** How large the voxels of a dataset are, and how many of them are not padding. */
final class PhysicalSize {

	private static final Pattern IMARIS = Pattern.compile(
		"(.*)/DataSet/ResolutionLevel \\d+/TimePoint \\d+/Channel \\d+/Data");
	private static final Pattern BDV = Pattern.compile(".*/t\\d{5,}/s\\d{2,}/\\d+/cells");
	private static final double SMALLEST = 1e-15;
	private static final double LARGEST = 1e15;

	private PhysicalSize() {}

	static boolean isBdv(final Hdf5File.Node node) {
		return BDV.matcher(node.path()).matches();
	}

	static boolean isImaris(final Hdf5File.Node node) {
		return IMARIS.matcher(node.path()).matches();
	}

	/** The size of an Imaris dataset without what fills up its last chunks, from the channel that it is of. */
	static long[] withoutPadding(final Hdf5File file, final Hdf5File.Node node, final long[] stored) {
		final String channel = node.path().substring(0, node.path().lastIndexOf('/'));
		final Attributes attributes = new Attributes(file, file.resolve(channel));
		final long[] size = stored.clone();
		for (int d = 0; d < 3; d++) {
			final String name = "ImageSize" + "XYZ".charAt(d);
			final Optional<String> text = attributes.text(name);
			if (text.isEmpty())
				continue;
			if (!text.get().matches("\\d{1,10}") || Long.parseLong(text.get()) < 1 || Long.parseLong(text.get()) > stored[d])
				throw wrong(file, channel, name, text.get(), "expected 1 to " + stored[d] + ", the size of its dataset");
			size[d] = Long.parseLong(text.get());
		}
		return size;
	}

	private static InvalidInputException wrong(final Hdf5File file, final String node, final String name,
		final String value, final String expected)
	{
		return new InvalidInputException(file.path() + ": attribute '" + name + "' of " + node + " is '" + Hdf5File.shown(List.of(
				value)) + "', " + expected);
	}

	/** @param size voxels along x, y, z, without padding */
	static VoxelSize of(final Hdf5File file, final Hdf5File.Node node, final long[] size) {
		final Matcher imaris = IMARIS.matcher(node.path());
		return imaris.matches() ? imaris(file, imaris.group(1) + "/DataSetInfo/Image", size) : VoxelSize.UNKNOWN;
	}

	private static VoxelSize imaris(final Hdf5File file, final String info, final long[] size) {
		final Optional<Hdf5File.Node> image = file.find(info);
		if (image.isEmpty())
			return VoxelSize.UNKNOWN;
		final Attributes attributes = new Attributes(file, image.get());
		final double[] edges = new double[3];
		for (int d = 0; d < 3; d++) {
			final Optional<String> min = attributes.text("ExtMin" + d);
			final Optional<String> max = attributes.text("ExtMax" + d);
			if (min.isEmpty() || max.isEmpty())
				return VoxelSize.UNKNOWN;
			edges[d] = (number(file, info, "ExtMax" + d, max.get()) - number(file, info, "ExtMin" + d, min.get())) / size[d];
		}
		return checked(file, info, "ExtMax", edges, unit(attributes.text("Unit").orElse("")));
	}

	private static double number(final Hdf5File file, final String node, final String name, final String text) {
		try {
			return Double.parseDouble(text);
		}
		catch (final NumberFormatException e) {
			throw wrong(file, node, name, text, "expected a number");
		}
	}

	/** NB: Imaris writes the micro sign in one byte, which is no ASCII. */
	private static String unit(final String text) {
		final boolean micro = text.length() == 2 && text.charAt(0) > '~' && text.endsWith("m");
		return micro ? LengthUnit.MICROMETER.symbol() : LengthUnit.parse(text).map(LengthUnit::symbol).orElse(VoxelSize.PIXEL);
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
