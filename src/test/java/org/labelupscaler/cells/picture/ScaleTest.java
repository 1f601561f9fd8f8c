package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Round numbers are round, and as many as can be. */
class ScaleTest {

	@Test
	void someAreKnown() {
		assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), Scale.upTo(100, 5, true).numbers());
		assertEquals(List.of(0.0, 1.0), Scale.upTo(1, 6, true).numbers());
		assertEquals("0.4", Scale.upTo(1, 6, false).text(0.4));
		assertEquals("20,000", Scale.upTo(70_000, 4, true).text(20_000));
		assertEquals("123,456", Scale.threeDigits(new BigDecimal("123456.4")));
		assertEquals("12.3", Scale.threeDigits(new BigDecimal("12.345")));
		assertEquals("0.00123", Scale.threeDigits(new BigDecimal("0.0012345")));
		assertEquals("0", Scale.threeDigits(new BigDecimal("0.0000")));
		assertEquals(2000, Scale.roundBelow(4999), 1e-9);
		assertEquals(5000, Scale.roundBelow(5000), 1e-9);
		assertEquals(0.01, Scale.roundBelow(0.0199), 1e-12);
		assertEquals(1300, Scale.twoDigitsAbove(1201), 0);
		assertEquals(1, Scale.twoDigitsAbove(0), 0);
	}

	@Test
	void theyEndAtTheHighestAndAreNotTooMany() {
		final long seed = 5;
		System.out.println("seed " + seed);
		final Random random = new Random(seed);
		for (int i = 0; i < 10_000; i++) {
			final double highest = Math.pow(10, 24 * random.nextDouble() - 12);
			final int most = 2 + random.nextInt(9);
			final Scale scale = Scale.upTo(highest, most, false);
			final double last = scale.numbers().get(scale.count());
			assertTrue(scale.count() >= 1 && scale.count() <= most, highest + ": " + scale);
			assertTrue(last <= highest * (1 + 1e-9) && last + scale.step().doubleValue() > highest, highest + ": " + scale);
			assertTrue(highest / scale.step().doubleValue() >= (most + 1) / 2.5 * (1 - 1e-9), "the finest of " + highest + ": " +
				scale);
		}
	}
}
