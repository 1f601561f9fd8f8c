package org.labelupscaler.job;

import java.io.Serializable;
import java.util.List;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;

/**
 * One level of the target: where its voxels take their labels from, and its blocks.
 *
 * @param index 0 is full resolution
 * @param maps the maps of x, y, z
 * @param grid its size and blocks
 */
public record Level(int index, List<AxisMap> maps, BlockGrid grid) implements Serializable {

	/** Copies the list. */
	public Level {
		maps = List.copyOf(maps);
	}

	/** @return whether its voxels may stand for several source voxels, so that their mode is taken */
	public boolean coarserThanSource() {
		return maps.stream().anyMatch(AxisMap::coarserThanSource);
	}
}
