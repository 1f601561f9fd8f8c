package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.points.table.Tables;

/**
 * Opens files of points. What a file is, is seen from its content; a format can also be said.
 *
 * <pre>
 * PointFile file = PointFiles.describe(Path.of("cells.csv"), PointColumns.GUESSED, Optional.empty());
 * try (PointReader reader = file.open(BadRows.fail())) {
 * 	for (Optional&lt;PointBatch&gt; batch = reader.next(); batch.isPresent(); batch = reader.next())
 * 		...
 * }
 * </pre>
 */
public final class PointFiles {

	private PointFiles() {}

	/**
	 * @param path the file
	 * @param columns which columns are taken
	 * @param format what it is; nothing to see it from the content
	 * @return the file, its beginning read
	 * @throws org.labelupscaler.InvalidInputException if it cannot be read, is none of the formats, or it is not plain which
	 *           columns are the coordinates
	 */
	public static PointFile describe(final Path path, final PointColumns columns, final Optional<PointFormat> format) {
		final PointInput input = PointInput.of(path);
		return Tables.describe(input, columns, format);
	}
}
