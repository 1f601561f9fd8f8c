package org.labelupscaler.words;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.job.LabelOptions;
import org.labelupscaler.job.TargetSize;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleOptions.Levels;

/** {@link UpscaleOptions} as the words of a user, and as the text of a macro. */
public final class UpscaleWords {

	private UpscaleWords() {}

	/** @return a builder that takes words, with nothing set but the defaults */
	public static OptionsBuilder builder() {
		return new OptionsBuilder();
	}

	/**
	 * @param given what is said by key; keys of others are not looked at
	 * @return a builder with these words
	 */
	public static OptionsBuilder of(final Map<String, String> given) {
		final OptionsBuilder builder = builder();
		for (final OptionKey key : OptionKey.values())
			builder.set(key, given.get(key.key()));
		return builder;
	}

	/**
	 * @param macro the option text of a macro, for example {@code input=a.nrrd output=b.n5 factors=8}
	 * @return the options
	 * @throws InvalidInputException if anything is wrong or missing; the message has a line for each
	 */
	public static UpscaleOptions parse(final String macro) {
		final OptionsBuilder builder = builder();
		final Map<String, String> options = MacroOptions.parse(macro);
		MacroOptions.checkKeys(options, Arrays.stream(OptionKey.values()).map(OptionKey::key).toList());
		options.forEach((key, words) -> builder.set(WordKey.of(OptionKey.class, key).orElseThrow(), words));
		return builder.build();
	}

	/**
	 * @param options options; of an image nothing is said
	 * @return the option text of a macro that {@link #parse} makes the same options of; paths absolute
	 * @throws InvalidInputException if a path has brackets that do not match, which no macro can hold
	 */
	public static String toMacro(final UpscaleOptions options) {
		final Map<OptionKey, String> words = new EnumMap<>(OptionKey.class);
		if (options.source() != null)
			words.put(OptionKey.INPUT, options.source().toAbsolutePath().toString());
		if (options.target() != null)
			words.put(OptionKey.OUTPUT, options.target().toAbsolutePath().toString());
		put(options.targetSize(), words);
		options.unit().ifPresent(unit -> words.put(OptionKey.UNIT, unit));
		put(options.labels(), words);
		if (!options.offset().isEmpty())
			words.put(OptionKey.OFFSET, join(options.offset()));
		words.put(OptionKey.BLOCK, Arrays.stream(options.blockSize()).mapToObj(Integer::toString).collect(Collectors.joining(",")));
		options.formatWord().ifPresent(format -> words.put(OptionKey.FORMAT, format));
		words.put(OptionKey.COMPRESSION, options.compression().toString());
		words.put(OptionKey.LEVELS, levels(options.levels()));
		words.put(OptionKey.BACKGROUND, options.writeBackground() ? "write" : "skip");
		words.put(OptionKey.EXISTING, options.existing().name().toLowerCase(Locale.ROOT));
		words.put(OptionKey.SYNC, options.sync() ? "yes" : "no");
		words.put(OptionKey.THREADS, Integer.toString(options.threads()));
		options.temporaryFolder().ifPresent(folder -> words.put(OptionKey.TEMP, folder.toAbsolutePath().toString()));
		words.put(OptionKey.ROUNDED_IDS, options.acceptRoundedIds() ? "accept" : "refuse");
		options.rawLayout().ifPresent(raw -> words.put(OptionKey.RAW, join(raw.size()) + " " + raw.type().toString(raw.order())));
		final Map<String, String> text = new LinkedHashMap<>();
		words.forEach((key, word) -> text.put(key.key(), word));
		return MacroOptions.print(text);
	}

	private static void put(final TargetSize size, final Map<OptionKey, String> words) {
		if (size instanceof TargetSize.Factors given)
			words.put(OptionKey.FACTORS, join(given.factors()));
		else if (size instanceof TargetSize.Size given)
			words.put(OptionKey.SIZE, join(given.size()));
		else if (size instanceof TargetSize.Edges given)
			words.put(OptionKey.VOXEL_SIZE, join(given.edges()));
		else if (size instanceof TargetSize.Match given)
			words.put(OptionKey.MATCH, given.file().toAbsolutePath().toString());
		else
			throw new IllegalArgumentException("no words for " + size);
	}

	private static void put(final LabelOptions labels, final Map<OptionKey, String> words) {
		labels.crop().ifPresent(box -> words.put(OptionKey.CROP, box.toString()));
		if (!labels.axes().equals(AxisOrder.SAME))
			words.put(OptionKey.AXES, labels.axes().toString());
		if (!labels.labels().isAll())
			words.put(OptionKey.LABELS, labels.labels().toString());
		if (!labels.regions().isEmpty())
			words.put(OptionKey.REGIONS, String.join(";", labels.regions()) + (labels.regions().size() == 1 ? ";" : ""));
		labels.ontologyFile().ifPresent(file -> words.put(OptionKey.ONTOLOGY, file.toAbsolutePath().toString()));
		words.put(OptionKey.VALUES, labels.values().name().toLowerCase(Locale.ROOT));
	}

	private static String levels(final Levels levels) {
		if (!(levels instanceof Levels.Explicit given))
			return "auto";
		return given.factors().isEmpty() ? "none" : given.factors().stream().map(UpscaleWords::join).collect(Collectors.joining(";"));
	}

	private static String join(final long[] numbers) {
		return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
	}

	private static String join(final List<BigDecimal> numbers) {
		return numbers.stream().map(BigDecimal::toString).collect(Collectors.joining(","));
	}
}
