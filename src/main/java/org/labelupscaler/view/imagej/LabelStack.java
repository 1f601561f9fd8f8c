package org.labelupscaler.view.imagej;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.view.LabelColors;

import ij.IJ;
import ij.VirtualStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/**
 * One level of a label volume as a virtual stack: a slice is read and coloured when it is shown. The pixels are colours,
 * because ImageJ has no pixel type that holds 32- or 64-bit ids. Cells may lie over them.
 */
final class LabelStack extends VirtualStack {

	/** So many rows are read together, by one thread. */
	private static final int BAND = 128;

	private final LabelSource labels;
	private final LabelColors colors;
	/** What is put over the labels; null for nothing. */
	private volatile StackCells cells;
	private final int width;
	private final int height;
	private int slices;
	/** Which slices of the labels are still here, from 1; null for all. */
	private int[] kept;
	private final AtomicBoolean reported = new AtomicBoolean();

	/**
	 * @param labels the level; the stack does not own it
	 * @param colors the colours
	 * @param cells what is put over the labels; null for nothing
	 */
	LabelStack(final LabelSource labels, final LabelColors colors, final StackCells cells) {
		final long[] size = labels.size();
		this.cells = cells;
		this.labels = labels;
		this.colors = colors;
		width = Math.toIntExact(size[0]);
		height = Math.toIntExact(size[1]);
		slices = Math.toIntExact(size[2]);
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final int slice = slice(n);
		final int[] argb = new int[Math.multiplyExact(width, height)];
		IntStream.range(0, (height - 1) / BAND + 1).parallel().forEach(band -> {
			final int top = band * BAND;
			final int rows = Math.min(BAND, height - top);
			final long[] row = new long[width * rows];
			try {
				labels.read(new long[] { 0, top, slice - 1L }, new int[] { width, rows, 1 }, row);
			}
			catch (final RuntimeException e) {
				report(e);
				return;
			}
			colors.argb(row, row.length, argb, top * width);
		});
		final StackCells over = cells;
		if (over != null)
			try {
				over.over(slice - 1, argb);
			}
			catch (final LabelUpscalerException e) {
				report(e);
			}
		return new ColorProcessor(width, height, argb);
	}

	/** What cannot be read stays empty, and is said once. */
	private void report(final RuntimeException e) {
		if (reported.compareAndSet(false, true))
			IJ.log("Some labels or cells cannot be shown: " + LabelUpscalerException.say(e, Remedy.Dialect.DIALOG));
	}

	/** Gives back the memory of the cells. */
	void close() {
		cells = null;
	}

	@Override
	public Object getPixels(final int n) {
		return getProcessor(n).getPixels();
	}

	@Override
	public int getWidth() {
		return width;
	}

	@Override
	public int getHeight() {
		return height;
	}

	@Override
	public int getSize() {
		return slices;
	}

	@Override
	public int size() {
		return slices;
	}

	@Override
	public int getBitDepth() {
		return 24;
	}

	@Override
	public String getSliceLabel(final int n) {
		return null;
	}

	/** NB: ImageJ does so while it makes another stack of this one, slice by slice. */
	@Override
	public void deleteSlice(final int n) {
		kept = IntStream.rangeClosed(1, slices).filter(i -> i != n).map(this::slice).toArray();
		slices--;
	}

	@Override
	public void deleteLastSlice() {
		deleteSlice(slices);
	}

	/** Which slice of the labels is shown as slice n, both from 1. */
	int slice(final int n) {
		return kept == null ? n : kept[n - 1];
	}
}
