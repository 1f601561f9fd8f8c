package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What pictures are drawn on. Lengths are in units of the page, about a 96th of an inch on paper; y points down. Colours are
 * 0xRRGGBB. Used by one thread.
 */
interface Canvas {

	/** Which end of a text its x is. */
	enum Anchor {
			/** The left end. */
			START,
			/** The middle. */
			MIDDLE,
			/** The right end. */
			END
	}

	/** What has no edge, or no colour. */
	int NONE = -1;

	/** Names what is drawn until {@link #end}, for who works on the picture later. */
	void begin(String group);

	/** Ends the group that was begun last. */
	void end();

	/** A rectangle, with an edge of half a unit or {@link #NONE}. */
	void rectangle(double x, double y, double width, double height, int fill, int edge);

	/** Lines, each through points x, y, one after the other. */
	void lines(List<double[]> lines, int color, double thickness);

	/** A text that stands on y. */
	void text(String text, double x, double y, Lettering font, Anchor anchor, int color);

	/** An image, its pixels as rectangles, not smoothed. Transparent pixels leave what is below. */
	void image(BufferedImage image, double x, double y, double width, double height);

	/** One line. */
	default void line(final double x1, final double y1, final double x2, final double y2, final int color,
		final double thickness)
	{
		lines(List.of(new double[] { x1, y1, x2, y2 }), color, thickness);
	}
}
