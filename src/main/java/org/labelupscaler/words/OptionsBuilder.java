package org.labelupscaler.words;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.JobPart;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleOptions.Levels;
import org.labelupscaler.job.UpscaleOptionsBuilder;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.VolumeFormats;

/**
 * Takes the words a user types, and reports all that is wrong with them at once. Empty or null words leave the default.
 * Made by {@link UpscaleWords#builder}; used by one thread.
 */
public final class OptionsBuilder {

	private static final Pattern PART = Pattern.compile("0*([0-9]{1,9})\\s*/\\s*0*([0-9]{1,9})");

	private final Words parser = new Words();
	private final UpscaleOptionsBuilder options = new UpscaleOptionsBuilder();
	private final TargetWords size = new TargetWords();
	private final LabelWords labels = new LabelWords();
	private final RawWords raw = new RawWords();
	private Optional<LengthUnit> unit = Optional.empty();
	private SourceFile image;
	private boolean hasSource;
	private boolean isAtAddress;
	private boolean writeBackground;
	private boolean sync;
	private boolean acceptRoundedIds;

	OptionsBuilder() {}

	/**
	 * Sets one option.
	 *
	 * @param key which
	 * @param words as a user types them
	 * @return this
	 */
	public OptionsBuilder set(final OptionKey key, final String words) {
		return switch (key) {
			case INPUT -> source(words);
			case OUTPUT -> target(words);
			case FACTORS -> factors(words);
			case SIZE -> size(words);
			case VOXEL_SIZE -> voxelSize(words);
			case MATCH -> match(words);
			case UNIT -> unit(words);
			case AXES, CROP, LABELS, REGIONS, ONTOLOGY, VALUES -> {
				labels.set(key, words);
				yield this;
			}
			case OFFSET -> offset(words);
			case LEVELS -> levels(words);
			case FORMAT -> format(words);
			case COMPRESSION -> compression(words);
			case BLOCK -> block(words);
			case BACKGROUND -> background(words);
			case EXISTING -> existing(words);
			case SYNC -> sync(words);
			case THREADS -> threads(words);
			case TEMP -> temporaryFolder(words);
			case ROUNDED_IDS -> roundedIds(words);
			case RAW -> raw(words);
		};
	}

	/**
	 * @param path the label file; required unless there is an {@link #image}
	 * @return this
	 */
	public OptionsBuilder source(final String path) {
		final Path file = parser.path("input", path);
		hasSource = file != null;
		isAtAddress |= file != null && Stores.isElsewhere(file);
		options.source(file);
		return this;
	}

	/**
	 * @param word the word of a format, or "auto" for that which the target's name says
	 * @return this
	 */
	public OptionsBuilder format(final String word) {
		if (Words.given(word))
			try {
				options.format(word.strip().equalsIgnoreCase("auto") ? null : VolumeFormats.named(word));
			}
			catch (final IllegalArgumentException e) {
				parser.wrong("format", e.getMessage());
			}
		return this;
	}

	private boolean hasSource() {
		return hasSource || parser.isWrong("input");
	}

	/** Whether input or match is at an address, so that to look at it takes a while. */
	boolean isAtAddress() {
		return isAtAddress;
	}

	/**
	 * @param open an image that is open, used if no file is named; null for none
	 * @return this
	 */
	public OptionsBuilder image(final SourceFile open) {
		image = open;
		options.image(open);
		return this;
	}

	/** @return the open image that is used if no file is named */
	public Optional<SourceFile> image() {
		return Optional.ofNullable(image);
	}

	/**
	 * @param open finds an image that is open; asked only if no file is named, rightly or not
	 * @return this
	 */
	public OptionsBuilder orImage(final Supplier<? extends Optional<? extends SourceFile>> open) {
		return hasSource() ? this : image(open.get().orElse(null));
	}

	/**
	 * @param path the N5 container to make; by default beside the source
	 * @return this
	 */
	public OptionsBuilder target(final String path) {
		options.target(parser.path("output", path));
		return this;
	}

	/**
	 * @param words one factor, or three for x, y, z, above 0; may be fractional
	 * @return this
	 */
	public OptionsBuilder factors(final String words) {
		size.factors(words, parser);
		return this;
	}

	/**
	 * @param words voxels of the target, "x,y,z"
	 * @return this
	 */
	public OptionsBuilder size(final String words) {
		size.size(words, parser);
		return this;
	}

	/**
	 * @param words edges of a target voxel, one or three numbers above 0
	 * @return this
	 */
	public OptionsBuilder voxelSize(final String words) {
		size.voxelSize(words, parser);
		return this;
	}

	/**
	 * @param path an image in any format that can be a source: the target gets its size, and its voxel size if that is known
	 * @return this
	 */
	public OptionsBuilder match(final String path) {
		size.match(path, parser);
		isAtAddress |= Words.given(path) && Stores.isAddress(path.strip());
		return this;
	}

	/**
	 * @param words where the centre of the target's first voxel lies, "x,y,z" in the unit of its voxel size; 0,0,0 by default
	 * @return this
	 */
	public OptionsBuilder offset(final String words) {
		options.offset(Words.given(words) ? parser.numbers("offset", words) : List.of());
		return this;
	}

	/**
	 * @param word the unit of {@link #voxelSize}, and of the source where the source names none; for example "um"; by
	 *          default "source", the unit that the source names
	 * @return this
	 */
	public OptionsBuilder unit(final String word) {
		if (Words.given(word) && !word.strip().equalsIgnoreCase("source"))
			LengthUnit.parse(word).ifPresentOrElse(u -> unit = Optional.of(u), () -> parser.wrong("unit", "'" + word +
				"' is no unit of length; expected nm, um, mm, cm or m"));
		return this;
	}

	/** The unit that was given, if it is one. */
	Optional<LengthUnit> unit() {
		return unit;
	}

	/**
	 * @param words what a source of nothing but voxels holds: size, type and, if it is big, byte order, as in
	 *          "528,320,456 uint32 big"
	 * @return this
	 */
	public OptionsBuilder raw(final String words) {
		raw.all(words, parser);
		return this;
	}

	/**
	 * @param words voxels of a source of nothing but voxels, "x,y,z"
	 * @return this
	 */
	public OptionsBuilder rawSize(final String words) {
		raw.size(words, parser);
		return this;
	}

	/**
	 * @param word its type, for example "uint32"
	 * @return this
	 */
	public OptionsBuilder rawType(final String word) {
		raw.type(word, parser);
		return this;
	}

	/**
	 * @param word its byte order: "little", the default, or "big"
	 * @return this
	 */
	public OptionsBuilder rawEndian(final String word) {
		raw.endian(word, parser);
		return this;
	}

	/**
	 * @param words voxels of a block, one number or "x,y,z"; "auto", the default, for what suits the format
	 * @return this
	 */
	public OptionsBuilder block(final String words) {
		if (Words.given(words) && !words.strip().equalsIgnoreCase("auto"))
			parser.positive("block", words).ifPresent(b -> {
				try {
					options.block(b.stream().mapToInt(BigDecimal::intValueExact).toArray());
				}
				catch (final ArithmeticException e) {
					parser.wrong("block", "'" + words + "' must be whole numbers below 2147483648");
				}
			});
		return this;
	}

	/**
	 * @param word "gzip", "gzip:1" to "gzip:9", "lz4", "zstd", "zstd:1" to "zstd:22", or "raw"; gzip:1 by default
	 * @return this
	 */
	public OptionsBuilder compression(final String word) {
		if (Words.given(word))
			try {
				options.compression(Compression.parse(word));
			}
			catch (final IllegalArgumentException e) {
				parser.wrong("compression", e.getMessage());
			}
		return this;
	}

	/**
	 * @param words "auto", the default; "none"; or factors of each level, "2,2,1;4,4,2"
	 * @return this
	 */
	public OptionsBuilder levels(final String words) {
		if (!Words.given(words))
			return this;
		switch (words.strip().toLowerCase(Locale.ROOT)) {
			case "auto" -> options.levels(new Levels.Automatic());
			case "none" -> options.levels(new Levels.Explicit(List.of()));
			default -> {
				final List<long[]> factors = new ArrayList<>();
				if (!words.matches(".*\\d.*"))
					parser.wrong("levels", "'" + words + "' is not auto, none or factors of each level, as in 2,2,1;4,4,2");
				else
					for (final String level : words.split(";"))
						parser.sizes("levels", level).ifPresent(factors::add);
				options.levels(new Levels.Explicit(factors));
			}
		}
		return this;
	}

	/**
	 * @param word "skip", the default, or "write"
	 * @return this
	 */
	public OptionsBuilder background(final String word) {
		writeBackground = parser.either("background", word, "skip", "write", writeBackground);
		options.writeBackground(writeBackground);
		return this;
	}

	/**
	 * @param word "fail", the default, "resume" or "overwrite"
	 * @return this
	 */
	public OptionsBuilder existing(final String word) {
		if (Words.given(word))
			parser.choice("existing", word, Existing.values()).ifPresent(options::existing);
		return this;
	}

	/**
	 * @param word "no", the default, or "yes": every block is on disk before the container is called complete
	 * @return this
	 */
	public OptionsBuilder sync(final String word) {
		sync = parser.either("sync", word, "no", "yes", sync);
		options.sync(sync);
		return this;
	}

	/**
	 * @param word how many threads, 1 to 1024; by default as many as there are processors
	 * @return this
	 */
	public OptionsBuilder threads(final String word) {
		options.threads(parser.threads(word));
		return this;
	}

	/**
	 * @param words how much of the job: nothing for all of it, "3/16" for the third of sixteen parts, "finish" when all are done
	 * @return this
	 */
	public OptionsBuilder part(final String words) {
		if (Words.given(words))
			parser.parsed("part", () -> partOf(words.strip())).ifPresent(options::part);
		return this;
	}

	private static JobPart partOf(final String word) {
		if (word.equalsIgnoreCase("finish"))
			return new JobPart.Finish();
		final Matcher part = PART.matcher(word);
		if (!part.matches())
			throw new InvalidInputException("part: " + word + " is no part; name one as 3/16, or finish");
		return new JobPart.One(Integer.parseInt(part.group(1)), Integer.parseInt(part.group(2)));
	}

	/**
	 * @param path folder for temporary files; by default that of the target
	 * @return this
	 */
	public OptionsBuilder temporaryFolder(final String path) {
		if (Words.given(path))
			options.temporaryFolder(parser.path("temp", path));
		return this;
	}

	/**
	 * @param word "refuse", the default, or "accept": 32-bit float labels above 2^24, which may have been rounded before
	 * @return this
	 */
	public OptionsBuilder roundedIds(final String word) {
		acceptRoundedIds = parser.either("rounded ids", word, "refuse", "accept", acceptRoundedIds);
		options.acceptRoundedIds(acceptRoundedIds);
		return this;
	}

	/**
	 * @return the options
	 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
	 */
	public UpscaleOptions build() {
		return build(UpscaleOptionsBuilder::build);
	}

	/**
	 * @return the options, without a target if none is given, for whoever writes nothing
	 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
	 */
	public UpscaleOptions buildForReading() {
		return build(UpscaleOptionsBuilder::buildForReading);
	}

	private UpscaleOptions build(final Function<UpscaleOptionsBuilder, UpscaleOptions> last) {
		final Words problems = new Words(parser);
		options.unit(unit.orElse(null)).targetSize(size.build(unit.map(LengthUnit::symbol), problems).orElse(null)).labels(labels.build(
			problems)).raw(raw.build(problems).orElse(null));
		UpscaleOptions made = null;
		try {
			made = last.apply(options);
		}
		catch (final InvalidInputException e) {
			problems.addNew(e);
		}
		problems.check();
		return made;
	}
}
