package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.ontology.IdColors;
import org.w3c.dom.Element;

/** A chart says what the table says. */
class BarChartTest {

	private static final String HEADER = "id,acronym,name,color,parent,cells,cells_left,cells_right,volume_mm3," +
		"density_per_mm3,density_per_mm3_left,density_per_mm3_right,cells_with_below,density_with_below_per_mm3\n";
	private static final String TABLE = HEADER + //
		"1,root,root,FFFFFF,,10,4,6,1,10,8,12,1360,13.6\n" + //
		"2,A,\"Area A, <the> \"\"first\"\"\",102030,root,100,75,25,0.5,200,300,100,1300,650\n" + //
		"3,A1,A layer 1,FFFF80,A,1200,0,1200,96,12.5,0,25,1200,12.5\n" + //
		"4,B,B & co,19399,root,50,20,30,0.001,50000,40000,60000,50,50000\n" + //
		"5,C,Nothing here,00FF00,root,0,0,0,2,0,0,0,0,0\n" + //
		"614454277,,,,,7,3,4,1,7,6,8,7,7\n" + //
		"0,,background,,,3000,1000,2000,100,30,,,,\n" + //
		",,outside,,,4000,,,,,,,,\n";

	@TempDir
	private Path folder;

	private Path table(final String text) throws IOException {
		return Files.writeString(folder.resolve("regions.csv"), text);
	}

	private SvgText svg(final ChartOptions options) throws Exception {
		return new SvgText(CellPictures.chart(table(TABLE), options));
	}

	@Test
	void barsAreAsLongAsTheCountsLargestOnTopInTheirColours() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT);
		final List<Element> bars = svg.elements("bars", "rect");
		assertEquals(List.of("1,200", "100", "50", "10", "7"), svg.texts("values"));
		final double[] counts = { 1200, 100, 50, 10, 7 };
		final double perCell = SvgText.number(bars.get(0), "width") / 1200;
		assertTrue(perCell * 1200 > 300, "the longest bar is long");
		for (int i = 0; i < counts.length; i++) {
			assertEquals(counts[i] * perCell, SvgText.number(bars.get(i), "width"), 0.01);
			assertTrue(i == 0 || SvgText.number(bars.get(i), "y") > SvgText.number(bars.get(i - 1), "y"));
		}
		assertEquals(List.of("#ffff80", "#102030", "#019399", "#ffffff", "#%06x".formatted(IdColors.rgb(614454277))), bars
			.stream().map(bar -> bar.getAttribute("fill")).toList());
		assertEquals(List.of(true, false, false, true), bars.subList(0, 4).stream().map(bar -> bar.hasAttribute("stroke"))
			.toList(), "what can hardly be seen on white has an edge");
	}

	@Test
	void namesAreTexts() throws Exception {
		assertEquals(List.of("A layer 1 (A1)", "Area A, <the> \"first\" (A)", "B & co (B)", "root", "label 614454277"), svg(
			ChartOptions.DEFAULT).texts("names"));
	}

	@Test
	void axisStartsAtZeroAndItsNumbersStandWhereTheyBelong() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT);
		final List<Element> texts = svg.elements("axis", "text");
		final Element longest = svg.elements("bars", "rect").get(0);
		assertEquals("0", texts.get(0).getTextContent());
		assertTrue(texts.size() > 4, "the name of the axis, and some numbers");
		assertTrue(svg.texts("axis").contains("1,000"), svg.texts("axis").toString());
		assertTrue(svg.texts("axis").contains("Cells"));
		for (final Element text : texts.subList(0, texts.size() - 1)) {
			final double number = Double.parseDouble(text.getTextContent().replace(",", ""));
			assertEquals(SvgText.number(longest, "x") + number / 1200 * SvgText.number(longest, "width"), SvgText.number(text,
				"x"), 0.02);
		}
	}

	@Test
	void backgroundAndOutsideAreSaidButAreNoBars() throws Exception {
		final String caption = svg(ChartOptions.DEFAULT.top(2)).texts().stream().filter(text -> text.contains("outside"))
			.findFirst().orElseThrow();
		assertEquals("2 of 5 regions with cells, 1,367 cells in regions, 3,000 in the background, 4,000 outside.", caption);
		assertEquals(2, svg(ChartOptions.DEFAULT.top(2)).elements("bars", "rect").size());
	}

	@Test
	void densitiesHaveTheirUnit() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY));
		assertEquals(List.of("50,000", "200", "12.5", "10", "7"), svg.texts("values"));
		assertTrue(svg.texts("axis").contains("Cells per mm³"));
	}

	/** The highest densities are those of regions of a few voxels, of which nobody wants a chart. */
	@Test
	void densitiesAreThoseOfTheRegionsWithTheMostCells() throws Exception {
		final ChartOptions densities = ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY);
		assertEquals(List.of("200", "12.5"), svg(densities.top(2)).texts("values"));
		assertEquals(List.of("650", "13.6"), svg(densities.regions(List.of("B", "A", "root")).top(2)).texts("values"));
	}

	@Test
	void chosenRegionsHaveWhatIsBelowThem() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.regions(List.of("b", " A ", "Nothing here", "1", "A")));
		assertEquals(List.of("root", "Area A, <the> \"first\" (A)", "B & co (B)", "Nothing here (C)"), svg.texts("names"));
		assertEquals(List.of("1,360", "1,300", "50", "0"), svg.texts("values"));
	}

	@Test
	void unknownRegionsAreAllSaid() {
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> svg(ChartOptions.DEFAULT.regions(List.of(
			"X", "A", "Y"))));
		assertTrue(e.getMessage().startsWith("regions: 'X', 'Y' are not in "), e.getMessage());
	}

	@Test
	void sidesAreTwoBarsEach() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.sides(true));
		assertEquals(List.of("0", "1,200", "75", "25", "20", "30", "4", "6", "3", "4"), svg.texts("values"));
		final List<Element> bars = svg.elements("bars", "rect");
		assertEquals(3, SvgText.number(bars.get(2), "width") / SvgText.number(bars.get(3), "width"), 0.02);
		assertTrue(svg.texts().containsAll(List.of("left", "right")));
		final SvgText densities = svg(ChartOptions.DEFAULT.sides(true).by(ChartOptions.By.DENSITY));
		assertEquals(List.of("40,000", "60,000", "300", "100"), densities.texts("values").subList(0, 4));
	}

	@Test
	void tablesWithoutOntologyOrUnitAreDrawnToo() throws Exception {
		final Path table = table("id,cells,volume_voxels,density_per_voxel\n-5,1,8,0.125\n18446744073709551615,2,1,2\n0,9,9,1\n");
		final SvgText svg = new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY)));
		assertEquals(List.of("label 18446744073709551615", "label -5"), svg.texts("names"));
		assertEquals(List.of("2", "0.125"), svg.texts("values"));
		assertTrue(svg.texts("axis").contains("Cells per voxel"));
		assertEquals("label -5", new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.regions(List.of("-5")))).texts(
			"names").get(0));
	}

	@Test
	void wrongTablesAreSaidInALine() throws Exception {
		assertSays("no table of cells per region", "x,y,z\n1,2,3\n", ChartOptions.DEFAULT);
		assertSays("no table of cells per region", "", ChartOptions.DEFAULT);
		assertSays("no column 'density_per_mm3'", "id,cells\n1,2\n", ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY));
		assertSays("no column 'cells_left'. Left and right are there if", "id,cells\n1,2\n", ChartOptions.DEFAULT.sides(true));
		assertSays("line 3: cells is 'two', not a number", "id,cells\n1,2\n2,two\n", ChartOptions.DEFAULT);
		assertSays("line 2: cells is '-1', not a number", "id,cells\n1,-1\n", ChartOptions.DEFAULT);
		assertSays("line 2: cells is '1e999999999', not", "id,cells\n1,1e999999999\n", ChartOptions.DEFAULT);
		assertSays("line 2: the id 'one' is no label", "id,cells\none,1\n", ChartOptions.DEFAULT);
		assertSays("line 2: the id '99999999999999999999' is no label", "id,cells\n99999999999999999999,1\n",
			ChartOptions.DEFAULT);
		assertSays("line 2: the color 'red' is not RRGGBB", "id,color,cells\n1,red,1\n", ChartOptions.DEFAULT);
		assertSays("has no region with cells", "id,cells\n0,5\n1,0\n", ChartOptions.DEFAULT);
		assertSays("no such file", null, ChartOptions.DEFAULT);
	}

	@Test
	@Timeout(20)
	void whatIsNoFileIsSaidAtOnce() throws Exception {
		final List<Path> files = new ArrayList<>(List.of(folder));
		final Path pipe = folder.resolve("pipe");
		if (Files.exists(Path.of("/dev/zero"))) {
			files.add(Path.of("/dev/zero"));
			assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
			files.add(pipe);
		}
		for (final Path file : files)
			assertEquals("Cannot read " + file + ": it is no file", assertThrows(InvalidInputException.class, () -> CellPictures.chart(
				file, ChartOptions.DEFAULT)).getMessage());
	}

	private void assertSays(final String expected, final String text, final ChartOptions options) throws IOException {
		final Path file = text == null ? folder.resolve("missing.csv") : table(text);
		final String message = assertThrows(InvalidInputException.class, () -> CellPictures.chart(file, options)).getMessage();
		assertTrue(message.contains(expected) && message.contains(file.toString()) && !message.contains("\n"), message);
	}

	@Test
	void longNamesAreCutButNotTheirAcronyms() throws Exception {
		final String name = "Primary somatosensory area, a very long part of it which no page has room for, layer 2/3";
		final Path table = table("id,acronym,name,cells\n1,SSp-x2/3,\"" + name + "\",5\n");
		final String drawn = new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT)).texts("names").get(0);
		assertTrue(drawn.startsWith("Primary somatosensory area") && drawn.endsWith("… (SSp-x2/3)"), drawn);
		assertTrue(Lettering.PLAIN.width(drawn) <= 0.46 * 800, drawn);
		assertTrue(Lettering.PLAIN.width(drawn) > 0.42 * 800, "as much is kept as there is room for: " + drawn);
	}

	@Test
	void pixelsAreAsManyAsAskedForAndHaveTheColours() throws Exception {
		final ChartOptions options = ChartOptions.DEFAULT.size(new PictureSize(900, 500, 1.5)).title("Title");
		final Picture picture = CellPictures.chart(table(TABLE), options);
		final BufferedImage image = picture.pixels();
		assertEquals(900, image.getWidth());
		assertEquals(500, image.getHeight());
		for (final int corner : new int[] { 0, 899, 499 * 900, 499 * 900 + 899 })
			assertEquals(0xFFFFFFFF, image.getRGB(corner % 900, corner / 900), "white to the corners");
		final List<Element> bars = new SvgText(picture).elements("bars", "rect");
		for (final Element bar : bars) {
			final int x = (int) (1.5 * (SvgText.number(bar, "x") + SvgText.number(bar, "width") / 2));
			final int y = (int) (1.5 * (SvgText.number(bar, "y") + SvgText.number(bar, "height") / 2));
			if (SvgText.number(bar, "width") > 6)
				assertEquals(bar.getAttribute("fill"), "#%06x".formatted(image.getRGB(x, y) & 0xFFFFFF));
		}
		assertTrue(new SvgText(picture).texts().contains("Title"));
		assertEquals(600, new SvgText(picture).number("width"));
	}

	@Test
	void heightFollowsFromTheBars() throws Exception {
		final BufferedImage few = CellPictures.chart(table(TABLE), ChartOptions.DEFAULT.top(1)).pixels();
		final BufferedImage many = CellPictures.chart(table(TABLE), ChartOptions.DEFAULT).pixels();
		assertEquals(1600, few.getWidth());
		assertTrue(many.getHeight() > few.getHeight() + 100);
		assertFalse(few.getHeight() > 400);
		assertEquals(0xFFFFFFFF, few.getRGB(0, few.getHeight() - 1), "white to the last row");
	}
}
