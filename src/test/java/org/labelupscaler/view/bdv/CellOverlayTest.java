package org.labelupscaler.view.bdv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.view.CellPicture;

/** Where a cell appears in BigDataViewer, whatever the view, without the viewer. */
class CellOverlayTest {

	/** BigDataViewer puts the centre of voxel i at offset + i · voxel size, and draws what is at x into pixel x, rounded. */
	@Test
	void theCentreOfAVoxelIsWhereTheViewerHasIt() {
		final Random random = new Random(5);
		for (int times = 0; times < 1000; times++) {
			final double[] voxelSize = { 0.1 + random.nextDouble(), 0.1 + random.nextDouble(), 2 };
			final double[] offset = { random.nextGaussian(), 0, 100 * random.nextGaussian() };
			final double[] toGlobal = new double[12];
			final double[] toScreen = new double[12];
			for (int d = 0; d < 3; d++) {
				toGlobal[5 * d] = voxelSize[d];
				toGlobal[4 * d + 3] = offset[d] - voxelSize[d] / 2;
			}
			for (int i = 0; i < 12; i++)
				toScreen[i] = 3 * random.nextGaussian();
			final int[] voxel = { random.nextInt(1000), random.nextInt(1000), random.nextInt(1000) };
			final CellPicture.Plane plane = CellOverlay.plane(toGlobal, toScreen, 100, 100);
			for (int r = 0; r < 3; r++) {
				double there = toScreen[4 * r + 3];
				double here = plane.toPicture()[4 * r + 3];
				for (int d = 0; d < 3; d++) {
					there += toScreen[4 * r + d] * (offset[d] + voxel[d] * voxelSize[d]);
					here += plane.toPicture()[4 * r + d] * (voxel[d] + 0.5);
				}
				assertEquals(there + (r < 2 ? 0.5 : 0), here, 1e-6 * (1 + Math.abs(there)));
			}
		}
	}

	@Test
	void theDepthFollowsTheZoomButNeverIsNothing() {
		final double[] voxels = { 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 4, 0 };
		final CellPicture.Plane far = CellOverlay.plane(voxels, scale(0.01), 100, 100);
		assertEquals(1, far.back());
		assertEquals(4, far.depth());
		final CellPicture.Plane near = CellOverlay.plane(voxels, scale(10), 100, 100);
		// The longest edge of a voxel is 40 pixels long now.
		assertEquals(20, near.back());
		assertEquals(-20, near.front());
		assertEquals(80, near.depth());
		assertTrue(near.toPicture()[10] == 40);
	}

	private static double[] scale(final double scale) {
		return new double[] { scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, scale, 0 };
	}
}
