package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labelupscaler.InvalidInputException;
import org.w3c.dom.Element;

/** A chart says what the table says. */
class BarChartTest extends BarChartPages {

	@Test
	void backgroundAndOutsideAreSaidButAreNoBars() throws Exception {
		assertEquals("Each region without its sub-regions. The 2 regions of the most cells, of 5 with cells. 1,367 cells in regions, " +
			"3,000 in the background, 4,000 outside.", lines(ChartOptions.DEFAULT.top(2)));
		assertEquals(2, svg(ChartOptions.DEFAULT.top(2)).elements("bars", "rect").size());
	}

	@Test
	void captionSaysWhichRegionsTheseAre() throws Exception {
		final String sums = "1,367 cells in regions, 3,000 in the background, 4,000 outside.";
		final String own = "Each region without its sub-regions. ";
		final ChartOptions count = ChartOptions.DEFAULT;
		final ChartOptions density = count.by(ChartOptions.By.DENSITY);
		assertEquals(own + sums, caption(count));
		assertEquals(own + "The region of the most cells, of 5 with cells. " + sums, caption(count.top(1)));
		assertEquals(own + "The region of the most cells, of 3 with at least 50 cells. " + sums, caption(count.top(1).least(50)));
		assertEquals(own + "The only region with at least 101 cells. " + sums, caption(count.least(101)));
		assertEquals(own + "All 4 regions with at least 10 cells. " + sums, caption(density));
		assertEquals(own + "The 2 densest of 4 regions with at least 10 cells. " + sums, caption(density.top(2)));
		assertEquals(own + "The densest of 4 regions with at least 10 cells. " + sums, caption(density.top(1)));
		assertEquals(own + sums, caption(density.least(1)), "all that have cells");
		assertEquals("Each region with all that is below it. " + sums, caption(density.regions(List.of("A"))));
		final Path flat = table("id,cells,density_per_mm3\n3,1,2\n");
		assertEquals("1 cell in regions.", CellPictures.chart(flat, count).caption(), "without a tree there is nothing below");
		assertEquals("1 cell in regions.", CellPictures.chart(flat, count.regions(List.of("3"))).caption());
	}

	@Test
	void densitiesHaveTheirUnit() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY));
		assertEquals(List.of("50,000", "200", "12.5", "10"), svg.texts("values"));
		assertTrue(svg.texts("axis").contains("Cells per mm³"));
	}

	/** The very highest densities are those of regions of a few voxels with a cell, of which nobody wants a chart. */
	@Test
	void densitiesAreTheHighestOfRegionsWithEnoughCells() throws Exception {
		final ChartOptions densities = ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY);
		assertEquals(List.of("50,000", "200"), svg(densities.top(2)).texts("values"));
		assertEquals(List.of("200", "12.5"), svg(densities.least(51)).texts("values"));
		assertEquals(List.of("50,000", "200", "12.5", "10", "7"), svg(densities.least(1)).texts("values"));
		assertEquals(List.of("50,000", "200", "12.5", "10", "7"), svg(densities.least(7)).texts("values"));
		assertEquals(List.of("50,000", "200", "12.5", "10"), svg(densities.least(8)).texts("values"));
		assertEquals(List.of("50,000", "650"), svg(densities.regions(List.of("B", "A", "root")).top(2)).texts("values"),
			"of those that are named too");
		assertEquals(List.of("A layer 1 (A1)", "Area A, <the> \"first\" (A)"), svg(ChartOptions.DEFAULT.least(51)).texts("names"));
	}

	/** Of equal densities that of more cells is said first, whatever the order of the file. */
	@Test
	void equalDensitiesAreSortedByCells() throws Exception {
		final Path table = table("id,cells,density_per_mm3\n1,20,5\n2,400,5\n3,30,5.0\n");
		final SvgText svg = new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY)));
		assertEquals(List.of("label 2", "label 3", "label 1"), svg.texts("names"));
	}

	@Test
	void chosenRegionsHaveWhatIsBelowThem() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.regions(List.of("b", " A ", "Nothing here", "1", "A")));
		assertEquals(List.of("root", "Area A, <the> \"first\" (A)", "B & co (B)", "Nothing here (C)"), svg.texts("names"));
		assertEquals(List.of("1,360", "1,300", "50", "0"), svg.texts("values"));
	}

	@Test
	void unknownRegionsAreAllSaidAndWhatThereIs() throws Exception {
		final String message = assertThrows(InvalidInputException.class, () -> svg(ChartOptions.DEFAULT.regions(List.of("Bx",
			"A", "zzzzzz", "Arae A, the first")))).getMessage();
		final String file = folder.resolve("regions.csv").toString();
		assertTrue(message.startsWith("regions: 'Bx' is not in " + file + ", neither as acronym nor as name nor as id; did you mean "),
			message);
		assertTrue(message.contains("B & co (B)"), message);
		assertTrue(message.contains("'zzzzzz' is not in " + file + ", neither as acronym nor as name nor as id; there are root, A, A1, B, C, " +
			"label 614454277, background."), message);
		assertTrue(message.endsWith("'Arae A, the first' is not in " + file + ", neither as acronym nor as name nor as id; did you mean " +
			"Area A, <the> \"first\" (A)?"), message);
		final StringBuilder many = new StringBuilder("id,acronym,cells\n");
		for (int i = 1; i <= 15; i++)
			many.append(i).append(",r").append(i).append("00,").append(i).append('\n');
		final Path table = table(many.toString());
		final String some = assertThrows(InvalidInputException.class, () -> CellPictures.chart(table, ChartOptions.DEFAULT.regions(
			List.of("somatosensory")))).getMessage();
		assertTrue(some.endsWith("there are r100, r200, r300, r400, r500, r600, r700, r800, r900, r1000 and 5 more."),
			some);
	}

	/** As with an ontology: the first of two would be a guess. */
	@Test
	void regionsThatCouldBeSeveralAreRefused() throws Exception {
		final Path table = table("id,acronym,name,cells\n1,ab,Left,1\n2,AB,Right,2\n3,x,Both,3\n4,y,Both,4\n");
		assertEquals(List.of("Right (AB)"), new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.regions(List.of("AB"))))
			.texts("names"));
		for (final String region : List.of("Ab", "both")) {
			final String message = assertThrows(InvalidInputException.class, () -> CellPictures.chart(table, ChartOptions.DEFAULT.regions(
				List.of(region)))).getMessage();
			assertEquals("regions: '" + region + "' is several regions of " + table + ": " + (region.equals("Ab")
				? "Left with id 1, Right with id 2" : "Both with id 3, Both with id 4") + "; write it exactly, or the id.", message);
		}
	}

	@Test
	void sidesAreTwoBarsEach() throws Exception {
		final SvgText svg = svg(ChartOptions.DEFAULT.sides(true));
		assertEquals(List.of("0", "1,200", "75", "25", "20", "30", "4", "6", "3", "4"), svg.texts("values"));
		final List<Element> bars = svg.elements("bars", "rect");
		assertEquals(9, bars.size(), "none for 0");
		assertEquals(3, SvgText.number(bars.get(1), "width") / SvgText.number(bars.get(2), "width"), 0.02);
		assertTrue(svg.texts().containsAll(List.of("left", "right")));
		final SvgText densities = svg(ChartOptions.DEFAULT.sides(true).by(ChartOptions.By.DENSITY));
		assertEquals(List.of("40,000", "60,000", "300", "100"), densities.texts("values").subList(0, 4));
	}

	@Test
	void tablesWithoutOntologyOrUnitAreDrawnToo() throws Exception {
		final Path table = table("id,cells,volume_voxels,density_per_voxel\n-5,1,8,0.125\n18446744073709551615,2,1,2\n0,9,9,1\n");
		final SvgText svg = new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY).least(1)));
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
		assertSays("semicolons or tabs", "id;acronym;cells;density_per_mm3\n1;A;12;1,5\n", ChartOptions.DEFAULT);
		assertSays("semicolons or tabs", "id\tcells\n1\t2\n", ChartOptions.DEFAULT);
		assertSays("line 3: there is no number of cells", "id,cells,x\n1,1,2\n5,\n", ChartOptions.DEFAULT);
		assertSays("line 4: the id 7 is there twice, first in line 2, and", "id,cells\n7,1\n8,2\n7,4\n", ChartOptions.DEFAULT);
		assertSays("no such file", null, ChartOptions.DEFAULT);
	}

	@Test
	void regionsWithoutCellsAreDrawnOnAnAxisToo() throws Exception {
		for (final boolean log : new boolean[] { false, true })
			for (final ChartOptions.By by : ChartOptions.By.values()) {
				final SvgText svg = new SvgText(CellPictures.chart(table("id,cells,density_per_mm3\n1,0,0\n"), ChartOptions.DEFAULT.by(by)
					.log(log).regions(List.of("1"))));
				assertEquals(List.of("0"), svg.texts("values"));
				assertTrue(svg.texts("axis").get(0).startsWith(log ? "1" : "0") && svg.texts("axis").size() < 9, svg.texts("axis").toString());
			}
	}

	@Test
	void noCellsMakeAPictureWithASentence() throws Exception {
		final Path table = table("id,cells,density_per_mm3\n0,5,1\n1,0,0\n2,9,3\n");
		final Picture sparse = CellPictures.chart(table, ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY));
		assertTrue(new SvgText(sparse).texts().contains("No region has at least 10 cells."), new SvgText(sparse).texts().toString());
		assertEquals("No region has at least 10 cells. 9 cells in regions, 5 in the background.", sparse.caption());
		final Picture none = CellPictures.chart(table("id,cells\n0,5\n1,0\n"), ChartOptions.DEFAULT.title("Title"));
		assertTrue(new SvgText(none).texts().containsAll(List.of("No region has cells.", "Title")), new SvgText(none).texts().toString());
		assertEquals("No region has cells. 0 cells in regions, 5 in the background.", none.caption());
		final BufferedImage image = none.pixels();
		assertEquals(1600, image.getWidth());
		assertTrue(image.getHeight() < 600);
	}

	@Test
	void numbersThatAreNotWholeStayWhatTheyAre() throws Exception {
		final Picture means = CellPictures.chart(table("id,cells\n1,12.5\n2,3\n"), ChartOptions.DEFAULT);
		assertEquals(List.of("12.5", "3"), new SvgText(means).texts("values"));
		assertEquals("15.5 cells in regions.", means.caption());
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
}
