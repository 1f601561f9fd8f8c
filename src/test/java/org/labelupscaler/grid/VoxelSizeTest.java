package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** A voxel size is a decimal: what is worked out from it is that decimal, worked out exactly and rounded once. */
class VoxelSizeTest {

	@Test
	void aQuotientThatIsADecimalIsThatDecimal() {
		final VoxelSize size = new VoxelSize(0.2, 0.325, 25, "um").resampled(new long[] { 6, 52, 528 }, new long[] { 24, 104,
			6000 });
		assertEquals(new VoxelSize(0.05, 0.1625, 2.2, "um"), size);
	}

	@Test
	void theSameSizeStaysWhatItIs() {
		final Random random = new Random(13);
		for (int i = 0; i < 20_000; i++) {
			final double edge = (1 + random.nextInt(99_999)) / 1000.0;
			final long n = 1 + random.nextInt(100_000);
			assertEquals(edge, new VoxelSize(edge, 1, 1, "um").resampled(new long[] { n, 1, 1 }, new long[] { n, 1, 1 }).x());
		}
	}

	/** k / 1000 · s / t by long division of integers: digits are made until the double cannot depend on the next. */
	@Test
	void everyQuotientIsTheDoubleNearestToTheExactOne() {
		final Random random = new Random(14);
		for (int i = 0; i < 5_000; i++) {
			final long thousandths = 1 + random.nextInt(99_999);
			final long from = 1 + random.nextInt(5_000);
			final long to = 1 + random.nextInt(50_000);
			final BigInteger scaled = BigInteger.valueOf(thousandths * from).multiply(BigInteger.TEN.pow(40)).divide(BigInteger
				.valueOf(1000 * to));
			final double expected = Double.parseDouble(scaled + "e-40");
			assertEquals(expected, new VoxelSize(1, thousandths / 1000.0, 1, "um").resampled(new long[] { 1, from, 1 }, new long[] {
				1, to, 1 }).y(), thousandths + " " + from + " " + to);
		}
	}

	@Test
	void levelsAndUnitsAreMultipliedExactly() {
		assertEquals(new VoxelSize(0.3, 0.7, 1.1, "um"), new VoxelSize(0.1, 0.1, 0.1, "um").times(3, 7, 11));
		assertEquals(new VoxelSize(0.0011, 0.0022, 25, "mm"), new VoxelSize(1.1, 2.2, 25_000, "um").in(LengthUnit.MILLIMETER));
		assertThrows(IllegalArgumentException.class, () -> VoxelSize.UNKNOWN.in(LengthUnit.MILLIMETER));
	}

	@Test
	void whatIsNoNumberCanBeSaid() {
		assertEquals("Infinity", VoxelSize.format(Double.parseDouble("1e400")));
		assertEquals("NaN", VoxelSize.format(Double.NaN));
		assertEquals("0", VoxelSize.format(0));
	}

	@Test
	void unknownIsNotOne() {
		final VoxelSize one = new VoxelSize(1, 1, 1, VoxelSize.PIXEL);
		assertNotEquals(one, VoxelSize.UNKNOWN);
		assertEquals("voxel size unknown", VoxelSize.UNKNOWN.toString());
		assertEquals("1 x 1 x 1, unit unknown", one.toString());
		final VoxelSize finer = VoxelSize.UNKNOWN.resampled(new long[] { 1, 1, 1 }, new long[] { 2, 2, 2 });
		assertFalse(finer.known() || finer.times(2, 2, 2).known());
		assertEquals("1 x 1 x 1 um", VoxelSize.UNKNOWN.withDefaultUnit("um").toString());
		assertFalse(VoxelSize.UNKNOWN.withDefaultUnit("um").known(), "how many of them nobody has said");
		assertEquals(new VoxelSize(1, 1, 1, "um"), one.withDefaultUnit("um"));
		assertTrue(one.withDefaultUnit("um").hasUnit() && !one.hasUnit());
	}
}
