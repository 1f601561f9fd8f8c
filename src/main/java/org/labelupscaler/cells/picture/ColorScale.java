package org.labelupscaler.cells.picture;

/**
 * Colours for densities, from the paper's to the farthest from it, even to the eye: the steps between them are equally long in
 * the colour space OKLab, and their brightness only rises or only falls, so that they can be told apart in grey, too. The
 * path is a formula: on a paper of lightness L, hue turns with L from violet by red to yellow, and chroma is that of an arc
 * which is 0 at black and white.
 */
final class ColorScale {

	/** How many colours there are. */
	static final int COLORS = 256;

	private static final double DARKEST = 0.18;
	private static final double BRIGHTEST = 0.98;
	/** Degrees. */
	private static final double HUE_OF_BLACK = -75;
	private static final double HUE_OF_WHITE = 105;
	/** As much as sRGB has on all of the path. */
	private static final double CHROMA = 0.185;
	/** sRGB has more of it in what is bright than in what is dark. */
	private static final double LEANING = 1.2;
	private static final int FINE = 4096;

	private final int[] colors = new int[COLORS];

	/** @param black whether the paper is black; else it is white */
	ColorScale(final boolean black) {
		final double from = black ? 0 : 1;
		final double to = black ? BRIGHTEST : DARKEST;
		final double[] length = new double[FINE + 1];
		for (int i = 1; i <= FINE; i++)
			length[i] = length[i - 1] + distance(lab(from + (to - from) * (i - 1) / FINE), lab(from + (to - from) * i / FINE));
		int i = 0;
		for (int c = 0; c < COLORS; c++) {
			while (i < FINE && length[i] < length[FINE] * c / (COLORS - 1))
				i++;
			colors[c] = rgb(lab(from + (to - from) * i / FINE));
		}
	}

	/**
	 * @param part 0 … 1 of the way; beyond is the last
	 * @return a colour as 0xRRGGBB
	 */
	int rgb(final double part) {
		return colors[(int) Math.round((COLORS - 1) * Math.max(0, Math.min(1, part)))];
	}

	/** The colour of a lightness 0 … 1 on the path, in OKLab. */
	private static double[] lab(final double lightness) {
		final double hue = Math.toRadians(HUE_OF_BLACK + (HUE_OF_WHITE - HUE_OF_BLACK) * lightness);
		final double chroma = CHROMA * Math.sin(Math.PI * Math.pow(lightness, LEANING));
		return new double[] { lightness, chroma * Math.cos(hue), chroma * Math.sin(hue) };
	}

	private static double distance(final double[] a, final double[] b) {
		return Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
	}

	/** From OKLab to sRGB; the numbers are those of the definition of OKLab. */
	private static int rgb(final double[] lab) {
		final double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
		final double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
		final double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
		return channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16 | channel(-1.2684380046 * l +
			2.6097574011 * m - 0.3413193965 * s) << 8 | channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
	}

	private static double cube(final double x) {
		return x * x * x;
	}

	private static int channel(final double linear) {
		final double light = Math.max(0, Math.min(1, linear));
		return (int) Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055));
	}
}
