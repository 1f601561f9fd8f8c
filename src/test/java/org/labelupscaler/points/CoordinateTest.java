package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as programs write them, to the last bit. */
class CoordinateTest {

	private static final long SEED = 6;

	@Test
	void numbersAreThoseOfJavaToTheLastBit() {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		for (int i = 0; i < 100_000; i++) {
			check(Double.toString(Double.longBitsToDouble(random.nextLong() & 0x7FEFFFFFFFFFFFFFL)));
			check(Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(6))));
			check("-" + BigDecimal.valueOf(random.nextInt(1 << random.nextInt(31)), random.nextInt(12)).toPlainString());
			check(BigDecimal.valueOf(random.nextLong() >>> 4 + random.nextInt(50), random.nextInt(25)).toPlainString());
			// NB: the middle between two doubles, and just beside it.
			final double d = random.nextDouble() * 4;
			final BigDecimal middle = new BigDecimal(d).add(new BigDecimal(Math.ulp(d)).divide(BigDecimal.valueOf(2)));
			for (final RoundingMode mode : new RoundingMode[] { RoundingMode.FLOOR, RoundingMode.CEILING })
				check(middle.setScale(17, mode).toPlainString());
			check(Long.toString((1L << 53) + random.nextInt(1 << 20)) + (random.nextBoolean() ? ".5" : ""));
		}
	}

	private static void check(final String text) {
		assertEquals(Double.doubleToRawLongBits(Double.parseDouble(text)), Double.doubleToRawLongBits(Coordinate.parse(text)),
			text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-0", "-0.0", "+1", "1.", ".5", "-.5", "1e5", "1E+05", "-2.5e-3", "1e999", "1e-999",
		"9007199254740993", "9007199254740992.99999", "123456789012345678", "999999999999999999", "1234567890123456789012345" })
	void spellings(final String text) {
		check(text);
		assertEquals(Coordinate.parse(text), Coordinate.parse(" " + text + "\t"));
	}

	@ParameterizedTest
	@CsvSource({ "nan,NaN", "NaN,NaN", "NAN,NaN", "-nan,NaN", "inf,Infinity", "Inf,Infinity", "+inf,Infinity", "-inf,-Infinity",
		"Infinity,Infinity", "-Infinity,-Infinity", "∞,Infinity", "-∞,-Infinity" })
	void numbersThatAreNowhere(final String text, final double expected) {
		assertEquals(expected, Coordinate.parse(text));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "abc|is 'abc', not a number", "1d|is '1d', not a number", "1f|'1f'", "0x1p3|'0x1p3'",
		"NA|is 'NA', not a number", "None|'None'", "''|is empty", "'  '|is empty", "-|'-'", ".|'.'", "+|'+'", "e5|'e5'", "1e|'1e'",
		"1.2.3|'1.2.3'", "1-2|'1-2'", "--1|'--1'", "1 2|'1 2'", "1_000|'1_000'", "NaND|'NaND'", "infinite|'infinite'", "١|'١'",
		"1,5|decimal comma", "-1,5|decimal comma" })
	void otherWordsAreNone(final String text, final String why) {
		final String message = assertThrows(NumberFormatException.class, () -> Coordinate.parse(text)).getMessage();
		assertTrue(message.contains(why), message);
	}

	@Test
	void textIsThatOfJavaAndReadsBackAsTheSame() {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		for (int i = 0; i < 500_000; i++) {
			final double decimal = Math.round(random.nextDouble() * Math.pow(10, random.nextInt(12))) / Math.pow(10, random.nextInt(7));
			for (final double value : new double[] { decimal, -decimal, Math.nextUp(decimal), random.nextDouble() * 6000, Double
				.longBitsToDouble(random.nextLong()) }) {
				final String text = Coordinate.text(value);
				assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(Double.parseDouble(text)), text);
				assertTrue(text.length() <= Double.toString(value).length(), text);
			}
		}
		for (final double value : new double[] { 0, -0.0, 1, -1, 0.001, 1e7, 9999999.5, 0.5, 1e-300, Double.NaN,
			Double.POSITIVE_INFINITY })
			assertEquals(Double.toString(value), Coordinate.text(value));
	}

	@Test
	void longWordsAreReadInNoTime() {
		check("1" + "0".repeat(1 << 20));
		check("0." + "123456789".repeat(1 << 17));
		assertThrows(NumberFormatException.class, () -> Coordinate.parse("-".repeat(1 << 20)));
		assertThrows(NumberFormatException.class, () -> Coordinate.parse("1".repeat(1 << 20) + ",5"));
	}
}
