package org.labelupscaler.points.npy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.CoordinateColumns;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.PointReader;
import org.labelupscaler.source.npy.NpyHeader;

/**
 * Points in an array of NumPy: points x columns of numbers in C or Fortran order, or one axis of points with named fields.
 * ClearMap 1 writes the first, x, y, z; ClearMap 2 the second, with the fields x, y, z, size, ... and in the end xt, yt, zt in
 * the atlas. An array of three columns is taken to be x, y, z, which are its columns 1, 2, 3; in those of scikit-image and
 * napari, and of {@code numpy.argwhere} of a volume, it is z, y, x: x=3, y=2, z=1 says so.
 * <p>
 * Coordinates are voxels from the corner of the first, as ClearMap scales them, and as one gets the voxel by cutting off the
 * fraction.
 */
public final class NpyPointFile implements PointFile {

	private final PointInput input;
	private final long start;
	private final NpyLayout layout;
	private final List<String> columns;
	private final CoordinateColumns coordinates;

	private NpyPointFile(final PointInput input, final PointColumns said) {
		this.input = input;
		final Path path = input.path();
		final NpyHeader header = NpyHeader.read(path);
		start = header.length();
		layout = NpyLayout.of(header);
		columns = names(said);
		if (columns.size() > 3 && layout.count() == 3 && header.structure().isEmpty() && said.equals(PointColumns.GUESSED))
			throw header.wrong("shape", "so there are 3 points; if x, y and z are its rows, save the transposed array, array.T");
		coordinates = CoordinateColumns.find(path, columns, said);
		for (int d = 0; d < 3; d++)
			if (coordinates.axis(d) >= 0 && !layout.fields().get(coordinates.axis(d)).isNumber())
				throw new InvalidInputException(path + ": field '" + columns.get(coordinates.axis(d)) + "' does not hold numbers");
		checkLength(path);
	}

	/**
	 * @param input the file
	 * @param said which columns are taken
	 * @return the file
	 * @throws InvalidInputException if it is no array of points, or not plain which columns are the coordinates
	 */
	public static NpyPointFile describe(final PointInput input, final PointColumns said) {
		if (input.isGzip())
			throw new InvalidInputException(input.path() + ": arrays are not read from gzip; unpack it");
		return new NpyPointFile(input, said);
	}

	@Override
	public List<String> notes() {
		return columns.equals(List.of("x", "y", "z")) && layout.fields().get(0).name().isEmpty() && coordinates.x() == 0 && coordinates.z() == 2
			? List.of("The three columns of the array are taken for x, y, z; arrays of scikit-image and napari " +
				"have z first: there column 3 is x, 2 is y, 1 is z (x, y, z).")
			: List.of();
	}

	@Override
	public Optional<String> question() {
		return coordinates.question(columns);
	}

	private List<String> names(final PointColumns said) {
		final int count = layout.fields().size();
		if (!layout.fields().get(0).name().isEmpty())
			return layout.fields().stream().map(NpyField::name).toList();
		return count == 3 && !said.areNumbers() ? List.of("x", "y", "z") : IntStream.rangeClosed(1, count).mapToObj(
			n -> "column" + n).toList();
	}

	private void checkLength(final Path path) {
		try {
			final long there = Files.size(path) - start;
			if (layout.count() < 0 || layout.count() > there / layout.rowBytes())
				throw new InvalidInputException(path + " is truncated: it has " + there + " bytes of numbers, too few for " + layout
					.count() + " points of " + layout.rowBytes() + " bytes");
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}

	@Override
	public Path path() {
		return input.path();
	}

	@Override
	public String format() {
		return "NumPy array, " + coordinates.text(columns);
	}

	@Override
	public List<String> columns() {
		return columns;
	}

	@Override
	public Convention convention() {
		return coordinates.convention();
	}

	@Override
	public PointReader open(final BadRows badRows) {
		try {
			return new NpyPointReader(input, start, layout, coordinates);
		}
		catch (final IOException e) {
			throw input.unreadable(e);
		}
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof NpyPointFile o && input.equals(o.input) && columns.equals(o.columns) && coordinates.equals(o.coordinates);
	}

	@Override
	public int hashCode() {
		return Objects.hash(input, columns, coordinates);
	}
}
