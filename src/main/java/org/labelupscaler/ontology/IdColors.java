package org.labelupscaler.ontology;

/**
 * A colour for labels whose colour nobody says: always the same one, bright enough for a black background, and far from
 * those of labels with neighbouring ids.
 */
public final class IdColors {

	/** Multiples of the golden ratio, modulo 1, are spread as evenly as can be. */
	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	private IdColors() {}

	/**
	 * @param label a label of any type, as it stands in memory
	 * @return its colour as 0xRRGGBB
	 */
	public static int rgb(final long label) {
		final double hue = (label * GOLDEN >>> 11) * 0x1p-53;
		// A second, unrelated sequence for saturation and brightness, so that labels of near hue differ too.
		final long mixed = mix(label);
		final double saturation = 0.45 + 0.5 * ((mixed >>> 48) / 65536.0);
		final double brightness = 0.6 + 0.4 * ((mixed >>> 32 & 0xFFFF) / 65536.0);
		return rgb(hue, saturation, brightness);
	}

	private static long mix(final long value) {
		long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}

	/** Hue, saturation, brightness, each 0 … 1. */
	private static int rgb(final double hue, final double saturation, final double brightness) {
		final int r = channel(hue + 1.0 / 3, saturation, brightness);
		final int g = channel(hue, saturation, brightness);
		final int b = channel(hue + 2.0 / 3, saturation, brightness);
		return r << 16 | g << 8 | b;
	}

	/** One channel: a trapezoid over the hue circle. */
	private static int channel(final double hue, final double saturation, final double brightness) {
		final double around = (hue - Math.floor(hue)) * 6;
		final double full = Math.max(0, Math.min(1, 2 - Math.abs(around - 2)));
		return (int) Math.round(255 * brightness * (1 - saturation * (1 - full)));
	}
}
