package org.labelupscaler.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.cli.Main;

/** The command line in a process of its own, which can be killed. */
public final class Program {

	/** Longer than any of these small jobs takes on a busy machine. */
	private static final long HANGS_AFTER_SECONDS = 120;

	/** What SIGKILL makes of an exit code. */
	private static final int KILLED = 128 + 9;

	/**
	 * How a process ended.
	 *
	 * @param exitCode its exit code
	 * @param said all it printed
	 * @param seconds how long it took
	 */
	public record Ended(int exitCode, String said, double seconds) {

		/** Whether it was killed before it ended by itself. */
		boolean killed() {
			return exitCode == KILLED;
		}

		/** The lines that tell of an error. */
		List<String> errors() {
			return said.lines().filter(line -> line.startsWith("label-upscaler: ")).toList();
		}

		/** Why this is no clean failure: not exactly one line that says why, or traces of a crash. */
		Optional<String> unclean() {
			final boolean trace = said.contains("\tat ") || said.contains("Internal error") || said.contains("Exception in") ||
				said.contains("fatal error has been detected");
			return errors().size() == 1 && !trace && (exitCode == 1 || exitCode == 2) ? Optional.empty() : Optional.of(
				"exit code " + exitCode + ", said: " + said);
		}
	}

	private final Process process;
	private final CompletableFuture<String> said;
	private final long start = System.nanoTime();

	private Program(final ProcessBuilder builder) throws IOException {
		process = builder.redirectErrorStream(true).start();
		said = CompletableFuture.supplyAsync(() -> {
			try {
				return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	/** The words that start a class of this project in a Java that starts quickly. */
	public static List<String> java(final Class<?> main, final String... options) {
		final List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:ErrorFile=" + crashReports().resolve(
				"hs_err_%p.log")));
		if (Arrays.stream(options).noneMatch(option -> option.startsWith("-Xmx")))
			words.add("-Xmx256m");
		words.addAll(List.of(options));
		words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		return words;
	}

	/** Where a crashed Java leaves its report. */
	static Path crashReports() {
		return Path.of(System.getProperty("java.io.tmpdir"));
	}

	/** Starts the command line. */
	static Program start(final List<String> words) throws IOException {
		return start(words, Map.of());
	}

	/** Starts the command line with environment variables. */
	static Program start(final List<String> words, final Map<String, String> environment) throws IOException {
		final List<String> all = new ArrayList<>(java(Main.class));
		all.addAll(words);
		final ProcessBuilder builder = new ProcessBuilder(all);
		builder.environment().putAll(environment);
		return new Program(builder);
	}

	/** Starts any program. */
	static Program startAny(final List<String> words) throws IOException {
		return new Program(new ProcessBuilder(words));
	}

	/** Runs the command line to its end. */
	static Ended run(final List<String> words) throws Exception {
		return start(words).end();
	}

	boolean isAlive() {
		return process.isAlive();
	}

	long pid() {
		return process.pid();
	}

	/** SIGKILL. NB: by its handle, for the process itself would also close what is still to be read of what it said. */
	void kill() {
		process.toHandle().destroyForcibly();
	}

	/** SIGINT, what ctrl-C sends. */
	void interrupt() throws Exception {
		new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
	}

	/** Waits for the end; a program that hangs is killed, with an exit code of its own. */
	Ended end() throws Exception {
		final boolean ended = process.waitFor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
		if (!ended) {
			kill();
			process.waitFor();
		}
		final double seconds = (System.nanoTime() - start) / 1e9;
		return new Ended(ended ? process.exitValue() : -1, (ended ? "" : "HANGS: ") + said.get(), seconds);
	}
}
