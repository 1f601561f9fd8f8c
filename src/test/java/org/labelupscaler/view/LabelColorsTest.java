package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;

/** Colours can be told apart, from each other and from the background. */
class LabelColorsTest {

	@Test
	void backgroundIsTransparentBlack() {
		assertEquals(0, LabelColors.PLAIN.argb(0));
	}

	@Test
	void labelsAreOpaqueAndBright() {
		final Random random = new Random(1);
		for (int i = 0; i < 10000; i++) {
			final long label = random.nextBoolean() ? 1 + random.nextInt(3000) : random.nextLong() | 1;
			final int color = LabelColors.PLAIN.argb(label);
			assertEquals(0xFF, color >>> 24);
			assertTrue(Math.max(red(color), Math.max(green(color), blue(color))) >= 150, "label " + label);
		}
	}

	@Test
	void neighboursInIdHaveDifferentColours() {
		for (long label = 1; label < 100_000; label++)
			assertTrue(distance(LabelColors.PLAIN.argb(label), LabelColors.PLAIN.argb(label + 1)) > 60, "labels " + label + " and " + (label +
				1));
		final long large = 614_454_277L;
		assertTrue(distance(LabelColors.PLAIN.argb(large), LabelColors.PLAIN.argb(large + 1)) > 60);
	}

	@Test
	void hueGoesAllTheWayRound() {
		boolean mostlyRed = false;
		boolean mostlyGreen = false;
		boolean mostlyBlue = false;
		for (long label = 1; label < 100; label++) {
			final int c = LabelColors.PLAIN.argb(label);
			mostlyRed |= red(c) > green(c) + 60 && red(c) > blue(c) + 60;
			mostlyGreen |= green(c) > red(c) + 60 && green(c) > blue(c) + 60;
			mostlyBlue |= blue(c) > red(c) + 60 && blue(c) > green(c) + 60;
		}
		assertTrue(mostlyRed && mostlyGreen && mostlyBlue);
	}

	private static double distance(final int a, final int b) {
		return Math.sqrt(square(red(a) - red(b)) + square(green(a) - green(b)) + square(blue(a) - blue(b)));
	}

	private static double square(final double d) {
		return d * d;
	}

	private static int red(final int color) {
		return color >> 16 & 0xFF;
	}

	private static int green(final int color) {
		return color >> 8 & 0xFF;
	}

	private static int blue(final int color) {
		return color & 0xFF;
	}
}
