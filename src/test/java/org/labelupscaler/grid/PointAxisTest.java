package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PointAxisTest {

	/** floor((p − origin) / unit · target / unitSize + (centred ? 1/2 : 0) · target / frame) as a fraction of whole numbers. */
	private static BigDecimal slowly(final PointAxis axis, final double p) {
		final BigDecimal unit = new BigDecimal(Double.toString(axis.unit()));
		final BigDecimal length = new BigDecimal(Double.toString(p)).subtract(new BigDecimal(Double.toString(axis.origin())));
		final BigDecimal target = BigDecimal.valueOf(axis.targetSize());
		final BigDecimal top = length.multiply(target).multiply(BigDecimal.valueOf(2 * axis.frameSize())).add(axis.centred() ? unit
			.multiply(BigDecimal.valueOf(axis.unitSize())).multiply(target) : BigDecimal.ZERO);
		final BigDecimal bottom = unit.multiply(BigDecimal.valueOf(axis.unitSize())).multiply(BigDecimal.valueOf(2 * axis
			.frameSize()));
		// NB: BigDecimal's remainder has the sign of the dividend.
		final BigDecimal[] parts = top.divideAndRemainder(bottom, MathContext.UNLIMITED);
		return parts[1].signum() < 0 ? parts[0].subtract(BigDecimal.ONE) : parts[0];
	}

	private static void check(final PointAxis axis, final double p) {
		final BigDecimal voxel = slowly(axis, p).setScale(0, RoundingMode.UNNECESSARY);
		final boolean far = voxel.abs().compareTo(BigDecimal.valueOf(1L << 62)) > 0;
		assertEquals(far ? PointAxis.NOWHERE : voxel.longValueExact(), axis.index(p), () -> axis + " at " + p);
	}

	@Test
	void isExactForRandomAxesAndPointsNearBorders() {
		final long seed = 20261122;
		final Random random = new Random(seed);
		final double[] units = { 1, 2.2, 0.1, 25, 0.65, 1e-6, 3e7, 1 / 3.0 };
		final double[] origins = { 0, 0, 0, 1, -3, 0.5, 123.456, 1e9, -7e-5 };
		for (int i = 0; i < 200_000; i++) {
			final long frame = 1 + random.nextInt(random.nextBoolean() ? 20 : 1 << 30);
			final long target = random.nextInt(3) == 0 ? frame : 1 + random.nextInt(random.nextBoolean() ? 20 : Integer.MAX_VALUE - 1);
			final long unitSize = random.nextBoolean() ? frame : 1 + random.nextInt(1 << 20);
			final PointAxis axis = new PointAxis(origins[random.nextInt(origins.length)], units[random.nextInt(units.length)],
				unitSize, random.nextBoolean(), frame, target);
			final long voxel = random.nextInt(40) - 10;
			// The decimal that a border has, written with few digits, and its neighbours among the doubles.
			final double border = BigDecimal.valueOf(axis.unit()).multiply(BigDecimal.valueOf(voxel)).add(BigDecimal.valueOf(axis
				.origin())).subtract(axis.centred() ? BigDecimal.valueOf(axis.unit()).divide(BigDecimal.valueOf(2)) : BigDecimal.ZERO)
				.doubleValue();
			check(axis, border);
			check(axis, Math.nextUp(border));
			check(axis, Math.nextDown(border));
			check(axis, voxel);
			check(axis, border + random.nextGaussian() * axis.unit() * 100);
		}
	}

	@Test
	void readsDecimalsAsTheyAreWritten() {
		// In binary 6.6 / 2.2 is 2.9999999999999996.
		assertEquals(3, new PointAxis(0, 2.2, false, 10, 10).index(6.6));
		assertEquals(2, new PointAxis(0, 2.2, false, 10, 10).index(Math.nextDown(6.6)));
		assertEquals(3, new PointAxis(0, 0.1, false, 10, 10).index(0.3));
	}

	@Test
	void putsFacesIntoTheNextVoxel() {
		final PointAxis corner = PointAxis.ofVoxels(5);
		assertEquals(0, corner.index(0));
		assertEquals(0, corner.index(-0.0));
		assertEquals(-1, corner.index(-1e-300));
		assertEquals(-1, corner.index(-Double.MIN_VALUE));
		assertEquals(0, corner.index(Math.nextDown(1.0)));
		assertEquals(4, corner.index(Math.nextDown(5.0)));
		assertEquals(5, corner.index(5));
		final PointAxis centre = new PointAxis(0, 1, true, 5, 5);
		assertEquals(0, centre.index(-0.5));
		assertEquals(-1, centre.index(Math.nextDown(-0.5)));
		assertEquals(0, centre.index(Math.nextDown(0.5)));
		assertEquals(1, centre.index(0.5));
		assertEquals(5, centre.index(4.5));
	}

	@Test
	void placesWholeVoxelsOfAnotherImageAtTheirCentres() {
		// Voxel 1 of 4 is 3 .. 5 of 12; its centre 4.5 lies in voxel 4.
		assertEquals(4, new PointAxis(0, 1, true, 4, 12).index(1));
		assertEquals(3, new PointAxis(0, 1, false, 4, 12).index(1));
		// Slices from 1.
		assertEquals(4, new PointAxis(1, 1, true, 4, 12).index(2));
	}

	@Test
	void hasNoPlaceForWhatIsNoNumber() {
		for (final PointAxis axis : new PointAxis[] { PointAxis.ofVoxels(5), new PointAxis(0.1, 2.2, true, 4, 12) })
			for (final double p : new double[] { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, -1e300 })
				assertEquals(PointAxis.NOWHERE, axis.index(p));
		assertEquals(-1, new PointAxis(1e30, 1e30, false, 1, 1).index(0));
	}

	@Test
	void refusesWhatIsOutOfBounds() {
		assertThrows(IllegalArgumentException.class, () -> new PointAxis(0, 0, false, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new PointAxis(Double.NaN, 1, false, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new PointAxis(0, 1, false, 0, 1));
		assertThrows(IllegalArgumentException.class, () -> new PointAxis(0, 1, false, 1, 1L << 31));
	}
}
