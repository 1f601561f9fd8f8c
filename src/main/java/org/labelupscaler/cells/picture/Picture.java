package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/** A picture that can be drawn as pixels or as shapes. Immutable. */
public abstract class Picture {

	/** What is left free around all. */
	static final double MARGIN = 14;

	private static final double TITLE = 32;
	private static final double TITLE_LINE = 22;
	private static final double LINE = 16;

	private final PictureSize size;
	private final String title;
	private final String caption;
	private final List<String> titleLines;
	private final List<String> captionLines;

	Picture(final PictureSize size, final String title, final String caption) {
		this.size = size;
		this.title = title.strip();
		this.caption = caption;
		titleLines = this.title.isEmpty() ? List.of() : Lettering.TITLE.lines(this.title, width() - 2 * MARGIN);
		captionLines = Lettering.SMALL.lines(caption, width() - 2 * MARGIN);
	}

	/** Where there is room below the title. */
	final double top() {
		return MARGIN + (title.isEmpty() ? 0 : TITLE + (titleLines.size() - 1) * TITLE_LINE);
	}

	/** How much is taken by the caption and the margin below it. */
	final double foot() {
		return MARGIN + 8 + captionLines.size() * LINE;
	}

	/** Draws the paper, title and caption. */
	final void drawPage(final Canvas canvas, final int paper, final int strong, final int faint) {
		// NB: a trifle more, for the last pixels that a height in units does not fill.
		canvas.rectangle(0, 0, width() + 1, height() + 1, paper, Canvas.NONE);
		for (int i = 0; i < titleLines.size(); i++)
			canvas.text(titleLines.get(i), width() / 2, MARGIN + Lettering.TITLE.size() + i * TITLE_LINE, Lettering.TITLE,
				Canvas.Anchor.MIDDLE, strong);
		for (int i = 0; i < captionLines.size(); i++)
			canvas.text(captionLines.get(i), MARGIN, height() - MARGIN - LINE * (captionLines.size() - 1 - i), Lettering.SMALL,
				Canvas.Anchor.START, faint);
	}

	/** How wide the page is. */
	final double width() {
		return size.width() / size.scale();
	}

	/** The height that was asked for, or the one the picture needs. */
	final double height() {
		return size.height() > 0 ? size.height() / size.scale() : neededHeight();
	}

	/** @return what the picture says of itself below */
	public final String caption() {
		return caption;
	}

	/** Texts that come from a file or a user, besides title and caption. */
	Stream<String> names() {
		return Stream.empty();
	}

	/** What should be said about it, but not in it. */
	List<String> remarks() {
		return List.of();
	}

	/**
	 * @param svg whether it is written as SVG
	 * @return what should be said about it besides, full sentences
	 */
	public final List<String> notes(final boolean svg) {
		final Stream<String> texts = Stream.concat(Stream.of(title, caption), names());
		return Stream.concat(remarks().stream(), Glyphs.note(texts, svg).stream()).toList();
	}

	/** What it shows. */
	abstract PictureKind kind();

	/** The height of the page where nobody asked for one. */
	abstract double neededHeight();

	/** Draws it, background and all. */
	abstract void draw(Canvas canvas);

	/**
	 * @return the picture as pixels
	 * @throws org.labelupscaler.InvalidInputException if there is no memory for so many
	 */
	public final BufferedImage pixels() {
		final int height = size.height() > 0 ? size.height() : PictureSize.checkedHeight(Math.ceil(height() * size.scale()));
		PictureSize.checkMemory(size.width(), height, Runtime.getRuntime().maxMemory());
		final BufferedImage image = new BufferedImage(size.width(), height, BufferedImage.TYPE_INT_RGB);
		final PixelCanvas canvas = new PixelCanvas(image, size.scale());
		draw(canvas);
		canvas.close();
		return image;
	}

	/** @return the picture as an SVG document */
	public final String svg() {
		final SvgCanvas canvas = new SvgCanvas(kind(), width(), height());
		draw(canvas);
		return canvas.close();
	}
}
