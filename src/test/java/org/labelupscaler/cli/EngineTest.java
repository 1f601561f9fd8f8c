package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.SerialisingExecutor;
import org.labelupscaler.label.LabelType;

/** Commands hand their work to the engine that they are given, with the threads that the user or the engine says. */
class EngineTest {

	@TempDir
	private Path folder;
	private final List<Integer> asked = new ArrayList<>();
	private String said;

	private final Engine elsewhere = new Engine() {

		@Override
		public Executor executor(final int threads) {
			asked.add(threads);
			return new SerialisingExecutor(threads);
		}

		@Override
		public OptionalInt threads() {
			return OptionalInt.of(3);
		}
	};

	private int run(final Engine engine, final String... words) {
		final PrintStream out = System.out;
		final PrintStream err = System.err;
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (PrintStream into = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			System.setOut(into);
			System.setErr(into);
			return engine == null ? Main.run(words) : Main.run(engine, words);
		}
		finally {
			System.setOut(out);
			System.setErr(err);
			said = bytes.toString(StandardCharsets.UTF_8);
		}
	}

	private Map<String, String> made(final Engine engine, final String source, final String points) throws Exception {
		final Path to = Files.createDirectories(folder.resolve(engine == null ? "here" : "elsewhere"));
		assertEquals(0, run(engine, "upscale", source, to.resolve("a.n5").toString(), "--factors", "3", "--block", "16", "--unit", "um",
			"--progress", "none"), () -> said);
		assertEquals(0, run(engine, "verify", to.resolve("a.n5").toString(), "--blocks", "all", "--threads", "2", "--progress", "none"), () -> said);
		assertEquals(0, run(engine, "cells", source, points, "--output", to.resolve("o.csv").toString(), "--table", to.resolve("t.csv")
			.toString(), "--progress", "none"), () -> said);
		assertEquals(0, run(engine, "cellvolume", source, points, to.resolve("v.n5").toString(), "--radius", "2", "--threads", "1",
			"--progress", "none"), () -> said);
		final Map<String, String> tree = PlainN5.tree(to);
		tree.keySet().removeIf(name -> name.contains("lock"));
		return tree;
	}

	@Test
	void theWorkIsHandedOver() throws Exception {
		final String source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT16, 20, 18, 17), folder.resolve("a.nrrd"))
			.toString();
		final String points = Files.writeString(folder.resolve("p.csv"), "x,y,z\n1,2,3\n10,11,12\n17,3,16\n").toString();
		assertEquals(made(null, source, points), made(elsewhere, source, points));
		assertEquals(List.of(3, 2, 3, 1), asked);
	}

	@Test
	void oneFileIsRefusedBeforeAnythingIsWritten() throws Exception {
		final String source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT16, 20, 18, 17), folder.resolve("a.nrrd"))
			.toString();
		final Path target = folder.resolve("a.ims");
		assertEquals(2, run(elsewhere, "upscale", source, target.toString(), "--factors", "3", "--progress", "none"));
		assertTrue(said.contains(target + ": an Imaris file is one file, which one process writes."), said);
		assertFalse(Files.exists(target));
	}

	/** NB: a cluster takes long to start. */
	@Test
	void nobodyIsAskedForWhatNeedsNoWork() throws Exception {
		assertEquals(0, run(elsewhere, "--help"));
		assertEquals(2, run(elsewhere, "upscale", folder.resolve("missing.nrrd").toString(), "--factors", "2"));
		assertEquals(List.of(), asked);
	}

	/** The log tells why a run ended, also if that is no fault of its words. */
	@Test
	void aRunWithoutMemoryIsALineInTheLogAndInTheDocument() throws Exception {
		final String source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT16, 20, 18, 17), folder.resolve("a.nrrd"))
			.toString();
		final Path log = folder.resolve("run.log");
		assertEquals(1, run(threads -> {
			throw new OutOfMemoryError("Java heap space");
		}, "upscale", source, folder.resolve("a.n5").toString(), "--factors", "3", "--log", log.toString(), "--json", "--progress", "none"));
		final String line = "label-upscaler: Out of memory. Give Java more memory (JAVA_OPTS=-Xmx4g), or use smaller blocks, fewer threads or a smaller picture.";
		assertEquals(1, said.lines().filter(line::equals).count(), said);
		assertEquals(1, said.lines().filter(one -> one.contains("\"error\": \"Out of memory. ")).count(), said);
		assertTrue(Files.readString(log).endsWith(" " + line + "\n"), Files.readString(log));
	}
}
