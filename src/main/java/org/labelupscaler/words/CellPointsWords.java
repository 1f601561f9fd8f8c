package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.output.CellPointsFormat;
import org.labelupscaler.cells.output.CellPointsFormats;
import org.labelupscaler.cells.output.CellPointsTask;

/**
 * Takes the words a user types about cells for other programs, and reports all that is wrong with them at once. Empty or null words
 * leave the default. Used by one thread.
 */
public final class CellPointsWords {

	private static final String AUTO = "auto";

	private final Given<PointsKey> words = new Given<>(PointsKey.class);

	/** Nothing but the defaults. */
	public CellPointsWords() {}

	/**
	 * @param given what is said under a key
	 * @return these words
	 */
	public static CellPointsWords of(final Function<PointsKey, String> given) {
		final CellPointsWords words = new CellPointsWords();
		words.words.setAll(PointsKey.values(), given);
		return words;
	}

	/**
	 * @param builder the cells and the labels
	 * @return what is wanted
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public CellPointsTask points(final CellWords builder) {
		final Words problems = new Words();
		final Path output = problems.path(PointsKey.OUTPUT.key(), words.get(PointsKey.OUTPUT));
		final Optional<CellPointsFormat> format = format(output, problems);
		final boolean overwrite = problems.either(PointsKey.EXISTING.key(), words.get(PointsKey.EXISTING), "fail", "overwrite", false);
		final Optional<CellOptions> cells = problems.parsed("", builder::build);
		problems.check();
		final CellPointsFormat as = format.orElseThrow();
		final Path target = output != null ? output : AssignOptions.beside(cells.orElseThrow().cells().path(), as.endings().get(0));
		final CellPointsTask task = new CellPointsTask(cells.orElseThrow(), as, target, overwrite);
		task.check();
		return task;
	}

	private Optional<CellPointsFormat> format(final Path output, final Words problems) {
		final String word = words.or(PointsKey.AS, AUTO);
		if (!word.equalsIgnoreCase(AUTO)) {
			final Optional<CellPointsFormat> said = problems.parsed(PointsKey.AS.key(), () -> CellPointsFormats.named(word));
			said.filter(format -> output != null && !format.needed().isEmpty() && !CellPointsFormats.endsIn(output, format.needed())).ifPresent(
				format -> problems.wrong(PointsKey.OUTPUT.key(), "'" + output.getFileName() + "' must end in " + String.join(" or ", format
					.needed()) + ", or " + format.title().replaceFirst("^.* (?:of|for) ", "") + " does not open it"));
			return said;
		}
		if (problems.isWrong(PointsKey.OUTPUT.key()))
			return Optional.empty();
		final Optional<CellPointsFormat> named = output == null ? Optional.empty() : CellPointsFormats.of(output);
		if (named.isEmpty()) {
			final String several = output == null ? "" : CellPointsFormats.several(output);
			problems.wrong(PointsKey.AS.key(), several.isEmpty() ? "say for which program: " + CellPointsFormats.words() : "'" + output
				.getFileName() + "' can be for " + several + ", whose numbers count from different places; say for which");
		}
		return named;
	}
}
