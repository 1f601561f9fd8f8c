package org.labelupscaler.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class MortonCodeTest {

	private static final long[][] GRIDS = { { 1, 1, 1 }, { 2, 1, 1 }, { 1, 2, 1 }, { 1, 1, 2 }, { 3, 3, 3 }, { 4, 4, 4 }, { 5, 4, 4 }, {
		1, 30, 7 }, { 17, 2, 9 }, { 33, 1, 1 }, { 3, 40, 6 }, { 16, 16, 2 }, { 1, 1, 100 }, { 9, 17, 33 } };

	/** The words of Neuroglancer's volume.md, step by step. */
	private static long byTheSpecification(final long[] g, final long[] gridSize) {
		long code = 0;
		int j = 0;
		for (int i = 0; i < 40; i++)
			for (int dim = 0; dim < 3; dim++)
				if (1L << i < gridSize[dim]) {
					if ((g[dim] & 1L << i) != 0)
						code |= 1L << j;
					j++;
				}
		return code;
	}

	/** The lowest bits of a code choose within a box, the others choose the box, for every number of bits. */
	@Test
	void lowestBitsAreBoxes() {
		for (final long[] size : GRIDS) {
			final MortonCode code = new MortonCode(size);
			for (int bits = 0; bits <= code.bits(); bits++) {
				final long[] box = code.box(bits);
				assertEquals(1L << bits, box[0] * box[1] * box[2]);
				final Map<Long, String> boxes = new HashMap<>();
				final Map<String, Long> numbers = new HashMap<>();
				for (long z = 0; z < size[2]; z++)
					for (long y = 0; y < size[1]; y++)
						for (long x = 0; x < size[0]; x++) {
							final long number = code.number(x, y, z);
							assertEquals(byTheSpecification(new long[] { x, y, z }, size), number);
							assertTrue(number >>> code.bits() == 0);
							assertArrayEquals(new long[] { x, y, z }, code.position(number));
							final String where = x / box[0] + " " + y / box[1] + " " + z / box[2];
							assertEquals(where, boxes.computeIfAbsent(number >>> bits, n -> where), Arrays.toString(size) + ", " + bits + " bits");
							final long shard = number >>> bits;
							assertEquals(shard, numbers.computeIfAbsent(where, w -> shard));
							assertEquals(number & (1L << bits) - 1, new MortonCode(box).number(x % box[0], y % box[1], z % box[2]));
						}
			}
		}
	}

	@Test
	void numbersHaveAtMost63Bits() {
		assertEquals(63, new MortonCode(1L << 31, 1L << 31, 2).bits());
		assertThrows(IllegalArgumentException.class, () -> new MortonCode(1L << 31, 1L << 31, 3));
	}
}
