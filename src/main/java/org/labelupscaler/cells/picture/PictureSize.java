package org.labelupscaler.cells.picture;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Quantities;

/**
 * How large a picture is. Letters and lines have a size in units of the page; a page has as many units as there are pixels,
 * divided by the scale. An SVG has the size of the page.
 *
 * @param width in pixels, {@value #LEAST} … {@value #MOST}
 * @param height in pixels, the same; 0 for what the picture needs
 * @param scale pixels per unit of the page, 0.25 … 16
 */
public record PictureSize(int width, int height, double scale) implements Serializable {

	/** The fewest pixels of a side. */
	public static final int LEAST = 100;
	/** The most pixels of a side. */
	public static final int MOST = 20_000;

	/**
	 * 1600 pixels, and letters that are 6.7 points high if it is printed at 300 dots per inch, 135 mm wide.
	 */
	public static final PictureSize DEFAULT = new PictureSize(1600, 0, 2);

	/** The smallest scale. */
	public static final double LEAST_SCALE = 0.25;
	/** The largest scale. */
	public static final int MOST_SCALE = 16;

	private static final Pattern WORDS = Pattern.compile("(\\d{1,6})(?:x(\\d{1,6}))?");

	/** @throws IllegalArgumentException if anything is out of its bounds */
	public PictureSize {
		if (width < LEAST || width > MOST || height != 0 && (height < LEAST || height > MOST))
			throw new IllegalArgumentException("a picture has " + LEAST + " to " + MOST + " pixels a side, not " + width + (height == 0
				? "" : "x" + height));
		if (!isScale(scale))
			throw new IllegalArgumentException("the scale is " + LEAST_SCALE + " to " + MOST_SCALE + ", not " + scale);
	}

	/**
	 * @param scale how many times as large as usual letters and lines are
	 * @return whether a picture can have it
	 */
	public static boolean isScale(final double scale) {
		return scale >= LEAST_SCALE && scale <= MOST_SCALE;
	}

	/**
	 * @param words a width, "1600", or width and height, "1600x1200"
	 * @param scale pixels per unit of the page
	 * @return the size
	 * @throws IllegalArgumentException if the words say something else, or too much or too little
	 */
	public static PictureSize parse(final String words, final double scale) {
		final Matcher matcher = WORDS.matcher(words.strip());
		if (!matcher.matches())
			throw new IllegalArgumentException("'" + words + "' is not a width in pixels, as in 1600, nor width and height, as in " +
				"1600x1200, each " + LEAST + " to " + MOST);
		final int height = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
		if (matcher.group(2) != null && height == 0)
			throw new IllegalArgumentException("'" + words + "' has no height; a picture has " + LEAST + " to " + MOST + " pixels a side");
		return new PictureSize(Integer.parseInt(matcher.group(1)), height, scale);
	}

	/**
	 * Half of the memory is for the pixels, four bytes each; the other for what is drawn and for the file.
	 *
	 * @throws InvalidInputException if there is less
	 */
	static void checkMemory(final int width, final int height, final long memory) {
		final long needed = 4L * width * height;
		if (needed > memory / 2)
			throw new InvalidInputException("size: a picture of " + width + "x" + height + " pixels needs " + Quantities.bytes(2.0 * needed) +
				" of memory, and Java has " + Quantities.bytes(memory) + ". Take a smaller one, an SVG, or give Java more memory.");
	}

	/** A height that follows from what is drawn. */
	static int checkedHeight(final double height) {
		if (height > MOST)
			throw new InvalidInputException("The picture would be " + (long) height + " pixels high, and at most " + MOST +
				" are possible. Show less in it, or give it a size.");
		return Math.max(LEAST, (int) height);
	}
}
