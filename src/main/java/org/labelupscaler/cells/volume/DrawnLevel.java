package org.labelupscaler.cells.volume;

import java.io.Serializable;

import org.labelupscaler.job.TargetContainer;
import org.labelupscaler.store.StoreRef;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;

/**
 * A level that cells are drawn on, to be sent to other processes. Immutable.
 *
 * @param place where the volume is
 * @param formatWord word of its format
 * @param volume the volume
 * @param mode how blocks are written
 * @param radius of the balls
 * @param level 0 is full resolution
 */
record DrawnLevel(StoreRef place, String formatWord, VolumeSpec volume, WriteMode mode, BallRadius radius, int level)
	implements Serializable
{

	/** The order of its blocks. */
	Portions order() {
		return VolumeFormats.named(formatWord).portions(volume, level);
	}

	/** Where balls lie in it. */
	Balls balls() {
		return new Balls(order(), volume.pyramid().factors(level), radius.shape(volume.voxelSize()));
	}

	/** Makes sure that this is where the run writes. */
	void checkReached() {
		TargetContainer.checkReached(place.open(), VolumeFormats.named(formatWord));
	}

	/** Takes its blocks from one worker. */
	BlockSink newSink() {
		return VolumeFormats.named(formatWord).sink(place.open(), volume, mode);
	}
}
