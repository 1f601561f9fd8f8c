package org.labelupscaler.words;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.CellOptionsBuilder;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.TargetLabels;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.Convention.Zero;
import org.labelupscaler.points.DecimalMark;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.points.PointFormat;
import org.labelupscaler.points.file.PointFiles;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.Sources;

/**
 * Takes the words a user types about labels and cells, and reports all that is wrong with them at once. Empty or null words
 * leave the default. Used by one thread.
 */
public final class CellWords {

	private static final String AUTO = "auto";

	private final OptionsBuilder labels = UpscaleWords.builder();
	private final Given<OptionKey> given = new Given<>(OptionKey.class);
	private final Given<CellKey> words = new Given<>(CellKey.class);

	/** Nothing but the defaults. */
	public CellWords() {}

	/**
	 * @param given what is said by key; keys of others are not looked at
	 * @return these words
	 */
	public static CellWords of(final Map<String, String> given) {
		final CellWords words = new CellWords();
		CellKey.LABELS.forEach(key -> words.set(key, given.get(key.key())));
		CellKey.PLACES.forEach(key -> words.set(key, given.get(key.key())));
		return words;
	}

	/**
	 * @param key which option about the labels, one of {@link CellKey#LABELS}, or {@link OptionKey#REGIONS}
	 * @param word as a user types it
	 * @return this
	 */
	public CellWords set(final OptionKey key, final String word) {
		given.set(key, word);
		// NB: here regions say which cells are wanted; the labels are all there.
		if (key != OptionKey.REGIONS)
			labels.set(key, word);
		return this;
	}

	/**
	 * @param key which option about the cells, one of {@link CellKey#PLACES}
	 * @param word as a user types it
	 * @return this
	 */
	public CellWords set(final CellKey key, final String word) {
		words.set(key, word);
		return this;
	}

	/**
	 * @param open finds a label image that is open; asked only if no file of labels is named, rightly or not
	 * @return this
	 */
	public CellWords orImage(final Supplier<? extends Optional<? extends SourceFile>> open) {
		labels.orImage(open);
		return this;
	}

	/** @return what is said about the labels, for what has no key of its own; never built by others */
	public OptionsBuilder labels() {
		return labels;
	}

	/**
	 * Reads the headers of all files.
	 *
	 * @return the options
	 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
	 */
	public CellOptions build() {
		final Words problems = new Words();
		final Optional<ImageSize> frame = frame(problems);
		final AxisOrder axes = axes(problems);
		final Optional<UpscaleOptions> target = problems.parsed("", () -> labels(frame, axes));
		final Optional<PointFile> cells = cells(problems);
		final Convention convention = convention(cells, problems);
		final PointFilter filter = filter(cells, problems);
		final boolean skip = problems.either(CellKey.BAD_ROWS.field(), words.get(CellKey.BAD_ROWS), "fail", "skip", false);
		final List<String> regions = LabelWords.regions(given.or(OptionKey.REGIONS, ""));
		target.ifPresent(options -> problems.parsed("", () -> {
			CellOptionsBuilder.checkRegions(options, regions);
			return options;
		}));
		problems.check();
		final CellOptionsBuilder options = new CellOptionsBuilder(target.orElseThrow(), cells.orElseThrow()).convention(convention).axes(axes)
			.filter(filter).skipBadRows(skip).regions(regions);
		frame.ifPresent(options::frame);
		final CellOptions built = options.build();
		if (built.isFromImage() && !words.or(CellKey.ZERO, AUTO).equalsIgnoreCase(AUTO))
			problems.wrong(CellKey.ZERO.key(), built.frame().get().name() + " says where the centre of its first voxel lies, and lengths are its " +
				"own coordinates; leave zero out, or name as points in the size of the image for lengths from its first voxel");
		problems.check();
		return built;
	}

	/** The image the cells were found in, or only its size. */
	private Optional<ImageSize> frame(final Words problems) {
		final String field = CellKey.POINTS_IN.field();
		final String word = words.get(CellKey.POINTS_IN);
		if (isSize(word))
			return problems.sizes(field, word).filter(size -> isPossible(size, problems)).map(
				size -> new ImageSize("an image of that size", "", size, VoxelSize.UNKNOWN));
		return Optional.ofNullable(problems.path(field, word)).flatMap(file -> problems.parsed(field, () -> inUnit(Sources.measure(file))));
	}

	/** NB: a unit that is said holds for whatever says none, as in other jobs. */
	private ImageSize inUnit(final ImageSize image) {
		final Optional<String> unit = labels.unit().map(LengthUnit::symbol);
		return image.withVoxelSize(unit.map(image.voxelSize()::withDefaultUnit).orElse(image.voxelSize()));
	}

	private static boolean isPossible(final long[] size, final Words problems) {
		for (final long voxels : size)
			if (voxels > AxisMap.MAX_SIZE) {
				problems.wrong(CellKey.POINTS_IN.field(), voxels + " voxels are beyond all bounds; at most " + AxisMap.MAX_SIZE +
					" are possible along an axis");
				return false;
			}
		return true;
	}

	private static boolean isSize(final String word) {
		return word != null && word.matches("[-+\\d. ]+(,[-+\\d. ]*)+") && !Files.exists(Path.of(word));
	}

	/**
	 * NB: a container has its size; else the labels are wanted as they would be on the image of the cells, if there is one, along the axes
	 * that belong to each other.
	 */
	private UpscaleOptions labels(final Optional<ImageSize> frame, final AxisOrder axes) {
		final String image = words.get(CellKey.POINTS_IN);
		final String input = given.get(OptionKey.INPUT);
		final boolean same = frame.isEmpty() || input != null && TargetLabels.isContainer(new Words().path("", input));
		String size = "";
		if (!same && !isInOrder(axes)) {
			final long[] along = axes.size(frame.get().size());
			size = along[0] + "," + along[1] + "," + along[2];
		}
		else if (!same && isSize(image))
			size = image;
		return labels.factors(same ? "1" : "").size(size).match(same || !size.isEmpty() ? "" : image).buildForReading();
	}

	/** Whether x, y and z of the cells' image are those of the labels, turned round or not. */
	private static boolean isInOrder(final AxisOrder axes) {
		return axes.x().number() == 0 && axes.y().number() == 1;
	}

	private Optional<PointFile> cells(final Words problems) {
		final Path file = problems.path(CellKey.CELLS.key(), words.get(CellKey.CELLS));
		if (file == null) {
			if (!problems.isWrong(CellKey.CELLS.key()))
				problems.wrong(CellKey.CELLS.key(), "name the file of cells");
			return Optional.empty();
		}
		final Optional<PointFormat> format = choice(CellKey.FORMAT, PointFormat.values(), problems);
		if (problems.isWrong(CellKey.FORMAT.key()))
			return Optional.empty();
		final PointColumns columns = PointColumns.of(words.get(CellKey.X), words.get(CellKey.Y), words.get(CellKey.Z));
		final Optional<DecimalMark> decimal = choice(CellKey.DECIMAL, DecimalMark.values(), problems);
		return problems.parsed(CellKey.CELLS.key(), () -> PointFiles.describe(file, columns, format, decimal));
	}

	private AxisOrder axes(final Words problems) {
		final String word = words.or(CellKey.AXES, AxisOrder.SAME.toString());
		try {
			return AxisOrder.parse(word);
		}
		catch (final IllegalArgumentException e) {
			problems.wrong(CellKey.AXES.key(), e.getMessage());
			return AxisOrder.SAME;
		}
	}

	/** What the user says, else what the format does. */
	private PointFilter filter(final Optional<PointFile> cells, final Words problems) {
		final PointFilter usual = cells.map(PointFile::usual).orElse(PointFilter.ALL);
		if (!words.has(CellKey.WHERE))
			return usual;
		try {
			final PointFilter filter = PointFilter.parse(words.get(CellKey.WHERE));
			cells.ifPresent(file -> problems.parsed(CellKey.WHERE.key(), () -> filter.of(file.path(), file.columns())));
			return filter;
		}
		catch (final IllegalArgumentException e) {
			problems.wrong(CellKey.WHERE.key(), e.getMessage());
			return usual;
		}
	}

	private Convention convention(final Optional<PointFile> cells, final Words problems) {
		final Convention ofFile = cells.map(PointFile::convention).orElse(Convention.VOXELS);
		final String coordinates = words.or(CellKey.COORDINATES, AUTO);
		if (coordinates.equalsIgnoreCase(AUTO))
			cells.flatMap(file -> file.question().map(why -> file.path() + ": " + why)).ifPresent(why -> problems.wrong(CellKey.COORDINATES
				.key(), why + ". Or say what they count from the first voxel: " + String.join(", ", CellKey.COORDINATES.choices().subList(1,
					CellKey.COORDINATES.choices().size()))));
		Optional<LengthUnit> unit = ofFile.unit();
		if (coordinates.equalsIgnoreCase("voxels"))
			unit = Optional.empty();
		else if (!coordinates.equalsIgnoreCase(AUTO)) {
			unit = LengthUnit.parse(coordinates);
			if (unit.isEmpty())
				problems.wrong(CellKey.COORDINATES.key(), "'" + coordinates + "' is not one of " + String.join(", ", CellKey.COORDINATES
					.choices()));
		}
		final String zero = words.or(CellKey.ZERO, AUTO);
		if (zero.equalsIgnoreCase("center"))
			words.set(CellKey.ZERO, "centre");
		return ofFile.with(unit).with(choice(CellKey.ZERO, Zero.values(), problems).orElse(ofFile.zero()));
	}

	/** Nothing for "auto". */
	private <E extends Enum<E>> Optional<E> choice(final CellKey key, final E[] values, final Words problems) {
		final String word = words.or(key, AUTO);
		return word.equalsIgnoreCase(AUTO) ? Optional.empty() : problems.choice(key.key(), word, values);
	}
}
