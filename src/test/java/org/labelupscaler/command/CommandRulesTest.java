package org.labelupscaler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PictureKey;
import org.scijava.ItemVisibility;
import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.service.Service;


/** The rules that keep commands, macros and scripts working, over all commands that SciJava finds. */
public class CommandRulesTest {

	/** All commands of this project, as SciJava's index has them. */
	public static List<Class<?>> commands() throws ReflectiveOperationException {
		final List<Class<?>> commands = new ArrayList<>();
		for (final IndexItem<Plugin> item : Index.load(Plugin.class))
			if (item.className().startsWith("org.labelupscaler.") && item.annotation().type() == Command.class)
				commands.add(Class.forName(item.className()));
		return commands;
	}

	/** The fields that a user fills, in the order of the dialog: SciJava takes those of the superclass first. */
	public static List<Field> inputs(final Class<?> command) {
		if (command == ContextCommand.class)
			return new ArrayList<>();
		final List<Field> inputs = inputs(command.getSuperclass());
		for (final Field field : command.getDeclaredFields()) {
			final Parameter parameter = field.getAnnotation(Parameter.class);
			if (parameter != null && !Service.class.isAssignableFrom(field.getType()) && parameter
				.visibility() != ItemVisibility.MESSAGE)
				inputs.add(field);
		}
		return inputs;
	}

	/**
	 * A field of a command's dialog.
	 *
	 * @param command the command; the field may be declared in a superclass
	 * @param field the field
	 */
	record Input(Class<?> command, Field field) {}

	static Stream<Input> allInputs() throws ReflectiveOperationException {
		return commands().stream().flatMap(command -> inputs(command).stream().map(field -> new Input(command, field)));
	}

	@Test
	void theCommandsAreThere() throws Exception {
		final Set<String> menu = new TreeSet<>();
		for (final Class<?> command : commands())
			menu.add(command.getAnnotation(Plugin.class).menuPath());
		assertEquals(Set.of("Plugins>Label Upscaler>Upscale Labels...", "Plugins>Label Upscaler>Preview Upscaled Labels...",
			"Plugins>Label Upscaler>View Labels in BigDataViewer...", "Plugins>Label Upscaler>Verify Upscaled Labels...",
			"Plugins>Label Upscaler>Assign Cells to Regions...", "Plugins>Label Upscaler>Chart Cells per Region...",
			"Plugins>Label Upscaler>Project Cells over Regions...", "Plugins>Label Upscaler>Write Cells as a Volume...",
			"Plugins>Label Upscaler>Write Cells for Other Programs..."), menu);
	}

	@ParameterizedTest
	@MethodSource("commands")
	void commandsRunWithoutAScreenAndCanBeCancelled(final Class<?> command) {
		final Plugin plugin = command.getAnnotation(Plugin.class);
		assertTrue(plugin.headless());
		assertTrue(ContextCommand.class.isAssignableFrom(command));
		assertFalse(plugin.description().isEmpty());
	}

	/** NB: services are inputs too; SciJava does not run a command with two of one name. */
	@ParameterizedTest
	@MethodSource("commands")
	void commandsAreValidForSciJava(final Class<?> command) {
		final CommandInfo info = new CommandInfo(command.getName());
		assertTrue(info.isValid(), info.getProblems().toString());
	}

	@ParameterizedTest
	@MethodSource("allInputs")
	void inputsCanBeKeysOfAMacro(final Input which) throws Exception {
		final Field input = which.field();
		final Parameter parameter = input.getAnnotation(Parameter.class);
		assertTrue(input.getName().matches("[a-z]+"), "a key must be of lower-case letters only");
		assertTrue(parameter.label().toLowerCase(Locale.ROOT).matches(String.join(" ?", input.getName().split("")) + "\\b.*"),
			"who reads a macro finds the field that it speaks of");
		assertTrue(input.getType() == String.class || input.getType() == File.class,
			"SciJava and ImageJ record other types, above all booleans, in different ways");
		final boolean folder = input.getType() == File.class && parameter.style().equals("directory") && input.getName()
			.equals("temp");
		assertEquals(folder, parameter.persist(), "a value kept from the last dialog changes what a macro does");
		assertFalse(parameter.required(), "what is required is said when it runs, in words");
		assertTrue(parameter.initializer().isEmpty(), "it would overwrite what a macro says");
		if (parameter.choices().length > 0) {
			final Object command = which.command().getConstructor().newInstance();
			input.setAccessible(true);
			assertEquals(parameter.choices()[0], input.get(command), "the first choice is the default");
			assertFalse(Arrays.asList(parameter.choices()).contains(""), "SciJava's dialog fails at an empty choice");
		}
	}

	@ParameterizedTest
	@MethodSource("allInputs")
	void callbacksExist(final Input which) throws Exception {
		final Field input = which.field();
		final String callback = input.getAnnotation(Parameter.class).callback();
		if (callback.isEmpty())
			return;
		boolean found = false;
		for (Class<?> c = input.getDeclaringClass(); c != null; c = c.getSuperclass())
			found |= Arrays.stream(c.getDeclaredMethods()).anyMatch(m -> m.getName().equals(callback) && m
				.getParameterCount() == 0);
		assertTrue(found, callback);
	}

	@Test
	void theMainCommandHasAllOptionsOfAJob() throws Exception {
		final List<Field> inputs = inputs(UpscaleLabels.class);
		final UpscaleLabels command = new UpscaleLabels();
		for (final OptionKey key : OptionKey.values()) {
			final Optional<Field> input = inputs.stream().filter(f -> f.getName().equals(key.key())).findFirst();
			assertTrue(input.isPresent(), key.key());
			final Parameter parameter = input.get().getAnnotation(Parameter.class);
			assertNotNull(parameter);
			assertEquals(key.label(), parameter.label());
			assertEquals(key.choices(), List.of(parameter.choices()));
			input.get().setAccessible(true);
			final Object value = input.get().get(command);
			assertEquals(key.defaultWords(), value == null ? "" : value);
		}
		assertEquals(OptionKey.values().length + 1, inputs.size(), "and besides only what to show the result in");
	}

	@Test
	void picturesAskForAllWordsThereAreAboutThem() throws Exception {
		assertEquals(PictureKey.OF_CHART, pictureKeys(ChartCells.class));
		assertEquals(PictureKey.OF_PROJECTION, pictureKeys(ProjectCells.class));
		final Set<PictureKey> all = new TreeSet<>(PictureKey.OF_CHART);
		all.addAll(PictureKey.OF_PROJECTION);
		assertEquals(Set.of(PictureKey.values()), all);
	}

	/** The keys of a command's own fields, which are to have the labels, choices and defaults of these. */
	private static List<PictureKey> pictureKeys(final Class<?> command) throws ReflectiveOperationException {
		final List<PictureKey> keys = new ArrayList<>();
		for (final Field input : command.getDeclaredFields()) {
			final Parameter parameter = input.getAnnotation(Parameter.class);
			final PictureKey key = PictureKey.valueOf(input.getName().toUpperCase(Locale.ROOT));
			keys.add(key);
			assertEquals(key.label(), parameter.label());
			assertEquals(key.choices(), List.of(parameter.choices()));
			input.setAccessible(true);
			final Object value = input.get(command.getConstructor().newInstance());
			assertEquals(key.defaultWords(), value == null ? "" : value);
		}
		return keys;
	}

	@Test
	void viewingAsksForCellsAsTheCommandsAboutCellsDo() throws Exception {
		final List<Field> inputs = inputs(ViewLabels.class);
		for (final CellKey key : CellKey.PLACES) {
			final Optional<Field> input = inputs.stream().filter(f -> f.getName().equals(key.key())).findFirst();
			assertTrue(input.isPresent(), key.key());
			final Parameter parameter = input.get().getAnnotation(Parameter.class);
			if (key != CellKey.CELLS)
				assertEquals(key.label(), parameter.label());
			assertEquals(key.choices(), List.of(parameter.choices()));
		}
	}
}
