package org.labelupscaler.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;

/** What dialogs ask for, and what they remember. */
class FormTest {

	static Stream<Form> forms() {
		return Form.ALL.stream();
	}

	@ParameterizedTest
	@MethodSource("forms")
	void fewFieldsStandFirstAndAllStandOnce(final Form form) {
		assertEquals(form.keys().size(), new HashSet<>(form.keys()).size());
		assertTrue(form.first() >= 5 && form.first() <= 7, form.command());
		for (final Field field : form.fields())
			assertTrue(field.label().toLowerCase(Locale.ROOT).replace(" ", "").startsWith(field.key()), "a message names the field so: " + field);
		assertEquals(form, Form.of(form.command() + "..."));
	}

	/** NB: GitHub makes an anchor of a heading. */
	@ParameterizedTest
	@MethodSource("forms")
	void theGuideHasThePage(final Form form) throws Exception {
		final String[] page = form.page().split("#");
		final List<String> anchors = Files.readString(Path.of("docs", page[0])).lines().filter(line -> line.startsWith("#")).map(line -> line
			.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-')).toList();
		assertTrue(anchors.contains(page[1]), form.page());
	}

	@Test
	void theMainDialogHasAllOptionsOfAJob() {
		final List<String> keys = Stream.concat(Arrays.stream(OptionKey.values()).map(OptionKey::key), Stream.of("view")).sorted().toList();
		assertEquals(keys, Form.UPSCALE.keys().stream().sorted().toList());
		for (final Form form : List.of(Form.ASSIGN, Form.PROJECT, Form.WRITE_VOLUME, Form.WRITE_POINTS))
			CellKey.PLACES.forEach(key -> assertTrue(form.keys().contains(key.key()), form.command()));
	}

	@Test
	void aMacroHasNeitherEmptyWordsNorDefaults() {
		final Map<String, String> words = new HashMap<>(Form.UPSCALE.complete(Map.of("input", "a.nrrd", "factors", "2", "levels", "")));
		assertEquals(Map.of("input", "a.nrrd", "factors", "2"), Form.UPSCALE.forMacro(words));
		words.put("view", "stack");
		assertEquals("stack", Form.UPSCALE.forMacro(words).get("view"));
		// NB: the default is another in Fiji.
		assertEquals(Map.of("view", "stack"), Form.VIEW.initially("view", "stack").forMacro(Map.of("view", "stack")));
		assertEquals(Map.of("view", "bdv"), Form.VIEW.forMacro(Form.VIEW.complete(Map.of())));
	}
}
