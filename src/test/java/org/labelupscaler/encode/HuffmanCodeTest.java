package org.labelupscaler.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** Codes within deflate's limit, and complete. */
class HuffmanCodeTest {

	/** A skewed alphabet makes a Huffman tree deeper than deflate's 15 bits unless it is limited. */
	@Test
	void huffmanCodesStayWithinTheirLimit() {
		final HuffmanCode code = new HuffmanCode(286, 15);
		final long[] fibonacci = new long[286];
		fibonacci[0] = 1;
		fibonacci[1] = 1;
		for (int s = 2; s < 60; s++)
			fibonacci[s] = fibonacci[s - 1] + fibonacci[s - 2];
		code.build(Arrays.stream(fibonacci).map(f -> Math.min(f, 1L << 45)).toArray());
		double kraft = 0;
		for (int s = 0; s < 286; s++) {
			assertEquals(s < 60, code.length(s) > 0, "symbol " + s);
			assertTrue(code.length(s) <= 15);
			if (code.length(s) > 0)
				kraft += Math.pow(2, -code.length(s));
		}
		assertEquals(1.0, kraft, "the code is complete");
	}
}
