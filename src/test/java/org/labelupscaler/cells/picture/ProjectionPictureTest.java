package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.upscale.ProgressListener;
import org.w3c.dom.Element;

/** A picture of a box of one label, 40 x 20 x 10 voxels in 60 x 30 x 10, with some cells. */
class ProjectionPictureTest {

	private static final ProjectionOptions OPTIONS = ProjectionOptions.DEFAULT.bins(100, 0);

	private static Picture picture(final String unit, final ProjectionOptions options) throws Exception {
		final long[] values = new long[60 * 30 * 10];
		for (int i = 0; i < values.length; i++)
			values[i] = i % 60 >= 10 && i % 60 < 50 && i / 60 % 30 >= 5 && i / 60 % 30 < 25 ? 9 : 0;
		final List<AxisMap> maps = new ArrayList<>();
		for (final int n : new int[] { 60, 30, 10 })
			maps.add(AxisMap.nearest(n, n));
		final CellLabels labels = new CellLabels(new MemorySource(new Volume(LabelType.UINT8, new int[] { 60, 30, 10 }, values)),
			maps, new VoxelSize(50, 50, 50, unit), new double[3], "", Ontology.NONE);
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
}
