package org.labelupscaler.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.Owned;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.view.imagej.LabelImage;
import org.labelupscaler.words.UpscaleWords;

/**
 * How long it takes to see labels as a stack: a container, or a source and the size it is to have. Run by hand; the results
 * are in docs/benchmarks.md.
 */
public final class ViewBenchmark {

	private static final int SLICES = 40;

	private ViewBenchmark() {}

	/** @param args a container; or a source and a size */
	public static void main(final String[] args) throws InterruptedException {
		final long start = System.nanoTime();
		final LabelPyramid pyramid = args.length == 1 ? LabelPyramid.open(Path.of(args[0])) : LabelPyramid.preview(
			UpscaleWords.builder().source(args[0]).size(args[1]).buildForReading(), ProgressListener.NONE);
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid, Optional.empty())), LabelColors.PLAIN);
		final int middle = image.getStackSize() / 2;
		image.setSlice(middle);
		say("open, to the middle slice", 1, start);
		final long next = System.nanoTime();
		for (int i = 1; i <= SLICES; i++)
			image.setSlice(middle + i);
		say("a slice, one after the other", SLICES, next);
		final long far = System.nanoTime();
		for (int i = 1; i <= SLICES; i++)
			image.setSlice(1 + (int) ((long) i * 7919 % image.getStackSize()));
		say("a slice, here and there", SLICES, far);
		System.out.println(image.getWidth() + " x " + image.getHeight() + " x " + image.getStackSize() + ", " + image.label(image
			.getWidth() / 2, image.getHeight() / 2));
	}

	private static void say(final String what, final int times, final long since) {
		System.out.printf(Locale.ROOT, "%.3f s  %s%n", (System.nanoTime() - since) / 1e9 / times, what);
	}
}
