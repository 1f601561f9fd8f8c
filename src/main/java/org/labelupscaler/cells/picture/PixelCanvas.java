package org.labelupscaler.cells.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws pixels. */
final class PixelCanvas implements Canvas {

	private final Graphics2D graphics;

	/**
	 * @param image what is drawn on
	 * @param scale pixels per unit of the page
	 */
	PixelCanvas(final BufferedImage image, final double scale) {
		graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
		graphics.scale(scale, scale);
	}

	@Override
	public void begin(final String group) {
		// pixels have no names
	}

	@Override
	public void end() {
		// nor groups
	}

	@Override
	public void rectangle(final double x, final double y, final double width, final double height, final int fill,
		final int edge)
	{
		final Rectangle2D rectangle = new Rectangle2D.Double(x, y, width, height);
		if (fill != NONE) {
			graphics.setColor(new Color(fill));
			graphics.fill(rectangle);
		}
		if (edge != NONE) {
			graphics.setColor(new Color(edge));
			graphics.setStroke(new BasicStroke(0.5f));
			graphics.draw(rectangle);
		}
	}

	@Override
	public void lines(final List<double[]> lines, final int color, final double thickness) {
		graphics.setColor(new Color(color));
		graphics.setStroke(new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
		for (final double[] line : lines) {
			final Path2D path = new Path2D.Double();
			path.moveTo(line[0], line[1]);
			for (int i = 2; i < line.length; i += 2)
				path.lineTo(line[i], line[i + 1]);
			graphics.draw(path);
		}
	}

	@Override
	public void text(final String text, final double x, final double y, final Lettering font, final Anchor anchor,
		final int color)
	{
		graphics.setColor(new Color(color));
		graphics.setFont(font.font());
		final double before = switch (anchor) {
			case START -> 0;
			case MIDDLE -> font.width(text) / 2;
			case END -> font.width(text);
		};
		graphics.drawString(Glyphs.shown(text), (float) (x - before), (float) y);
	}

	@Override
	public void image(final BufferedImage image, final double x, final double y, final double width, final double height) {
		final AffineTransform place = new AffineTransform(width / image.getWidth(), 0, 0, height / image.getHeight(), x, y);
		graphics.drawImage(image, place, null);
	}

	/** Ends the drawing. */
	void close() {
		graphics.dispose();
	}
}
