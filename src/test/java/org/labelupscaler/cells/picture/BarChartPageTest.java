package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.ontology.IdColors;
import org.w3c.dom.Element;

/** How bars lie on the page, and what a page cannot show. */
class BarChartPageTest extends BarChartPages {

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
