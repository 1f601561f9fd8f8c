package org.labelupscaler.view.bdv;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import org.labelupscaler.Owned;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellPicture;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.view.imagej.LabelImage;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.ViewedPoints;

/**
 * How long it takes to sort cells, to draw them in a BigDataViewer window of 1600 x 1000 pixels (without the viewer's own
 * part), and to see a slice of a stack with and without them. The cells are in 40 clusters. Run by hand; the results are in
 * docs/benchmarks.md.
 */
public final class CellViewBenchmark {

	private static final int WIDTH = 1600;
	private static final int HEIGHT = 1000;
	private static final int TIMES = 40;

	private CellViewBenchmark() {}

	/** @param args how many cells, an annotation, and how many times larger it becomes */
	public static void main(final String[] args) throws InterruptedException {
		final LabelPyramid pyramid = LabelPyramid.preview(UpscaleWords.builder().source(args[1]).factors(args[2])
			.buildForReading(), ProgressListener.NONE);
		final long[] size = pyramid.level(0).size();
		final MemoryCells cells = MemoryCells.clustered(new Random(1), Integer.parseInt(args[0]), size);
		final long before = used();
		final long start = System.nanoTime();
		final CellCloud cloud = ViewedPoints.cloud(cells, size, pyramid.voxelSize(), LabelColors.PLAIN, ProgressListener.NONE);
		System.out.printf(Locale.ROOT, "%.2f s, %,d cells sorted, %.1f bytes each%n", (System.nanoTime() - start) / 1e9, cloud
			.count(), (used() - before) / (double) cloud.count());
		draw(pyramid, cloud, size);
		slices(pyramid, Optional.empty());
		slices(pyramid, Optional.of(cloud));
	}

	private static void draw(final LabelPyramid pyramid, final CellCloud cloud, final long[] size) {
		final CellPicture picture = new CellPicture();
		final int[] pixels = new int[WIDTH * HEIGHT];
		final double whole = Math.min(WIDTH / (double) size[0], HEIGHT / (double) size[1]) / pyramid.voxelSize().x();
		for (int warm = 0; warm < 2; warm++)
			for (final double zoom : new double[] { 0.01, 0.1, 1, 4, 16, 64 }) {
				final Random random = new Random(2);
				final double[] milliseconds = new double[TIMES];
				long cells = 0;
				for (int i = 0; i < TIMES; i++) {
					final double[] view = rotated(random, whole * zoom, size, pyramid);
					// NB: the processor's time, which other programs do not change much; drawing takes one thread.
					final long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
					Arrays.fill(pixels, 0);
					cells += CellOverlay.draw(picture, cloud, CellOverlay.plane(CellOverlay.toGlobal(pyramid), view, WIDTH, HEIGHT),
						pixels);
					milliseconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
				}
				if (warm > 0)
					say("drawn, the volume " + zoom + " windows wide, " + cells / TIMES + " cells", milliseconds);
			}
	}

	/** A view of any orientation, with the middle of the volume in the middle of the window. */
	private static double[] rotated(final Random random, final double scale, final long[] size, final LabelPyramid pyramid) {
		final double[] q = { random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian() };
		final double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
		final double w = q[0] / length;
		final double x = q[1] / length;
		final double y = q[2] / length;
		final double z = q[3] / length;
		final double[] view = { 1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w), 0, 2 * (x * y + z * w), 1 - 2 *
			(x * x + z * z), 2 * (y * z - x * w), 0, 2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y), 0 };
		for (int r = 0; r < 3; r++) {
			view[4 * r + 3] = r == 0 ? WIDTH / 2 : r == 1 ? HEIGHT / 2 : 0;
			for (int d = 0; d < 3; d++) {
				view[4 * r + d] *= scale;
				view[4 * r + 3] -= view[4 * r + d] * size[d] / 2 * pyramid.voxelSize().get(d);
			}
		}
		return view;
	}

	private static void slices(final LabelPyramid pyramid, final Optional<CellCloud> cloud) {
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid, cloud.map(c -> c))), LabelColors.PLAIN);
		final double[] milliseconds = new double[TIMES];
		for (int i = -5; i < TIMES; i++) {
			final long start = System.nanoTime();
			image.getStack().getProcessor(1 + (int) ((i + 5) * 7919L % image.getStackSize()));
			milliseconds[Math.max(0, i)] = (System.nanoTime() - start) / 1e6;
		}
		say("a slice of " + image.getWidth() + " x " + image.getHeight() + (cloud.isPresent() ? " with cells" : " without cells"),
			milliseconds);
	}

	private static void say(final String what, final double[] milliseconds) {
		Arrays.sort(milliseconds);
		System.out.printf(Locale.ROOT, "%.1f ms (longest %.1f)  %s%n", milliseconds[milliseconds.length / 2],
			milliseconds[milliseconds.length - 1], what);
	}

	private static long used() {
		System.gc();
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}
}
