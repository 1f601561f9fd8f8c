package org.labelupscaler.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people read them; what is expected was worked out by hand. */
class QuantitiesTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "12400000000|um|12.4 mm³", "9894000000|um|9.89 mm³", "10012000000|um|10 mm³", "10000000|um|0.01 mm³",
		"9990000|um|9,990,000 µm³", "15.625|um|15.6 µm³", "0.0099|um|9,900,000 nm³", "0.01|um|0.01 µm³", "1000|nm|1,000 nm³", "1|nm|1 nm³", "2.5|mm|2.5 mm³",
		"1234567|mm|1,234,567 mm³", "1.5|cm|1,500 mm³", "2|m|2,000,000,000 mm³", "0|um|0 mm³", "1234.5|pixel|1,235 pixel³", "999.6|mm|1,000 mm³",
		"12.44|mm|12.4 mm³", "15625|µm|15,625 µm³" })
	void volumesAreInOneStyle(final String volume, final String unit, final String said) {
		assertEquals(said, Quantities.volume(new BigDecimal(volume), unit));
	}

	@Test
	void oneIsNotSeveral() {
		assertEquals("1 block", Quantities.count(1, "block"));
		assertEquals("0 blocks", Quantities.count(0, "block"));
		assertEquals("1,234 files", Quantities.count(1234, "file"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1|1 byte", "0|0 bytes", "999|999 bytes", "1000|1.00 kB", "2817587520|2.82 GB", "452000000000|452 GB" })
	void bytesAreInPowersOfAThousand(final double bytes, final String said) {
		assertEquals(said, Quantities.bytes(bytes));
	}
}
