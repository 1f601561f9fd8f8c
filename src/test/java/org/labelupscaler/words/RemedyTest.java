package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.Remedy.Dialect;
import org.labelupscaler.Remedy.Setting;

/** What a user can do is said with words that there are, and each front end says it in its own way. */
class RemedyTest {

	@ParameterizedTest
	@EnumSource(Remedy.class)
	void settingsAreKeysAndWordsThatThereAre(final Remedy remedy) {
		for (final Setting setting : remedy.settings()) {
			final Optional<? extends WordKey> ofJob = WordKey.of(OptionKey.class, setting.key());
			final Optional<? extends WordKey> key = ofJob.isPresent() ? ofJob : WordKey.of(CellKey.class, setting.key());
			assertTrue(key.isPresent(), setting.key());
			if (!setting.value().isEmpty())
				assertTrue(key.get().choices().contains(setting.value()), setting.toString());
		}
		assertFalse(remedy.say(Dialect.MACRO).contains("%"));
	}

	@Test
	void eachFrontEndSaysItInItsOwnWay() {
		final Message message = new Message("a.n5 exists already.", Remedy.RENAME_RESUME_OR_OVERWRITE);
		assertEquals("a.n5 exists already. Choose another name, existing=resume to complete it, or existing=overwrite.", message.say(
			Dialect.MACRO));
		assertEquals("a.n5 exists already. Choose another name, set Existing to resume to complete it, or set Existing to overwrite.", message.say(
			Dialect.DIALOG));
		assertEquals("Give unit= if only the unit is missing, or name with pointsin= an image that says it.", Remedy.NAME_UNIT_OR_IMAGE
			.say(Dialect.MACRO));
		assertEquals("Give Unit if only the unit is missing, or name with Points in an image that says it.", Remedy.NAME_UNIT_OR_IMAGE.say(
			Dialect.DIALOG));
	}

	@Test
	void whatIsWrongWithManyFieldsKeepsItsRemedies() {
		final InvalidInputException one = new InvalidInputException("existing=resume.n5 exists already.", Remedy.RENAME_OR_OVERWRITE);
		final InvalidInputException all = new InvalidInputException(List.of(Message.of("size: wrong"), one.in("output").messages().get(0)));
		assertEquals("size: wrong\noutput: existing=resume.n5 exists already. Choose another name, or set Existing to overwrite.", all.say(
			Dialect.DIALOG));
		assertEquals(all.getMessage(), all.say(Dialect.MACRO));
		assertEquals(one.in("output").messages(), one.in("output").in("output").messages());
	}

	@Test
	void failuresKeepTheirRemediesOnAnotherMachine() throws Exception {
		final LabelUpscalerException failure = new LabelUpscalerException("The disk is full.", Remedy.RESUME_WHEN_MENDED, null);
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(failure);
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertEquals(failure.messages(), ((LabelUpscalerException) in.readObject()).messages());
		}
	}
}
