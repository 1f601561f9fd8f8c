package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What is said, where, and in what form, whatever the command; and what may be replaced. */
class MannersTest extends ProgramRuns {

	@BeforeEach
	void makeSource() throws Exception {
		TestSources.writeNrrd(TestSources.random(new Random(8), LabelType.UINT16, 20, 15, 10), folder.resolve("brain.nrrd"));
		Files.writeString(folder.resolve("cells.csv"), "x,y,z\n5,5,5\n10,10,8\n");
	}

	private boolean has(final String name) {
		return Files.exists(folder.resolve(name));
	}

	@Test
	void quietSaysNothing() {
		for (final String line : List.of("upscale @brain.nrrd @o.n5 --factors 2", "verify @o.n5", "preview @o.n5 @p.png", "info @o.n5",
			"cells @o.n5 @cells.csv --unit um", "chart @cells-regions.csv @c.svg", "project @o.n5 @cells.csv @q.png", "cellvolume @o.n5 @cells.csv @v.n5",
			"cellpoints @o.n5 @cells.csv @p.geojson"))
		{
			assertEquals(0, run(line + " --quiet"), line + err);
			assertEquals("", out + err, line);
		}
		assertEquals(2, run("upscale @brain.nrrd @o.n5 --factors 2 --quiet"));
		assertTrue(out.isEmpty() && err.contains("exists already"), out + err);
	}

	@Test
	void everyResultIsThereAsJson() {
		final JsonObject planned = json("upscale @brain.nrrd @o.n5 --factors 2 --dry-run --progress none");
		assertFalse(has("o.n5") || planned.has("complete"));
		final JsonObject upscaled = json("upscale @brain.nrrd @o.n5 --factors 2 --progress none");
		assertEquals("[40,30,20]", upscaled.get("size").toString());
		assertTrue(upscaled.get("complete").getAsBoolean());
		assertTrue(has(Path.of(upscaled.get("labelTable").getAsString()).getFileName().toString()));
		assertTrue(json("verify @o.n5 --blocks all --progress none").get("difference").isJsonNull());
		assertEquals(40, json("preview @o.n5 @p.png").get("width").getAsInt());
		assertEquals(2, json("cells @o.n5 @cells.csv --progress none").get("cells").getAsInt());
		assertTrue(json("chart @cells-regions.csv @c.svg").get("picture").getAsString().endsWith("c.svg"));
		assertTrue(json("project @o.n5 @cells.csv @q.png --progress none").has("caption"));
		assertEquals(2, json("cellvolume @o.n5 @cells.csv @v.n5 --progress none --value number").get("drawn").getAsInt());
		assertEquals(2, json("cellpoints @o.n5 @cells.csv @p.geojson --progress none").get("written").getAsInt());
		assertEquals("uint16", json("info @brain.nrrd").get("type").getAsString());
	}

	private JsonObject json(final String line) {
		assertEquals(0, run(line + " --json"), () -> err);
		assertEquals("", err);
		return JsonParser.parseString(out).getAsJsonObject();
	}

	@Test
	void aLogTakesAllAndIsContinued() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @o.n5 --factors 2 --log @run.log"), () -> err);
		final List<String> first = Files.readAllLines(folder.resolve("run.log"));
		final String plain = first.stream().map(line -> line.replaceFirst("^\\S+ ?", "")).collect(Collectors.joining("\n"));
		out.lines().filter(line -> !line.isEmpty()).forEach(line -> assertTrue(plain.contains(line), line));
		assertTrue(first.stream().allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ( .*)?")), plain);
		assertEquals(2, run("upscale @brain.nrrd @o.n5 --factors 2 --quiet --log @run.log"));
		final List<String> both = Files.readAllLines(folder.resolve("run.log"));
		assertEquals(first, both.subList(0, first.size()));
		assertTrue(both.get(both.size() - 1).contains("exists already"));
		assertEquals(2, run("upscale @brain.nrrd @p.n5 --factors x --json --quiet --log @run.log"));
		assertTrue(Files.readString(folder.resolve("run.log")).endsWith("three numbers with commas between\n"));
		final byte[] before = Files.readAllBytes(folder.resolve("cells.csv"));
		assertEquals(2, run("info @brain.nrrd --log @cells.csv"));
		assertArrayEquals(before, Files.readAllBytes(folder.resolve("cells.csv")));
		assertTrue(err.contains("is no log of this program"), err);
	}

	private record At(long done, long all, double seconds, String text) implements ProgressListener.Progress {}

	@Test
	void aProgressLineNeverWraps() {
		final String words = "1,234 of 56,789 blocks, 2.81 GB/s, 3 min 20 s left";
		for (int columns = 20; columns < 150; columns++) {
			final String line = TerminalProgress.line(new At(1, 2, 1, words), columns);
			assertTrue(line.length() < columns, line);
			assertTrue(line.contains(columns > words.length() ? words : words.substring(0, columns - 1)), line);
		}
		assertEquals("[###############---------------] " + words, TerminalProgress.line(new At(1, 2, 1, words), 120));
		assertEquals("[###---] " + words, TerminalProgress.line(new At(1, 2, 1, words), words.length() + 10));
		final ByteArrayOutputStream shown = new ByteArrayOutputStream();
		final TerminalProgress bar = new TerminalProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), TerminalProgress.Style.bar,
			line -> {}, () -> 30);
		bar.progress(new At(1, 2, 1, words));
		bar.progress(new At(2, 2, 2, "done"));
		for (final String line : shown.toString(StandardCharsets.UTF_8).split("[\r\n]+"))
			assertTrue(line.length() < 30, line);
	}

	@Test
	void theWidthIsThatOfTheVariableIfItIsOne() {
		assertEquals(100, TerminalWidth.parsed("100").orElseThrow());
		for (final String none : new String[] { null, "", "0", "7", "-80", "wide", "99999" })
			assertTrue(TerminalWidth.parsed(none).isEmpty(), none);
	}

	@Test
	void theLastLineSaysWhatToType() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @o.n5 --factors 2 --progress none"));
		final String last = out.lines().reduce((a, b) -> b).orElseThrow();
		assertEquals("Next:    label-upscaler preview " + folder.resolve("o.n5") + " o.png", last);
		assertTrue(out.startsWith("Reading brain.nrrd "), out);
		assertEquals("3.5 mm³, 2 µm …", Terminal.encodable("3.5 mm³, 2 µm …", StandardCharsets.UTF_8));
		assertEquals("3.5 mm^3, 2 um ...", Terminal.encodable("3.5 mm³, 2 µm …", StandardCharsets.US_ASCII));
		assertEquals("a#b.nrrd", Terminal.name("/x/a#b.nrrd"));
		assertEquals("b.zarr", Terminal.name("https://host/a/b.zarr/?key=1/2"));
		assertEquals("'it'\\''s here.n5'", Terminal.quoted(Path.of("it's here.n5")));
	}

	@Test
	void aMissingUnitIsSaidWithTheWordThatSetsIt() throws Exception {
		Files.write(folder.resolve("v.nrrd"), ("NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\nspacings: 25 25 25\n\n" +
			"abcdefgh").getBytes(StandardCharsets.ISO_8859_1));
		assertEquals(0, run("upscale @v.nrrd @v.n5 --factors 2 --dry-run"));
		assertTrue(out.contains("does not say the unit of its voxel size") && out.contains("--unit um"), out);
		assertEquals(0, run("info @v.nrrd"));
		assertTrue(out.contains("--unit um"), out);
		assertEquals(0, run("upscale @v.nrrd @v.n5 --factors 2 --dry-run --unit um"));
		assertFalse(out.contains("--unit"), out);
	}

	@Test
	void cellsSayHowToGiveTheUnit() throws Exception {
		Files.write(folder.resolve("v.nrrd"), ("NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\nspacings: 25 25 25\n\n" +
			"abcdefgh").getBytes(StandardCharsets.ISO_8859_1));
		Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,1,1\n");
		assertEquals(0, run("cells @v.nrrd @cells.csv"), () -> err);
		assertTrue(out.contains("so volumes are counted in voxels. Choose it: --unit um for micrometres."), out);
		assertEquals(2, run("cellpoints @v.nrrd @cells.csv @o.arivis.csv"));
		assertTrue(err.endsWith("are measured. Choose it: --unit um for micrometres.\n"), err);
		assertEquals(0, run("cells @v.nrrd @cells.csv --unit um --existing overwrite"), () -> err);
		assertFalse(out.contains("--unit"), out);
	}

	/** A misspelt folder is made as well. */
	@ParameterizedTest
	@ValueSource(strings = { "upscale @brain.nrrd @new/a/o.n5 --factors 2", "preview @brain.nrrd @new/a/o.png", "cells @brain.nrrd @cells.csv --output @new/a/o.csv",
		"cells @brain.nrrd @cells.csv --table @new/a/o.csv", "project @brain.nrrd @cells.csv @new/a/o.png", "cellvolume @brain.nrrd @cells.csv @new/a/o.n5",
		"cellpoints @brain.nrrd @cells.csv @new/a/o.geojson" })
	void aFolderThatIsMadeIsNamed(final String line) throws Exception {
		final String made = "Folder:  " + folder.resolve("new/a") + " was not there, and has been made\n";
		if (line.startsWith("upscale")) {
			assertEquals(0, run(line + " --dry-run"));
			assertFalse(out.contains("Folder:") || has("new"), out);
		}
		assertEquals(0, run(line), () -> err);
		assertTrue(out.contains(made), out);
		assertEquals(0, run(line.replace("o.", "p.") + (line.startsWith("cells") ? " --existing overwrite" : "")), () -> err);
		assertFalse(out.contains("Folder:"), out);
	}

	@Test
	void aVolumeOfCellsNamesOurViewerFirst() {
		assertEquals(0, run("cellvolume @brain.nrrd @cells.csv @v.n5"), () -> err);
		assertTrue(out.contains("\nOpen:    Plugins > Label Upscaler > View Labels in BigDataViewer... in Fiji, or " + folder.resolve("v.xml")), out);
		assertEquals("Next:    label-upscaler preview " + folder.resolve("v.n5") + " v.png", out.lines().reduce((a, b) -> b).orElseThrow());
	}

	@Test
	void theDemoSaysWhatIsNextOnce() {
		assertEquals(0, run("demo --folder @demo"), () -> err);
		assertEquals(0, out.lines().filter(line -> line.startsWith("Next:")).count(), out);
		assertTrue(out.contains("\n== Next\nLook at " + folder.resolve("demo/demo-labels.png")), out);
	}

	@ParameterizedTest
	@ValueSource(strings = { "o.nii", "o.nii.gz", "o.NRRD", "o.jpg", "o.png", "o.mha", "o.zip", "o.csv", "o.czi", "o.raw" })
	void aNameThatPromisesSomethingElseIsRefused(final String name) throws Exception {
		assertEquals(2, run("upscale @brain.nrrd @" + name + " --factors 2"));
		assertTrue(err.contains(name + " is the name of a .") && err.contains(".n5"), err);
		assertEquals(2, run("upscale @brain.nrrd @" + name + " --factors 2 --format ome-zarr"));
		assertEquals(2, run("cellvolume @brain.nrrd @cells.csv @" + name));
		assertTrue(err.contains(name + " is the name of a ."), err);
		assertFalse(has(name));
	}

	/** Whoever deletes a container by hand often leaves what stands beside it. */
	@ParameterizedTest
	@ValueSource(strings = { "o.n5", "o.ome.zarr", "o.h5" })
	void whatIsLeftOfADeletedContainerIsNoObstacle(final String name) throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @" + name + " --factors 2 --progress none"));
		if (Files.isDirectory(folder.resolve(name)))
			PlainN5.delete(folder.resolve(name));
		else
			Files.delete(folder.resolve(name));
		assertEquals(0, run("upscale @brain.nrrd @" + name + " --factors 3 --progress none --labels 1-40000"), () -> err);
		final long voxels = Files.readAllLines(folder.resolve(name + ".labels.csv")).stream().skip(1).mapToLong(row -> Long.parseLong(row.split(
			",")[1])).sum();
		assertEquals(60L * 45 * 30, voxels, "the table is that of the new one");
		assertEquals(0, run("verify @" + name + " --progress none"));
	}

	/** Each has a table and an XML of its own, whichever came first, and keeps them. */
	@ParameterizedTest
	@CsvSource({ "o.n5,o.ome.zarr", "o.ome.zarr,o.n5", "o.n5,o", "o,o.n5", "o.zarr,o.ome.zarr", "o.ims,o.ome.tif", "o.n5,o.h5", "ö.h5,ö.n5" })
	void containersOfOneNameHaveFilesOfTheirOwn(final String first, final String second) throws Exception {
		final String format = " --format ome-zarr";
		final String ofFirst = "upscale @brain.nrrd @" + first + " --factors 2 --progress none" + (first.equals("o") ? format : "");
		final String ofSecond = "upscale @brain.nrrd @" + second + " --factors 3 --progress none" + (second.equals("o") ? format : "");
		assertEquals(0, run(ofFirst), () -> err);
		final Map<String, String> filesOfFirst = texts();
		assertEquals(0, run(ofSecond), () -> err);
		assertTrue(out.contains(second + ".labels.csv"), out);
		final Map<String, String> both = texts();
		assertTrue(both.entrySet().containsAll(filesOfFirst.entrySet()));
		assertEquals(2, both.keySet().stream().filter(name -> name.endsWith(".labels.csv")).count());
		assertNotEquals(both.get(first + ".labels.csv"), both.get(second + ".labels.csv"));
		for (final String name : new String[] { first, second })
			if (name.endsWith("5")) {
				final List<String> opening = both.entrySet().stream().filter(file -> file.getKey().endsWith(".xml") && file.getValue().contains(
					">" + name.replace("ö", "&#246;") + "<")).map(Map.Entry::getKey).toList();
				assertEquals(1, opening.size(), "one XML opens " + name);
				assertTrue(both.containsKey(opening.get(0).replace(".xml", ".settings.xml")));
			}
		for (final String command : List.of(ofFirst, ofSecond))
			for (final String existing : List.of("resume", "overwrite")) {
				assertEquals(0, run(command + " --existing " + existing), () -> err);
				assertEquals(both, texts());
			}
	}

	/** The tables and XML files of the folder by their names. */
	private Map<String, String> texts() throws IOException {
		final Map<String, String> texts = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (final Path file : files.filter(file -> file.toString().matches(".*\\.(labels\\.csv|xml)")).toList())
				texts.put(file.getFileName().toString(), Files.readString(file));
		}
		return texts;
	}

	@Test
	void theXmlOfAContainerThatHasGoneIsThatOfTheNext() throws Exception {
		assertEquals(0, run("upscale @brain.nrrd @o.n5 --factors 2 --progress none"), () -> err);
		PlainN5.delete(folder.resolve("o.n5"));
		assertEquals(0, run("upscale @brain.nrrd @o.h5 --factors 2 --progress none"), () -> err);
		assertTrue(texts().get("o.xml").contains(">o.h5<"));
		assertFalse(has("o.h5.xml"));
	}

	@Test
	void aMissingLibraryIsOneClearLine() throws Exception {
		final List<String> java = new ArrayList<>(Program.java(Main.class));
		final int at = java.indexOf("-cp") + 1;
		assumeTrue(at > 0);
		java.set(at, Stream.of(java.get(at).split(File.pathSeparator)).filter(path -> !path.contains("gson")).collect(Collectors.joining(
			File.pathSeparator)));
		for (final String word : List.of("help", "info")) {
			final List<String> words = new ArrayList<>(java);
			words.addAll(List.of(word, folder.resolve("brain.nrrd").toString()));
			final Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
			final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertEquals(1, process.waitFor(), said);
			assertTrue(said.matches("label-upscaler: A library is missing: com\\.google\\.gson\\.\\w+ is not found\\. Install the program anew\\.\n"), said);
		}
	}
}
