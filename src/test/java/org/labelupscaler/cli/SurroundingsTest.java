package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.label.LabelType;

/** The program where the computer does not give what it needs: one line, and the right exit code. */
class SurroundingsTest {

	@TempDir
	private Path folder;
	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		source = TestSources.writeNrrd(TestSources.random(new Random(8), LabelType.UINT32, 20, 15, 10), folder.resolve(
			"brain.nrrd"));
	}

	private ProcessBuilder program(final List<String> java, final Object... words) {
		final List<String> all = new ArrayList<>(Program.java(Main.class, java.toArray(new String[0])));
		for (final Object word : words)
			all.add(word.toString());
		return new ProcessBuilder(all);
	}

	private static String errors(final Process process, final int expected) throws Exception {
		final String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(expected, process.waitFor(), said);
		return said;
	}

	@Test
	void withoutAFolderForTemporaryFilesALibraryCannotBeUnpacked() throws Exception {
		final Path missing = folder.resolve("missing");
		final String said = errors(program(List.of("-Djava.io.tmpdir=" + missing), "upscale", source, folder.resolve("a.n5"),
			"--factors", "2", "--compression", "zstd:5", "--progress", "none").start(), 1);
		assertTrue(said.startsWith("label-upscaler: The library for zstd cannot be unpacked") && said.contains(missing
			.toString()) && said.contains("JAVA_OPTS=-Djava.io.tmpdir=FOLDER") && said.lines().count() == 1, said);
	}

	@Test
	void whatIsPrintedOntoAFullDeviceIsNotDone() throws Exception {
		final File full = new File("/dev/full");
		assumeTrue(full.exists(), "only Linux has such a device");
		final String said = errors(program(List.of(), "info", source).redirectOutput(full).start(), 1);
		assertTrue(said.startsWith("label-upscaler: ") && said.contains("disk full") && said.lines().count() == 1, said);
	}

	/** As head and less do; the words are lost, and nothing else. */
	@Test
	void whoeverClosesThePipeWantsNoMoreWords() throws Exception {
		final Path target = folder.resolve("a.n5");
		assertEquals("", unread("upscale", source, target, "--factors", "12", "--progress", "none", "--log", folder.resolve("run.log")));
		assertTrue(Files.readString(folder.resolve("run.log")).contains("Done:"));
		assertTrue(Files.exists(folder.resolve("a.n5.labels.csv")));
		assertEquals("", unread("verify", target, "--blocks", "all", "--progress", "none"));
		assertEquals("", unread("info", target, "--json"));
		assertEquals("", unread("--help"));
	}

	/** The errors of a program whose standard output nobody reads. */
	private String unread(final Object... words) throws Exception {
		final Process process = program(List.of(), words).start();
		process.getInputStream().close();
		return errors(process, 0);
	}

	@Test
	void aNameThatIsTooLongIsCalledSo() throws Exception {
		final String name = "a".repeat(300);
		final String said = errors(program(List.of(), "upscale", source, folder.resolve(name + ".n5"), "--factors", "2").start(), 2);
		assertTrue(said.contains(name + ".n5: File name too long. Choose another name.") && said.lines().count() == 1, said);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of(source), files.toList());
		}
	}

	/** The list is read from a slow writer, so that the program is killed in the middle. */
	@Test
	void whatAKilledAssignmentLeavesTheNextOneRemoves() throws Exception {
		final StringBuilder rows = new StringBuilder("x,y,z\n");
		for (int i = 0; i < 3_000_000; i++)
			rows.append(i % 20).append(',').append(i % 15).append(',').append(i % 10).append('\n');
		final Path cells = Files.writeString(folder.resolve("cells.csv"), rows);
		final Path out = folder.resolve("out.csv");
		final Process process = program(List.of(), "cells", source, cells, "--output", out, "--progress", "none").start();
		while (process.isAlive() && left().isEmpty())
			Thread.sleep(2);
		process.destroyForcibly().waitFor();
		assertEquals(1, left().size(), "it was killed too early or too late");
		Files.writeString(cells, "x,y,z\n1,1,1\n");
		errors(program(List.of(), "cells", source, cells, "--output", folder.resolve("other.csv"), "--table", folder.resolve("t.csv"), "--progress", "none").start(), 0);
		assertEquals(1, left().size(), "that of another output stays");
		errors(program(List.of(), "cells", source, cells, "--output", out, "--progress", "none").start(), 0);
		assertEquals(List.of(), left());
		assertEquals(2, Files.readAllLines(out).size());
	}

	private List<Path> left() throws Exception {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".part")).toList();
		}
	}
}
