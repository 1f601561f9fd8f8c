package org.labelupscaler.source.microscope;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelEdges;

/** What a header has been found to say, checked. */
final class Measured {


	private Measured() {}

	/**
	 * @param path the file
	 * @param name what it is called
	 * @param format the format in words
	 * @param size voxels along x, y, z
	 * @param edges what is said of their lengths
	 * @param notes what else the user should know
	 * @return the image
	 * @throws InvalidInputException if no volume can have that size
	 */
	static ImageSize of(final Path path, final String name, final String format, final long[] size, final VoxelEdges edges,
		final List<String> notes)
	{
		// NB: checks the size; of which type the voxels are does not matter.
		final VolumeHeader volume = new VolumeHeader(path, format, SourceType.UINT8, size, VoxelSize.UNKNOWN);
		final VoxelEdges.Stated stated = edges.stated(volume.size());
		return new ImageSize(name, format, volume.size(), stated.voxelSize(), List.of(), Stream.concat(notes.stream(), stated.notes()
			.stream()).toList());
	}

	/**
	 * @param path the file
	 * @param first what is taken the first of, by its name in the plural, and how many there are
	 * @return what to call it, for example "a.czi (the first of 3 channels)"
	 */
	static String name(final String path, final Map<String, Long> first) {
		final String several = first.entrySet().stream().filter(e -> e.getValue() > 1).map(e -> e.getValue() + " " + e.getKey())
			.collect(Collectors.joining(" and "));
		return several.isEmpty() ? path : path + " (the first of " + several + ")";
	}

	/**
	 * @param path the file
	 * @param field what says it
	 * @param text a whole number in digits
	 * @return the number
	 * @throws InvalidInputException if it is something else
	 */
	static long count(final Path path, final String field, final String text) {
		if (!text.matches("[0-9]{1,10}"))
			throw new InvalidInputException(path + ": " + field + " is '" + HeaderFields.shown(text) +
				"', expected a whole number");
		return Long.parseLong(text);
	}

	/**
	 * @param path the file
	 * @param field what says it
	 * @param text a number
	 * @return the number
	 * @throws InvalidInputException if it is none, or no length within reason
	 */
	static BigDecimal length(final Path path, final String field, final String text) {
		// NB: short, so that no exponent makes a number of a million digits.
		if (text.matches("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,3})?")) {
			final BigDecimal length = new BigDecimal(text);
			if (length.signum() == 0 || VoxelEdges.isWithinReason(length))
				return length;
		}
		throw new InvalidInputException(path + ": " + field + " is '" + HeaderFields.shown(text) +
			"', expected a length above 0 and within reason");
	}

	/**
	 * @param length a length
	 * @param unit its unit; metres are of no use for voxels
	 * @return the same in micrometres, if it is in metres
	 */
	static BigDecimal micrometers(final BigDecimal length, final String unit) {
		return unit.equals("m") ? length.scaleByPowerOfTen(6) : length;
	}
}
