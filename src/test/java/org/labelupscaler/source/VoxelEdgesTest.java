package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges.Stated;

/** What becomes of what a file says of each axis. */
class VoxelEdgesTest {

	private static final long[] VOLUME = { 10, 20, 30 };

	private static Stated of(final long[] size, final String... edges) {
		final VoxelEdges stated = new VoxelEdges();
		for (int d = 0; d < 3; d++)
			if (!edges[d].isEmpty()) {
				final String[] words = edges[d].split(" ", 2);
				stated.set(d, new BigDecimal(words[0]), words.length == 1 ? null : words[1]);
			}
		return stated.stated(size);
	}

	@Test
	void eachAxisHasItsUnit() {
		assertEquals(new Stated(new VoxelSize(25, 25, 50, "um"), List.of()), of(VOLUME, "25 micron", "0.025 mm", "0.05 mm"));
		assertEquals(new Stated(new VoxelSize(25.4, 12.7, 1, "mm"), List.of()), of(VOLUME, "1 inch", "0.5 inches", "1 mm"));
		assertEquals(new VoxelSize(0.1, 0.3, 7e-7, "mm"), of(VOLUME, "0.1 mm", "300 um", "0.7 nm").voxelSize());
	}

	@Test
	void anUnknownUnitIsNeverTheKnownOne() {
		for (final String[] edges : new String[][] { { "25 um", "25 um", "50 furlong" }, { "25 um", "25", "25 um" }, { "25 smoot",
			"25 um", "25 um" }, { "1 pixel", "1 um", "1 um" }, { "1 foo", "1 bar", "1 foo" } })
		{
			final Stated stated = of(VOLUME, edges);
			assertEquals(VoxelSize.UNKNOWN, stated.voxelSize());
			assertTrue(stated.notes().size() == 1 && stated.notes().get(0).contains("units are not all known"), stated.toString());
		}
		assertEquals("The voxel size cannot be used, for its units are not all known: 25 um along x, 25 without a unit along y, " +
			"50 furlong along z.", of(VOLUME, "25 um", "25", "50 furlong").notes().get(0));
	}

	@Test
	void withoutUnitsTheNumbersStay() {
		assertEquals(new Stated(new VoxelSize(1, 2, 3, VoxelSize.PIXEL), List.of()), of(VOLUME, "1", "2 pixels", "-3"));
		final Stated furlongs = of(VOLUME, "1 furlong", "2 furlong", "3 Furlong");
		assertEquals(new VoxelSize(1, 2, 3, VoxelSize.PIXEL), furlongs.voxelSize());
		assertEquals(List.of("The unit of the voxel size, 'furlong', is none of length that is known."), furlongs.notes());
	}

	@Test
	void whatIsMissingIsSaid() {
		assertEquals(new Stated(VoxelSize.UNKNOWN, List.of()), of(VOLUME, "", "", ""));
		assertEquals(new Stated(VoxelSize.UNKNOWN, List.of()), of(VOLUME, "0 um", "0", ""));
		final Stated thin = of(VOLUME, "0.65 um", "0.65 um", "");
		assertEquals(new VoxelSize(0.65, 0.65, 0.65, "um"), thin.voxelSize());
		assertEquals(List.of("The file does not say how long voxels are along z; they are taken to be as long as along x, 0.65 um."),
			thin.notes());
	}

	@Test
	void aPlaneNeedsNoThickness() {
		final long[] plane = { 10, 20, 1 };
		assertEquals(new Stated(new VoxelSize(2, 2, 2, "um"), List.of()), of(plane, "2 um", "2 um", ""));
		assertEquals(new Stated(new VoxelSize(2, 2, 2, "um"), List.of()), of(plane, "2 um", "2 um", "1"));
		assertEquals(new Stated(new VoxelSize(2, 2, 5, "um"), List.of()), of(plane, "2 um", "2 um", "5 um"));
	}

	@Test
	void numbersOfHeadersAreAsciiAndShort() {
		assertEquals(new java.math.BigDecimal("-1.25e2"), VoxelEdges.decimal("-1.25e2").orElseThrow());
		assertEquals(new java.math.BigDecimal("0.5"), VoxelEdges.decimal(".5").orElseThrow());
		for (final String wrong : new String[] { "", "1,5", "NaN", "0x1", "\u0661", "1e1000", "1".repeat(201), "1 2" })
			assertEquals(java.util.Optional.empty(), VoxelEdges.decimal(wrong), wrong);
		assertEquals(new java.math.BigDecimal("50.8"), VoxelEdges.length(new java.math.BigDecimal("2"), "inch"));
		assertEquals(new java.math.BigDecimal("2"), VoxelEdges.length(new java.math.BigDecimal("2"), "um"));
	}

	@Test
	void lengthsWithinReasonLeaveRoomForAnyUnit() {
		for (final String edge : List.of("1e-15", "1e15", "-1e15", "25", "-1e-15"))
			assertTrue(VoxelEdges.isWithinReason(new BigDecimal(edge)) && VoxelEdges.isWithinReason(Double.parseDouble(edge)), edge);
		for (final String edge : List.of("0", "9e-16", "1.0000001e15", "-1e16", "1e-300"))
			assertFalse(VoxelEdges.isWithinReason(new BigDecimal(edge)) || VoxelEdges.isWithinReason(Double.parseDouble(edge)), edge);
		assertFalse(VoxelEdges.isWithinReason(Double.NaN));
		assertFalse(VoxelEdges.isWithinReason(Double.NEGATIVE_INFINITY));
		assertFalse(VoxelEdges.isWithinReason(new BigDecimal("1e2000000000")));
	}
}
