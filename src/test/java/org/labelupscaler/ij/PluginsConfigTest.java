package org.labelupscaler.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.command.CommandRulesTest;
import org.labelupscaler.dialog.Field;
import org.labelupscaler.dialog.Form;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.plugin.PlugIn;

/** The menu of plain ImageJ is that of Fiji, and its dialogs ask for the same under the same names. */
class PluginsConfigTest {

	private static final Pattern LINE = Pattern.compile("([^,]+), \"([^\"]+)\", ([\\w.]+)");

	private record Entry(String menuPath, Class<?> plugin) {

		Class<?> command() throws ReflectiveOperationException {
			final List<Class<?>> matching = new ArrayList<>();
			for (final Class<?> command : CommandRulesTest.commands())
				if (command.getAnnotation(Plugin.class).menuPath().equals(menuPath))
					matching.add(command);
			assertEquals(1, matching.size(), menuPath);
			return matching.get(0);
		}
	}

	static List<Entry> entries() throws Exception {
		final List<Entry> entries = new ArrayList<>();
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(PluginsConfigTest.class.getResourceAsStream(
			"/plugins.config"), StandardCharsets.UTF_8)))
		{
			for (String line = reader.readLine(); line != null; line = reader.readLine())
				if (!line.isBlank() && !line.startsWith("#")) {
					final Matcher matcher = LINE.matcher(line);
					assertTrue(matcher.matches(), line);
					entries.add(new Entry(matcher.group(1) + ">" + matcher.group(2), Class.forName(matcher.group(3))));
				}
		}
		return entries;
	}

	@Test
	void everyCommandHasOneLine() throws Exception {
		final List<Class<?>> commands = new ArrayList<>();
		for (final Entry entry : entries())
			commands.add(entry.command());
		assertEquals(commands.stream().distinct().toList(), commands);
		assertEquals(CommandRulesTest.commands().size(), commands.size());
	}

	@ParameterizedTest
	@MethodSource("entries")
	void imageJCanMakeThePlugin(final Entry entry) throws Exception {
		assertTrue(PlugIn.class.isAssignableFrom(entry.plugin()));
		assertTrue(entry.plugin().getSimpleName().contains("_"), "ImageJ says what is wrong only of plugins with an underscore");
		entry.plugin().getConstructor().newInstance();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void theDialogIsThatOfTheCommand(final Entry entry) throws Exception {
		final Class<?> commandClass = entry.command();
		final Object command = commandClass.getConstructor().newInstance();
		final List<java.lang.reflect.Field> inputs = CommandRulesTest.inputs(commandClass);
		final List<Field> fields = ((LabelPlugin) entry.plugin().getConstructor().newInstance()).form().fields();
		assertEquals(inputs.stream().map(java.lang.reflect.Field::getName).sorted().toList(), fields.stream().map(Field::key).sorted().toList());
		assertEquals(Form.of(entry.menuPath().substring(entry.menuPath().lastIndexOf('>') + 1)).keys(), fields.stream().map(Field::key).toList());
		for (final java.lang.reflect.Field input : inputs) {
			final Field field = fields.stream().filter(f -> f.key().equals(input.getName())).findFirst().orElseThrow();
			final Parameter parameter = input.getAnnotation(Parameter.class);
			input.setAccessible(true);
			final Object initial = input.get(command);
			assertEquals(parameter.label(), field.label());
			assertEquals(parameter.label().contains("BigDataViewer") ? "stack" : initial == null ? "" : initial, field.initial(),
				"plain ImageJ has no BigDataViewer");
			assertEquals(List.of(parameter.choices()), field.choices());
		}
	}
}
