package org.labelupscaler.cells.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.labelupscaler.Services;

/** The programs that cells can be written for. */
public final class CellPointsFormats {

	private static final List<CellPointsFormat> ALL = Services.load(CellPointsFormat.class).all();

	private CellPointsFormats() {}

	/** @return all of them */
	public static List<CellPointsFormat> all() {
		return ALL;
	}

	/** @return their words with commas between */
	public static String words() {
		return ALL.stream().map(CellPointsFormat::word).collect(Collectors.joining(", "));
	}

	/**
	 * @param word how users choose one
	 * @return the format
	 * @throws IllegalArgumentException if there is none; the message is fit for users
	 */
	public static CellPointsFormat named(final String word) {
		return ALL.stream().filter(format -> format.word().equalsIgnoreCase(word.strip())).findFirst().orElseThrow(
			() -> new IllegalArgumentException("'" + word + "' is not one of " + words()));
	}

	/**
	 * @param output what shall be written
	 * @return the format that its name says; nothing if it says none
	 */
	public static Optional<CellPointsFormat> of(final Path output) {
		return ALL.stream().filter(format -> endsIn(output, format.endings())).findFirst();
	}

	/**
	 * @param output what shall be written
	 * @return the words of those that could have such a name, if they are several: "napari or arivis"; else empty
	 */
	public static String several(final Path output) {
		final List<String> words = ALL.stream().filter(format -> endsIn(output, format.needed())).map(CellPointsFormat::word).toList();
		return words.size() < 2 ? "" : String.join(", ", words).replaceAll(", (?=[^,]*$)", " or ");
	}

	/**
	 * @param output a path
	 * @param endings endings in lower case
	 * @return whether its name ends in one of them, in any case
	 */
	public static boolean endsIn(final Path output, final List<String> endings) {
		final String name = output.getFileName() == null ? "" : output.getFileName().toString().toLowerCase(Locale.ROOT);
		return endings.stream().anyMatch(ending -> name.endsWith(ending) && name.length() > ending.length());
	}
}
