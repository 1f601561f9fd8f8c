package org.labelupscaler;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

import org.labelupscaler.label.LabelType;

/**
 * The rules of docs/scaling-rule.md, one voxel at a time, in unlimited integers, sharing no code with the program. The
 * oracle of the tests.
 */
public final class SlowReference {

	private SlowReference() {}

	/** floor(min((2i + 1)·f, 2t − 1) · s / 2t). */
	public static long sourceIndex(final long s, final long t, final long f, final long i) {
		final BigInteger two = BigInteger.TWO;
		final BigInteger centre = two.multiply(BigInteger.valueOf(i)).add(BigInteger.ONE).multiply(BigInteger.valueOf(f));
		final BigInteger last = two.multiply(BigInteger.valueOf(t)).subtract(BigInteger.ONE);
		return centre.min(last).multiply(BigInteger.valueOf(s)).divide(two.multiply(BigInteger.valueOf(t)))
			.longValueExact();
	}

	/** The first j whose centre (2j + 1)/2 is at or beyond min(i·f, t)·s/t, found by bisection. */
	public static long coverStart(final long s, final long t, final long f, final long i) {
		final BigInteger start = BigInteger.valueOf(i).multiply(BigInteger.valueOf(f)).min(BigInteger.valueOf(t)).multiply(
			BigInteger.valueOf(s)).multiply(BigInteger.TWO);
		long low = 0;
		long high = s;
		while (low < high) {
			final long middle = (low + high) >>> 1;
			final BigInteger centre = BigInteger.TWO.multiply(BigInteger.valueOf(middle)).add(BigInteger.ONE).multiply(
				BigInteger.valueOf(t));
			if (centre.compareTo(start) >= 0)
				high = middle;
			else
				low = middle + 1;
		}
		return low;
	}

	/** A label volume in memory, x fastest. */
	public record Volume(LabelType type, int[] size, long[] labels) {

		public long at(final long x, final long y, final long z) {
			return labels[(int) ((z * size[1] + y) * size[0] + x)];
		}
	}

	/** The label of one voxel of a level. */
	public static long label(final Volume source, final long[] target, final long[] factor, final long... voxel) {
		final long[] centre = new long[3];
		final long[] from = new long[3];
		final long[] to = new long[3];
		boolean nearest = true;
		for (int d = 0; d < 3; d++) {
			final long s = source.size()[d];
			centre[d] = sourceIndex(s, target[d], factor[d], voxel[d]);
			from[d] = centre[d];
			to[d] = centre[d] + 1;
			if (factor[d] > 1 && factor[d] * s > target[d]) {
				nearest = false;
				final long start = coverStart(s, target[d], factor[d], voxel[d]);
				final long end = coverStart(s, target[d], factor[d], voxel[d] + 1);
				if (end > start) {
					from[d] = start;
					to[d] = end;
				}
			}
		}
		final long central = source.at(centre[0], centre[1], centre[2]);
		if (nearest)
			return central;
		final Map<Long, Integer> votes = new HashMap<>();
		for (long z = from[2]; z < to[2]; z++)
			for (long y = from[1]; y < to[1]; y++)
				for (long x = from[0]; x < to[0]; x++)
					votes.merge(source.at(x, y, z), 1, Integer::sum);
		final int most = votes.values().stream().max(Integer::compare).orElseThrow();
		if (votes.getOrDefault(central, 0) == most)
			return central;
		return votes.entrySet().stream().filter(e -> e.getValue() == most).map(Map.Entry::getKey).min((a, b) -> value(source
			.type(), a).compareTo(value(source.type(), b))).orElseThrow();
	}

	private static BigInteger value(final LabelType type, final long label) {
		return type == LabelType.UINT64 ? new BigInteger(Long.toUnsignedString(label)) : BigInteger.valueOf(label);
	}
}
