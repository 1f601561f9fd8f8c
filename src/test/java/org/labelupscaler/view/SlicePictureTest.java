package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** Slices in true proportions, the way up that viewers show them. */
class SlicePictureTest {

	/** Each voxel's label tells where it is. */
	private record Places(long[] size, VoxelSize voxelSize) implements LabelSource {

		@Override
		public String name() {
			return "places";
		}

		@Override
		public LabelType type() {
			return LabelType.UINT64;
		}

		@Override
		public void read(final long[] min, final int[] box, final long[] out) {
			out[0] = 1 + min[0] + 10_000 * (min[1] + 10_000 * min[2]);
		}

		@Override
		public void close() {}
	}

	private static BufferedImage draw(final String size, final String edges, final int axis, final long slice) {
		final String[] n = size.split(" ");
		final String[] e = edges.split(" ");
		return SlicePicture.draw(new Places(new long[] { Long.parseLong(n[0]), Long.parseLong(n[1]), Long.parseLong(n[2]) },
			new VoxelSize(Double.parseDouble(e[0]), Double.parseDouble(e[1]), Double.parseDouble(e[2]), "um")), LabelColors.PLAIN, axis,
			slice);
	}

	@ParameterizedTest
	@CsvSource({ "6000 3636 5182,1 1 1,2,2048,1241", "4224 2560 10,5 5 5,2,2048,1241", "60 40 30,10 10 100,2,60,40",
		"60 40 30,10 10 100,1,60,300", "60 40 30,10 10 100,0,300,40", "528 320 456,25 25 25,0,456,320", "100 100 1,1 4 9,2,100,400",
		"9000 3 1,1 1 1,2,2048,1", "5 5 5,0.2 0.1 1,2,10,5" })
	void oneScaleForBothSides(final String size, final String edges, final int axis, final int width, final int height) {
		final BufferedImage picture = draw(size, edges, axis, 0);
		assertEquals(width, picture.getWidth());
		assertEquals(height, picture.getHeight());
	}

	@Test
	void eachPixelIsTheVoxelItShows() {
		final BufferedImage z = draw("7 5 3", "1 1 2", 2, 1);
		final BufferedImage y = draw("7 5 3", "1 1 2", 1, 4);
		final BufferedImage x = draw("7 5 3", "1 1 2", 0, 6);
		for (int a = 0; a < 7; a++) {
			for (int b = 0; b < 5; b++)
				assertEquals(color(a, b, 1), z.getRGB(a, b));
			for (int b = 0; b < 6; b++)
				assertEquals(color(a, 4, b / 2), y.getRGB(a, b));
		}
		for (int a = 0; a < 6; a++)
			for (int b = 0; b < 5; b++)
				assertEquals(color(6, b, a / 2), x.getRGB(a, b));
		assertThrows(InvalidInputException.class, () -> draw("7 5 3", "1 1 2", 0, 7));
	}

	private static int color(final long x, final long y, final long z) {
		return LabelColors.PLAIN.argb(1 + x + 10_000 * (y + 10_000 * z)) | 0xFF000000;
	}
}
