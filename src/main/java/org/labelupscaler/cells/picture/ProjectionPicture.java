package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.picture.Canvas.Anchor;

/** A picture of densities under outlines, with the colours' meaning on the right and a scale bar below. */
final class ProjectionPicture extends Picture {

	private static final double COLORS_WIDTH = 18;
	private static final double GAP = 16;
	private static final double BAR_ROOM = 34;
	/** The highest that the plane is drawn, in widths, where nobody asked for a height. */
	private static final double MOST_HEIGHT = 1.3;
	private static final double TICK = 4;
	private static final int MOST_TICKS = 5;
	/** Where the colours begin, below what they stand for. */
	private static final double LEGEND_TOP = 20;

	/** Room for the letters of the sides. */
	private static final double MARK = 18;
	/** Lines of the midline, and what is between them. */
	private static final double DASH = 5;
	private static final double NO_DASH = 4;
	/** How far from the midline a letter is at least. */
	private static final double BESIDE = 10;
	private static final double LEAST_COLORS = 60;
	/** With less room for the plane nothing can be seen. */
	private static final double LEAST_ROOM = 20;

	private final CellProjection projection;
	private final boolean black;
	private final double legendWidth;

	ProjectionPicture(final CellProjection projection, final ProjectionOptions options) {
		super(options.size(), options.title(), projection.caption());
		this.projection = projection;
		black = options.black();
		final Scale scale = Scale.upTo(projection.highest(), MOST_TICKS, false);
		final double numbers = Stream.concat(Stream.of(highestText()), scale.numbers().stream().map(scale::text)).mapToDouble(
			Lettering.SMALL::width).max().orElseThrow();
		legendWidth = Math.max(COLORS_WIDTH + TICK + 3 + numbers, Lettering.SMALL.width(quantity()));
	}

	@Override
	List<String> remarks() {
		return projection.notes();
	}

	private double planeWidth() {
		return projection.grid().extent(projection.grid().across());
	}

	private double planeHeight() {
		return projection.grid().extent(projection.grid().down());
	}

	/** Room above the plane for letters, or left of it. */
	private double mark(final boolean above) {
		return projection.marks().filter(marks -> marks.vertical() == above).isPresent() ? MARK : 0;
	}

	private double planeTop() {
		return top() + mark(true);
	}

	private double roomWidth() {
		return width() - 2 * MARGIN - GAP - legendWidth - mark(false);
	}

	@Override
	PictureKind kind() {
		return PictureKind.PROJECTION;
	}

	@Override
	double neededHeight() {
		final double plane = Math.min(MOST_HEIGHT * roomWidth(), roomWidth() * planeHeight() / planeWidth());
		return Math.max(planeTop() + plane + BAR_ROOM, top() + LEGEND_TOP + LEAST_COLORS) + foot();
	}

	@Override
	void draw(final Canvas canvas) {
		final double roomHeight = height() - planeTop() - BAR_ROOM - foot();
		if (roomWidth() < LEAST_ROOM || roomHeight < 1 || height() - foot() - top() < LEGEND_TOP + LEAST_COLORS / 2)
			throw new InvalidInputException("size: there is no room for the picture beside its legend. Take a larger picture (size) or " +
				"smaller letters (scale).");
		final double perLength = Math.min(roomWidth() / planeWidth(), roomHeight / planeHeight());
		final double left = MARGIN + mark(false) + (roomWidth() - planeWidth() * perLength) / 2;
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
		projection.marks().ifPresent(marks -> drawMarks(canvas, marks, left, perLength));
		drawScaleBar(canvas, left, planeTop() + planeHeight() * perLength + 12, perLength);
		drawColors(canvas, colors, Math.min(280, Math.max(LEAST_COLORS, planeHeight() * perLength - LEGEND_TOP)));
	}

	private void drawMarks(final Canvas canvas, final SideMarks marks, final double left, final double perLength) {
		final double start = marks.vertical() ? left : planeTop();
		final double length = (marks.vertical() ? planeWidth() : planeHeight()) * perLength;
		final double end = marks.vertical() ? planeTop() + planeHeight() * perLength : left + planeWidth() * perLength;
		final double line = start + marks.at() * length;
		final List<double[]> dashes = new ArrayList<>();
		for (double from = (marks.vertical() ? planeTop() : left) - MARK + NO_DASH; from < end; from += DASH + NO_DASH) {
			final double to = Math.min(end, from + DASH);
			dashes.add(marks.vertical() ? new double[] { line, from, line, to } : new double[] { from, line, to, line });
		}
		canvas.begin("midline");
		canvas.lines(dashes, faint(), 0.8);
		drawMark(canvas, marks, marks.before(), left, Math.min(line - BESIDE, (start + line) / 2));
		drawMark(canvas, marks, marks.beyond(), left, Math.max(line + BESIDE, (line + start + length) / 2));
		canvas.end();
	}

	/** A letter in the middle of its side, beside the plane, where it covers nothing. */
	private void drawMark(final Canvas canvas, final SideMarks marks, final String letter, final double left,
		final double middle)
	{
		if (!letter.isEmpty())
			canvas.text(letter, marks.vertical() ? middle : left - MARK / 2, marks.vertical() ? planeTop() - 5 : middle + 0.35 *
				Lettering.PLAIN.size(), Lettering.PLAIN, Anchor.MIDDLE, strong());
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
		canvas.image(image, left, planeTop(), density.width() * edge, density.height() * edge);
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
				line[i + 1] = planeTop() + line[i + 1] * perRow;
			}
		canvas.lines(lines, color, thickness);
	}

	private void drawScaleBar(final Canvas canvas, final double left, final double y, final double perLength) {
		// NB: a plane that is far higher than wide would have a bar that is only a dot.
		final double length = Scale.roundBelow(Math.min(roomWidth() / perLength, Math.max(planeWidth(), planeHeight())) / 4);
		final String text = projection.grid().length(length);
		final double x = Math.max(MARGIN, Math.min(left, width() - MARGIN - length * perLength - 8 - Lettering.PLAIN.width(text)));
		canvas.begin("scale bar");
		canvas.rectangle(x, y, length * perLength, 4, strong(), Canvas.NONE);
		canvas.text(text, x + length * perLength + 8, y + 7, Lettering.PLAIN, Anchor.START, strong());
		canvas.end();
	}

	private void drawColors(final Canvas canvas, final ColorScale colors, final double height) {
		final double left = width() - MARGIN - legendWidth;
		final double top = top() + LEGEND_TOP;
		// NB: where there is little height, fewer numbers have room.
		final Scale scale = Scale.upTo(projection.highest(), (int) Math.max(2, Math.min(MOST_TICKS, height / LEGEND_TOP)), false);
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
		final String text = Scale.threeDigits(BigDecimal.valueOf(projection.highest()));
		return projection.density().largest() > projection.highest() ? "≥ " + text : text;
	}

	private String quantity() {
		final String power = projection.grid().layers() ? "³" : "²";
		return projection.grid().calibrated() ? "Cells/mm" + power : "Cells/voxel" + power;
	}
}
