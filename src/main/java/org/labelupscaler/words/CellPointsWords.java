package org.labelupscaler.words;

import static org.labelupscaler.grid.LengthUnit.MICROMETER;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.output.CellPointsFormat;
import org.labelupscaler.cells.output.CellPointsFormats;
import org.labelupscaler.cells.output.CellPointsTask;
import org.labelupscaler.grid.Decimals;
import org.labelupscaler.grid.LengthUnit;

/**
 * Takes the words a user types about cells for other programs, and reports all that is wrong with them at once. Empty or null words
 * leave the default. Used by one thread.
 */
public final class CellPointsWords {

	private static final String AUTO = "auto";
	private static final Pattern RADIUS = Pattern.compile("([0-9.]{1,20})\\s*(\\p{L}*)");
	/** In um. */
	private static final double SMALLEST = 1e-3;
	private static final double LARGEST = 1e6;

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
		final Optional<CellPointsFormat> format = sized(format(output, problems), problems);
		final boolean overwrite = problems.either(PointsKey.EXISTING.key(), words.get(PointsKey.EXISTING), "fail", "overwrite", false);
		final Optional<CellOptions> cells = problems.parsed("", builder::build);
		problems.check();
		final CellPointsFormat as = format.orElseThrow();
		final Path target = output != null ? output : AssignOptions.beside(cells.orElseThrow().cells().path(), as.endings().get(0));
		final CellPointsTask task = new CellPointsTask(cells.orElseThrow(), as, target, overwrite);
		task.check();
		return task;
	}

	/** The format with the size of cells that is said, if one is. */
	private Optional<CellPointsFormat> sized(final Optional<CellPointsFormat> format, final Words problems) {
		if (!words.has(PointsKey.RADIUS))
			return format;
		final Optional<Double> radius = problems.parsed(PointsKey.RADIUS.key(), () -> radius(words.get(PointsKey.RADIUS)));
		if (format.isEmpty() || radius.isEmpty())
			return format;
		final Optional<CellPointsFormat> sized = format.get().withRadius(radius.get());
		if (sized.isEmpty())
			problems.wrong(PointsKey.RADIUS.key(), "points for " + format.get().word() + " have no radius; leave it out");
		return sized;
	}

	/** A length in um, or with its unit. */
	private static double radius(final String text) {
		final Matcher matcher = RADIUS.matcher(text);
		final Optional<LengthUnit> unit = matcher.matches() ? LengthUnit.parse(matcher.group(2).isEmpty() ? MICROMETER.symbol() : matcher.group(
			2)) : Optional.empty();
		try {
			if (unit.isPresent()) {
				final double radius = Decimals.decimal(matcher.group(1)).multiply(unit.get().in(MICROMETER)).doubleValue();
				if (radius >= SMALLEST && radius <= LARGEST)
					return radius;
			}
		}
		catch (final NumberFormatException e) {
			// said below
		}
		throw new IllegalArgumentException("'" + text + "' is no length from 0.001 to 1000000 um, as 5 or 0.01mm");
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
