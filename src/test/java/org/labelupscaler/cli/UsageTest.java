package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** How commands are named and their words given, and what is said if they are not. */
class UsageTest extends ProgramRuns {

	@BeforeEach
	void makeSource() throws Exception {
		TestSources.writeNrrd(TestSources.random(new Random(8), LabelType.UINT16, 20, 15, 10), folder.resolve("brain.nrrd"));
	}

	@Test
	void aloneItShowsHelp() {
		assertEquals(2, run(""));
		assertTrue(err.startsWith("Usage: label-upscaler COMMAND"), err);
		final String alone = err;
		assertEquals(0, run("--help"));
		assertEquals(alone, out);
		assertEquals(0, run("help"));
		assertEquals(alone, out);
		for (final String command : List.of("upscale", "info", "verify", "preview", "cells", "chart", "project", "cellvolume",
			"cellpoints", "demo", "help", "generate-completion"))
			assertTrue(alone.lines().anyMatch(line -> line.startsWith("  " + command + " ")), command);
	}

	@ParameterizedTest
	@ValueSource(strings = { "upscale", "info", "verify", "preview", "cells", "chart", "project", "cellvolume", "cellpoints", "demo" })
	void helpFitsTheTerminal(final String command) {
		assertEquals(0, run("help " + command));
		final String help = out;
		assertEquals(0, run(command + " --help"));
		assertEquals(help, out);
		out.lines().forEach(line -> assertTrue(line.length() <= Math.max(80, TerminalWidth.ofHelp()), line));
		assertTrue(out.startsWith("Usage: label-upscaler " + command + " [OPTIONS]"), out);
		for (final String option : List.of("--json", "--quiet", "--log FILE", "--progress P", "--help"))
			assertTrue(out.contains(option), option);
	}

	@ParameterizedTest
	@CsvSource({ "help upscal,did you mean upscale?", "upscal,did you mean upscale?", "prevew a b,did you mean preview?",
		"upscale a b --factor 2,did you mean --factors?", "upscale --factor 2 a,did you mean --factors?", "info --hepl,did you mean --help?", "cells a b --quite,did you mean --quiet?", "info a --jsn,did you mean --json?" })
	void misspeltWordsGetASuggestion(final String line, final String meant) {
		assertEquals(2, run(line));
		assertTrue(err.contains(meant) && err.lines().count() == 1, err);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '#', quoteCharacter = '"', value = { "--quiet info @brain.nrrd#'--quiet' stands behind the command",
		"--log=x info @brain.nrrd#'--log' stands behind the command", "brain.nrrd info#is no command", "info ''#PATH is empty",
		"upscale @brain.nrrd '' --factors 2#TARGET is empty", "preview @brain.nrrd @p.jpg#.png", "upscale @brain.nrrd @o.n5 --factors 1,5#a decimal has a point",
		"info @brain.nrrd --log ''#log: name a file",
		"upscale @brain.nrrd @o.n5 --voxel-size 12.5um#say the unit under unit", "upscale @brain.nrrd @o.n5 --size 10#has 1 number; expected three" })
	void wordsInTheWrongPlaceAreSaidSo(final String line, final String said) {
		assertEquals(2, run(line));
		assertTrue(err.contains(said) && err.lines().count() == 1, err);
	}

	@Test
	void helpOfHelpIsInWords() {
		assertEquals(0, run("help help"));
		assertTrue(out.contains("Show the options of a command") && !out.contains("%n"), out);
	}

	/** Bash reads the script, and its function completes a command, an option and what an option takes. */
	@Test
	void tabCompletes() throws Exception {
		assertEquals(0, run("generate-completion"));
		final Path script = Files.writeString(folder.resolve("completion"), out);
		assertEquals("upscale", completed(script, "ups"));
		assertEquals("--voxel-size", completed(script, "upscale", "--voxel"));
		assertEquals("bar", completed(script, "upscale", "--progress", "ba"));
	}

	private String completed(final Path script, final String... words) throws Exception {
		final String typed = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
		final ProcessBuilder bash = new ProcessBuilder("bash", "-c", "compopt() { :; }; source " + script + "; COMP_WORDS=(label-upscaler " + typed +
			"); COMP_CWORD=" + words.length + "; COMP_TYPE=9; _complete_label-upscaler; echo ${COMPREPLY[@]}");
		final Process process;
		try {
			process = bash.redirectErrorStream(true).start();
		}
		catch (final IOException e) {
			assumeTrue(false, "there is no bash");
			return "";
		}
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

	@Test
	void wordsMayStandInAFile() throws Exception {
		Files.writeString(folder.resolve("job.txt"), "# as last time\nupscale " + folder.resolve("brain.nrrd") + "\n" + folder.resolve(
			"out.n5") + "\n--factors 2\n\"--unit\" 'um'\n");
		assertEquals(0, Main.run("@" + folder.resolve("job.txt"), "--quiet"));
		assertTrue(Files.exists(folder.resolve("out.n5/setup0")));
	}

	/** A name that begins with @ is written @@, also that of a container, which is a folder. */
	@Test
	void aNameMayBeginWithTheSignOfAFile() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @@a.n5 --factors 2 --quiet"));
		final List<String> words = new ArrayList<>(Program.java(Main.class));
		words.addAll(List.of("info", "@@a.n5", "--json"));
		final Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), said);
	}
}
