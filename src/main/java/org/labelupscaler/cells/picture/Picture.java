package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;

/** A picture that can be drawn as pixels or as shapes. Immutable. */
public abstract class Picture {

	private final PictureSize size;

	Picture(final PictureSize size) {
		this.size = size;
	}

	/** How wide the page is. */
	final double width() {
		return size.width() / size.scale();
	}

	/** The height that was asked for, or the one the picture needs. */
	final double height() {
		return size.height() > 0 ? size.height() / size.scale() : neededHeight();
	}

	/** The height of the page where nobody asked for one. */
	abstract double neededHeight();

	/** Draws it, background and all. */
	abstract void draw(Canvas canvas);

	/** @return the picture as pixels */
	public final BufferedImage pixels() {
		final int height = size.height() > 0 ? size.height() : PictureSize.checkedHeight(Math.ceil(height() * size.scale()));
		final BufferedImage image = new BufferedImage(size.width(), height, BufferedImage.TYPE_INT_RGB);
		final PixelCanvas canvas = new PixelCanvas(image, size.scale());
		draw(canvas);
		canvas.close();
		return image;
	}

	/** @return the picture as an SVG document */
	public final String svg() {
		final SvgCanvas canvas = new SvgCanvas(width(), height());
		draw(canvas);
		return canvas.close();
	}
}
