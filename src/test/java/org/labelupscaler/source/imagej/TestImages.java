package org.labelupscaler.source.imagej;

import java.util.Random;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** Small images of ImageJ, with labels of all values that their pixels can have. */
final class TestImages {

	static final int WIDTH = 7;
	static final int HEIGHT = 5;
	static final int SLICES = 4;

	private TestImages() {}

	/** All values a pixel can have come into it, small ones more often. */
	static long[] values(final int bits, final int seed) {
		final Random random = new Random(31 * bits + seed);
		final long[] values = new long[WIDTH * HEIGHT * SLICES];
		for (int i = 0; i < values.length; i++)
			values[i] = random.nextInt(1 << Math.min(24, bits)) >> (random.nextBoolean() ? 0 : bits / 2);
		return values;
	}

	static ImagePlus image(final int bits, final int seed) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int slice = 0; slice < SLICES; slice++)
			stack.addSlice(slice(bits, seed, slice));
		return new ImagePlus("labels " + bits, stack);
	}

	private static ImageProcessor slice(final int bits, final int seed, final int slice) {
		final ImageProcessor pixels = switch (bits) {
			case 8 -> new ByteProcessor(WIDTH, HEIGHT);
			case 16 -> new ShortProcessor(WIDTH, HEIGHT);
			default -> new FloatProcessor(WIDTH, HEIGHT);
		};
		final long[] values = values(bits, seed);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			pixels.setf(i, values[slice * WIDTH * HEIGHT + i]);
		return pixels;
	}

	/** Remembers how often each slice was read. */
	static class CountedStack extends VirtualStack {

		private final int[] reads = new int[SLICES];

		int[] reads() {
			return reads;
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			reads[n - 1]++;
			return slice(8, 1, n - 1);
		}

		@Override
		public Object getPixels(final int n) {
			return getProcessor(n).getPixels();
		}

		@Override
		public int getWidth() {
			return WIDTH;
		}

		@Override
		public int getHeight() {
			return HEIGHT;
		}

		@Override
		public int getSize() {
			return SLICES;
		}

		@Override
		public int size() {
			return SLICES;
		}

		@Override
		public int getBitDepth() {
			return 8;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}
	}
}
