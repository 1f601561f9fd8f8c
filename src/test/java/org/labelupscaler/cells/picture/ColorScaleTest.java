package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Colours start as the paper, and go even steps away from it. */
class ColorScaleTest {

	@Test
	void nothingLooksLikeThePaper() {
		assertEquals(0xFFFFFF, new ColorScale(false).rgb(0));
		assertEquals(0x000000, new ColorScale(true).rgb(0));
	}

	@Test
	void beyondIsTheLast() {
		for (final boolean black : new boolean[] { false, true })
			assertEquals(new ColorScale(black).rgb(1), new ColorScale(black).rgb(7));
	}

	@Test
	void brightnessGoesOneWayInEvenSteps() {
		for (final boolean black : new boolean[] { false, true }) {
			final ColorScale scale = new ColorScale(black);
			final int parts = 16;
			double shortest = Double.MAX_VALUE;
			double longest = 0;
			for (int i = 0; i < parts; i++) {
				final double[] from = lab(scale.rgb((double) i / parts));
				final double[] to = lab(scale.rgb((i + 1.0) / parts));
				assertTrue(black ? to[0] > from[0] + 0.02 : to[0] < from[0] - 0.02, "step " + i);
				final double step = Math.hypot(Math.hypot(to[0] - from[0], to[1] - from[1]), to[2] - from[2]);
				shortest = Math.min(shortest, step);
				longest = Math.max(longest, step);
			}
			assertTrue(longest < 1.2 * shortest, shortest + " … " + longest);
		}
	}

	/** From sRGB to OKLab. */
	private static double[] lab(final int rgb) {
		final double[] c = new double[3];
		for (int i = 0; i < 3; i++) {
			final double v = (rgb >> 16 - 8 * i & 0xFF) / 255.0;
			c[i] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
		}
		final double l = Math.cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
		final double m = Math.cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
		final double s = Math.cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
		return new double[] { 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m +
			0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
	}
}
