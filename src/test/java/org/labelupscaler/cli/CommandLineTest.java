package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.LabelColors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The program as a user meets it: words, lines, exit codes. */
class CommandLineTest extends ProgramRuns {

	private Volume volume;
	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		volume = TestSources.random(new Random(8), LabelType.UINT32, 20, 15, 10);
		source = TestSources.writeNrrd(volume, folder.resolve("brain.nrrd"));
	}

	@Test
	void withoutATargetItIsBesideTheSource() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd --factors 2 --progress none"), () -> err);
		assertTrue(Files.isDirectory(folder.resolve("brain-upscaled.n5/setup0")), out);
		assertEquals(2, run("upscale @brain.nrrd --factors 2 --progress none"), "it is there already");
	}

	/** An escape sequence can rename a terminal's window, hide text, or worse. */
	@Test
	void whatAFileSaysIsNoCommandForTheTerminal() throws Exception {
		final String evil = "\u001b]0;evil\u0007\u009b31m,x";
		final String json = "{\"dimensions\":[3,3,3],\"blockSize\":[3,3,3],\"dataType\":\"uint8\",\"compression\":{\"type\":\"raw\"}," +
			"\"resolution\":[1,1,1],\"unit\":\"" + evil.replace("\u001b", "\\u001b").replace("\u0007", "\\u0007") + "\"}";
		Files.writeString(Files.createDirectory(folder.resolve("evil.n5")).resolve("attributes.json"), json);
		Files.writeString(folder.resolve("evil.json"), "[{\"id\":\"\\u001b]0;evil\\u0007\"}]");
		for (final String line : new String[] { "info @evil.n5", "info @evil.n5 --json", "upscale @evil.n5 @o.n5 --factors 2",
			"preview @evil.n5 @p.png --ontology @evil.json", "upscale @evil.n5 @o.n5 --factors 2 --existing resume",
			"info @o.n5", "verify @o.n5" })
		{
			run(line);
			assertFalse((out + err).codePoints().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 127 && c < 160), line +
				": " + out + err);
		}
		assertEquals(0, run("upscale @evil.n5 @o.n5 --factors 2 --existing resume"), () -> err);
	}

	@Test
	void theWholeWay() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @out.n5 --factors 4 --block 32 --progress plain"), () -> err);
		assertTrue(out.contains("80 x 60 x 40 voxels of uint32, 6.25 x 6.25 x 12.5 um"), out);
		assertTrue(err.contains("blocks"), err);
		final String csv = Files.readString(folder.resolve("out.n5.labels.csv"));
		assertTrue(csv.startsWith("label,voxels,volume_um3\n0,"), csv);
		final long first = volume.labels()[0];
		long voxels = 0;
		for (final long label : volume.labels())
			voxels += label == first ? 64 : 0;
		assertTrue(csv.contains("\n" + first + "," + voxels + ","), csv);

		assertEquals(0, run("verify @out.n5 --blocks all --progress none"), () -> err);
		assertTrue(out.contains("No difference"), out);
		assertEquals(0, run("verify @out.n5 --blocks 3"), () -> err);

		assertEquals(0, run("info @out.n5 --json"), () -> err);
		final JsonObject info = JsonParser.parseString(out).getAsJsonObject();
		assertEquals("complete", info.get("state").getAsString());
		assertEquals("[80,60,40]", info.get("size").toString());
		assertTrue(info.getAsJsonArray("levels").size() > 1);
		assertEquals(0, run("info @brain.nrrd"), () -> err);
		assertTrue(out.contains("20 x 15 x 10") && out.contains("NRRD, gzip"), out);
		assertEquals(0, run("info @out.n5/setup0/timepoint0/s0"), () -> err);

		assertEquals(0, run("preview @out.n5 @fine.png --axis y --slice 7"), () -> err);
		assertEquals(0, run("preview @brain.nrrd @coarse.png --axis y --slice 1"), () -> err);
		final BufferedImage fine = ImageIO.read(folder.resolve("fine.png").toFile());
		final BufferedImage coarse = ImageIO.read(folder.resolve("coarse.png").toFile());
		assertEquals(80, fine.getWidth());
		assertEquals(80, fine.getHeight(), "voxels are twice as long along z");
		for (int z = 0; z < 80; z++)
			for (int x = 0; x < 80; x++) {
				assertEquals(coarse.getRGB(x / 4, z / 4), fine.getRGB(x, z));
				assertEquals(0xFF000000 | LabelColors.PLAIN.argb(volume.at(x / 4, 1, z / 8)), fine.getRGB(x, z));
			}
	}

	@Test
	void previewsReplaceTheirOwnOnly() throws Exception {
		assertEquals(0, run("preview @brain.nrrd @p.png"), () -> err);
		assertEquals(0, run("preview @brain.nrrd @p.png --axis x"), () -> err);
		final BufferedImage picture = ImageIO.read(folder.resolve("p.png").toFile());
		assertEquals(20, picture.getWidth());
		assertEquals(15, picture.getHeight());
		ImageIO.write(picture, "png", folder.resolve("p.png").toFile());
		final byte[] before = Files.readAllBytes(folder.resolve("p.png"));
		assertEquals(2, run("preview @brain.nrrd @p.png"));
		assertTrue(err.contains("was not made by this program, so it is not touched"), err);
		assertArrayEquals(before, Files.readAllBytes(folder.resolve("p.png")));
	}

	@Test
	void aDryRunWritesNothing() throws Exception {
		final Map<String, String> before = PlainN5.tree(folder);
		assertEquals(0, run("upscale @brain.nrrd @out.n5 --voxel-size 5 --dry-run"), () -> err);
		assertTrue(out.contains("100 x 75 x 100 voxels") && out.contains("Disk:") && out.contains("Memory:") && out.contains(
			"estimate"), out);
		assertEquals(before, PlainN5.tree(folder));
		try (var entries = Files.list(folder)) {
			assertEquals(1, entries.count());
		}
	}

	@Test
	void rawVoxelsAreDescribedByTheUser() throws Exception {
		Files.write(folder.resolve("brain.raw"), TestSources.bytes(volume, true));
		assertEquals(0, run("upscale @brain.raw @raw.n5 --raw-size 20,15,10 --raw-type uint32 --raw-endian big --factors 2 " +
			"--levels none --progress none"), () -> err);
		final Volume found = PlainN5.read(folder.resolve("raw.n5/setup0/timepoint0/s0"));
		for (int z = 0; z < 20; z++)
			for (int y = 0; y < 30; y++)
				for (int x = 0; x < 40; x++)
					assertEquals(volume.at(x / 2, y / 2, z / 2), found.at(x, y, z));
		assertEquals(0, run("verify @raw.n5 --blocks all"), () -> err);
	}

	@Test
	void aDifferenceIsExitCodeOne() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @out.n5 --factors 2 --compression raw --progress none"));
		final Path block = folder.resolve("out.n5/setup0/timepoint0/s0/0/0/0");
		final byte[] bytes = Files.readAllBytes(block);
		bytes[16 + 3] ^= 1;
		Files.write(block, bytes);
		assertEquals(1, run("verify @out.n5 --blocks all --progress none"));
		assertTrue(err.contains("voxel [0, 0, 0]") && lines(err) == 1, err);
		assertEquals(1, run("verify @out.n5"));
	}

	@ParameterizedTest
	@ValueSource(strings = { //
		"''", //
		"nonsense", //
		"upscale", //
		"upscale @brain.nrrd", //
		"upscale @brain.nrrd @out.n5", //
		"upscale @missing.nrrd @out.n5 --factors 2", //
		"upscale @not.nrrd @out.n5 --factors 2", //
		"upscale @short.nrrd @out.n5 --factors 2", //
		"upscale @brain.nrrd @out.n5 --factors 0", //
		"upscale @brain.nrrd @out.n5 --factors -2", //
		"upscale @brain.nrrd @out.n5 --factors x", //
		"upscale @brain.nrrd @out.n5 --factors 1,2", //
		"upscale @brain.nrrd @out.n5 --factors 1,2,3,4", //
		"upscale @brain.nrrd @out.n5 --factors 1e300", //
		"upscale @brain.nrrd @out.n5 --factors 1e999999999", //
		"upscale @brain.nrrd @out.n5 --size 2,2", //
		"upscale @brain.nrrd @out.n5 --size 2,0,2", //
		"upscale @brain.nrrd @out.n5 --size 2147483648,2,2", //
		"upscale @brain.nrrd @out.n5 --size 2147483647,2147483647,2147483647", //
		"upscale @brain.nrrd @out.n5 --factors 2 --size 2,2,2", //
		"upscale @brain.nrrd @out.n5 --voxel-size 0", //
		"upscale @brain.nrrd @out.n5 --voxel-size 1 --unit furlong", //
		"upscale @brain.nrrd @out.n5 --factors 2 --block 0", //
		"upscale @brain.nrrd @out.n5 --factors 2 --block 2048", //
		"upscale @brain.nrrd @out.n5 --factors 2 --compression zip", //
		"upscale @brain.nrrd @out.n5 --factors 2 --compression gzip:11", //
		"upscale @brain.nrrd @out.n5 --factors 2 --levels 2,2", //
		"upscale @brain.nrrd @out.n5 --factors 2 --levels 1,1,1", //
		"upscale @brain.nrrd @out.n5 --factors 2 --levels 99999,1,1", //
		"upscale @brain.nrrd @out.n5 --factors 2 --threads 0", //
		"upscale @brain.nrrd @out.n5 --factors 2 --existing maybe", //
		"upscale @brain.nrrd @out.n5 --factors 2 --progress loud", //
		"upscale @brain.nrrd @out.n5 --factors 2 --temp @missing", //
		"upscale @brain.nrrd @out.n5 --factors 2 --frobnicate", //
		"upscale @brain.nrrd @brain.nrrd --factors 2", //
		"upscale @brain.nrrd @brain.nrrd --factors 2 --existing overwrite", //
		"upscale @brain.nrrd @brain.nrrd/out.n5 --factors 2", //
		"upscale @brain.nrrd @full --factors 2 --existing overwrite", //
		"upscale @brain.nrrd @out.n5 --size 30000,30000,30000 --compression raw --background write", //
		"upscale @brain.raw @out.n5 --factors 2 --raw-size 20,15,10", //
		"upscale @brain.nrrd @out.n5 --factors 2 --raw-size 20,15,10 --raw-type uint32", //
		"upscale @brain.raw @out.n5 --voxel-size 5 --unit um --raw-size 20,15,10 --raw-type uint32", //
		"preview @brain.nrrd @brain.nrrd", "preview @brain.nrrd @full", "preview @brain.nrrd @brain.nrrd/p.png", //
		"demo --folder @brain.nrrd", "info @group", //
		"info", "info @missing", "info @not.nrrd", "info @full", //
		"verify @missing.n5", "verify @full", "verify @brain.nrrd", //
		"preview @brain.nrrd", "preview @brain.nrrd @p.png --axis w", "preview @brain.nrrd @p.png --slice 10", //
		"preview @brain.nrrd @p.png --slice -1", "preview @missing @p.png" })
	void wrongInputIsOneClearLine(final String line) throws Exception {
		Files.writeString(folder.resolve("not.nrrd"), "hello");
		Files.writeString(Files.createDirectory(folder.resolve("group")).resolve("attributes.json"), "{}");
		Files.write(folder.resolve("brain.raw"), TestSources.bytes(volume, true));
		Files.write(folder.resolve("short.nrrd"), java.util.Arrays.copyOf(Files.readAllBytes(source), (int) Files.size(
			source) - 40));
		Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("thesis.doc"), "years of work");
		final Map<String, String> before = PlainN5.tree(folder);
		assertEquals(2, run(line), () -> out + err);
		assertTrue(err.startsWith("label-upscaler: "), err);
		assertEquals(1, lines(err), err);
		assertFalse(err.contains("Exception") || err.contains("\tat "), err);
		assertEquals(before, PlainN5.tree(folder));
	}

	private static long lines(final String text) {
		return text.lines().count();
	}

	@Test
	void debugShowsWhereItComesFrom() {
		assertEquals(2, run("info @missing --debug"));
		assertTrue(err.contains("\tat org.labelupscaler"), err);
	}

	@Test
	void littleMemoryIsOneClearLine() throws Exception {
		final StringBuilder rows = new StringBuilder("id,cells\n");
		for (int i = 1; i < 1_000_000; i++)
			rows.append(i).append(",1\n");
		Files.writeString(folder.resolve("many.csv"), rows);
		Files.writeString(folder.resolve("few.csv"), "id,cells\n1,2\n");
		final Map<String, String> before = PlainN5.tree(folder);
		final String memory = littleMemory(1, "chart", "@many.csv", "@p.svg");
		assertEquals("label-upscaler: Out of memory. Give Java more memory (JAVA_OPTS=-Xmx4g), or use smaller blocks, fewer threads " +
			"or a smaller picture.\n", memory);
		for (final String file : List.of("few.csv", "many.csv")) {
			final String size = littleMemory(2, "chart", "@" + file, "@p.png", "--size", "20000x20000");
			assertTrue(size.startsWith("label-upscaler: size: a picture of 20000x20000 pixels needs 3.20 GB of memory, and") && lines(
				size) == 1, size);
		}
		assertEquals(before, PlainN5.tree(folder));
	}

	private String littleMemory(final int exitCode, final String... line) throws Exception {
		final List<String> words = new ArrayList<>(Program.java(Main.class, "-Xmx48m"));
		for (final String word : line)
			words.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
		final Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(exitCode, process.waitFor(), said);
		return said;
	}

	@Test
	void theDemoRuns() throws Exception {
		assertEquals(0, run("demo --folder @demo"), () -> err);
		assertTrue(out.contains("No difference"), out);
		assertTrue(Files.size(folder.resolve("demo/demo-labels.png")) > 1000);
		assertEquals(0, run("demo --folder @demo"), () -> "a second time: " + err);
		Files.copy(source, folder.resolve("demo/demo-annotation.nrrd"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertEquals(2, run("demo --folder @demo"));
		assertEquals(-1, Files.mismatch(source, folder.resolve("demo/demo-annotation.nrrd")));
		long large = 0;
		for (final String row : Files.readAllLines(folder.resolve("demo/demo-labels.n5.labels.csv")))
			large += row.matches("\\d.*") && Long.parseLong(row.split(",")[0]) > 1 << 24 ? 1 : 0;
		assertTrue(large > 50, large + " labels above 2^24");
	}

	@ParameterizedTest
	@CsvSource({ "o/x.csv,,o/x-regions.csv", "o/x-assigned.csv,,o/x-regions.csv", "o/x.csv,o/t.csv,o/t.csv", ",o/t.csv,o/t.csv", ",,cells-regions.csv" })
	void theTableOfRegionsIsBesideTheOutput(final String output, final String table, final String expected) throws Exception {
		Files.createDirectory(folder.resolve("o"));
		Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,2,3\n");
		assertEquals(0, run("cells @brain.nrrd @cells.csv --unit um" + (output == null ? "" : " --output @" + output) + (table == null ? "" : " --table @" +
			table)), () -> err);
		assertTrue(Files.readString(folder.resolve(expected)).startsWith("id,cells,"));
		assertTrue(Files.exists(folder.resolve(output == null ? "cells-assigned.csv" : output)));
		assertEquals(2, run("cells @brain.nrrd @cells.csv --unit um --output /"));
		assertTrue(err.startsWith("label-upscaler: output: / ") && err.lines().count() == 1, err);
	}

	@ParameterizedTest
	@ValueSource(strings = { "existing=resume", "x=", "x=1", "unit=um", "(axes)", "(unit)", "(where)", "zero=corner", "decimal=comma",
		"roundedids=accept", "badrows=skip", "pointsin", "existing=overwrite.(zero)" })
	void pathsAreShownAsTheyAre(final String name) throws Exception {
		final Path own = Files.createDirectory(folder.resolve(name));
		Files.copy(source, own.resolve("brain.nrrd"));
		Files.writeString(own.resolve("points.csv"), "x,y,z\n1,2,3\n");
		assertEquals(2, run("info @" + name + "/none.nrrd"));
		assertTrue(err.contains(own.resolve("none.nrrd").toString()), err);
		assertEquals(0, run("cells @" + name + "/brain.nrrd @" + name + "/points.csv --unit um"), () -> err);
		assertTrue(out.contains(own.resolve("points-assigned.csv").toString()), out);
		assertEquals(2, run("cells @" + name + "/brain.nrrd @" + name + "/points.csv --unit um"));
		assertTrue(err.contains(own.resolve("points-assigned.csv") + " exists already. Choose another name, or --existing overwrite."), err);
		assertEquals(0, run("upscale @" + name + "/brain.nrrd @" + name + "/out.n5 --factors 2"), () -> err);
		assertTrue(out.contains(own.resolve("out.n5").toString()), out);
		assertEquals(2, run("upscale @" + name + "/brain.nrrd @" + name + "/out.n5 --factors 2"));
		assertTrue(err.contains(own.resolve("out.n5") + " exists already. Choose another name, --existing resume to complete it, or " +
			"--existing overwrite."), err);
	}

	@Test
	void aPipeIsNoSource() throws Exception {
		final Path pipe = folder.resolve("pipe");
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
		assertTrue(assertThrows(org.labelupscaler.InvalidInputException.class, () -> org.labelupscaler.source.Sources.describe(
			pipe)).getMessage().contains("neither a file nor a folder"));
	}
}
