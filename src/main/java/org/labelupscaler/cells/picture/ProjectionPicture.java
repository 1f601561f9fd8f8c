package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.util.List;

import org.labelupscaler.cells.picture.Canvas.Anchor;

/** A picture of densities under outlines, with the colours' meaning on the right and a scale bar below. */
final class ProjectionPicture extends Picture {

	private static final double COLORS_WIDTH = 18;
	private static final double GAP = 16;
	private static final double BAR_ROOM = 34;
	/** The highest that the plane is drawn, in widths, where nobody asked for a height. */
	private static final double MOST_HEIGHT = 1.3;
	private static final double TICK = 4;

	private final CellProjection projection;
	private final boolean black;
	private final Scale scale;
	private final double legendWidth;

	ProjectionPicture(final CellProjection projection, final ProjectionOptions options) {
		super(options.size(), options.title(), projection.caption());
		this.projection = projection;
		black = options.black();
		scale = Scale.upTo(projection.highest(), 5, false);
		legendWidth = Math.max(COLORS_WIDTH + TICK + 3 + Lettering.SMALL.width(highestText()), Lettering.SMALL.width(
			quantity()));
	}

	private double planeWidth() {
		return projection.grid().extent(projection.grid().across());
	}

	private double planeHeight() {
		return projection.grid().extent(projection.grid().down());
	}

	private double roomWidth() {
		return width() - 2 * MARGIN - GAP - legendWidth;
	}

	@Override
	double neededHeight() {
		return top() + Math.min(MOST_HEIGHT * roomWidth(), roomWidth() * planeHeight() / planeWidth()) + BAR_ROOM + foot();
	}

	@Override
	void draw(final Canvas canvas) {
		final double roomHeight = Math.max(1, height() - top() - BAR_ROOM - foot());
		final double perLength = Math.min(roomWidth() / planeWidth(), roomHeight / planeHeight());
		final double left = MARGIN + (roomWidth() - planeWidth() * perLength) / 2;
		drawPage(canvas, black ? 0 : 0xFFFFFF, strong(), faint());
		final ColorScale colors = new ColorScale(black);
		canvas.begin("density");
		drawDensity(canvas, colors, left, perLength);
		canvas.end();
		canvas.begin("borders");
		drawOutlines(canvas, projection.borders(), left, perLength, black ? 0x9A9A9A : 0x8A8A8A, 0.4);
		canvas.end();
		canvas.begin("silhouettes");
		final List<LabelPlane> silhouettes = projection.silhouettes();
		for (int i = 0; i < silhouettes.size(); i++) {
			final boolean surroundings = i < silhouettes.size() - 1;
			drawOutlines(canvas, silhouettes.get(i), left, perLength, surroundings ? 0x909090 : black ? 0xD0D0D0 : 0x404040,
				surroundings ? 0.6 : 0.9);
		}
		canvas.end();
		drawScaleBar(canvas, left, top() + planeHeight() * perLength + 12, perLength);
		drawColors(canvas, colors, Math.min(280, planeHeight() * perLength - 20));
	}

	private int strong() {
		return black ? 0xF0F0F0 : 0x202020;
	}

	private int faint() {
		return black ? 0xB0B0B0 : 0x606060;
	}

	private void drawDensity(final Canvas canvas, final ColorScale colors, final double left, final double perLength) {
		final DensityMap density = projection.density();
		final BufferedImage image = new BufferedImage(density.width(), density.height(), BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < density.height(); y++)
			for (int x = 0; x < density.width(); x++)
				image.setRGB(x, y, colors.rgb(density.values()[y * density.width() + x] / projection.highest()));
		final double edge = projection.grid().bin() * perLength;
		canvas.image(image, left, top(), density.width() * edge, density.height() * edge);
	}

	private void drawOutlines(final Canvas canvas, final LabelPlane plane, final double left, final double perLength,
		final int color, final double thickness)
	{
		final double perColumn = planeWidth() * perLength / plane.width();
		final double perRow = planeHeight() * perLength / plane.height();
		final List<double[]> lines = Outlines.of(plane);
		for (final double[] line : lines)
			for (int i = 0; i < line.length; i += 2) {
				line[i] = left + line[i] * perColumn;
				line[i + 1] = top() + line[i + 1] * perRow;
			}
		canvas.lines(lines, color, thickness);
	}

	private void drawScaleBar(final Canvas canvas, final double left, final double y, final double perLength) {
		final double length = Scale.roundBelow(planeWidth() / 4);
		canvas.begin("scale bar");
		canvas.rectangle(left, y, length * perLength, 4, strong(), Canvas.NONE);
		canvas.text(projection.grid().length(length), left + length * perLength + 8, y + 7, Lettering.PLAIN, Anchor.START,
			strong());
		canvas.end();
	}

	private void drawColors(final Canvas canvas, final ColorScale colors, final double height) {
		final double left = width() - MARGIN - legendWidth;
		final double top = top() + 20;
		final BufferedImage column = new BufferedImage(1, ColorScale.COLORS, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < ColorScale.COLORS; y++)
			column.setRGB(0, y, colors.rgb(1 - y / (ColorScale.COLORS - 1.0)));
		canvas.begin("colors");
		canvas.text(quantity(), left, top() + 10, Lettering.SMALL, Anchor.START, strong());
		canvas.image(column, left, top, COLORS_WIDTH, height);
		canvas.rectangle(left, top, COLORS_WIDTH, height, Canvas.NONE, faint());
		for (final double number : scale.numbers()) {
			final double y = top + height * (1 - number / projection.highest());
			if (y - top > 1.4 * Lettering.SMALL.size())
				drawTick(canvas, left, y, scale.text(number));
		}
		drawTick(canvas, left, top, highestText());
		canvas.end();
	}

	private void drawTick(final Canvas canvas, final double left, final double y, final String text) {
		canvas.line(left + COLORS_WIDTH, y, left + COLORS_WIDTH + TICK, y, faint(), 0.75);
		canvas.text(text, left + COLORS_WIDTH + TICK + 3, y + 4, Lettering.SMALL, Anchor.START, strong());
	}

	/** The last colour's density; "≥" if there are higher ones. */
	private String highestText() {
		final String text = Scale.threeDigits(java.math.BigDecimal.valueOf(projection.highest()));
		return projection.density().largest() > projection.highest() ? "≥ " + text : text;
	}

	private String quantity() {
		final String power = projection.grid().layers() ? "³" : "²";
		return projection.grid().calibrated() ? "Cells/mm" + power : "Cells/voxel" + power;
	}
}
