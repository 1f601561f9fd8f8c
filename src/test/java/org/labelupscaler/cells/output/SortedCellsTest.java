package org.labelupscaler.cells.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sorting on disk against sorting in memory; numbers as text against BigDecimal. */
class SortedCellsTest {

	private record Keyed(long key, long second, PlacedCell cell) {}

	@Test
	void partsAreMergedInOrder(@TempDir final Path folder) {
		final Random random = new Random(1);
		for (final int count : new int[] { 0, 1, 9, 10, 11, 5000 }) {
			final List<Keyed> expected = new ArrayList<>();
			try (SortedCells cells = new SortedCells(folder, 10)) {
				for (int c = 0; c < count; c++) {
					final PlacedCell cell = new PlacedCell(c + 1, random.nextLong(), random.nextDouble(), random.nextDouble(), random.nextDouble());
					// NB: keys from 2^63 on come last.
					final Keyed keyed = new Keyed(random.nextInt(5) - 2, random.nextInt(3), cell);
					expected.add(keyed);
					cells.add(keyed.key, keyed.second, cell);
				}
				expected.sort(Comparator.comparing(Keyed::key, Long::compareUnsigned).thenComparing(Keyed::second).thenComparing(k -> k.cell.number()));
				for (int again = 0; again < 2; again++) {
					final List<Keyed> found = new ArrayList<>();
					cells.visit((key, second, cell) -> found.add(new Keyed(key, second, cell)), () -> false);
					assertEquals(expected, found);
				}
			}
		}
	}

	@Test
	void numbersHaveFourteenDigits() {
		final Random random = new Random(2);
		final double[] some = { 0, -0.0, 1, -1, 5.500000000000001, 2.9999999999999996, 0.1 + 0.2, 1e-4, 9.9999e-5, 1e13, 12345678901234.5, 1e300,
			-1e-300, 99999999999999.9, 0.99999999999999999 };
		for (int i = 0; i < 20_000; i++) {
			final double value = i < some.length ? some[i] : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(24) - 8);
			final StringBuilder text = new StringBuilder();
			NumberText.append(text, value);
			final BigDecimal wanted = new BigDecimal(value).round(new MathContext(14));
			// NB: a number in the middle of two may go either way.
			final BigDecimal off = wanted.subtract(new BigDecimal(text.toString())).abs();
			assertEquals(true, off.compareTo(wanted.ulp().abs()) <= 0 && (i >= some.length || off.signum() == 0), value + " as " + text);
		}
		final StringBuilder text = new StringBuilder();
		for (final double value : new double[] { 5.500000000000001, -0.25, 1000, 0.1 + 0.2 })
			NumberText.append(text.append(' '), value);
		assertEquals(" 5.5 -0.25 1000 0.3", text.toString());
	}
}
