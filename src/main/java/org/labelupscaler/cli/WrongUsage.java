package org.labelupscaler.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.text.Choices;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to say of a command line that has words which no command knows, or lacks some: what there is instead. */
final class WrongUsage {

	/** How picocli's help says it, by the message alone. */
	private static final Pattern UNKNOWN_COMMAND = Pattern.compile("(?s)Unknown subcommand '(.*)'\\.?");

	private WrongUsage() {}

	/** A line that names what is wrong and what there is to choose from. */
	static String message(final ParameterException e) {
		final CommandSpec command = e.getCommandLine().getCommandSpec();
		return problem(e, command) + " See " + command.qualifiedName() + " --help.";
	}

	private static String problem(final ParameterException e, final CommandSpec command) {
		if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty())
			return unmatched(unmatched.getUnmatched().get(0), command);
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
		if (word.startsWith("-"))
			return "Unknown option '" + word + "'" + choices(word.replaceFirst("=.*", ""), "options", options(command));
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
