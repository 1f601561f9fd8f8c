package org.labelupscaler.source.arrange;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.LabelSource;

/** Goes through all voxels of a volume once, box by box. */
final class SourceBoxes {

	/** Voxels that are looked at in one go, along x, y, z: a box, so that few chunks of a source in chunks are needed. */
	private static final int[] BOX = { 128, 128, 64 };

	/** Looks at a box. */
	@FunctionalInterface
	interface Visitor {

		/**
		 * @param labels those of the box, and more behind them
		 * @param voxels how many are those of the box
		 * @return whether to go on
		 */
		boolean visit(long[] labels, int voxels);
	}

	private SourceBoxes() {}

	/**
	 * @param source a volume; stays open
	 * @param visitor looks at each box
	 * @throws LabelUpscalerException if the calling thread is interrupted
	 */
	static void visit(final LabelSource source, final Visitor visitor) {
		final long[] size = source.size();
		final long[] box = new long[BOX[0] * BOX[1] * BOX[2]];
		final long[] min = new long[3];
		for (min[2] = 0; min[2] < size[2]; min[2] += BOX[2])
			for (min[1] = 0; min[1] < size[1]; min[1] += BOX[1])
				for (min[0] = 0; min[0] < size[0]; min[0] += BOX[0]) {
					if (Thread.currentThread().isInterrupted())
						throw new LabelUpscalerException("Stopped while the labels of " + source.name() + " were counted");
					final int[] part = new int[3];
					int voxels = 1;
					for (int d = 0; d < 3; d++)
						voxels *= part[d] = (int) Math.min(BOX[d], size[d] - min[d]);
					source.read(min, part, box);
					if (!visitor.visit(box, voxels))
						return;
				}
	}
}
