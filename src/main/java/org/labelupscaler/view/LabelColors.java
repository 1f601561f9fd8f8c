package org.labelupscaler.view;

import java.util.OptionalInt;

import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.upscale.LabelOptions;

/**
 * A colour for every label: that of the ontology, if there is one and it has one for the label; else always the same one,
 * bright enough for a black background, and far from those of labels with neighbouring ids. Label 0, the background, is
 * transparent black. Immutable.
 */
public final class LabelColors {

	/** Multiples of the golden ratio, modulo 1, are spread as evenly as can be. */
	private static final long GOLDEN = 0x9E3779B97F4A7C15L;

	/** Without an ontology. */
	public static final LabelColors PLAIN = new LabelColors(Ontology.NONE);

	private final Ontology ontology;

	/** @param ontology names and colours of the labels */
	public LabelColors(final Ontology ontology) {
		this.ontology = ontology;
	}

	/**
	 * @param options a job
	 * @return the colours of what it writes: those of its ontology, if it has one that knows what is written
	 */
	public static LabelColors of(final LabelOptions options) {
		return options.writesIds() ? new LabelColors(options.ontology()) : PLAIN;
	}

	/**
	 * @param label a label of any type, as it stands in memory
	 * @return what it is called; empty if nobody says
	 */
	public String name(final long label) {
		return label == 0 ? "background" : ontology.structure(label).map(Structure::title).orElse("");
	}

	/**
	 * @param label a label of any type, as it stands in memory
	 * @return its colour as 0xAARRGGBB
	 */
	public int argb(final long label) {
		if (label == 0)
			return 0;
		final OptionalInt rgb = ontology.structure(label).map(Structure::rgb).orElse(OptionalInt.empty());
		return rgb.isPresent() ? 0xFF000000 | rgb.getAsInt() : argbOfId(label);
	}

	/**
	 * Colours many labels; neighbours are mostly equal, and cost next to nothing then.
	 *
	 * @param labels the labels
	 * @param count how many
	 * @param out takes their colours as 0xAARRGGBB
	 * @param at first index in {@code out}
	 */
	public void argb(final long[] labels, final int count, final int[] out, final int at) {
		long last = 0;
		int color = 0;
		for (int i = 0; i < count; i++) {
			if (labels[i] != last) {
				last = labels[i];
				color = argb(last);
			}
			out[at + i] = color;
		}
	}

	private static int argbOfId(final long label) {
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
		return 0xFF000000 | r << 16 | g << 8 | b;
	}

	/** One channel: a trapezoid over the hue circle. */
	private static int channel(final double hue, final double saturation, final double brightness) {
		final double around = (hue - Math.floor(hue)) * 6;
		final double full = Math.max(0, Math.min(1, 2 - Math.abs(around - 2)));
		return (int) Math.round(255 * brightness * (1 - saturation * (1 - full)));
	}
}
