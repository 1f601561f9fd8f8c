package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.UpscaleOptions;

import ij.Macro;

/** A macro makes the options that it was made of, and the keys are what ImageJ takes for keys. */
class MacroRoundTripTest {

	private static final String[] FOLDERS = { "data", "my data", "Übersicht (2)", "[1] a", "a[b [c]]", "it's", "100%", "x=3",
		"size=2,2,2 z", "a,b;c", "脑", "&x", "'q'", "-" };

	@Test
	void optionsThroughAMacroStayTheSame() {
		final Random random = new Random(5);
		for (int i = 0; i < 500; i++) {
			final Map<OptionKey, String> words = words(random);
			final UpscaleOptions options = build(words);
			final String macro = UpscaleWords.toMacro(options);
			assertEquals(options, UpscaleWords.parse(macro), macro);
			assertEquals(macro, UpscaleWords.toMacro(UpscaleWords.parse(macro)));

			final Map<String, String> typed = new LinkedHashMap<>();
			words.forEach((key, text) -> typed.put(key.key(), text));
			assertEquals(options, UpscaleWords.parse(MacroOptions.print(typed)), typed.toString());
		}
	}

	private static UpscaleOptions build(final Map<OptionKey, String> words) {
		final OptionsBuilder builder = UpscaleWords.builder();
		words.forEach(builder::set);
		return builder.build();
	}

	private static Map<OptionKey, String> words(final Random random) {
		final Map<OptionKey, String> words = new EnumMap<>(OptionKey.class);
		words.put(OptionKey.INPUT, path(random, "brain.nrrd"));
		if (random.nextBoolean())
			words.put(OptionKey.OUTPUT, path(random, "labels.n5"));
		switch (random.nextInt(3)) {
			case 0 -> words.put(OptionKey.FACTORS, one(random, "8", "2,2,2", "1.5,0.25,3e1", "1e-3", "007"));
			case 1 -> words.put(OptionKey.SIZE, one(random, "6000,3636,5182", "1,1,1", "2147483647,1,9"));
			default -> words.put(OptionKey.VOXEL_SIZE, one(random, "2.2", "0.65,0.65,5", "1E2"));
		}
		maybe(random, words, OptionKey.UNIT, "source", "nm", "um", "µm", "Micron", "mm", "cm", "m", "angstrom");
		maybe(random, words, OptionKey.LEVELS, "auto", "none", "2,2,1", "2,2,1;4,4,2;9,8,7", "1,1,2; 2,2,4");
		maybe(random, words, OptionKey.COMPRESSION, "gzip", "gzip:1", "gzip:9", "lz4", "zstd", "zstd:22", "raw", "GZIP:6");
		maybe(random, words, OptionKey.FORMAT, "auto", "n5", "N5");
		maybe(random, words, OptionKey.BLOCK, "64", "128,64,32", "1,1,1");
		maybe(random, words, OptionKey.BACKGROUND, "skip", "write");
		maybe(random, words, OptionKey.EXISTING, "fail", "resume", "overwrite");
		maybe(random, words, OptionKey.SYNC, "no", "yes");
		maybe(random, words, OptionKey.THREADS, "1", "7", "1024");
		maybe(random, words, OptionKey.TEMP, path(random, "tmp"));
		maybe(random, words, OptionKey.ROUNDED_IDS, "refuse", "accept");
		maybe(random, words, OptionKey.RAW, "528,320,456 uint32", "5,4,3 int64 little", "1,2,3  float64 big");
		return words;
	}

	private static String path(final Random random, final String name) {
		Path path = Path.of("/");
		for (int n = random.nextInt(4); n > 0; n--)
			path = path.resolve(one(random, FOLDERS));
		return path.resolve(one(random, "", FOLDERS[random.nextInt(FOLDERS.length)]) + name).toAbsolutePath().toString();
	}

	private static void maybe(final Random random, final Map<OptionKey, String> words, final OptionKey key,
		final String... choices)
	{
		if (random.nextBoolean())
			words.put(key, one(random, choices));
	}

	private static String one(final Random random, final String... choices) {
		return choices[random.nextInt(choices.length)];
	}

	@Test
	void anUnknownKeyIsSaidWithAllThatThereAre() {
		final String message = assertThrows(InvalidInputException.class, () -> UpscaleWords.parse(
			"input=a.nrrd factors=x speed=9 block=1,2")).getMessage();
		final List<String> fields = message.lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
		assertEquals(List.of("speed"), fields);
		for (final OptionKey key : OptionKey.values())
			assertTrue(message.contains(key.key()), message);
	}

	@Test
	void keysInAnyCaseAreKnown() {
		assertEquals(Path.of("b.n5"), UpscaleWords.parse("INPUT=a.nrrd Output=b.n5 fActors=2").target());
	}

	@Test
	void aPathThatNoMacroCanHoldIsRefused() {
		final UpscaleOptions options = UpscaleWords.builder().source("a[1.nrrd").factors("2").build();
		assertTrue(assertThrows(InvalidInputException.class, () -> UpscaleWords.toMacro(options)).getMessage().startsWith("input:"));
	}

	@ParameterizedTest
	@CsvSource({ "/data/brain.nrrd,/data/brain-upscaled.n5", "/data/brain.NII.gz,/data/brain-upscaled.n5",
		"/my data/a.b.ome.tif,/my data/a.b-upscaled.n5", "/data/labels,/data/labels-upscaled.n5",
		"/data/.nrrd,/data/.nrrd-upscaled.n5" })
	void withoutAnOutputItIsBesideTheInput(final String input, final String output) {
		final UpscaleOptions options = UpscaleWords.parse(MacroOptions.print(Map.of("input", input, "factors", "2")));
		assertEquals(Path.of(output).toAbsolutePath(), options.target().toAbsolutePath());
	}

	@Test
	void withoutAnOutputARelativeInputStillHasAFolder() {
		assertEquals(Path.of("brain-upscaled.n5").toAbsolutePath(), UpscaleWords.parse("input=brain.nrrd factors=2")
			.target());
	}

	@ParameterizedTest
	@EnumSource(OptionKey.class)
	void aKeyHasNothingButLettersAndItsLabelBeginsWithItsWords(final OptionKey key) {
		assertTrue(key.key().matches("[a-z]+"), key.key());
		assertEquals(key.key(), key.field().replace(" ", ""));
		assertTrue(key.label().toLowerCase(Locale.ROOT).matches(key.field() + "\\b.*"), key.label());
		assertEquals("the words", Macro.getValue("x=1 " + key.key() + "=[the words] y=2 ", key.key(), ""));
		assertEquals(Optional.of(key), WordKey.of(OptionKey.class, key.key()));
	}

	@ParameterizedTest
	@EnumSource(OptionKey.class)
	void theDefaultWordsSayWhatNoWordsSay(final OptionKey key) {
		final OptionsBuilder builder = UpscaleWords.builder().source("/a.nrrd").target("/b.n5").factors("2");
		final UpscaleOptions without = builder.build();
		final OptionsBuilder same = UpscaleWords.builder().source("/a.nrrd").target("/b.n5").factors("2");
		if (key != OptionKey.INPUT && key != OptionKey.OUTPUT && key != OptionKey.FACTORS)
			same.set(key, key.defaultWords());
		else
			assertEquals("", key.defaultWords());
		assertEquals(without, same.build());
		assertTrue(key.choices().isEmpty() || key.choices().get(0).equals(key.defaultWords()));
	}

	@Test
	void allDefaultWordsTogetherSayWhatNoWordsSay() {
		final Map<OptionKey, String> words = new EnumMap<>(OptionKey.class);
		for (final OptionKey key : OptionKey.values())
			words.put(key, key.defaultWords());
		words.put(OptionKey.INPUT, "/data/a.nrrd");
		words.put(OptionKey.FACTORS, "2");
		assertEquals(UpscaleWords.parse("input=/data/a.nrrd factors=2"), build(words));
	}

	@ParameterizedTest
	@EnumSource(OptionKey.class)
	void everyChoiceIsUnderstood(final OptionKey key) {
		for (final String choice : key.choices())
			UpscaleWords.builder().source("/a.nrrd").factors("2").set(key, choice).build();
	}
}
