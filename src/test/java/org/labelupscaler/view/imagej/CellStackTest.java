package org.labelupscaler.view.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.CellCloud;
import org.labelupscaler.view.CellLayer;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.ViewedPoints;

/** Cells in the slices of an ImageJ stack: pixel by pixel, at every level, and what is given back when it is closed. */
class CellStackTest {

	private static final long[] SIZE = { 61, 43, 37 };
	private static final String LEVELS = "2,2,1;6,4,3";

	@TempDir
	private Path folder;

	private final Volume volume = TestSources.random(new Random(4), LabelType.UINT16, 11, 7, 5);

	/** One cell at a time: the middle of its dot is the pixel of the level's voxel that the cell's voxel belongs to. */
	@ParameterizedTest
	@CsvSource({ "1000000,1,1,1", "700,2,2,1", "150,6,4,3" })
	void aCellIsInThePixelOfItsVoxelAtEachLevel(final long mostPixels, final int fx, final int fy, final int fz)
		throws Exception
	{
		final Random random = new Random(fx);
		final int[] factor = { fx, fy, fz };
		for (int times = 0; times < 200; times++) {
			final double[] position = new double[3];
			final int[] pixel = new int[3];
			for (int d = 0; d < 3; d++) {
				final int voxel = times == 0 ? 0 : times == 1 ? (int) SIZE[d] - 1 : random.nextInt((int) SIZE[d]);
				// The faces of the voxel included.
				position[d] = times % 3 == 0 ? voxel : times % 3 == 1 ? Math.nextDown(voxel + 1.0) : voxel + random.nextDouble();
				pixel[d] = voxel / factor[d];
			}
			final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid(), Optional.of(cloud(position)))), LabelColors.PLAIN, mostPixels);
			assertEquals((SIZE[0] + fx - 1) / fx, image.getWidth());
			final int[] pixels = (int[]) image.getStack().getPixels(pixel[2] + 1);
			// The dot is 3 x 3 pixels with a rim that has no corners.
			for (int y = Math.max(0, pixel[1] - 2); y <= Math.min(image.getHeight() - 1, pixel[1] + 2); y++)
				for (int x = Math.max(0, pixel[0] - 2); x <= Math.min(image.getWidth() - 1, pixel[0] + 2); x++)
					if (Math.abs(x - pixel[0]) + Math.abs(y - pixel[1]) < 4)
						assertEquals(Math.abs(x - pixel[0]) < 2 && Math.abs(y - pixel[1]) < 2 ? lighter(80) : 0xFF000000, pixels[y * image
							.getWidth() + x]);
			// Above and below it is smaller, and farther away it is not there.
			final int depth = (2 + fz - 1) / fz;
			for (int z = 0; z < image.getStackSize(); z++) {
				final int here = ((int[]) image.getStack().getPixels(z + 1))[pixel[1] * image.getWidth() + pixel[0]];
				if (Math.abs(z - pixel[2]) > depth)
					assertEquals(darkened(image, pixel[0], pixel[1], z), here);
				else if (fz == 1 && z != pixel[2] && Math.abs(z - pixel[2]) < depth)
					assertEquals(lighter(40), here, "slice " + z);
			}
			image.flush();
		}
	}

	/** The colour of the cell, so many 256ths of the way to white. */
	private static int lighter(final int part) {
		int color = 0xFF000000;
		for (int shift = 0; shift < 24; shift += 8) {
			final int channel = LabelColors.PLAIN.argb(77) >> shift & 0xFF;
			color |= channel + (255 - channel) * part / 256 << shift;
		}
		return color;
	}

	private int darkened(final LabelImage image, final int x, final int y, final int z) {
		image.setSlice(z + 1);
		final long label = Long.parseLong(image.label(x, y).replaceAll("label=(\\d+).*", "$1"));
		final int argb = LabelColors.PLAIN.argb(label);
		return argb & 0xFF000000 | (argb & 0xFEFEFE) >> 1;
	}

	@Test
	void labelsAreDarkerUnderCells() throws Exception {
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid(), Optional.of(cloud(3, 3, 30)))), LabelColors.PLAIN, 1 << 20);
		final int[] pixels = (int[]) image.getStack().getPixels(5);
		for (int y = 0; y < SIZE[1]; y++)
			for (int x = 0; x < SIZE[0]; x++) {
				final int argb = LabelColors.PLAIN.argb(SlowReference.label(volume, SIZE, new long[] { 1, 1, 1 }, x, y, 4));
				assertEquals(argb & 0xFF000000 | (argb & 0xFEFEFE) >> 1, pixels[y * 61 + x]);
			}
		image.flush();
	}

	@Test
	void aVolumeOfCellsLiesOverTheLabels() throws Exception {
		final Volume balls = TestSources.random(new Random(9), LabelType.UINT32, 11, 7, 5);
		final CellVolume cells = new CellVolume(pyramid(balls, "61,43,37"), LabelColors.PLAIN);
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid(), Optional.of(cells))), LabelColors.PLAIN, 700);
		final int[] pixels = (int[]) image.getStack().getPixels(8);
		final long[] factors = { 2, 2, 1 };
		int both = 0;
		for (int y = 0; y < 22; y++)
			for (int x = 0; x < 31; x++) {
				final long cell = SlowReference.label(balls, SIZE, factors, x, y, 7);
				final int label = LabelColors.PLAIN.argb(SlowReference.label(volume, SIZE, factors, x, y, 7));
				assertEquals(cell != 0 ? LabelColors.PLAIN.argb(cell) : label & 0xFF000000 | (label & 0xFEFEFE) >> 1, pixels[y * 31 +
					x]);
				both += cell != 0 ? 1 : 0;
			}
		assertTrue(both > 20 && both < 660, "voxels of cells: " + both);
		image.close();
	}

	@Test
	void aVolumeOfAnotherSizeIsRefused() throws Exception {
		final CellVolume cells = new CellVolume(pyramid(volume, "60,43,37"), LabelColors.PLAIN);
		final String message = assertThrows(LabelUpscalerException.class, () -> LabelImage.of(Owned.of(new Scene(pyramid(), Optional
			.of(cells))), LabelColors.PLAIN)).getMessage();
		assertTrue(message.contains("61 x 43 x 37"), message);
	}

	@Test
	void aClosedImageGivesTheCellsBack() throws Exception {
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid(), Optional.of(cloud(3, 3, 3)))), LabelColors.PLAIN);
		final WeakReference<CellLayer> cells = new WeakReference<>(image.cells().get());
		assertNotEquals(0, ((int[]) image.getStack().getPixels(4))[3 * 61 + 3]);
		image.close();
		for (int i = 0; i < 50 && cells.get() != null; i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertEquals(null, cells.get());
		assertFalse(image.cells().isPresent());
	}

	private static CellCloud cloud(final double... position) throws Exception {
		return ViewedPoints.cloud(new MemoryCells(SIZE, new double[][] { { position[0] }, { position[1] }, { position[2] } },
			new long[] { 77 }), SIZE, new org.labelupscaler.grid.VoxelSize(1, 1, 1, "um"), LabelColors.PLAIN, ProgressListener.NONE);
	}

	private LabelPyramid pyramid() throws Exception {
		return pyramid(volume, "61,43,37");
	}

	private LabelPyramid pyramid(final Volume labels, final String size) throws Exception {
		final Path file = TestSources.writeNrrd(labels, folder.resolve("l.nrrd"));
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).size(size).levels(LEVELS).build();
		return LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(new MemorySource(labels)));
	}
}
