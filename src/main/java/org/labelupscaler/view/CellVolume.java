package org.labelupscaler.view;

/**
 * Cells that have been written as a volume: each a ball of voxels.
 *
 * @param volume the balls; 0 between them
 * @param colors their colours
 */
public record CellVolume(LabelPyramid volume, LabelColors colors) implements CellLayer {

	@Override
	public void close() {
		volume.close();
	}
}
