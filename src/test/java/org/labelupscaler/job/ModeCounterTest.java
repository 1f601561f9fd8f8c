package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.label.LabelType;

/** The most frequent label, and who wins a tie. */
class ModeCounterTest {

	private final ModeCounter counter = new ModeCounter();

	private long mode(final LabelType type, final long preferred, final long... labels) {
		counter.clear();
		for (final long label : labels)
			counter.add(label, 1);
		return counter.mode(type, preferred);
	}

	@Test
	void theMostFrequentWins() {
		assertEquals(5, mode(LabelType.UINT8, 9, 5, 9, 5));
		assertEquals(0, mode(LabelType.UINT8, 9, 0, 9, 0));
	}

	@Test
	void inATieTheCentralLabelWins() {
		assertEquals(9, mode(LabelType.UINT8, 9, 5, 9, 5, 9, 1));
		assertEquals(5, mode(LabelType.UINT8, 5, 5, 9, 5, 9, 1));
	}

	@Test
	void elseTheSmallestWins() {
		assertEquals(5, mode(LabelType.UINT8, 1, 9, 5, 5, 9, 1));
		assertEquals(5, mode(LabelType.UINT8, 77, 9, 7, 5, 8));
		assertEquals(-3, mode(LabelType.INT64, 77, 4, -3, 8, 6));
		assertEquals(4, mode(LabelType.UINT64, 77, -3, 4, 8, -9), "2^64 - 3 is large");
	}

	@Test
	void oneLabelNeedsNoVote() {
		counter.clear();
		counter.add(7, 3);
		counter.add(7, 2);
		assertTrue(counter.isUniform());
		assertEquals(7, counter.label());
		counter.add(8, 1);
		assertFalse(counter.isUniform());
	}

	@Test
	void manyLabelsAreCountedRight() {
		final Random random = new Random(3);
		for (int round = 0; round < 200; round++) {
			final Map<Long, Integer> counts = new HashMap<>();
			counter.clear();
			for (int i = 0; i < 300; i++) {
				final long label = random.nextInt(1 + random.nextInt(200)) * 0x100000001L;
				final int times = 1 + random.nextInt(3);
				counter.add(label, times);
				counts.merge(label, times, Integer::sum);
			}
			final int most = counts.values().stream().max(Integer::compare).orElseThrow();
			final long expected = counts.keySet().stream().filter(l -> counts.get(l) == most).min(Long::compare).orElseThrow();
			assertEquals(expected, counter.mode(LabelType.INT64, -1), "round " + round);
		}
	}
}
