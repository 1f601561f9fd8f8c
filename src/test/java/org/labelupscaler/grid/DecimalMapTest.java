package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Expected is worked out by dividing decimals. */
class DecimalMapTest {

	private int borders;

	private void check(final BigDecimal slope, final BigDecimal shift, final BigDecimal divisor, final DecimalMap map,
		final double coordinate)
	{
		final BigDecimal top = slope.multiply(new BigDecimal(Double.toString(coordinate))).add(shift);
		final String what = slope + " · " + coordinate + " + " + shift + ", divided by " + divisor;
		final BigDecimal floor = top.divide(divisor, 0, RoundingMode.FLOOR);
		final BigDecimal below = top.divide(divisor, 0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
		if (floor.abs().compareTo(BigDecimal.valueOf(1L << 61)) > 0)
			return;
		borders += floor.equals(below) ? 0 : 1;
		assertEquals(floor.longValueExact(), map.floor(coordinate), what);
		assertEquals(below.longValueExact(), map.below(coordinate), what + ", below");
	}

	/** A decimal of few or many digits, large or small. */
	private static BigDecimal any(final Random random, final boolean signed) {
		final long digits = 1 + (long) (random.nextDouble() * Math.pow(10, 1 + random.nextInt(random.nextInt(8) == 0 ? 16 : 6)));
		return BigDecimal.valueOf(signed && random.nextBoolean() ? -digits : digits, random.nextInt(9) - 2);
	}

	@Test
	void isExactOnAndNextToBorders() {
		final Random random = new Random(20261129);
		for (int i = 0; i < 4_000; i++) {
			final BigDecimal slope = any(random, true);
			final BigDecimal shift = random.nextInt(3) == 0 ? BigDecimal.ZERO : any(random, true);
			final BigDecimal divisor = random.nextBoolean() ? slope.abs().multiply(any(random, false)) : any(random, false);
			final double extent = divisor.divide(slope.abs(), MathContext.DECIMAL64).doubleValue() * (1 + random.nextInt(5_000));
			final DecimalMap map = new DecimalMap(slope, shift, divisor, extent);
			for (int j = 0; j < 5; j++) {
				final double border = divisor.multiply(BigDecimal.valueOf(random.nextInt(4_000) - 100)).subtract(shift).divide(slope,
					MathContext.DECIMAL128).doubleValue();
				check(slope, shift, divisor, map, border);
				check(slope, shift, divisor, map, Math.nextUp(border));
				check(slope, shift, divisor, map, Math.nextDown(border));
				check(slope, shift, divisor, map, Math.nextUp(Math.nextUp(border)));
				check(slope, shift, divisor, map, border * (1 + random.nextGaussian() * 1e-14));
				check(slope, shift, divisor, map, random.nextDouble() * extent);
			}
			check(slope, shift, divisor, map, 0);
			check(slope, shift, divisor, map, -0.0);
		}
		assertTrue(borders > 4_000, "few are on borders: " + borders);
	}

	@Test
	void tellsHowFarBeyondABorderIs() {
		final DecimalMap map = new DecimalMap(BigDecimal.TEN, BigDecimal.ONE, new BigDecimal("6.5"), 1000);
		assertEquals(0, map.beyond(0.55, 1, 1e-10), 0);
		assertEquals(10 * Math.ulp(0.55) / 6.5, map.beyond(Math.nextUp(0.55), 1, 1e-10), 3 * Math.ulp(0.55));
		assertTrue(map.beyond(Math.nextUp(0.55), 1, 1e-10) > 0);
		assertTrue(map.beyond(Math.nextDown(0.55), 1, 1e-10) < 0);
	}
}
