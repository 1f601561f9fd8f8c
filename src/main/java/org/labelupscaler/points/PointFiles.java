package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;

/** Finds out which format a list of points has. */
public final class PointFiles {

	private PointFiles() {}

	/**
	 * @param path the file
	 * @param columns which columns hold the coordinates, as far as it is said
	 * @param format what wrote it; nothing to find out
	 * @return the file, its first rows read
	 * @throws InvalidInputException if it is no list of points
	 */
	public static PointFile describe(final Path path, final PointColumns columns, final Optional<PointFormat> format) {
		throw new InvalidInputException(path + " is no list of points in a format that is known");
	}
}
