package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.Midline;
import org.labelupscaler.cells.picture.ChartOptions;
import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.PictureFile;
import org.labelupscaler.cells.picture.PictureKind;
import org.labelupscaler.cells.picture.PictureSize;
import org.labelupscaler.cells.picture.ProjectionOptions;
import org.labelupscaler.cells.picture.ProjectionTask;
import org.labelupscaler.grid.Decimals;

/**
 * Takes the words a user types about a picture, and reports all that is wrong with them at once. Empty or null words leave
 * the default. Used by one thread.
 */
public final class PictureWords {

	private static final Pattern SLAB = Pattern.compile("(\\d{0,18}):(\\d{0,18})");

	private final Given<PictureKey> words = new Given<>(PictureKey.class);

	/** Nothing but the defaults. */
	public PictureWords() {}

	/**
	 * @param given what is said under a key
	 * @return these words
	 */
	public static PictureWords of(final Function<PictureKey, String> given) {
		final PictureWords words = new PictureWords();
		words.words.setAll(PictureKey.values(), given);
		return words;
	}

	/**
	 * @param key which option
	 * @param word as a user types it
	 * @return this
	 */
	public PictureWords set(final PictureKey key, final String word) {
		words.set(key, word);
		return this;
	}

	/**
	 * @return the chart that is wanted
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public ChartTask chart() {
		final Words problems = new Words();
		final Path table = problems.path(PictureKey.TABLE.key(), words.get(PictureKey.TABLE));
		if (table == null && !problems.isWrong(PictureKey.TABLE.key()))
			problems.wrong(PictureKey.TABLE.key(), "name the table of cells per region, which assigning cells to regions has written");
		final PictureSize size = size(problems);
		final Path picture = picture(table, PictureKind.CHART, "-chart.png", size, problems);
		final ChartOptions.By by = choice(PictureKey.BY, ChartOptions.By.values(), problems);
		final double top = number(PictureKey.TOP, 20, n -> n == Math.rint(n) && n >= 1 && n <= ChartOptions.MOST, "a whole number from 1 to " +
			ChartOptions.MOST, problems);
		final double least = number(PictureKey.LEAST, 0, n -> n == Math.rint(n) && n >= 1, "a whole number from 1 on", problems);
		final boolean sides = problems.either(PictureKey.SIDES.key(), words.get(PictureKey.SIDES), "together", "apart", false);
		final boolean log = problems.either(PictureKey.LOG.key(), words.get(PictureKey.LOG), "no", "yes", false);
		final List<String> regions = LabelWords.regions(words.or(PictureKey.REGIONS, ""));
		if (words.has(PictureKey.LEAST) && !problems.isWrong(PictureKey.LEAST.key()) && !regions.isEmpty())
			problems.wrong(PictureKey.LEAST.key(), "regions that are named are all shown, however few cells they have. Leave out " +
				"one of both");
		problems.check();
		// NB: regions that are named are all wanted, however many.
		final int most = regions.isEmpty() || words.has(PictureKey.TOP) ? (int) top : ChartOptions.MOST;
		return new ChartTask(table, picture, new ChartOptions(by, most, (long) least, regions, sides, log, words.or(
			PictureKey.TITLE, ""), size));
	}

	/**
	 * @return what the chart will show; a dialog says it while its fields are edited
	 * @throws InvalidInputException if anything is wrong
	 */
	public LiveText lookAtChart() {
		return LiveText.of(String.join("\n", chart().describe()));
	}

	/**
	 * @param builder the cells and the labels
	 * @return the projection that is wanted
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public ProjectionTask projection(final CellWords builder) {
		final Words problems = new Words();
		final ProjectionOptions.Mode mode = choice(PictureKey.MODE, ProjectionOptions.Mode.values(), problems);
		final int axis = "xyz".indexOf(words.or(PictureKey.AXIS, "z").toLowerCase(java.util.Locale.ROOT));
		if (axis < 0 || words.or(PictureKey.AXIS, "z").length() != 1)
			problems.wrong(PictureKey.AXIS.key(), "'" + words.get(PictureKey.AXIS) + "' is not x, y or z");
		final long[] slab = slab(problems);
		final Optional<Midline> midline = midline(problems);
		final double bin = number(PictureKey.BIN, 0, n -> n > 0, "a length above 0 in um, or in voxels without a voxel size", problems);
		final double gauss = number(PictureKey.GAUSS, -1, n -> true, "a length from 0 (none) on in um, or in voxels without a voxel size",
			problems);
		final double highest = number(PictureKey.HIGHEST, 0, n -> n > 0, "a density above 0", problems);
		final boolean black = problems.either(PictureKey.PAPER.key(), words.get(PictureKey.PAPER), "white", "black", false);
		final PictureSize size = size(problems);
		final CellOptions cells = problems.parsed("", builder::build).orElse(null);
		final Path picture = picture(cells == null ? null : cells.cells().path(), PictureKind.PROJECTION, "-density.png", size, problems);
		if (cells != null && picture != null && !problems.isWrong(PictureKey.PICTURE.key()))
			problems.parsed("", () -> {
				AssignOptions.checkApart(PictureKey.PICTURE.key(), picture, cells);
				return picture;
			});
		problems.check();
		return new ProjectionTask(cells, picture, new ProjectionOptions(mode, axis, slab[0], slab[1], bin, gauss, highest, cells
			.regions(), midline, black, words.or(PictureKey.TITLE, ""), size));
	}

	/** Where the picture goes, if nothing is in its way and there is room for it. */
	private Path picture(final Path beside, final PictureKind kind, final String ending, final PictureSize size, final Words problems) {
		final String field = PictureKey.PICTURE.key();
		final Path given = problems.path(field, words.get(PictureKey.PICTURE));
		final Path picture = given != null || beside == null ? given : AssignOptions.beside(beside, ending);
		if (picture != null)
			problems.parsed(field, () -> {
				PictureFile.check(picture, kind);
				return picture;
			});
		if (picture != null && size != null && !problems.isWrong(field))
			problems.parsed("", () -> {
				PictureFile.checkMemory(picture, size);
				return picture;
			});
		return picture;
	}

	private PictureSize size(final Words problems) {
		final double scale = number(PictureKey.SCALE, PictureSize.DEFAULT.scale(), PictureSize::isScale, "a number from " +
			PictureSize.LEAST_SCALE + " to " + PictureSize.MOST_SCALE, problems);
		final String size = words.orInitial(PictureKey.SIZE);
		return problems.parsed(PictureKey.SIZE.key(), () -> PictureSize.parse(size, scale)).orElse(null);
	}

	/** First voxel and the one after the last; the ends may be left out. */
	private long[] slab(final Words problems) {
		final Matcher matcher = SLAB.matcher(words.or(PictureKey.SLAB, ":").replace(" ", ""));
		final long[] slab = { 0, Long.MAX_VALUE };
		if (matcher.matches())
			for (int i = 0; i < 2; i++)
				slab[i] = matcher.group(i + 1).isEmpty() ? slab[i] : Long.parseLong(matcher.group(i + 1));
		if (!matcher.matches() || slab[0] >= slab[1])
			problems.wrong(PictureKey.SLAB.key(), "'" + words.get(PictureKey.SLAB) + "' is not the first voxel, from 0, and the one " +
				"after the last, which is larger, as in 1000:1100, 1000: or :1100");
		return slab;
	}

	private Optional<Midline> midline(final Words problems) {
		return words.has(PictureKey.MIDLINE) ? problems.parsed(PictureKey.MIDLINE.key(), () -> Midline.parse(words.get(PictureKey.MIDLINE)))
			: Optional.empty();
	}

	/** What is not said is as it is otherwise; what is wrong, too, and a problem. */
	private double number(final PictureKey key, final double otherwise, final DoublePredicate possible, final String expected,
		final Words problems)
	{
		final String word = words.get(key);
		try {
			final double number = word == null ? otherwise : Decimals.decimal(word.strip()).doubleValue();
			if (word == null || number >= 0 && number < 1e12 && possible.test(number))
				return number;
		}
		catch (final NumberFormatException e) {
			// said below
		}
		problems.wrong(key.key(), "'" + word + "' is not " + expected);
		return otherwise;
	}

	private <E extends Enum<E>> E choice(final PictureKey key, final E[] values, final Words problems) {
		final String word = words.orInitial(key);
		return problems.choice(key.key(), word, values).orElse(values[0]);
	}
}
