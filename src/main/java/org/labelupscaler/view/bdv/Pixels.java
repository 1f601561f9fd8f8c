package org.labelupscaler.view.bdv;

import java.util.Arrays;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

import net.imglib2.Volatile;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.volatiles.array.VolatileFloatArray;
import net.imglib2.img.basictypeaccess.volatiles.array.VolatileIntArray;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.type.volatiles.VolatileARGBType;
import net.imglib2.type.volatiles.VolatileFloatType;

/**
 * What the voxels of a level become on the screen: labels become colours, the intensities of an image become floats.
 *
 * @param <T> type of a pixel
 * @param <V> its volatile type, for pixels that may not be there yet
 */
interface Pixels<T extends NativeType<T>, V extends Volatile<T> & NativeType<V>> {

	T type();

	V volatileType();

	/** A box as an array of int or float. */
	Object read(LabelSource level, long[] min, int[] size);

	/** As many empty pixels. */
	Object blank(int count);

	ArrayDataAccess<?> access(Object array);

	ArrayDataAccess<?> volatileAccess(Object array, boolean valid);

	/** The labels of a box, x fastest. */
	static long[] labels(final LabelSource level, final long[] min, final int[] size) {
		final long[] labels = new long[size[0] * size[1] * size[2]];
		level.read(min, size, labels);
		return labels;
	}

	/**
	 * Labels as colours. A label is only ever turned into its colour, never into a number that could be rounded.
	 *
	 * @param colors the colours
	 */
	record Labels(LabelColors colors) implements Pixels<ARGBType, VolatileARGBType> {

		@Override
		public ARGBType type() {
			return new ARGBType();
		}

		@Override
		public VolatileARGBType volatileType() {
			return new VolatileARGBType();
		}

		@Override
		public Object read(final LabelSource level, final long[] min, final int[] size) {
			final long[] labels = Pixels.labels(level, min, size);
			final int[] argb = new int[labels.length];
			colors.argb(labels, labels.length, argb, 0);
			return argb;
		}

		@Override
		public Object blank(final int count) {
			return new int[count];
		}

		@Override
		public ArrayDataAccess<?> access(final Object array) {
			return new IntArray((int[]) array);
		}

		@Override
		public ArrayDataAccess<?> volatileAccess(final Object array, final boolean valid) {
			return new VolatileIntArray((int[]) array, valid);
		}
	}

	/** Intensities of an image of integers. */
	record Intensities() implements Pixels<FloatType, VolatileFloatType> {

		private static final int MOST_LOOKED_AT = 1 << 21;

		/**
		 * The intensities from black to white: all but the darkest and brightest thousandth of the coarsest level, or of a part
		 * in its middle.
		 */
		static double[] range(final LabelPyramid image) {
			final LabelSource level = image.level(image.levels() - 1);
			final long[] whole = level.size();
			final int[] size = new int[3];
			final long[] min = new long[3];
			int most = MOST_LOOKED_AT;
			for (int d = 0; d < 3; d++) {
				final int usual = d == 2 ? most : (int) Math.cbrt(MOST_LOOKED_AT) * (d == 0 ? 2 : 1);
				size[d] = (int) Math.min(whole[d], Math.max(1, Math.min(usual, most)));
				min[d] = (whole[d] - size[d]) / 2;
				most /= size[d];
			}
			final long[] values = Pixels.labels(level, min, size);
			final double[] sorted = Arrays.stream(values).mapToDouble(value -> intensity(level, value)).sorted().toArray();
			final double dark = sorted[sorted.length / 1000];
			return new double[] { dark, Math.max(dark + 1, sorted[sorted.length - 1 - sorted.length / 1000]) };
		}

		private static double intensity(final LabelSource level, final long value) {
			return value < 0 && level.type() == LabelType.UINT64 ? value + 0x1p64 : value;
		}

		@Override
		public FloatType type() {
			return new FloatType();
		}

		@Override
		public VolatileFloatType volatileType() {
			return new VolatileFloatType();
		}

		@Override
		public Object read(final LabelSource level, final long[] min, final int[] size) {
			final long[] values = Pixels.labels(level, min, size);
			final float[] intensities = new float[values.length];
			for (int i = 0; i < values.length; i++)
				intensities[i] = (float) intensity(level, values[i]);
			return intensities;
		}

		@Override
		public Object blank(final int count) {
			return new float[count];
		}

		@Override
		public ArrayDataAccess<?> access(final Object array) {
			return new FloatArray((float[]) array);
		}

		@Override
		public ArrayDataAccess<?> volatileAccess(final Object array, final boolean valid) {
			return new VolatileFloatArray((float[]) array, valid);
		}
	}
}
