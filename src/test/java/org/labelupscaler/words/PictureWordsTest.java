package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.cells.Midline;
import org.labelupscaler.cells.picture.ChartOptions;
import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.PictureSize;
import org.labelupscaler.cells.picture.ProjectionOptions;
import org.labelupscaler.cells.picture.ProjectionOptions.Mode;
import org.labelupscaler.cells.picture.ProjectionTask;
import org.labelupscaler.cli.Main;
import org.labelupscaler.job.ProgressListener;

/** Words become options, all that is wrong is said at once, and files become pictures. */
class PictureWordsTest {

	@TempDir
	private Path folder;

	private CellWords cells() throws Exception {
		final ByteBuffer labels = ByteBuffer.allocate(20 * 10 * 5);
		for (int i = 0; i < labels.capacity(); i++)
			labels.put(i, (byte) (i % 20 < 10 ? 3 : 4));
		final byte[] header = ("NRRD0004\ntype: uint8\ndimension: 3\nsizes: 20 10 5\nspacings: 0.1 0.1 0.1\nunits: \"mm\" \"mm\" \"mm\"\n" +
			"encoding: raw\n\n").getBytes(StandardCharsets.US_ASCII);
		final Path source = folder.resolve("labels.nrrd");
		Files.write(source, ByteBuffer.allocate(header.length + 1000).put(header).put(labels.array()).array());
		final Path tree = Files.writeString(folder.resolve("tree.csv"), "id,acronym,name\n3,L,Left\n4,R,Right\n");
		final Path points = Files.writeString(folder.resolve("points.csv"), "x,y,z\n1,2,3\n1.5,2.5,3.5\n15,5,1\n40,1,1\n");
		return new CellWords().set(OptionKey.INPUT, source.toString()).set(OptionKey.ONTOLOGY, tree.toString()).set(
			CellKey.CELLS, points.toString());
	}

	private static PictureWords words(final Map<String, String> given) {
		return PictureWords.of(key -> given.get(key.key()));
	}

	@Test
	void emptyWordsAreTheDefaults() throws Exception {
		final Path table = folder.resolve("cells-regions.csv");
		final ChartTask chart = new PictureWords().set(PictureKey.TABLE, table.toString()).chart();
		assertEquals(ChartOptions.DEFAULT, chart.options());
		assertEquals(folder.resolve("cells-regions-chart.png"), chart.picture());
		final ProjectionTask projection = new PictureWords().set(PictureKey.TITLE, " ").projection(cells());
		assertEquals(ProjectionOptions.DEFAULT, projection.options());
		assertEquals(folder.resolve("points-density.png"), projection.picture());
		for (final PictureKey key : PictureKey.values())
			assertTrue(key.label().toLowerCase().matches(key.key() + "( .*)?"), key.label());
	}

	@Test
	void wordsOfDialogsAreTheDefaultsToo() throws Exception {
		final PictureWords words = new PictureWords();
		for (final PictureKey key : PictureKey.values())
			if (key != PictureKey.TABLE)
				words.set(key, key.defaultWords());
		assertEquals(ProjectionOptions.DEFAULT, words.projection(cells()).options());
		assertEquals(ChartOptions.DEFAULT, words.set(PictureKey.TABLE, "a.csv").chart().options());
	}

	@Test
	void allWordsAreTaken() throws Exception {
		final ChartTask chart = words(Map.of("table", "a.csv", "picture", "b.svg", "by", "DENSITY", "top", "7", "regions",
			"HPF, VISp", "sides", "apart", "log", "YES", "title", "T", "size", "900x700")).set(PictureKey.SCALE, "1.5").chart();
		assertEquals(new ChartTask(Path.of("a.csv"), Path.of("b.svg"), new ChartOptions(ChartOptions.By.DENSITY, 7, 0, List.of("HPF",
			"VISp"), true, true, "T", new PictureSize(900, 700, 1.5))), chart);
		final ProjectionTask projection = words(Map.of("picture", "b.svg", "mode", "max", "axis", "X", "slab", "1:4", "bin",
			"100", "gauss", "0", "highest", "12.5", "paper", "black", "size", "900", "scale", "3")).set(PictureKey.TITLE, "T").projection(cells()
				.set(OptionKey.REGIONS, "L"));
		assertEquals(new ProjectionOptions(Mode.MAX, 0, 1, 4, 100, 0, 12.5, List.of("L"), Optional.empty(), true, "T", new PictureSize(900, 0, 3)),
			projection.options());
		assertEquals(250, words(Map.of("table", "a.csv", "least", "250")).chart().options().least());
		final Midline midline = new Midline(0, false, OptionalLong.of(12));
		assertEquals(ProjectionOptions.DEFAULT.midline(midline), words(Map.of("midline", "-X:12")).projection(cells())
			.options());
		assertEquals(4, new PictureWords().set(PictureKey.SLAB, ":4").projection(cells()).options().to());
		assertEquals(ChartOptions.MOST, words(Map.of("table", "a.csv", "regions", "A")).chart().options().top());
	}

	@Test
	void everythingWrongIsSaidAtOnce() throws Exception {
		final String message = assertThrows(InvalidInputException.class, () -> words(Map.of("picture", "b.jpg", "mode",
			"mean", "axis", "t", "slab", "4:4", "bin", "-1", "gauss", "NaN", "highest", "1e99", "paper", "red", "size", "9")).set(PictureKey.SCALE,
				"x").set(PictureKey.MIDLINE, "t").projection(new CellWords())).getMessage();
		for (final String field : List.of("picture", "mode", "axis", "slab", "bin", "gauss", "highest", "paper", "size", "scale",
			"midline", "cells"))
			assertTrue(message.lines().anyMatch(line -> line.startsWith(field + ":")), field + " in\n" + message);
		final String chart = assertThrows(InvalidInputException.class, () -> words(Map.of("top", "1.5", "by", "size",
			"sides", "both", "log", "2", "least", "0")).chart()).getMessage();
		for (final String field : List.of("table", "top", "by", "sides", "log", "least"))
			assertTrue(chart.lines().anyMatch(line -> line.startsWith(field + ":")), field + " in\n" + chart);
		assertTrue(chart.contains("by: 'size' is not one of count, density") && chart.contains("log: '2' is not no or yes"), chart);
		final String both = assertThrows(InvalidInputException.class, () -> words(Map.of("table", "a.csv", "least", "3",
			"regions", "A")).chart()).getMessage();
		assertEquals("least: regions that are named are all shown, however few cells they have. Leave out one of both", both);
		for (final String wrong : List.of("1.5", "-3", "many", "1e99"))
			assertThrows(InvalidInputException.class, () -> words(Map.of("table", "a.csv", "least", wrong)).chart(), wrong);
	}

	@Test
	void filesBecomePictures() throws Exception {
		final Path svg = folder.resolve("a.svg");
		final ProjectionTask task = words(Map.of("picture", svg.toString(), "bin", "100", "gauss", "0")).projection(
			cells());
		final String text = task.run(ProgressListener.NONE).text();
		assertTrue(text.contains("Picture: " + svg), text);
		assertTrue(text.contains("3 cells, projected along z (500 µm)") && text.contains("1 cell outside"), text);
		assertTrue(Files.readString(svg).contains("Cells/mm²"));
	}

	/** NB: an input that is a picture of this program could be replaced otherwise. */
	@Test
	void picturesDoNotReplaceWhatTheyAreMadeOf() throws Exception {
		final Path picture = folder.resolve("points.png");
		new PictureWords().set(PictureKey.PICTURE, picture.toString()).projection(cells()).run(ProgressListener.NONE);
		final CellWords cells = new CellWords().set(OptionKey.INPUT, picture.toString()).set(CellKey.CELLS, folder
			.resolve("points.csv").toString());
		final byte[] before = Files.readAllBytes(picture);
		final String message = assertThrows(InvalidInputException.class, () -> new PictureWords().set(PictureKey.PICTURE, picture
			.toString()).projection(cells)).getMessage();
		assertEquals("picture: " + picture + " is what is read. Choose another name.", message);
		final Path table = Files.copy(folder.resolve("points.csv"), folder.resolve("table.svg"));
		assertThrows(InvalidInputException.class, () -> words(Map.of("table", table.toString(), "picture", table.toString()))
			.chart());
		assertArrayEquals(before, Files.readAllBytes(picture));
	}

	/** NB: bare servers and containers have none, and Java answers with an error. Where it brings its own, there is a picture. */
	@Test
	void withoutFontsThereIsASentence() throws Exception {
		final Path table = Files.writeString(folder.resolve("table.csv"), "id,cells\n1,2\n");
		final Path fonts = Files.writeString(Files.createDirectory(folder.resolve("home")).resolve("fonts.conf"),
			"<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" + folder + "/home</dir></fontconfig>");
		for (final String name : List.of("a.png", "a.svg")) {
			final List<String> words = new ArrayList<>(Program.java(Main.class, "-Djava.awt.headless=true", "-Duser.home=" + fonts.getParent()));
			words.addAll(List.of("chart", table.toString(), folder.resolve(name).toString()));
			final ProcessBuilder program = new ProcessBuilder(words).redirectErrorStream(true);
			program.environment().put("FONTCONFIG_FILE", fonts.toString());
			final Process process = program.start();
			final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0)
				assertEquals("label-upscaler: A picture needs letters, and Java finds no fonts here. Install fontconfig and a font, for " +
					"example the packages fontconfig and fonts-dejavu-core." + System.lineSeparator(), said);
		}
	}

	@Test
	void commandLineDrawsBoth() throws Exception {
		cells();
		final String labels = folder.resolve("labels.nrrd").toString();
		final String points = folder.resolve("points.csv").toString();
		final Path chart = folder.resolve("chart.png");
		final Path density = folder.resolve("density.png");
		final String tree = folder.resolve("tree.csv").toString();
		assertEquals(0, Main.run("cells", labels, points, "--ontology", tree, "--progress", "none"));
		assertEquals(0, Main.run("chart", folder.resolve("points-regions.csv").toString(), chart.toString(), "--size", "500",
			"--scale", "1"));
		assertEquals(0, Main.run("project", labels, points, density.toString(), "--ontology", tree, "--regions", "R", "--size",
			"500x400", "--scale", "1", "--progress", "none"));
		final BufferedImage image = ImageIO.read(density.toFile());
		assertEquals(500, image.getWidth());
		assertEquals(400, image.getHeight());
		assertEquals(500, ImageIO.read(chart.toFile()).getWidth());
		assertEquals(0, Main.run("chart", folder.resolve("points-regions.csv").toString(), chart.toString(), "--by", "density", "--least",
			"1", "--log", "yes"));
		assertEquals(0, Main.run("project", labels, points, density.toString(), "--midline", "x:10", "--progress", "none"));
		final Path wrong = folder.resolve("wrong.png");
		assertEquals(2, Main.run("project", labels, points, wrong.toString(), "--midline", "x:21", "--progress", "none"));
		assertEquals(2, Main.run("chart", points, wrong.toString()));
		assertEquals(2, Main.run("project", labels, points, wrong.toString(), "--slab", "9:12", "--progress", "none"));
		assertFalse(Files.exists(wrong));
	}
}
