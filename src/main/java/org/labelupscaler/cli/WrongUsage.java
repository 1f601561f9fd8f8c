package org.labelupscaler.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to say of a command line that has words which no command knows, or lacks some: what there is instead. */
final class WrongUsage {

	/** How picocli's help says it, by the message alone. */
	private static final Pattern UNKNOWN_COMMAND = Pattern.compile("(?s)Unknown subcommand '(.*)'\\.?");

	private WrongUsage() {}

	/** A line that names what is wrong in these words of the command line and what there is to choose from. */
	static String message(final ParameterException e, final String... words) {
		final CommandSpec command = e.getCommandLine().getCommandSpec();
		final CommandSpec program = command.root();
		// NB: if the first word is none that may stand there, what picocli makes of the others is no help.
		if (words.length > 0 && !words[0].startsWith("@") && !program.subcommands().containsKey(words[0]) && !program.optionsMap().containsKey(
			words[0]))
			return unmatched(words[0], program) + see(program);
		return problem(e, command) + see(command);
	}

	/**
	 * Looks at the files of words before picocli does, which tells no user what is wrong with one.
	 *
	 * @throws InvalidInputException if one is a folder
	 */
	static void checkFiles(final String... words) {
		for (final String word : words)
			if (word.startsWith("@") && !word.startsWith("@@") && new File(word.substring(1)).isDirectory())
				throw new InvalidInputException(word + ": " + word.substring(1) + " is a folder; @FILE stands for the words in a file. A name that begins " +
					"with @ is written @@.");
	}

	/**
	 * Refuses a word without letters where a name should stand, as a script gives whose variable is empty.
	 *
	 * @throws ParameterException if there is one
	 */
	static void checkWords(final ParseResult parsed) {
		final ParseResult command = parsed.subcommand();
		if (command == null)
			return;
		for (final PositionalParamSpec word : command.matchedPositionals())
			if (word.stringValues().stream().anyMatch(String::isBlank))
				throw new ParameterException(command.commandSpec().commandLine(), word.paramLabel() + " is empty; " + takes(command.commandSpec()));
	}

	private static String see(final CommandSpec command) {
		return " See " + command.qualifiedName() + " --help.";
	}

	private static String problem(final ParameterException e, final CommandSpec command) {
		if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty())
			return unmatched(unmatched.getUnmatched().get(0), command);
		// NB: picocli looks for what is missing first, but a misspelt option says why it is.
		final Optional<String> option = e instanceof MissingParameterException ? e.getCommandLine().getUnmatchedArguments().stream().filter(
			word -> word.startsWith("-")).findFirst() : Optional.empty();
		if (option.isPresent())
			return unmatched(option.get(), command);
		final Matcher unknown = UNKNOWN_COMMAND.matcher(e.getMessage());
		if (unknown.matches())
			return unmatched(unknown.group(1), command);
		final boolean takes = e instanceof MissingParameterException missing && missing.getMissing().stream().anyMatch(
			arg -> arg.isPositional());
		return e.getMessage() + (takes ? "; " + takes(command) : "") + ".";
	}

	private static String unmatched(final String word, final CommandSpec command) {
		// NB: only commands that have subcommands take none of anything else.
		final Collection<String> commands = command.subcommands().keySet();
		final String option = word.replaceFirst("(?s)=.*", "");
		if (command.subcommands().values().stream().anyMatch(line -> line.getCommandSpec().optionsMap().containsKey(option)))
			return "The option '" + option + "' stands behind the command: " + command.name() + " COMMAND … " + option + ".";
		if (word.startsWith("-"))
			return "Unknown option '" + word + "'" + choices(option, "options", options(command));
		if (!commands.isEmpty())
			return "'" + word + "' is no command" + choices(word, "commands", commands);
		return "'" + word + "' is one word too many; " + takes(command) + ".";
	}

	private static String choices(final String word, final String what, final Collection<String> names) {
		final String meant = Choices.meant(word, names);
		return meant.isEmpty() ? "; " + what + ": " + Choices.listed(names) + "." : meant;
	}

	private static List<String> options(final CommandSpec command) {
		final List<String> names = new ArrayList<>();
		for (final OptionSpec option : command.options())
			names.add(option.longestName());
		return names;
	}

	/** Which words stand without an option. */
	private static String takes(final CommandSpec command) {
		final List<String> words = new ArrayList<>();
		for (final PositionalParamSpec word : command.positionalParameters())
			words.add(word.arity().min() == 0 ? "[" + word.paramLabel() + "]" : word.paramLabel());
		return command.name() + " takes " + (words.isEmpty() ? "options only" : String.join(" ", words));
	}
}
