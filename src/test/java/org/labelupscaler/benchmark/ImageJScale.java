package org.labelupscaler.benchmark;

import java.nio.file.Path;

import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.Scaler;

/**
 * A peer of docs/benchmarks: ImageJ's Scale with interpolation "none". ImageJ has no 32-bit integer stacks, so the
 * labels become 32-bit float as they do when it opens such a file. Arguments: source, output (TIFF), x,y,z of the target.
 */
public final class ImageJScale {

	private ImageJScale() {}

	/** @param args see above */
	public static void main(final String[] args) throws Exception {
		final String[] size = args[2].split(",");
		try (LabelSource source = Sources.describe(Path.of(args[0])).open(SourceOptions.defaults())) {
			final ImagePlus labels = floats(source);
			final long start = System.nanoTime();
			final ImagePlus scaled = Scaler.resize(labels, Integer.parseInt(size[0]), Integer.parseInt(size[1]), Integer
				.parseInt(size[2]), "none");
			if (!new FileSaver(scaled).saveAsTiffStack(args[1]))
				throw new IllegalStateException("ImageJ could not save " + args[1]);
			System.out.println("seconds=" + (System.nanoTime() - start) / 1e9);
		}
	}

	private static ImagePlus floats(final LabelSource source) {
		final long[] size = source.size();
		final int width = (int) size[0];
		final int height = (int) size[1];
		final ImageStack stack = new ImageStack(width, height);
		final long[] plane = new long[width * height];
		for (int z = 0; z < size[2]; z++) {
			source.read(new long[] { 0, 0, z }, new int[] { width, height, 1 }, plane);
			final float[] pixels = new float[plane.length];
			for (int i = 0; i < plane.length; i++)
				pixels[i] = plane[i];
			stack.addSlice("", pixels);
		}
		return new ImagePlus("labels", stack);
	}
}
