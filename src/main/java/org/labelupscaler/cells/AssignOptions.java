package org.labelupscaler.cells;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.volume.OwnVolume;

/**
 * Which cells to assign, and where the results go. Immutable.
 *
 * @param cells the cells and the labels
 * @param output the file of cells with their regions
 * @param table the file of regions with their counts
 * @param overwrite whether such files that this program has made are replaced
 * @param midline the plane between left and right, if they are to be told apart
 */
public record AssignOptions(CellOptions cells, Path output, Path table, boolean overwrite, Optional<Midline> midline) {

	private static final String ASSIGNED = "-assigned.csv";
	private static final String REGIONS = "-regions.csv";

	/**
	 * @param cells the cells and the labels
	 * @return what is usual: results beside the cells that must not exist, left and right together
	 */
	public static AssignOptions of(final CellOptions cells) {
		final Path file = cells.cells().path();
		return new AssignOptions(cells, beside(file, ASSIGNED), beside(file, REGIONS), false, Optional.empty());
	}

	/**
	 * @param file the file of cells with their regions; the table is beside it
	 * @return these options otherwise
	 */
	public AssignOptions output(final Path file) {
		// NB: the root of a file system has no name; it is refused when it is checked.
		final Path regions = file.getFileName() == null ? table : beside(file.resolveSibling(file.getFileName().toString().replaceFirst(ASSIGNED +
			"$", ".csv")), REGIONS);
		return new AssignOptions(cells, file, regions, overwrite, midline);
	}

	/**
	 * @param file the file of regions with their counts
	 * @return these options otherwise
	 */
	public AssignOptions table(final Path file) {
		return new AssignOptions(cells, output, file, overwrite, midline);
	}

	/**
	 * @param replace whether such files that this program has made are replaced
	 * @return these options otherwise
	 */
	public AssignOptions overwrite(final boolean replace) {
		return new AssignOptions(cells, output, table, replace, midline);
	}

	/**
	 * @param plane the plane between left and right; null if they are not to be told apart
	 * @return these options otherwise
	 */
	public AssignOptions midline(final Midline plane) {
		return new AssignOptions(cells, output, table, overwrite, Optional.ofNullable(plane));
	}

	/**
	 * @param cells a file of cells
	 * @param ending what follows its name, without its own ending
	 * @return a file beside it
	 */
	public static Path beside(final Path cells, final String ending) {
		final String name = cells.getFileName().toString().replaceFirst("(?i)(\\.(csv|tsv|txt))?\\.[a-z0-9]{1,4}$", "");
		return cells.resolveSibling((name.isEmpty() ? "cells" : name) + ending);
	}

	/** @throws InvalidInputException if a result would replace what it should not */
	public void check() {
		if (same(output, table))
			throw new InvalidInputException("output and table are the same file, " + output + ". Choose another name for one.");
		check("output", output, "(?s)[^\n]*\"?region_id(_\\d+)?\"?,[^\n]*inside[^\n]*\n.*");
		check("table", table, "(?s)id,(acronym,name,color,parent,)?cells,[^\n]*\n.*");
	}

	/**
	 * @param field the field that names a result
	 * @param file the result
	 * @param cells what is read
	 * @throws InvalidInputException if it is a file that is read, or lies in a container that this program has made
	 */
	public static void checkApart(final String field, final Path file, final CellOptions cells) {
		if (same(file, cells.cells().path()) || cells.labels().source() != null && same(file, cells.labels().source()))
			throw new InvalidInputException(field + ": " + file + " is what is read. Choose another name.");
		try {
			OwnVolume.checkOutside(file);
		}
		catch (final InvalidInputException e) {
			throw e.in(field);
		}
	}

	private void check(final String field, final Path file, final String own) {
		checkApart(field, file, cells);
		if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS))
			return;
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !start(file).matches(own))
			throw new InvalidInputException(field + ": " + file + " exists and was not made by this program, so it is not touched. " +
				"Choose another name.");
		if (!overwrite)
			throw new InvalidInputException(field + ": " + file + " exists already.", Remedy.RENAME_OR_OVERWRITE);
	}

	private static boolean same(final Path a, final Path b) {
		try {
			return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize()) || Files.exists(a) && Files.exists(b) && Files
				.isSameFile(a, b);
		}
		catch (final IOException e) {
			return false;
		}
	}

	private static String start(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(1 << 16), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			return "";
		}
	}
}
