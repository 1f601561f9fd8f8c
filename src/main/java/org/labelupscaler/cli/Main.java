package org.labelupscaler.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.store.Stores;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code label-upscaler}. */
@Command(name = "label-upscaler", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
	description = "Label images at the resolution of huge microscope images: nearest neighbour only, out of core, as N5.",
	footer = { "", "Example:",
			"  label-upscaler upscale annotation.nrrd labels.n5 --factors 8 --unit um", "",
			"Exit codes: 0 done, 1 failed, 2 wrong input or usage, 130 stopped by ctrl-C." })
public final class Main implements Runnable {

	@Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
	private boolean debug;

	@Spec
	private CommandSpec spec;

	/** @param args words of the command line */
	public static void main(final String[] args) {
		final int code = run(args);
		// NB: a stream does not say by itself that what was written to it is lost.
		if (System.out.checkError() && code == Terminal.OK) {
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
		final Main main = new Main();
		final CommandLine commandLine = new CommandLine(main);
		for (final Object command : List.of(new UpscaleCommand(engine), new InfoCommand(), new VerifyCommand(engine), new PreviewCommand(),
			new CellsCommand(engine), new ChartCommand(), new ProjectCommand(), new CellVolumeCommand(engine), new CellPointsCommand(),
			new DemoCommand(words -> run(engine, words))))
			commandLine.addSubcommand(command);
		commandLine.setDefaultValueProvider(option -> option instanceof OptionSpec named && named.longestName().equals("--threads") && engine
			.threads().isPresent() ? Integer.toString(engine.threads().getAsInt()) : null);
		commandLine.registerConverter(Path.class, Main::path);
		commandLine.setCaseInsensitiveEnumValuesAllowed(true);
		commandLine.setParameterExceptionHandler((e, words) -> {
			fail(e.getCommandLine().getErr(), WrongUsage.message(e), e, main.debug);
			return Terminal.WRONG_INPUT;
		});
		commandLine.setExecutionExceptionHandler((e, line, parsed) -> {
			fail(line.getErr(), message(e), e, main.debug);
			return e instanceof CancelledException ? Terminal.CANCELLED : e instanceof InvalidInputException ? Terminal.WRONG_INPUT : Terminal.FAILED;
		});
		try {
			return commandLine.execute(args);
		}
		catch (final LinkageError e) {
			System.err.println("label-upscaler: A library is missing or does not fit: " + e + ". Install the program anew.");
			return Terminal.FAILED;
		}
		catch (final OutOfMemoryError e) {
			System.err.println("label-upscaler: Out of memory. Give Java more memory (JAVA_OPTS=-Xmx4g), or use smaller blocks, " +
				"fewer threads or a smaller picture.");
			return Terminal.FAILED;
		}
	}

	/** NB: of another exception the words would be repeated, in which there may be a secret. */
	private static Path path(final String words) {
		try {
			return Stores.path(words);
		}
		catch (final InvalidInputException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}

	private static String message(final Exception e) {
		if (e instanceof LabelUpscalerException failure)
			return failure.say(Terminal.DIALECT);
		return "Internal error: " + e + ". Run again with --debug and report what it shows.";
	}

	private static void fail(final PrintWriter err, final String message, final Exception e, final boolean debug) {
		err.println("label-upscaler: " + Terminal.shown(message));
		if (debug)
			e.printStackTrace(err);
		err.flush();
	}

	@Override
	public void run() {
		throw new ParameterException(spec.commandLine(), "Name a command: " + WrongUsage.commands(spec.commandLine()));
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
