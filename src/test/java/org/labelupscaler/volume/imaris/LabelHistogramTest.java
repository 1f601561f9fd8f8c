package org.labelupscaler.volume.imaris;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.RandomBlocks;
import org.labelupscaler.RandomBlocks.Sample;
import org.labelupscaler.label.LabelType;

/** Against counts of single voxels. */
class LabelHistogramTest {

	@Test
	void binsAreEquallyWideAndBeginAtZero() {
		for (int seed = 0; seed < 200; seed++) {
			final Random random = new Random(seed);
			final long most = 1L << random.nextInt(33);
			final long[] labels = random.longs(1 + random.nextInt(300), 0, most).toArray();
			final LabelHistogram[] parts = { new LabelHistogram(), new LabelHistogram(), new LabelHistogram() };
			long largest = 0;
			for (final long label : labels) {
				parts[random.nextInt(3)].add(label, 3);
				largest = Math.max(largest, label);
			}
			parts[0].take(parts[1]);
			parts[0].take(parts[2]);
			parts[0].take(parts[1]);
			assertEquals(3L * labels.length, parts[0].voxels());
			for (final int bins : new int[] { 256, 1024 }) {
				final long end = parts[0].end(bins);
				assertTrue(largest < end && (end == bins || end / 2 <= largest), largest + " in bins up to " + end);
				final long[] counts = new long[bins];
				for (final long label : labels)
					counts[(int) (label / (end / bins))] += 3;
				assertArrayEquals(counts, parts[0].counts(bins), "seed " + seed);
			}
		}
	}

	@Test
	void voxelsOfBlocksAreCounted() {
		for (int seed = 0; seed < 100; seed++) {
			final Sample sample = RandomBlocks.next(new Random(seed), LabelType.UINT8);
			final LabelHistogram histogram = new LabelHistogram();
			histogram.add(sample.block());
			final long[] counts = new long[256];
			for (final byte label : sample.voxels())
				counts[label & 0xFF]++;
			assertArrayEquals(counts, histogram.counts(256), "seed " + seed);
		}
	}
}
