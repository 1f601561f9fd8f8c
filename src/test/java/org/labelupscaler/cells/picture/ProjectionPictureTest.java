package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.Midline;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.w3c.dom.Element;

/** A picture of a box of one label, 40 x 20 x 10 voxels in 60 x 30 x 10, with some cells. */
class ProjectionPictureTest {

	private static final ProjectionOptions OPTIONS = ProjectionOptions.DEFAULT.bins(100, 0);

	private static Picture picture(final String unit, final ProjectionOptions options) throws Exception {
		return picture(new VoxelSize(50, 50, 50, unit), options);
	}

	private static Picture picture(final VoxelSize edges, final ProjectionOptions options) throws Exception {
		final long[] values = new long[60 * 30 * 10];
		for (int i = 0; i < values.length; i++)
			values[i] = i % 60 >= 10 && i % 60 < 50 && i / 60 % 30 >= 5 && i / 60 % 30 < 25 ? 9 : 0;
		final List<AxisMap> maps = new ArrayList<>();
		for (final int n : new int[] { 60, 30, 10 })
			maps.add(AxisMap.nearest(n, n));
		final CellLabels labels = new CellLabels(new MemorySource(new Volume(LabelType.UINT8, new int[] { 60, 30, 10 }, values)),
			maps, edges, new double[3], "", Ontology.NONE);
		// four cells in the bin 6, 4; one in 10, 8
		final double[] cells = { 12, 8, 1, 13, 9, 5, 12.5, 8.5, 7, 13.9, 9.9, 9, 20, 16, 3 };
		return CellPictures.projection(new MemoryCells(labels, cells, 2), labels, options, ProgressListener.NONE);
	}

	@Test
	void densityIsUnderTheOutlinesInItsColours() throws Exception {
		final SvgText svg = new SvgText(picture("um", OPTIONS));
		final Element element = svg.elements("density", "image").get(0);
		final String data = element.getAttribute("xlink:href");
		final BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.substring(data.indexOf(
			',') + 1))));
		assertEquals(30, image.getWidth());
		assertEquals(15, image.getHeight());
		final ColorScale colors = new ColorScale(false);
		for (int y = 0; y < 15; y++)
			for (int x = 0; x < 30; x++)
				assertEquals(x == 6 && y == 4 ? colors.rgb(1) : x == 10 && y == 8 ? colors.rgb(0.25) : 0xFFFFFF, image.getRGB(x, y) &
					0xFFFFFF, x + ", " + y);
		// the box, in units of the page
		final double perVoxel = SvgText.number(element, "width") / 60;
		assertEquals(30 * perVoxel, SvgText.number(element, "height"), 0.02);
		final String[] path = svg.elements("silhouettes", "path").get(0).getAttribute("d").substring(1).split("[ML ]");
		double left = Double.MAX_VALUE;
		double right = 0;
		for (int i = 0; i < path.length; i += 2) {
			left = Math.min(left, Double.parseDouble(path[i]));
			right = Math.max(right, Double.parseDouble(path[i]));
		}
		assertEquals(SvgText.number(element, "x") + 10 * perVoxel, left, 0.02);
		assertEquals(SvgText.number(element, "x") + 50 * perVoxel, right, 0.02);
	}

	@Test
	void lengthsAndDensitiesAreSaid() throws Exception {
		final SvgText svg = new SvgText(picture("um", OPTIONS));
		final double perVoxel = SvgText.number(svg.elements("density", "image").get(0), "width") / 60;
		assertEquals(List.of("500 µm"), svg.texts("scale bar"));
		assertEquals(10 * perVoxel, SvgText.number(svg.elements("scale bar", "rect").get(0), "width"), 0.02);
		// four cells in 0.01 mm²
		assertEquals(List.of("Cells/mm²", "0", "100", "200", "300", "400"), svg.texts("colors"));
		final String caption = String.join(" ", svg.texts());
		assertTrue(caption.contains("5 cells, projected along z (500 µm). Bins of 100 µm, not smoothed."), caption);
		assertEquals(List.of("500 mm"), new SvgText(picture("mm", OPTIONS.bins(100_000, 0))).texts("scale bar"),
			"50 mm are 50,000 um");
	}

	@Test
	void whatExceedsTheLastColourIsSaid() throws Exception {
		assertTrue(new SvgText(picture("um", OPTIONS.look(150, false, "", PictureSize.DEFAULT))).texts("colors").contains(
			"≥ 150"));
		assertTrue(new SvgText(picture("um", OPTIONS.look(1000, false, "", PictureSize.DEFAULT))).texts("colors").contains(
			"1,000"));
	}

	@Test
	void withoutAUnitThereAreVoxels() throws Exception {
		final ProjectionOptions options = OPTIONS.along(ProjectionOptions.Mode.MAX, 1).bins(2, 0);
		final SvgText svg = new SvgText(picture(VoxelSize.PIXEL, options));
		assertTrue(svg.texts("colors").contains("Cells/voxel³"), svg.texts("colors").toString());
		assertEquals(List.of("10 voxels"), svg.texts("scale bar"));
	}

	@Test
	void pixelsAreAsManyAsAskedForOnThePaperAskedFor() throws Exception {
		for (final boolean black : new boolean[] { false, true }) {
			final int paper = black ? 0xFF000000 : 0xFFFFFFFF;
			final BufferedImage image = picture("um", OPTIONS.look(0, black, "A title", new PictureSize(700, 900, 1))).pixels();
			assertEquals(700, image.getWidth());
			assertEquals(900, image.getHeight());
			assertEquals(paper, image.getRGB(0, 0));
			assertEquals(paper, image.getRGB(699, 899));
			int others = 0;
			for (int i = 0; i < 700 * 900; i++)
				others += image.getRGB(i % 700, i / 700) != paper ? 1 : 0;
			assertTrue(others > 2000 && others < 200_000, others + " pixels are not paper");
		}
		final BufferedImage auto = picture("um", OPTIONS).pixels();
		assertEquals(1600, auto.getWidth());
		assertTrue(auto.getHeight() > 700 && auto.getHeight() < 1000, "" + auto.getHeight());
	}

	/** Where the plane begins and ends on the page, and the dashes and letters of the sides. */
	private record Marks(double left, double top, double width, double height, double[] dashes, List<Element> letters) {

		static Marks of(final Picture picture) throws Exception {
			final SvgText svg = new SvgText(picture);
			final Element plane = svg.elements("density", "image").get(0);
			final String[] numbers = svg.elements("midline", "path").get(0).getAttribute("d").substring(1).split("[ML ]");
			final double[] dashes = new double[numbers.length];
			for (int i = 0; i < dashes.length; i++)
				dashes[i] = Double.parseDouble(numbers[i]);
			return new Marks(SvgText.number(plane, "x"), SvgText.number(plane, "y"), SvgText.number(plane, "width"), SvgText.number(plane,
				"height"), dashes, svg.elements("midline", "text"));
		}

		String letter(final int i) {
			return letters.get(i).getTextContent();
		}

		double x(final int i) {
			return SvgText.number(letters.get(i), "x");
		}

		double y(final int i) {
			return SvgText.number(letters.get(i), "y");
		}
	}

	@Test
	void leftAndRightAreMarkedOnTheirSides() throws Exception {
		for (final String words : List.of("x", "-x", "x:15")) {
			final Marks marks = Marks.of(picture("um", OPTIONS.midline(Midline.parse(words))));
			final double line = marks.left + marks.width * (words.equals("x:15") ? 15 : 30) / 60;
			for (int i = 0; i < marks.dashes.length; i += 2)
				assertEquals(line, marks.dashes[i], 0.02);
			assertTrue(marks.dashes.length > 20, "it is dashed");
			assertTrue(marks.dashes[1] < marks.top && marks.dashes[1] > 10, "it begins between the letters");
			assertEquals(marks.top + marks.height, marks.dashes[marks.dashes.length - 1], 6);
			final int left = words.equals("-x") ? 1 : 0;
			assertEquals("L", marks.letter(left));
			assertEquals("R", marks.letter(1 - left));
			assertEquals((marks.left + line) / 2, marks.x(0), 0.02);
			assertEquals((line + marks.left + marks.width) / 2, marks.x(1), 0.02);
			assertTrue(marks.y(0) < marks.top && marks.y(1) < marks.top, "above the plane, where they cover nothing");
		}
	}

	@Test
	void aHorizontalMidlineHasItsSidesAboveAndBelow() throws Exception {
		final Marks marks = Marks.of(picture("um", OPTIONS.midline(Midline.parse("-y:6"))));
		for (int i = 1; i < marks.dashes.length; i += 2)
			assertEquals(marks.top + marks.height * 6 / 30, marks.dashes[i], 0.02);
		assertEquals("R", marks.letter(0));
		assertEquals("L", marks.letter(1));
		assertEquals(marks.top + marks.height * 3 / 30, marks.y(0), 6);
		assertEquals(marks.top + marks.height * 18 / 30, marks.y(1), 6);
		assertTrue(marks.x(0) < marks.left - 4 && marks.x(0) > 14, "beside the plane");
		final Picture one = picture("um", OPTIONS.midline(Midline.parse("y:30")));
		assertEquals(List.of("L"), new SvgText(one).texts("midline"), "there is nothing on the right");
	}

	@Test
	void aMidlineAlongTheLineOfSightIsOnlySaid() throws Exception {
		final Picture both = picture("um", OPTIONS.midline(Midline.parse("z")));
		assertThrows(IllegalStateException.class, () -> new SvgText(both).elements("midline", "path"), "nothing is drawn");
		assertEquals(List.of("The projection looks along z, from side to side: left and right lie one behind the other, and no midline " +
			"is drawn."), both.notes(false));
		final String start = "The projection looks along z, from side to side: all that is shown is on the ";
		assertEquals(start + "left, and no midline is drawn.", picture("um", OPTIONS.slab(0, 5).midline(Midline.parse("z"))).notes(false).get(0));
		assertEquals(start + "right, and no midline is drawn.", picture("um", OPTIONS.slab(5, 6).midline(Midline.parse("z"))).notes(false).get(0));
		assertEquals(start + "left, and no midline is drawn.", picture("um", OPTIONS.slab(5, 9).midline(Midline.parse("-z"))).notes(false).get(0));
		assertEquals(List.of(), picture("um", OPTIONS.midline(Midline.parse("x"))).notes(false));
		assertThrows(InvalidInputException.class, () -> picture("um", OPTIONS.midline(Midline.parse("z:11"))));
		assertThrows(InvalidInputException.class, () -> picture("um", OPTIONS.midline(Midline.parse("x:61"))));
	}

	@Test
	void lettersDoNotTouchTheMidline() throws Exception {
		for (final String words : List.of("x:1", "x:59")) {
			final Marks marks = Marks.of(picture("um", OPTIONS.midline(Midline.parse(words))));
			assertTrue(marks.x(0) + 8 < marks.dashes[0] && marks.x(1) - 8 > marks.dashes[0], words);
		}
	}

	@Test
	void captionsSayWhatIsMarked() throws Exception {
		assertTrue(picture("um", OPTIONS.midline(Midline.parse("x"))).caption().endsWith(" Dashed: the midline; L: left, R: right."));
		assertTrue(!picture("um", OPTIONS).caption().contains("midline"));
	}

	/** Voxels that are not cubes: 60 x 30 voxels of 50 x 50 x 200 um, looked at along y, are 3 mm by 2 mm. */
	@Test
	void proportionsAreThoseOfTheVolume() throws Exception {
		final Picture picture = picture(new VoxelSize(50, 50, 200, "um"), OPTIONS.along(ProjectionOptions.Mode.SUM, 1));
		final Element plane = new SvgText(picture).elements("density", "image").get(0);
		assertEquals(3.0 / 2, SvgText.number(plane, "width") / SvgText.number(plane, "height"), 1e-3);
		final Element bar = new SvgText(picture).elements("scale bar", "rect").get(0);
		assertEquals(0.5 / 3, SvgText.number(bar, "width") / SvgText.number(plane, "width"), 1e-3, "500 of 3000 um");
	}

	@Test
	void picturesWithoutRoomAreRefused() throws Exception {
		for (final PictureSize size : List.of(new PictureSize(1600, 100, 2), new PictureSize(100, 0, 16), new PictureSize(200, 0, 4)))
			assertTrue(assertThrows(InvalidInputException.class, () -> picture("um", OPTIONS.look(0, false, "", size)).svg()).getMessage()
				.startsWith("size: there is no room"), size.toString());
	}
}
