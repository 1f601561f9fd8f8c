package org.labelupscaler.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.store.Stores;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code label-upscaler}. */
@Command(name = "label-upscaler", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
	description = "Label images at the resolution of huge microscope images: nearest neighbour only, out of core.",
	footer = { "", "Examples:",
			"  label-upscaler info annotation.nrrd",
			"  label-upscaler upscale annotation.nrrd labels.n5 --factors 8 --unit um",
			"  label-upscaler preview labels.n5 labels.png", "",
			"The options of a command: label-upscaler help upscale. A word @FILE stands for the words in that file.",
			"Exit codes: 0 done, 1 failed, 2 wrong input or usage, 130 stopped by ctrl-C." })
public final class Main implements Callable<Integer> {

	private static final String JSON = "--json";
	private static final String HELP = "help";
	private static final String COMPLETION = "generate-completion";
	private static final List<String> COMMANDS = List.of("upscale", "info", "verify", "preview", "cells", "chart", "project", "cellvolume",
		"cellpoints", "demo", HELP, COMPLETION);
	/** Commands that speak of the others. */
	private static final Set<String> ABOUT_ALL = Set.of(HELP, COMPLETION);

	@Section.Of(Section.OUTPUT)
	@Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
	private boolean debug;

	@Spec
	private CommandSpec spec;

	/** @param args words of the command line */
	public static void main(final String[] args) {
		final int code = run(args);
		if (code == Terminal.OK && Printed.isIncomplete()) {
			System.err.println("label-upscaler: What should be printed cannot be written; is the disk full?");
			System.exit(Terminal.FAILED);
		}
		System.exit(code);
	}

	/**
	 * Runs without ending the process.
	 *
	 * @param args words of the command line
	 * @return the exit code
	 */
	public static int run(final String... args) {
		return run(LocalExecutor::new, args);
	}

	/**
	 * Runs without ending the process, and has the work of upscale, verify, cells and cellvolume done elsewhere. All else is done here.
	 *
	 * @param engine has it done
	 * @param args words of the command line
	 * @return the exit code
	 */
	public static int run(final Engine engine, final String... args) {
		return run(engine, false, args);
	}

	private static int run(final Engine engine, final boolean step, final String... args) {
		try {
			return execute(engine, step, args);
		}
		catch (final LinkageError e) {
			final String what = e instanceof NoClassDefFoundError && e.getMessage() != null ? "missing: " + e.getMessage().replace('/', '.') +
				" is not found" : "missing or does not fit: " + e;
			return fail("A library is " + what + ". Install the program anew.", args);
		}
	}

	/** NB: of another exception the words would be repeated, in which there may be a secret. */
	private static Path path(final String words) {
		try {
			return Stores.path(words);
		}
		catch (final InvalidPathException e) {
			throw new TypeConversionException("'" + words + "' is no valid path: " + e.getReason());
		}
		catch (final InvalidInputException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}

	private static int execute(final Engine engine, final boolean step, final String... args) {
		// NB: no option is one of these, and to look at them takes a moment.
		System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
		final Main main = new Main();
		final CommandLine commandLine = new CommandLine(main);
		// NB: what picocli finds out of all of them takes a tenth of a second; whoever names one, needs no other.
		final boolean one = args.length > 0 && !ABOUT_ALL.contains(args[0]) && COMMANDS.contains(args[0]);
		for (final String name : one ? List.of(args[0]) : COMMANDS)
			commandLine.addSubcommand(command(name, engine));
		if (step)
			commandLine.getSubcommands().values().forEach(line -> said(line).ifPresent(OutputArguments::setStep));
		commandLine.setDefaultValueProvider(option -> option instanceof OptionSpec named && named.longestName().equals("--threads") && engine
			.threads().isPresent() ? Integer.toString(engine.threads().getAsInt()) : null);
		commandLine.registerConverter(Path.class, Main::path);
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		HelpText.use(commandLine);
		final Supplier<Optional<Output>> opened = () -> commandLine.getSubcommands().values().stream().flatMap(line -> said(line).flatMap(
			OutputArguments::opened).stream()).findFirst();
		commandLine.setExecutionStrategy(Main::perform);
		commandLine.setParameterExceptionHandler((e, words) -> fail(e.getCommandLine(), WrongUsage.message(e, args), e, main.debug, args));
		commandLine.setExecutionExceptionHandler((e, line, parsed) -> fail(line, message(e), e, main.debug, args));
		try (Stop stop = new Stop(opened)) {
			WrongUsage.checkFiles(args);
			final int exit = commandLine.execute(args);
			opened.get().ifPresent(output -> output.end(exit));
			return exit;
		}
		catch (final InvalidInputException e) {
			return fail(commandLine, e.getMessage(), e, main.debug, args);
		}
		finally {
			opened.get().ifPresent(Output::close);
		}
	}

	/** Runs the command. A lack of memory is a failure like others, so that the log and JSON have it. */
	private static int perform(final ParseResult parsed) {
		WrongUsage.checkWords(parsed);
		try {
			return new CommandLine.RunLast().execute(parsed);
		}
		catch (final OutOfMemoryError e) {
			final List<CommandLine> lines = parsed.asCommandLineList();
			throw new ExecutionException(lines.get(lines.size() - 1), "out of memory", new LabelUpscalerException("Out of memory. Give Java more " +
				"memory (JAVA_OPTS=-Xmx4g), or use smaller blocks, fewer threads or a smaller picture.", e));
		}
	}

	private static Object command(final String name, final Engine engine) {
		return switch (name) {
			case "upscale" -> new UpscaleCommand(engine);
			case "info" -> new InfoCommand();
			case "verify" -> new VerifyCommand(engine);
			case "preview" -> new PreviewCommand();
			case "cells" -> new CellsCommand(engine);
			case "chart" -> new ChartCommand();
			case "project" -> new ProjectCommand();
			case "cellvolume" -> new CellVolumeCommand(engine);
			case "cellpoints" -> new CellPointsCommand();
			case "demo" -> new DemoCommand(words -> run(engine, true, words));
			case HELP -> new CommandLine.HelpCommand();
			case COMPLETION -> new AutoComplete.GenerateCompletion();
			default -> throw new IllegalArgumentException(name);
		};
	}

	/** What says how a command shows things; nothing for those that are picocli's own. */
	private static Optional<OutputArguments> said(final CommandLine line) {
		return line.getCommandSpec().mixins().values().stream().map(CommandSpec::userObject).filter(OutputArguments.class::isInstance).map(
			OutputArguments.class::cast).findFirst();
	}

	private static String message(final Exception e) {
		if (e instanceof LabelUpscalerException failure)
			return failure.say(Terminal.DIALECT);
		return "Internal error: " + e + ". Run again with --debug and report what it shows.";
	}

	/** Says it, in the log too if there is one, and returns the exit code. */
	private static int fail(final CommandLine line, final String message, final Exception e, final boolean debug, final String... args) {
		final Output output = said(line).flatMap(said -> e instanceof ParameterException ? said.opened() : said.openable()).orElseGet(() -> unopened(
			line, args));
		output.fail(message);
		if (debug)
			e.printStackTrace();
		final int exit = e instanceof CancelledException ? Terminal.CANCELLED : e instanceof InvalidInputException ||
			e instanceof ParameterException ? Terminal.WRONG_INPUT : Terminal.FAILED;
		output.end(exit);
		return exit;
	}

	/** NB: picocli knows options only up to the word that is wrong, but also those in a file. */
	private static Output unopened(final CommandLine line, final String... args) {
		return Output.withoutLog(List.of(args).contains(JSON) || said(line).map(OutputArguments::isJson).orElse(false));
	}

	/** Says what no command can catch, and returns the exit code. */
	private static int fail(final String message, final String... args) {
		System.err.println("label-upscaler: " + Terminal.encodable(Terminal.shown(message)));
		try {
			Output.withoutLog(List.of(args).contains(JSON)).fail(message, Terminal.FAILED);
		}
		catch (final LinkageError e) {
			// NB: what is missing may be what writes JSON.
		}
		return Terminal.FAILED;
	}

	/** Help for whoever names no command. NB: not done, so that a script whose command is an empty variable does not go on. */
	@Override
	public Integer call() {
		spec.commandLine().usage(System.err);
		return Terminal.WRONG_INPUT;
	}

	/** Says the version that the jar's manifest records. */
	static final class Version implements CommandLine.IVersionProvider {

		@Override
		public String[] getVersion() {
			final String version = Main.class.getPackage().getImplementationVersion();
			return new String[] { "label-upscaler " + (version == null ? "(not packaged)" : version) };
		}
	}
}
