package org.labelupscaler.source.hdf5;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceType;

/**
 * The numbers that the integers of MINC stand for: (stored − smallest) / (largest − smallest) · (max − min) + min, where the
 * smallest and the largest are those of the valid range, and min and max of the image or of a part of it. It is worked out
 * exactly, with all of them as decimals; labels are what is whole.
 */
final class MincScaling {

	/** Results that are kept, a power of 2; those of all parts share the room, as parts may be a million. */
	private static final int KEPT = 1 << 17;
	/** A large odd number, which spreads neighbouring ones (2^64 divided by the golden ratio). */
	private static final long SPREAD = 0x9E3779B97F4A7C15L;
	private static final int PIECE = 1 << 18;
	private static final String ADVICE = " Labels must keep their numbers: write them so that image-min and image-max are the " +
		"ends of valid_range.";

	/** Results of late. A newer one takes the place of an older one. Not thread-safe. */
	private static final class Kept {

		private final long[] stored = new long[KEPT];
		private final long[] label = new long[KEPT];
		/** The part, from 1 on; 0 if there is nothing. */
		private final int[] part = new int[KEPT];

		static int place(final int part, final long voxel) {
			return (int) ((voxel + part * SPREAD) * SPREAD >>> 40) & KEPT - 1;
		}

		boolean has(final int place, final int of, final long voxel) {
			return part[place] == of + 1 && stored[place] == voxel;
		}

		void put(final int place, final int of, final long voxel, final long found) {
			part[place] = of + 1;
			stored[place] = voxel;
			label[place] = found;
		}
	}

	private final BigDecimal smallest;
	private final BigDecimal largest;
	private final List<BigDecimal> min;
	private final List<BigDecimal> max;
	private final long[] strides;
	private final SourceType stored;
	private final SourceType type;
	private final String name;

	private MincScaling(final BigDecimal smallest, final BigDecimal largest, final List<BigDecimal> min,
		final List<BigDecimal> max, final long[] strides, final SourceType stored, final String name)
	{
		this.smallest = smallest;
		this.largest = largest;
		this.min = min;
		this.max = max;
		this.strides = strides;
		this.stored = stored;
		this.name = name;
		this.type = typeFor();
	}

	/**
	 * @param smallest of the valid range
	 * @param largest of the valid range
	 * @param min of each part
	 * @param max of each part
	 * @param strides by how much the number of a part grows along x, y, z
	 * @param stored the type of the stored integers
	 * @param name of the image
	 * @return the rule; nothing if all integers stand for themselves
	 */
	static Optional<MincScaling> of(final BigDecimal smallest, final BigDecimal largest, final List<BigDecimal> min,
		final List<BigDecimal> max, final long[] strides, final SourceType stored, final String name)
	{
		final BigDecimal[] whole = whole(stored);
		boolean same = smallest.compareTo(whole[0]) <= 0 && largest.compareTo(whole[1]) >= 0;
		for (int i = 0; i < min.size() && same; i++)
			same = min.get(i).compareTo(smallest) == 0 && max.get(i).compareTo(largest) == 0;
		return same ? Optional.empty() : Optional.of(new MincScaling(smallest, largest, min, max, strides, stored, name));
	}

	/** All that an integer type can be. */
	static BigDecimal[] whole(final SourceType type) {
		final int bits = type.bytes() * Byte.SIZE;
		final boolean signed = type.toString().startsWith("int");
		final BigInteger half = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
		return new BigDecimal[] { signed ? new BigDecimal(half.negate()) : BigDecimal.ZERO, new BigDecimal(half.subtract(
			BigInteger.ONE)) };
	}

	/** The type of the labels: the smallest that holds all from image-min to image-max, unsigned if none is negative. */
	SourceType type() {
		return type;
	}

	private SourceType typeFor() {
		BigDecimal low = BigDecimal.ZERO;
		BigDecimal high = BigDecimal.ZERO;
		for (final List<BigDecimal> numbers : List.of(min, max))
			for (final BigDecimal number : numbers) {
				low = low.min(number.setScale(0, RoundingMode.FLOOR));
				high = high.max(number.setScale(0, RoundingMode.CEILING));
			}
		for (final SourceType candidate : low.signum() >= 0 ? List.of(SourceType.UINT8, SourceType.UINT16, SourceType.UINT32,
			SourceType.UINT64) : List.of(SourceType.INT8, SourceType.INT16, SourceType.INT32, SourceType.INT64))
			if (low.compareTo(whole(candidate)[0]) >= 0 && high.compareTo(whole(candidate)[1]) <= 0)
				return candidate;
		throw new InvalidInputException(name + " has numbers from " + inWords(low) + " to " + inWords(high) +
			" (image-min, image-max), beyond what 64-bit labels can be");
	}

	/**
	 * Writes the labels, x fastest, low byte first.
	 *
	 * @throws InvalidInputException if a voxel is no label
	 */
	void write(final LabelSource source, final FileChannel out) throws IOException {
		final int[] parts = alike();
		final Kept kept = new Kept();
		final long[] size = source.size();
		final int width = (int) Math.min(size[0], PIECE);
		final int rows = width < size[0] ? 1 : (int) Math.min(size[1], Math.max(1, PIECE / width));
		final long[] voxels = new long[width * rows];
		final ByteBuffer bytes = ByteBuffer.allocate(voxels.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
		for (long z = 0; z < size[2]; z++)
			for (long y = 0; y < size[1]; y += rows)
				for (long x = 0; x < size[0]; x += width) {
					if (Thread.currentThread().isInterrupted())
						throw new LabelUpscalerException("Stopped while reading " + name);
					final long[] from = { x, y, z };
					final int[] box = { (int) Math.min(width, size[0] - x), (int) Math.min(rows, size[1] - y), 1 };
					source.read(from, box, voxels);
					bytes.clear();
					for (int i = 0; i < box[0] * box[1]; i++)
						put(bytes, label(kept, parts, voxels[i], x + i % box[0], y + i / box[0], z));
					bytes.flip();
					while (bytes.hasRemaining())
						out.write(bytes);
				}
	}

	private void put(final ByteBuffer bytes, final long label) {
		switch (type.bytes()) {
			case 1 -> bytes.put((byte) label);
			case 2 -> bytes.putShort((short) label);
			case 4 -> bytes.putInt((int) label);
			default -> bytes.putLong(label);
		}
	}

	/** Of each part the first of those with the same ends. */
	private int[] alike() {
		final Map<List<BigDecimal>, Integer> first = new HashMap<>();
		final int[] parts = new int[min.size()];
		for (int i = 0; i < parts.length; i++) {
			final Integer before = first.putIfAbsent(List.of(min.get(i), max.get(i)), i);
			parts[i] = before == null ? i : before;
		}
		return parts;
	}

	private long label(final Kept kept, final int[] parts, final long voxel, final long x, final long y, final long z) {
		final int part = parts[(int) (x * strides[0] + y * strides[1] + z * strides[2])];
		final int place = Kept.place(part, voxel);
		if (!kept.has(place, part, voxel))
			kept.put(place, part, voxel, label(part, voxel, "voxel (" + x + ", " + y + ", " + z + ")"));
		return kept.label[place];
	}

	private long label(final int part, final long voxel, final String where) {
		final BigDecimal low = min.get(part);
		final BigDecimal high = max.get(part);
		final BigDecimal number = stored == SourceType.UINT64 ? new BigDecimal(Long.toUnsignedString(voxel)) : BigDecimal.valueOf(
			voxel);
		if (number.compareTo(smallest) < 0 || number.compareTo(largest) > 0)
			throw new InvalidInputException(name + ": " + where + " is stored as " + number + ", beyond valid_range, " + inWords(
				smallest) + " to " + inWords(largest) + "; MINC calls that missing, so it has no label. Give such voxels a number.");
		final BigDecimal range = largest.subtract(smallest);
		final BigDecimal times = number.subtract(smallest).multiply(high.subtract(low)).add(low.multiply(range));
		if (times.remainder(range).signum() != 0)
			throw new InvalidInputException(name + " holds no labels: " + where + " is stored as " + number +
				" and stands for " + inWords(times.divide(range, MathContext.DECIMAL64)) + ", not a whole number (valid_range " +
				inWords(smallest) + " to " + inWords(largest) + " stands for image-min " + inWords(low) + " to image-max " +
				inWords(high) + ")." + ADVICE);
		return times.divideToIntegralValue(range).toBigInteger().longValue();
	}

	private static String inWords(final BigDecimal number) {
		final BigDecimal rounded = number.round(MathContext.DECIMAL64).stripTrailingZeros();
		return Math.abs(rounded.scale()) > 12 ? rounded.toString() : rounded.toPlainString();
	}

	/** What the labels depend on besides the stored integers. */
	@Override
	public String toString() {
		return smallest + " " + largest + " " + min + " " + max;
	}
}
