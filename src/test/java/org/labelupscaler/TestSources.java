package org.labelupscaler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.label.LabelType;

/** Small label volumes and the files that hold them. */
public final class TestSources {

	private TestSources() {}

	/** Labels in coherent regions with some noise, a part of them background. */
	public static Volume random(final Random random, final LabelType type, final int... size) {
		final long[] labels = new long[size[0] * size[1] * size[2]];
		final int seeds = 1 + random.nextInt(6);
		final double[][] seed = new double[seeds][];
		final long[] ids = new long[seeds];
		for (int s = 0; s < seeds; s++) {
			seed[s] = new double[] { random.nextDouble() * size[0], random.nextDouble() * size[1], random.nextDouble() *
				size[2] };
			ids[s] = s == 0 ? 0 : RandomBlocks.narrow(type, random.nextLong());
		}
		int at = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++) {
					int nearest = 0;
					double smallest = Double.MAX_VALUE;
					for (int s = 0; s < seeds; s++) {
						final double distance = Math.hypot(Math.hypot(x - seed[s][0], y - seed[s][1]), z - seed[s][2]);
						if (distance < smallest) {
							smallest = distance;
							nearest = s;
						}
					}
					labels[at++] = random.nextInt(20) == 0 ? ids[random.nextInt(seeds)] : ids[nearest];
				}
		return new Volume(type, size, labels);
	}

	/** The voxels as bytes. */
	public static byte[] bytes(final Volume volume, final boolean bigEndian) {
		final int n = volume.type().bytes();
		final byte[] bytes = new byte[volume.labels().length * n];
		for (int i = 0; i < volume.labels().length; i++)
			for (int b = 0; b < n; b++)
				bytes[i * n + b] = (byte) (volume.labels()[i] >> 8 * (bigEndian ? n - 1 - b : b));
		return bytes;
	}

	/** Compresses as gzip. */
	public static byte[] gzip(final byte[] bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (OutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	/** The fields every header needs. */
	public static String header(final Volume volume, final boolean bigEndian, final String encoding) {
		return "NRRD0004\n# made by a test\ntype: " + volume.type().n5Name() + "\ndimension: 3\nsizes: " + volume
			.size()[0] + " " + volume.size()[1] + " " + volume.size()[2] + "\nspace dimension: 3\n" +
			"space directions: (25,0,0) (0,25,0) (0,0,50)\nspace units: \"um\" \"um\" \"um\"\nencoding: " + encoding +
			"\nendian: " + (bigEndian ? "big" : "little") + "\n";
	}

	/** Writes a gzip NRRD, little-endian. */
	public static Path writeNrrd(final Volume volume, final Path file) throws IOException {
		return write(file, header(volume, false, "gzip") + "\n", gzip(bytes(volume, false)));
	}

	/** Writes a text and then bytes. */
	public static Path write(final Path file, final String text, final byte[] bytes) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
			out.write(bytes);
		}
		return file;
	}
}
