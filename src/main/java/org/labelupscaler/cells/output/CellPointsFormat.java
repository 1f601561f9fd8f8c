package org.labelupscaler.cells.output;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;

/**
 * How a program wants points. Has no state. Found by {@code ServiceLoader}: a class that is named in
 * {@code META-INF/services/org.labelupscaler.cells.output.CellPointsFormat}. Whoever writes into a file that is there already, such
 * as spots into an Imaris file, says so by {@link #isPart} and {@link #check}, and does it in its writer.
 */
public interface CellPointsFormat {

	/** @return how users choose it: a word in lower case */
	String word();

	/** @return the program and what it is there, such as "a points layer of napari" */
	String title();

	/** @return the endings of names that can mean nothing else, in lower case with their dot; the first one is the usual one */
	List<String> endings();

	/** @return the endings that a name must have for the program to open it; empty if any will do */
	List<String> needed();

	/**
	 * @param space the labels
	 * @return why cells in them cannot be written so, beginning with a field; usually nothing
	 */
	default Optional<Message> refusal(final CellSpace space) {
		return Optional.empty();
	}

	/**
	 * @param existing a file or folder that is there
	 * @return whether this program has made it so, and it may be replaced
	 */
	boolean isOwn(Path existing);

	/** @return whether it becomes a part of a file that is there already, which may be that of the labels */
	default boolean isPart() {
		return false;
	}

	/**
	 * @param radius how large a cell is shown, in um
	 * @return the same format with cells of that size; nothing if it says no size
	 */
	default Optional<CellPointsFormat> withRadius(final double radius) {
		return Optional.empty();
	}

	/**
	 * Makes sure that the result may have its place.
	 *
	 * @param output what to write
	 * @param overwrite whether one that this program has made is replaced
	 * @throws InvalidInputException if it would replace what it should not
	 */
	default void check(final Path output, final boolean overwrite) {
		if (!Files.exists(output, LinkOption.NOFOLLOW_LINKS))
			return;
		if (!isOwn(output))
			throw new InvalidInputException("output: " + output + " exists and is not what this program makes as " + word() +
				", so it is not touched. Choose another name.");
		if (!overwrite)
			throw new InvalidInputException("output: " + output + " exists already.", Remedy.RENAME_OR_OVERWRITE);
	}

	/**
	 * @param space the labels
	 * @param output what to write; appears when it is finished
	 * @param temporaryFolder where temporary files can be made
	 * @return the writer; the caller closes it
	 * @throws org.labelupscaler.LabelUpscalerException if it cannot be written there
	 */
	CellPointsWriter writer(CellSpace space, Path output, Path temporaryFolder);

	/**
	 * @param space the labels
	 * @param output what was written
	 * @return where coordinates are counted from, in which unit, and how it is opened: full sentences
	 */
	List<String> notes(CellSpace space, Path output);
}
