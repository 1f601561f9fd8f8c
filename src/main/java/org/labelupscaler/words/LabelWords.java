package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.Box;
import org.labelupscaler.job.LabelOptions;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.source.arrange.LabelSelection;
import org.labelupscaler.source.arrange.Values;

/** The words of {@link LabelOptions}, as a user types them. */
public final class LabelWords {

	private final Given<OptionKey> given = new Given<>(OptionKey.class);

	void set(final OptionKey key, final String words) {
		given.set(key, words);
	}

	/** Reads the ontology, if there is one; what is wrong is added to the problems. */
	LabelOptions build(final Words problems) {
		final Optional<Box> crop = parse(OptionKey.CROP, Box::parse, problems);
		final AxisOrder axes = parse(OptionKey.AXES, AxisOrder::parse, problems).orElse(AxisOrder.SAME);
		final LabelSelection labels = parse(OptionKey.LABELS, LabelSelection::parse, problems).orElse(LabelSelection.ALL);
		final Values values = Optional.ofNullable(given.get(OptionKey.VALUES)).flatMap(word -> problems.choice("values", word,
			Values.values())).orElse(Values.IDS);
		final List<String> regions = regions(given.or(OptionKey.REGIONS, ""));
		final Optional<Path> file = Optional.ofNullable(problems.path("ontology", given.get(OptionKey.ONTOLOGY)));
		if (!regions.isEmpty() && file.isEmpty() && !problems.isWrong("ontology"))
			problems.wrong("regions", "name the ontology file that says which labels they are");
		final Ontology ontology = file.map(f -> read(f, problems)).orElse(Ontology.NONE);
		final LabelOptions options = new LabelOptions(crop, axes, labels, regions, file, ontology, values);
		if (file.isPresent() && !problems.isWrong("ontology"))
			check(options, problems);
		return options;
	}

	/**
	 * @param words regions with commas between them or, since their names may have commas, semicolons
	 * @return the regions
	 */
	public static List<String> regions(final String words) {
		return Arrays.stream(words.split(words.contains(";") ? ";" : ",")).map(String::strip).filter(region -> !region.isEmpty())
			.toList();
	}

	private static Ontology read(final Path file, final Words problems) {
		try {
			return OntologyReader.read(file);
		}
		catch (final InvalidInputException e) {
			problems.add(e.in("ontology"));
			return Ontology.NONE;
		}
	}

	private static void check(final LabelOptions options, final Words problems) {
		try {
			options.arrangement();
		}
		catch (final InvalidInputException e) {
			problems.add(e.in("regions"));
		}
	}

	private <T> Optional<T> parse(final OptionKey key, final Function<String, T> parser, final Words problems) {
		return given.has(key) ? problems.parsed(key.key(), () -> parser.apply(given.get(key))) : Optional.empty();
	}
}
