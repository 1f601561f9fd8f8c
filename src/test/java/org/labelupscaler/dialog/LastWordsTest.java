package org.labelupscaler.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.labelupscaler.Remedy;

/** Words of dialogs, with settings that are kept as ImageJ keeps its own: in a file of properties. */
class LastWordsTest {

	private static final Map<String, String> ADDRESSES_WITHOUT_SECRETS = Map.of("input", "s3://bucket/a.nrrd", "output",
		"s3://endpoint=http://localhost:9000,region=eu-west-1,path-style=true@bucket/out.n5", "match", "https://example.org/brain.zarr", "ontology",
		"/data/a@b?c.csv", "temp", "C:/me@lab");
	private static final Map<String, String> ADDRESSES_WITH_SECRETS = Map.of("input", "https://example.org/a.nrrd?X-Amz-Signature=abc", "output",
		"s3://endpoint=http://me:word@host@bucket/out.n5", "match", "https://me:word@example.org/a.tif", "ontology", "s3://secret=abc@bucket/a.csv",
		"temp", "S3://KEY:word@bucket", "image",
		"s3://endpoint=https://me:word@host/bucket/a.tif", "regions", "s3:\\\\me:word@bucket");

	private final Form form = new Form("Only of this test", "", Form.UPSCALE.fields(), 1, Form.Text.CONTAINER);
	private Properties settings = new Properties();
	private LastWords last = opened();

	private LastWords opened() {
		return new LastWords(form, (key, otherwise) -> settings.getProperty(key, otherwise), (key, word) -> {
			if (word == null)
				settings.remove(key);
			else
				settings.setProperty(key, word);
		});
	}

	/** ImageJ ends and starts again. */
	private void restart() throws Exception {
		final StringWriter file = new StringWriter();
		settings.store(file, null);
		settings = new Properties();
		settings.load(new StringReader(file.toString()));
		LastWords.forgetSession();
		last = opened();
	}

	@AfterEach
	void tearDown() {
		LastWords.forgetSession();
	}

	@Test
	void theyAreThereAgainButWhetherToReplaceIsAskedAnew() {
		assertEquals(Map.of(), last.words());
		last.keep(Map.of("input", "a.nrrd", "existing", "overwrite"));
		assertEquals(Map.of("input", "a.nrrd"), last.words());
		last.stopped(Remedy.NONE);
		assertEquals(Map.of("input", "a.nrrd"), last.words());
		last.stopped(Remedy.RESUME);
		assertEquals(Map.of("input", "a.nrrd", "existing", "resume"), last.words());
	}

	@Test
	void whatIsNotAsAtFirstIsThereAfterARestart() throws Exception {
		final Map<String, String> typed = Map.of("input", "C:\\Müller, 1=2\\a.nrrd", "factors", "2,2,4", "unit", "um", "levels", "");
		last.keep(form.complete(typed));
		restart();
		assertEquals(typed, last.words());
	}

	@Test
	void fieldsThatWerePutBackAreForgotten() throws Exception {
		last.keep(form.complete(Map.of("input", "a.nrrd", "factors", "2")));
		last.keep(form.complete(Map.of("input", "a.nrrd")));
		assertEquals(1, settings.size());
		restart();
		assertEquals(Map.of("input", "a.nrrd"), last.words());
	}

	@Test
	void whatWasAgreedToHoldsForNoOtherSession() throws Exception {
		last.keep(form.complete(Map.of("input", "a.nrrd", "existing", "overwrite", "roundedids", "accept")));
		last.stopped(Remedy.RESUME);
		restart();
		assertEquals(Map.of("input", "a.nrrd"), last.words());
		// NB: nor if an older version, or a hand, has put it there.
		last.keep(form.complete(Map.of("input", "a.nrrd")));
		final String name = settings.stringPropertyNames().iterator().next();
		settings.setProperty(name.replace(".input", ".existing"), "overwrite");
		restart();
		assertEquals(Map.of("input", "a.nrrd"), last.words());
	}

	@Test
	void noSecretIsKept() throws Exception {
		last.keep(form.complete(ADDRESSES_WITH_SECRETS));
		assertEquals(Map.of(), settings);
		last.keep(form.complete(ADDRESSES_WITHOUT_SECRETS));
		restart();
		assertEquals(ADDRESSES_WITHOUT_SECRETS, last.words());
	}

	@Test
	void aChoiceThatThereIsNoMoreIsForgotten() throws Exception {
		last.keep(form.complete(Map.of("format", "imaris")));
		final String name = settings.stringPropertyNames().iterator().next();
		settings.setProperty(name, "stone");
		restart();
		assertEquals(Map.of(), last.words());
	}

	@Test
	void dialogsDoNotMixTheirWords() throws Exception {
		for (final Form each : Form.ALL)
			new LastWords(each, settings::getProperty, (key, word) -> {
				if (word != null)
					settings.setProperty(key, word);
			}).keep(each.complete(Map.of(each.fields().get(0).key(), each.command())));
		restart();
		final Map<String, String> found = new HashMap<>();
		for (final Form each : Form.ALL)
			found.put(each.command(), new LastWords(each, settings::getProperty, (key, word) -> {}).words().get(each.fields().get(0).key()));
		found.forEach((command, word) -> assertEquals(command, word));
	}
}
