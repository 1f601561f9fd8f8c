package org.labelupscaler.job;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.SpecJson;
import org.labelupscaler.volume.VolumeSpec;

/** What any volume that this program has made is like, whatever it holds. */
public final class JobRecord {

	private JobRecord() {}

	/**
	 * @param volume a volume of any kind
	 * @return what it is like
	 * @throws InvalidInputException if what it records is damaged
	 */
	public static VolumeSpec spec(final OwnVolume volume) {
		if (JobKind.of(volume) == JobKind.LABELS)
			return PlanJson.read(volume).volume();
		try {
			return SpecJson.read(volume.job(), VoxelSize.UNKNOWN);
		}
		catch (final RuntimeException e) {
			throw JobKind.damaged(volume, e);
		}
	}
}
