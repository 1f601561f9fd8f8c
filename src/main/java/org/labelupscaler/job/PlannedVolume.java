package org.labelupscaler.job;

import java.io.Serializable;

import org.labelupscaler.store.Store;
import org.labelupscaler.store.StoreRef;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;

/**
 * The volume of a plan, where it is and how it lies there, to be sent to other processes.
 *
 * @param plan the plan
 * @param place where it is
 * @param formatWord word of its format
 */
record PlannedVolume(UpscalePlan plan, StoreRef place, String formatWord) implements Serializable {

	PlannedVolume(final UpscalePlan plan, final Store store, final VolumeFormat format) {
		this(plan, store.ref(), format.word());
	}

	VolumeFormat format() {
		return VolumeFormats.named(formatWord);
	}

	VolumeSpec spec() {
		return plan.volume();
	}

	/** All its blocks, in the pieces in which they are written. */
	LevelPieces pieces() {
		final VolumeFormat format = format();
		return new LevelPieces(plan.levels(), level -> format.portions(spec(), level.index()));
	}
}
