package org.labelupscaler.cells.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The bytes of one {@code .roi}: a multi-point selection with sub-pixel coordinates, a slice for each point, a name and a colour. The
 * format is described in ImageJ's class ij.io.RoiDecoder; it is written here without ImageJ, which the command line does without.
 * Points at 5.5 are in the middle of pixel 5, as in {@code points.roi}.
 */
final class PointRoiFile {

	private static final int HEADER = 64;
	private static final int SECOND_HEADER = 64;
	/** Of the first version with counters and slices of points. */
	private static final short VERSION = 228;
	private static final byte POINTS = 10;
	private static final short SUB_PIXEL = 128;
	private static final byte DOT = 2;
	private static final short SIZE = 1;
	/** Points of a selection. NB: some versions of ImageJ take counts from 60,536 on for negative ones. */
	static final int MOST = 60_000;

	/** The last slice that a point can be on. */
	static final long MOST_SLICES = (1 << 23) - 1;

	private PointRoiFile() {}

	/** All of a file of the first points of the arrays; slices count from 1. */
	static byte[] bytes(final String name, final OptionalInt rgb, final float[] x, final float[] y, final int[] slices, final int count) {
		final byte[] chars = name.getBytes(StandardCharsets.UTF_16BE);
		final int second = HEADER + 12 * count;
		final int nameAt = second + SECOND_HEADER;
		final int countersAt = nameAt + chars.length;
		final ByteBuffer out = ByteBuffer.allocate(countersAt + 4 * count);
		final int left = (int) least(x, count);
		final int top = (int) least(y, count);
		out.put("Iout".getBytes(StandardCharsets.ISO_8859_1)).putShort(VERSION).put(POINTS).put((byte) 0);
		out.putShort((short) top).putShort((short) left).putShort((short) (largest(y, count) + 1)).putShort((short) (largest(x, count) + 1));
		out.putShort((short) count);
		out.putShort(34, SIZE);
		rgb.ifPresent(color -> out.putInt(40, 0xFF000000 | color));
		out.putShort(50, SUB_PIXEL).put(52, DOT);
		out.putInt(60, second);
		for (int i = 0; i < count; i++) {
			out.putShort(HEADER + 2 * i, (short) ((int) x[i] - left)).putShort(HEADER + 2 * (count + i), (short) ((int) y[i] - top));
			out.putFloat(HEADER + 4 * (count + i), x[i]).putFloat(HEADER + 4 * (2 * count + i), y[i]);
			out.putInt(countersAt + 4 * i, slices[i] << 8);
		}
		out.putInt(second + 16, nameAt).putInt(second + 20, chars.length / 2).putInt(second + 48, countersAt);
		out.put(nameAt, chars);
		return out.array();
	}

	private static float least(final float[] numbers, final int count) {
		float least = numbers[0];
		for (int i = 1; i < count; i++)
			least = Math.min(least, numbers[i]);
		return least;
	}

	private static int largest(final float[] numbers, final int count) {
		float largest = numbers[0];
		for (int i = 1; i < count; i++)
			largest = Math.max(largest, numbers[i]);
		return (int) largest;
	}
}
