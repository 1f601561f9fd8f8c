package org.labelupscaler.view.imagej;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import ij.measure.ResultsTable;

/** A table that has been written, as a table of ImageJ. */
public final class TableWindow {

	/** Above these, a double does not tell one id from the next. */
	private static final double EXACT = 1L << 53;
	private static final long MOST_BYTES = 20_000_000;

	private TableWindow() {}

	/**
	 * Opens a table, if there is a screen and it is a file of this machine.
	 *
	 * @param file a table, CSV
	 * @return why it is not shown, if that is worth saying
	 */
	public static Optional<String> open(final Path file) {
		try {
			if (GraphicsEnvironment.isHeadless() || !Files.isRegularFile(file))
				return Optional.empty();
			if (Files.size(file) > MOST_BYTES)
				return Optional.of(file + " is too large for a table of ImageJ.");
			final ResultsTable table = ResultsTable.open(file.toString());
			if (!isExact(table))
				return Optional.of(file + " has ids that ImageJ's tables cannot hold exactly; open it in another program.");
			table.show(file.getFileName().toString());
			return Optional.empty();
		}
		catch (final IOException | RuntimeException e) {
			return Optional.of(file + " cannot be shown as a table of ImageJ: " + e.getMessage());
		}
	}

	/** Whether all ids are as they stand in the file. */
	static boolean isExact(final ResultsTable table) {
		final int column = table.getColumnIndex("id");
		if (column != ResultsTable.COLUMN_NOT_FOUND)
			for (int row = 0; row < table.size(); row++)
				if (Math.abs(table.getValueAsDouble(column, row)) >= EXACT)
					return false;
		return true;
	}
}
