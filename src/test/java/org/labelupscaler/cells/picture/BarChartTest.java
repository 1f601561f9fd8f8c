package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
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
		assertTrue(bars.stream().allMatch(bar -> bar.hasAttribute("stroke")), "all have an edge, or it would mean something");
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
		assertEquals("Each region without its sub-regions. The 2 regions of the most cells, of 5 with cells. 1,367 cells in regions, " +
			"3,000 in the background, 4,000 outside.", lines(ChartOptions.DEFAULT.top(2)));
		assertEquals(2, svg(ChartOptions.DEFAULT.top(2)).elements("bars", "rect").size());
	}

	/** The caption, as it stands below in lines. */
	private String lines(final ChartOptions options) throws Exception {
		final List<String> texts = svg(options).texts();
		final String caption = CellPictures.chart(folder.resolve("regions.csv"), options).caption();
		final int from = texts.indexOf(texts.stream().filter(caption::startsWith).filter(text -> text.length() > 10).findFirst()
			.orElseThrow());
		assertTrue(caption.startsWith(String.join(" ", texts.subList(from, from + 2))), caption);
		return caption;
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

	private String caption(final ChartOptions options) throws IOException {
		return CellPictures.chart(table(TABLE), options).caption();
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

	/** The position of a value on a logarithmic axis follows from the numbers along it: equal factors are equally far. */
	@Test
	void logarithmsAreMeasuredFromThePowersOfTen() throws Exception {
		final ChartOptions options = ChartOptions.DEFAULT.by(ChartOptions.By.DENSITY).least(1).log(true);
		final SvgText svg = svg(options);
		final List<Element> texts = svg.elements("axis", "text");
		assertEquals(List.of("1", "10", "100", "1,000", "10,000", "100,000", "Cells per mm³ (logarithmic axis)"), svg.texts("axis"));
		final double one = SvgText.number(texts.get(0), "x");
		final double decade = (SvgText.number(texts.get(5), "x") - one) / 5;
		assertTrue(decade > 50, "" + decade);
		for (int i = 0; i < 6; i++)
			assertEquals(one + i * decade, SvgText.number(texts.get(i), "x"), 0.02);
		final double[] densities = { 50000, 200, 12.5, 10, 7 };
		final List<Element> bars = svg.elements("bars", "rect");
		assertEquals(5, bars.size());
		for (int i = 0; i < 5; i++) {
			assertEquals(one, SvgText.number(bars.get(i), "x"), 0.01);
			assertEquals(decade * Math.log(densities[i]) / Math.log(10), SvgText.number(bars.get(i), "width"), 0.05);
			assertEquals(SvgText.number(bars.get(i), "x") + SvgText.number(bars.get(i), "width") + 4, SvgText.number(svg.elements("values",
				"text").get(i), "x"), 0.02, "values stand behind their bars");
		}
	}

	@Test
	void zeroHasNoBarOnALogarithmicAxisAndOneHasOne() throws Exception {
		final Path table = table("id,acronym,cells\n1,A,1\n2,B,100\n3,C,0\n");
		final SvgText svg = new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.log(true).regions(List.of("A", "B",
			"C"))));
		assertEquals(List.of("100", "1", "0"), svg.texts("values"));
		assertEquals(List.of("0.1", "1", "10", "100", "Cells (logarithmic axis)"), svg.texts("axis"));
		final List<Element> bars = svg.elements("bars", "rect");
		assertEquals(2, bars.size());
		assertEquals(3, SvgText.number(bars.get(0), "width") / SvgText.number(bars.get(1), "width"), 0.001,
			"three powers of ten to 100, one to 1");
		assertEquals(List.of("0"), new SvgText(CellPictures.chart(table, ChartOptions.DEFAULT.log(true).regions(List.of("C")))).texts(
			"values"));
		for (final String least : List.of("10.2", "12.5", "10"))
			assertEquals(least.equals("12.5") ? "10" : "1", new SvgText(CellPictures.chart(table("id,cells\n1," + least + "\n2,200\n"),
				ChartOptions.DEFAULT.log(true))).texts("axis").get(0), "a bar of 10.2 from 10 on could not be seen");
		final Path far = table("id,cells\n1,1e-80\n2,3e90\n");
		final List<String> numbers = new SvgText(CellPictures.chart(far, ChartOptions.DEFAULT.log(true).regions(List.of("1",
			"2")))).texts("axis");
		assertEquals("1e-81", numbers.get(0));
		assertEquals(List.of("1.26e-7", "1,230,000"), List.of(Scale.threeDigits(new BigDecimal("1.2567e-7")), Scale
			.number(new BigDecimal("1.23e6"))));
		assertTrue(numbers.size() < 12, numbers.toString());
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
	void sidesCanBeToldApartWhateverTheColour() throws Exception {
		for (final int rgb : new int[] { 0, 0x102030, 0x19399B, 0xCCCCCC, 0xF0F080, 0xFFFFB0, 0xEEEEEE, 0xFFFFFF }) {
			final SideColors sides = SideColors.of(rgb);
			assertTrue(sides.distance() >= SideColors.APART, Integer.toHexString(rgb));
			for (int shift = 0; shift < 24; shift += 8) {
				final int left = sides.left() >> shift & 0xFF;
				final int right = sides.right() >> shift & 0xFF;
				assertTrue(left <= (rgb >> shift & 0xFF) && right >= left && right < 255 == left < 254, "right is paler");
			}
		}
		assertEquals(0x19399B, SideColors.of(0x19399B).left(), "the region's colour");
		assertEquals(0xF0F080, SideColors.of(0xF0F080).left(), "the yellow of the cerebellum has enough of it");
		assertTrue((SideColors.of(0xFFFFFF).left() & 0xFF) > 0xB0, "only as dark as is needed");
		assertTrue((SideColors.of(0xFFFFFF).left() & 0xFF) < 0xDC);
		final List<Element> bars = svg(ChartOptions.DEFAULT.sides(true).regions(List.of("root")).by(ChartOptions.By.DENSITY).regions(
			List.of())).elements("bars", "rect");
		assertTrue(bars.stream().allMatch(bar -> bar.hasAttribute("stroke")));
	}

	@Test
	void charactersThatTheFontLacksAreReplacedAndSaid() throws Exception {
		int lacking = 0xF0000;
		while (Lettering.PLAIN.font().canDisplay(lacking))
			lacking++;
		final String letter = Character.toString(lacking);
		final Path table = table("id,acronym,name,cells\n1,A,\"Area " + letter + " one\",5\n2,B,Bel\u0001l,3\n");
		final Picture picture = CellPictures.chart(table, ChartOptions.DEFAULT);
		assertEquals("Area ? one", Glyphs.shown("Area " + letter + " one"));
		assertEquals("Área α ³ one", Glyphs.shown("Área α ³ one"));
		assertEquals("tab and line ? ?", Glyphs.shown("tab\tand\nline \u0001 \uD800"));
		final String code = "U+" + Integer.toHexString(lacking).toUpperCase(java.util.Locale.ROOT);
		assertEquals(List.of("Characters that the font lacks are shown as '?': " + letter + " (" + code + "), U+0001."), picture.notes(false));
		assertEquals(List.of("Characters that a drawing cannot have are shown as '?': U+0001."), picture.notes(true));
		assertEquals(List.of("Area " + letter + " one (A)", "Bel?l (B)"), new SvgText(picture).texts("names"));
		final BufferedImage with = picture.pixels();
		final BufferedImage question = CellPictures.chart(table("id,acronym,name,cells\n1,A,Area ? one,5\n2,B,Bel?l,3\n"),
			ChartOptions.DEFAULT).pixels();
		for (int i = 0; i < with.getWidth() * with.getHeight(); i++)
			assertEquals(question.getRGB(i % 1600, i / 1600), with.getRGB(i % 1600, i / 1600));
		assertEquals(List.of(), CellPictures.chart(table(TABLE), ChartOptions.DEFAULT).notes(false));
	}

	/** All texts of a narrow page are on it, the title in lines. */
	@Test
	void nothingStandsOutOfThePage() throws Exception {
		final String title = "A title that is far too long for such a page, whatever the letters are";
		final PictureSize narrow = new PictureSize(300, 0, 1);
		final Picture picture = CellPictures.chart(table(TABLE), ChartOptions.DEFAULT.sides(true).log(true).by(ChartOptions.By.DENSITY)
			.title(title).size(narrow));
		final SvgText svg = new SvgText(picture);
		assertTrue(String.join(" ", svg.texts()).startsWith(title), svg.texts().toString());
		double lowest = 0;
		for (final Element text : svg.elements()) {
			final double size = SvgText.number(text, "font-size");
			final double width = new Lettering(size, text.hasAttribute("font-weight")).width(text.getTextContent());
			final double x = SvgText.number(text, "x");
			final double left = switch (text.getAttribute("text-anchor")) {
				case "start" -> x;
				case "middle" -> x - width / 2;
				default -> x - width;
			};
			assertTrue(left >= 0 && left + width <= 300, text.getTextContent() + " at " + left + " to " + (left + width));
			lowest = Math.max(lowest, SvgText.number(text, "y"));
		}
		assertTrue(lowest < svg.number("height"));
	}

	@Test
	void picturesWithoutRoomAreRefused() throws Exception {
		for (final PictureSize size : List.of(new PictureSize(1600, 100, 2), new PictureSize(100, 0, 16), new PictureSize(200, 3000, 2)))
			assertTrue(assertThrows(InvalidInputException.class, () -> svg(ChartOptions.DEFAULT.title("T").size(size))).getMessage()
				.startsWith("size: there is no room"), size.toString());
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
