package org.labelupscaler.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.labelupscaler.LabelUpscalerException;

/**
 * A small synthetic annotation that looks a little like a mouse brain: two mirrored hemispheres, a cortex in layers and
 * sectors, a cerebellum, and nuclei inside. A third of its ids are above 2^24, as in the Allen atlas, so that anything
 * that keeps labels in a float shows itself.
 */
final class DemoAnnotation {

	/** Voxels along x (front to back), y (top to bottom) and z (left to right). */
	static final int[] SIZE = { 132, 80, 114 };
	/** Edge of a voxel in micrometers. */
	static final int VOXEL = 100;

	private static final String MADE_BY = "# a synthetic annotation made by the demo of Label Upscaler";
	private static final int LAYERS = 5;
	private static final int SECTORS = 12;
	private static final int NUCLEI = 60;

	private DemoAnnotation() {}

	/** The label of a voxel; 0 outside the brain. */
	static int label(final int x, final int y, final int z) {
		final double u = 2 * (x + 0.5) / SIZE[0] - 1;
		final double v = 2 * (y + 0.5) / SIZE[1] - 1;
		final double w = Math.abs(2 * (z + 0.5) / SIZE[2] - 1);
		final double cerebellum = length((u - 0.72) / 0.24, (v + 0.1) / 0.6, w / 0.55);
		if (cerebellum < 1)
			return id(900 + (int) (4 * cerebellum) + 10 * (int) (4 * (1 + Math.sin(6 * v + 3 * w))));
		final double radius = length((u + 0.1) / 0.8, v / 0.85, w / (0.92 - 0.15 * u));
		if (radius >= 1 || w < 0.02 && v < -0.45)
			return 0;
		final double depth = (1 - radius) / 0.22;
		if (depth < 1 && v < 0.45) {
			final double angle = Math.atan2(v, w) + 0.2 * Math.sin(5 * u);
			final int sector = (int) (SECTORS * (angle + Math.PI / 2) / Math.PI) + SECTORS * (int) (4 * (u + 1));
			return id(100 + 7 * sector + (int) (LAYERS * depth));
		}
		return id(1 + nearestNucleus(u, v, w));
	}

	private static int nearestNucleus(final double u, final double v, final double w) {
		int nearest = 0;
		double smallest = Double.MAX_VALUE;
		for (int n = 0; n < NUCLEI; n++) {
			// Points of a low-discrepancy sequence, so that the nuclei are of similar size.
			final double du = u - (1.5 * fraction(n * 0.7548776662) - 0.85);
			final double dv = v - (1.5 * fraction(n * 0.5698402910) - 0.7);
			final double dw = w - 0.8 * fraction(n * 0.3471);
			final double distance = du * du + dv * dv + dw * dw;
			if (distance < smallest) {
				smallest = distance;
				nearest = n;
			}
		}
		return nearest;
	}

	/** Spreads small numbers over ids as large as those of the Allen atlas. */
	private static int id(final int region) {
		return region % 3 == 0 ? 182305689 + region * 607 : region;
	}

	private static double length(final double a, final double b, final double c) {
		return Math.sqrt(a * a + b * b + c * c);
	}

	private static double fraction(final double value) {
		return value - Math.floor(value);
	}

	/** Whether a file is an annotation of this kind. */
	static boolean isOne(final Path file) {
		if (!Files.isRegularFile(file))
			return false;
		try (InputStream in = Files.newInputStream(file)) {
			return new String(in.readNBytes(200), StandardCharsets.ISO_8859_1).contains(MADE_BY);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** Writes it as a gzip NRRD of uint32. */
	static void write(final Path file) {
		final String header = "NRRD0004\n" + MADE_BY + "\ntype: uint32\ndimension: 3\nspace dimension: 3\nsizes: " +
			SIZE[0] + " " + SIZE[1] + " " + SIZE[2] + "\n" + "space directions: (%1$s,0,0) (0,%1$s,0) (0,0,%1$s)\n".formatted(VOXEL) +
			"space units: \"um\" \"um\" \"um\"\nendian: little\nencoding: gzip\n\n";
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
			out.write(header.getBytes(StandardCharsets.US_ASCII));
			try (OutputStream gzip = new BufferedOutputStream(new GZIPOutputStream(out))) {
				final ByteBuffer voxel = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
				for (int z = 0; z < SIZE[2]; z++)
					for (int y = 0; y < SIZE[1]; y++)
						for (int x = 0; x < SIZE[0]; x++)
							gzip.write(voxel.putInt(0, label(x, y, z)).array());
			}
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
