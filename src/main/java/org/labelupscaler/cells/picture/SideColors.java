package org.labelupscaler.cells.picture;

/**
 * The colours of a region's two bars, 0xRRGGBB: the left one in the region's colour, the right one paler. What is nearly
 * white has nothing paler that the eye could tell from it; then both are darker, as much as is needed.
 *
 * @param left of the left side
 * @param right of the right side
 */
record SideColors(int left, int right) {

	/** How far apart the two are at least, in the colour space OKLab; black and white are 1 apart. */
	static final double APART = 0.09;

	/** One step darker. */
	private static final double DARKER = 0.98;

	static SideColors of(final int rgb) {
		SideColors sides = new SideColors(rgb, paler(rgb));
		for (double part = DARKER; sides.distance() < APART; part *= DARKER) {
			final int darker = darker(rgb, part);
			sides = new SideColors(darker, paler(darker));
		}
		return sides;
	}

	/** How far the two are apart. */
	double distance() {
		final double[] a = lab(left);
		final double[] b = lab(right);
		return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
	}

	/** Two thirds of the way to white. */
	private static int paler(final int rgb) {
		int paler = 0;
		for (int shift = 16; shift >= 0; shift -= 8)
			paler |= 255 - (255 - (rgb >> shift & 0xFF)) / 3 << shift;
		return paler;
	}

	private static int darker(final int rgb, final double part) {
		int darker = 0;
		for (int shift = 16; shift >= 0; shift -= 8)
			darker |= (int) Math.round((rgb >> shift & 0xFF) * part) << shift;
		return darker;
	}

	/** From sRGB to OKLab; the numbers are those of the definition of OKLab. */
	private static double[] lab(final int rgb) {
		final double r = linear(rgb >> 16 & 0xFF);
		final double g = linear(rgb >> 8 & 0xFF);
		final double b = linear(rgb & 0xFF);
		final double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
		final double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
		final double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
		return new double[] { 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m +
			0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
	}

	private static double linear(final int channel) {
		final double light = channel / 255.0;
		return light <= 0.04045 ? light / 12.92 : Math.pow((light + 0.055) / 1.055, 2.4);
	}
}
