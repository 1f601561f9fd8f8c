package org.labelupscaler.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The help of a command: options under headings, no line longer than the terminal is wide, words never cut. Picocli's own puts all options
 * in one list and breaks lines within numbers and names of files.
 */
final class HelpText {

	/** Where descriptions begin. */
	private static final int INDENT = 24;

	/** Commands as they belong together. */
	private static final Map<String, List<String>> COMMANDS = commands();

	/** What picocli's own commands are for. */
	private static final Map<String, String[]> PICOCLI = Map.of("help", new String[] { "Show the options of a command: help upscale." },
		"generate-completion", new String[] { "Write the script for tab completion in bash and zsh: source <(label-upscaler generate-completion)" });

	private final CommandSpec command;
	private final int width;
	private final StringBuilder text = new StringBuilder();

	private HelpText(final CommandSpec command, final int width) {
		this.command = command;
		this.width = width;
	}

	private static Map<String, List<String>> commands() {
		final Map<String, List<String>> commands = new LinkedHashMap<>();
		commands.put("Labels", List.of("upscale", "info", "verify", "preview"));
		commands.put("Cells", List.of("cells", "chart", "project", "cellvolume", "cellpoints"));
		commands.put("More", List.of("demo", "help", "generate-completion"));
		return commands;
	}

	/** Makes a command and all that are below it show their help so. */
	static void use(final CommandLine line) {
		line.setHelpSectionKeys(List.of("all"));
		line.setHelpSectionMap(Map.of("all", help -> Terminal.encodable(of(help.commandSpec(), TerminalWidth.ofHelp()))));
	}

	/** The help of a command, in lines of at most so many letters. */
	static String of(final CommandSpec command, final int width) {
		final HelpText help = new HelpText(command, width);
		help.write();
		return help.text.toString();
	}

	private void write() {
		final StringBuilder usage = new StringBuilder("Usage: ").append(command.qualifiedName());
		if (!command.subcommands().isEmpty())
			usage.append(" COMMAND");
		usage.append(" [OPTIONS]");
		for (final PositionalParamSpec word : command.positionalParameters())
			usage.append(' ').append(label(word));
		wrap(usage.toString(), 0, 7);
		line("");
		for (final String paragraph : PICOCLI.getOrDefault(command.name(), command.usageMessage().description()))
			wrap(paragraph, 0, 0);
		if (!command.positionalParameters().isEmpty())
			line("");
		for (final PositionalParamSpec word : command.positionalParameters())
			entry(label(word), word.description());
		writeCommands();
		final Map<Section, List<OptionSpec>> sections = new EnumMap<>(Section.class);
		for (final OptionSpec option : command.options())
			if (!option.hidden())
				sections.computeIfAbsent(section(option), s -> new ArrayList<>()).add(option);
		sections.forEach(this::write);
		for (final String paragraph : command.usageMessage().footer())
			wrap(paragraph, paragraph.length() - paragraph.stripLeading().length(), 0);
	}

	private void write(final Section section, final List<OptionSpec> options) {
		line("");
		line(section.heading() + ":");
		for (final OptionSpec option : options)
			entry(String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : " " + option.paramLabel()), option.description());
	}

	private void writeCommands() {
		COMMANDS.forEach((heading, names) -> {
			if (command.subcommands().keySet().containsAll(names)) {
				line("");
				line(heading + ":");
				for (final String name : names)
					entry(name, PICOCLI.getOrDefault(name, command.subcommands().get(name).getCommandSpec().usageMessage().description()));
			}
		});
	}

	/** NB: picocli keeps the annotated field. */
	private static Section section(final ArgSpec option) {
		if (!(option.userObject() instanceof Field field))
			return Section.OUTPUT;
		if (field.isAnnotationPresent(Section.Of.class))
			return field.getAnnotation(Section.Of.class).value();
		final Section.Of ofAll = field.getDeclaringClass().getAnnotation(Section.Of.class);
		return ofAll == null ? Section.OUTPUT : ofAll.value();
	}

	private static String label(final PositionalParamSpec word) {
		return word.arity().min() == 0 ? "[" + word.paramLabel() + "]" : word.paramLabel();
	}

	private void entry(final String name, final String[] description) {
		final String start = "  " + name;
		final boolean fits = start.length() <= INDENT - 2;
		if (!fits)
			line(start);
		// NB: picocli's own descriptions end in %n.
		final String words = String.join(" ", description).replace("%n", " ").replaceAll("\\s+", " ").strip();
		final int at = text.length();
		wrap(words, INDENT, INDENT);
		if (fits)
			text.replace(at, at + start.length(), start);
	}

	/** Breaks a text at spaces; a word that is longer than a line has one of its own. */
	private void wrap(final String words, final int first, final int next) {
		StringBuilder line = new StringBuilder(" ".repeat(first));
		boolean empty = true;
		for (final String word : words.strip().split(" ")) {
			if (!empty && line.length() + 1 + word.length() > width) {
				line(line.toString());
				line = new StringBuilder(" ".repeat(next));
				empty = true;
			}
			line.append(empty ? "" : " ").append(word);
			empty = false;
		}
		line(line.toString());
	}

	private void line(final String line) {
		text.append(line.stripTrailing()).append('\n');
	}
}
