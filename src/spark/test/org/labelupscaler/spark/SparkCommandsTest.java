package org.labelupscaler.spark;

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
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.label.LabelType;

/** The command line comes to the same, file by file and bit by bit, whether Spark does the work or threads do. */
class SparkCommandsTest {

	private static final Map<String, String> SETTINGS = Map.of("spark.master", "local[2]", "spark.ui.enabled", "false", "spark.log.level",
		"OFF", "spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1", "spark.speculation", "true");

	private static SparkEngine engine;

	@TempDir
	private Path folder;
	private String said;

	@BeforeAll
	static void start() {
		SETTINGS.forEach(System::setProperty);
		engine = new SparkEngine(System.err);
	}

	@AfterAll
	static void stop() {
		engine.close();
		SETTINGS.keySet().forEach(System::clearProperty);
	}

	private Path source() throws Exception {
		final Path file = folder.resolve("labels.nrrd");
		return Files.exists(file) ? file : TestSources.writeNrrd(TestSources.random(new Random(5), LabelType.UINT32, 31, 27, 22), file);
	}

	/** Runs a command in a folder, on Spark or here. */
	private int run(final boolean onSpark, final String... words) {
		final PrintStream out = System.out;
		final PrintStream err = System.err;
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--progress", "none"));
		try (PrintStream into = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			System.setOut(into);
			System.setErr(into);
			return onSpark ? Main.run(engine, all.toArray(String[]::new)) : Main.run(all.toArray(String[]::new));
		}
		finally {
			System.setOut(out);
			System.setErr(err);
			said = bytes.toString(StandardCharsets.UTF_8);
		}
	}

	private Path place(final boolean onSpark) throws Exception {
		return Files.createDirectories(folder.resolve(onSpark ? "spark" : "here"));
	}

	private static Map<String, String> tree(final Path folder) throws Exception {
		final Map<String, String> tree = PlainN5.tree(folder);
		tree.keySet().removeIf(name -> name.contains("lock"));
		return tree;
	}

	private int upscale(final boolean onSpark, final String name, final String... more) throws Exception {
		return run(onSpark, Stream.concat(Stream.of("upscale", source().toString(), place(onSpark).resolve(name).toString(), "--factors",
			"5,4,3", "--unit", "um"), Stream.of(more)).toArray(String[]::new));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.n5", "a.ome.zarr", "a.precomputed" })
	void containersAreTheSame(final String name) throws Exception {
		final String[] more = name.endsWith(".precomputed") ? new String[] {} : new String[] { "--block", "16" };
		assertEquals(0, upscale(false, name, more), () -> said);
		assertEquals(0, upscale(true, name, more), () -> said);
		assertEquals(tree(place(false)), tree(place(true)));
		assertTrue(tree(place(true)).size() > 4, tree(place(true)).keySet().toString());
		final String container = place(true).resolve(name).toString();
		assertEquals(0, run(true, "verify", container, "--blocks", "all"), () -> said);
		assertEquals(0, run(true, "verify", container, "--blocks", "voxels"), () -> said);
		assertTrue(said.contains("No difference"), said);
	}

	@Test
	void olderFormatsAndBackground() throws Exception {
		for (final boolean onSpark : new boolean[] { false, true })
			assertEquals(0, upscale(onSpark, "b.zarr", "--format", "ome-zarr-0.4", "--background", "write", "--block", "16"), () -> said);
		assertEquals(tree(place(false)), tree(place(true)));
	}

	@Test
	void verifyFindsADamagedBlock() throws Exception {
		assertEquals(0, upscale(true, "c.n5", "--block", "16"), () -> said);
		final Path container = place(true).resolve("c.n5");
		final Path block;
		try (Stream<Path> files = Files.walk(container)) {
			block = files.filter(file -> file.getFileName().toString().matches("[0-9]+") && Files.isRegularFile(file)).sorted().findFirst()
				.orElseThrow();
		}
		Files.write(block, new byte[] { 1, 2, 3 });
		assertEquals(1, run(true, "verify", container.toString(), "--blocks", "all"), () -> said);
		assertTrue(said.contains(block.toString()), said);
		assertEquals(0, upscale(true, "c.n5", "--block", "16", "--existing", "resume"), () -> said);
		assertEquals(0, run(true, "verify", container.toString(), "--blocks", "all"), () -> said);
	}

	@Test
	void parts() throws Exception {
		assertEquals(0, upscale(false, "p.n5", "--block", "16"), () -> said);
		for (final String part : List.of("2/3", "1/3", "3/3", "finish"))
			assertEquals(0, upscale(true, "p.n5", "--block", "16", "--part", part), () -> said);
		assertEquals(tree(place(false)), tree(place(true)));
	}

	@Test
	void cells() throws Exception {
		final StringBuilder table = new StringBuilder("x,y,z\n");
		final Random random = new Random(2);
		for (int i = 0; i < 500; i++)
			table.append(random.nextInt(31)).append(',').append(random.nextInt(27)).append(',').append(random.nextInt(22)).append('\n');
		final Path points = Files.writeString(folder.resolve("points.csv"), table);
		for (final boolean onSpark : new boolean[] { false, true }) {
			final Path to = place(onSpark);
			assertEquals(0, run(onSpark, "cells", source().toString(), points.toString(), "--output", to.resolve("o.csv").toString(), "--table",
				to.resolve("t.csv").toString(), "--midline", "x", "--unit", "um"), () -> said);
			assertEquals(0, run(onSpark, "cellvolume", source().toString(), points.toString(), to.resolve("v.n5").toString(), "--radius", "3",
				"--unit", "um"), () -> said);
		}
		assertEquals(tree(place(false)), tree(place(true)));
		assertTrue(tree(place(true)).keySet().containsAll(List.of("o.csv", "t.csv", "v.xml")), tree(place(true)).keySet().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.ims", "a.h5", "a.ome.tif" })
	void oneFileIsForOneProcess(final String name) throws Exception {
		assertEquals(2, upscale(true, name), () -> said);
		assertTrue(said.contains("is one file, which one process writes. Choose a format that is a folder"), said);
		assertFalse(Files.exists(place(true).resolve(name)));
	}

	@Test
	void otherCommandsAreRunHere() throws Exception {
		assertEquals(0, Main.run(engine, "info", source().toString()));
		assertEquals(2, upscale(true, "a.n5", "--threads", "no"));
	}
}
