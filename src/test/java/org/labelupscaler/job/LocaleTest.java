package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.UpscaleWords;

/** What is written and said does not depend on the language of the computer, and numbers have the digits 0 to 9. */
class LocaleTest extends AbstractJobTest {

	private final Locale usual = Locale.getDefault();

	@AfterEach
	void putBack() {
		Locale.setDefault(usual);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "fa-IR", "th-TH-u-nu-thai", "tr-TR", "de-CH", "sv-SE" })
	void theSameBytesInEveryLanguage(final String language) throws Exception {
		final Map<String, String> plain = written(Locale.ROOT, "a");
		assertEquals(plain, written(Locale.forLanguageTag(language), "b"));
	}

	@Test
	void thoseLanguagesWriteNumbersInAnotherWay() {
		// NB: or the test before would show nothing.
		assertNotEquals("14", String.format(Locale.forLanguageTag("ar-EG-u-nu-arab"), "%d", 14));
		assertNotEquals("i", "I".toLowerCase(Locale.forLanguageTag("tr-TR")));
	}

	private Map<String, String> written(final Locale locale, final String name) throws Exception {
		Locale.setDefault(locale);
		final Path place = Files.createDirectory(folder.resolve(name));
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(3), LabelType.INT16, 40, 30, 20), folder.resolve(
			"labels.nrrd"));
		final Path ontology = Files.writeString(folder.resolve("tree.csv"), "id,acronym,name,color,parent\n1,A,a,AABBCC,\n");
		final UpscaleOptions options = UpscaleWords.builder().source(source.toString()).target(place.resolve("labels.n5")
			.toString()).factors("3.5,2,1.25").block("16").offset("0.5,1234567.25,1").set(OptionKey.ONTOLOGY, ontology.toString())
			.build();
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			Files.writeString(place.resolve("said"), String.join("\n", PlanText.levels(job.plan())) + PlanText.target(job.plan()) +
				PlanText.disk(job.estimate()) + PlanText.done(job.run(ProgressListener.NONE)).replaceAll("in .*", "") + UpscaleWords
					.toMacro(options).replace(place.toString(), ""));
		}
		return PlainN5.tree(place);
	}

	@ParameterizedTest
	@ValueSource(strings = { "٣", "३", "３", "2,2,٢", "1٫5" })
	void digitsOfOtherScriptsAreNoNumbers(final String words) throws Exception {
		final OptionsBuilder builder = options(TestSources.random(new Random(3), LabelType.UINT8, 5, 5, 5), "digits");
		for (final OptionKey key : new OptionKey[] { OptionKey.FACTORS, OptionKey.SIZE, OptionKey.VOXEL_SIZE, OptionKey.BLOCK,
			OptionKey.THREADS, OptionKey.OFFSET, OptionKey.LABELS, OptionKey.CROP })
		{
			final OptionsBuilder one = UpscaleWords.builder().source(folder.resolve("digits.nrrd").toString()).target(folder
				.resolve("digits.n5").toString()).set(key, words);
			if (key != OptionKey.FACTORS && key != OptionKey.SIZE && key != OptionKey.VOXEL_SIZE)
				one.factors("2");
			assertThrows(InvalidInputException.class, one::build, key.toString());
		}
		builder.factors("2").build();
	}
}
