package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.gui.PointRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.FloatPolygon;

/** Arrays of many points in any type and order; selections as ImageJ itself reads them. */
class BinaryPointsTest {

	private static final long SEED = 9;

	@TempDir
	private Path folder;

	@Test
	void arraysOfAnyTypeAndOrder() throws Exception {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		for (final String type : List.of("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8"))
			for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN))
				for (final boolean fortran : new boolean[] { false, true })
					check(random, type, order, fortran);
	}

	/** Numbers are made as text, and written from that, so that nothing is read the way it is written. */
	private void check(final Random random, final String type, final ByteOrder order, final boolean fortran) throws Exception {
		final int count = (type.equals("i2") ? PointBatch.MOST : 0) + 1 + random.nextInt(100);
		final int columns = 3 + random.nextInt(3);
		final int bytes = type.charAt(1) - '0';
		final String[][] texts = new String[count][columns];
		final ByteBuffer data = ByteBuffer.allocate(count * columns * bytes).order(order);
		for (int i = 0; i < count; i++)
			for (int c = 0; c < columns; c++) {
				final int at = (fortran ? c * count + i : i * columns + c) * bytes;
				final long bits = random.nextLong() >> 64 - 8 * bytes;
				texts[i][c] = switch (type) {
					case "f4" -> Float.toString(Float.intBitsToFloat((int) bits));
					case "f8" -> Double.toString(Double.longBitsToDouble(bits));
					default -> type.charAt(0) == 'i' ? Long.toString(bits) : bytes == 8 ? Long.toUnsignedString(bits) : Long.toString(
						bits < 0 ? bits + (1L << 8 * bytes) : bits);
				};
				switch (bytes) {
					case 1 -> data.put(at, (byte) bits);
					case 2 -> data.putShort(at, (short) bits);
					case 4 -> data.putInt(at, (int) bits);
					default -> data.putLong(at, bits);
				}
			}
		final String header = "{'descr': '" + (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + type + "', 'fortran_order': " +
			(fortran ? "True" : "False") + ", 'shape': (" + count + ", " + columns + ")}";
		final Path file = folder.resolve("points.npy");
		try (OutputStream out = Files.newOutputStream(file)) {
			out.write("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
			out.write(new byte[] { (byte) header.length(), 0 });
			out.write(header.getBytes(StandardCharsets.ISO_8859_1));
			out.write(data.array());
		}
		final ReadPoints read = ReadPoints.of(file, PointColumns.of("3", "1", "2"), BadRows.fail());
		assertEquals(count, read.points().size());
		for (int i = 0; i < count; i++) {
			assertEquals(List.of(texts[i]), read.rows().get(i));
			assertArrayEquals(new double[] { number(texts[i][2], type), number(texts[i][0], type), number(texts[i][1], type) }, read
				.points().get(i));
		}
	}

	private static double number(final String text, final String type) {
		return type.equals("f4") ? Float.parseFloat(text) : Double.parseDouble(text);
	}

	@Test
	void selectionsAreReadAsImageJReadsThem() throws Exception {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		for (int i = 0; i < 60; i++) {
			final PointRoi saved = selection(random, i);
			final byte[] bytes = RoiEncoder.saveAsByteArray(saved);
			if (i % 5 == 0)
				old(bytes);
			final Path file = Files.write(folder.resolve("cells.roi"), bytes);
			// NB: ImageJ's decoder forgets the slice of a selection whose points have no counters, though the file has it.
			compare((PointRoi) new RoiDecoder(bytes, "cells.roi").getRoi(), saved.getPosition(), ReadPoints.of(file));
			final Path zip = folder.resolve("RoiSet.zip");
			try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
				out.putNextEntry(new ZipEntry("cells.roi"));
				out.write(bytes);
			}
			assertEquals(ReadPoints.of(file).rows(), ReadPoints.of(zip).rows());
		}
	}

	private static PointRoi selection(final Random random, final int round) {
		// NB: more than 65535 points are counted elsewhere in the file.
		final int count = round == 7 ? 70_000 : 1 + random.nextInt(20);
		final float[] x = new float[count];
		final float[] y = new float[count];
		final int[] counters = new int[count];
		for (int p = 0; p < count; p++) {
			x[p] = round % 2 == 0 ? random.nextInt(30_000) : random.nextFloat() * 2000 - 100;
			y[p] = round % 2 == 0 ? random.nextInt(30_000) : random.nextFloat() * 2000 - 100;
			counters[p] = random.nextInt(100) | 1 + random.nextInt(100_000) << 8;
		}
		final PointRoi roi = new PointRoi(x, y, count);
		if (round % 3 == 0)
			roi.setCounters(counters);
		else if (round % 3 == 1)
			roi.setPosition(1 + random.nextInt(100));
		if (round % 4 == 1)
			roi.setName("cells of µ " + round);
		return roi;
	}

	/** As before there were sub-pixel selections. */
	private static void old(final byte[] bytes) {
		bytes[50] = bytes[51] = 0;
	}

	private static void compare(final PointRoi expected, final int position, final ReadPoints read) {
		final FloatPolygon polygon = expected.getFloatPolygon();
		assertEquals(polygon.npoints, read.points().size());
		final int[] counters = expected.getCounters();
		for (int p = 0; p < polygon.npoints; p++) {
			final double[] point = read.points().get(p);
			assertEquals(polygon.xpoints[p], (float) point[0]);
			assertEquals(polygon.ypoints[p], (float) point[1]);
			final int own = expected.getPointPosition(p);
			assertEquals(own > 0 ? own : Math.max(0, position), point[2]);
			assertEquals(expected.getName(), read.rows().get(p).get(0));
			if (counters != null)
				assertEquals(Integer.toString(counters[p] & 0xFF), read.rows().get(p).get(4), Arrays.toString(counters));
		}
	}
}
