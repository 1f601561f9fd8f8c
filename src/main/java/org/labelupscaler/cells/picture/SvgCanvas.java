package org.labelupscaler.cells.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

/**
 * Writes SVG 1.1, with texts as texts, so that they can be found, edited and set in a journal's font.
 * <p>
 * NB: by hand, because there is no library for it that this program could be given away with under its own licence and that
 * is smaller than what is needed of it.
 */
final class SvgCanvas implements Canvas {

	/** What only documents of this class and that kind begin with; programs that change a drawing write their own. */
	static String start(final PictureKind kind) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- " + kind.word() + " made by Label Upscaler -->\n" +
			"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" ";
	}

	private final StringBuilder svg;

	/**
	 * @param kind what it shows
	 * @param width of the page
	 * @param height of the page
	 */
	SvgCanvas(final PictureKind kind, final double width, final double height) {
		svg = new StringBuilder(start(kind)).append("width=\"%s\" height=\"%s\" viewBox=\"0 0 %1$s %2$s\" ".formatted(number(width), number(height)) +
			"font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\">\n");
	}

	@Override
	public void begin(final String group) {
		svg.append("<g id=\"").append(escaped(group)).append("\">\n");
	}

	@Override
	public void end() {
		svg.append("</g>\n");
	}

	@Override
	public void rectangle(final double x, final double y, final double width, final double height, final int fill,
		final int edge)
	{
		svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"".formatted(number(x), number(y), number(
			width), number(height), color(fill)));
		if (edge != NONE)
			svg.append(" stroke=\"%s\" stroke-width=\"0.5\"".formatted(color(edge)));
		svg.append("/>\n");
	}

	@Override
	public void lines(final List<double[]> lines, final int color, final double thickness) {
		if (lines.isEmpty())
			return;
		svg.append("<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\" d=\"".formatted(color(color),
			number(thickness)));
		for (final double[] line : lines)
			for (int i = 0; i < line.length; i += 2)
				svg.append(i == 0 ? "M" : "L").append(number(line[i])).append(' ').append(number(line[i + 1]));
		svg.append("\"/>\n");
	}

	@Override
	public void text(final String text, final double x, final double y, final Lettering font, final Anchor anchor,
		final int color)
	{
		svg.append("<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\" fill=\"%s\">%s</text>\n".formatted(number(x),
			number(y), number(font.size()), font.bold() ? " font-weight=\"bold\"" : "", anchor.name().toLowerCase(Locale.ROOT),
			color(color), escaped(text)));
	}

	@Override
	public void image(final BufferedImage image, final double x, final double y, final double width, final double height) {
		final ByteArrayOutputStream png = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", png);
		}
		catch (final IOException e) {
			throw new IllegalStateException("memory takes all", e);
		}
		svg.append("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\" ".formatted(number(x),
			number(y), number(width), number(height))).append(
				"image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,").append(
					Base64.getEncoder().encodeToString(png.toByteArray())).append("\"/>\n");
	}

	/** Ends the drawing, and gives the document. */
	String close() {
		return svg.append("</svg>\n").toString();
	}

	/** A hundredth of a unit is finer than any print. */
	private static String number(final double value) {
		final String text = String.format(Locale.ROOT, "%.2f", value);
		final String shorter = text.replaceFirst("\\.?0+$", "");
		return shorter.equals("-0") ? "0" : shorter;
	}

	private static String color(final int rgb) {
		return rgb == NONE ? "none" : "#%06x".formatted(rgb & 0xFFFFFF);
	}

	private static String escaped(final String text) {
		final StringBuilder out = new StringBuilder();
		text.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				default -> out.appendCodePoint(Glyphs.isText(c) ? c : Glyphs.REPLACEMENT);
			}
		});
		return out.toString();
	}
}
