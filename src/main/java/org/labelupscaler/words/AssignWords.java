package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.Midline;

/**
 * Takes the words a user types about assigning cells to regions, and reports all that is wrong with them at once. Empty or
 * null words leave the default. Used by one thread.
 */
public final class AssignWords {

	private final Given<AssignKey> words = new Given<>(AssignKey.class);

	/** Nothing but the defaults. */
	public AssignWords() {}

	/**
	 * @param given what is said under a key
	 * @return these words
	 */
	public static AssignWords of(final Function<AssignKey, String> given) {
		final AssignWords words = new AssignWords();
		words.words.setAll(AssignKey.values(), given);
		return words;
	}

	/**
	 * @param key which option
	 * @param word as a user types it
	 * @return this
	 */
	public AssignWords set(final AssignKey key, final String word) {
		words.set(key, word);
		return this;
	}

	/**
	 * @param builder the cells and the labels
	 * @return which cells to assign, and where the results go
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public AssignOptions assign(final CellWords builder) {
		final Words problems = new Words();
		final Path output = problems.path(AssignKey.OUTPUT.key(), words.get(AssignKey.OUTPUT));
		final Path table = problems.path(AssignKey.TABLE.key(), words.get(AssignKey.TABLE));
		final boolean overwrite = problems.either(AssignKey.EXISTING.key(), words.get(AssignKey.EXISTING), "fail", "overwrite", false);
		final Midline midline = words.has(AssignKey.MIDLINE) ? problems.parsed(AssignKey.MIDLINE.key(), () -> Midline.parse(words.get(
			AssignKey.MIDLINE))).orElse(null) : null;
		final CellOptions cells = problems.parsed("", builder::build).orElse(null);
		problems.check();
		AssignOptions options = AssignOptions.of(cells).overwrite(overwrite).midline(midline);
		options = output == null ? options : options.output(output);
		options = table == null ? options : options.table(table);
		options.check();
		return options;
	}
}
