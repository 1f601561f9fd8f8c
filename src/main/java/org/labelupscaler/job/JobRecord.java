package org.labelupscaler.job;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.arrange.Values;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.SpecJson;
import org.labelupscaler.volume.VolumeSpec;

/** What any volume that this program has made is like, whatever it holds. */
public final class JobRecord {

	/** Of cells: what the voxels say. */
	public static final String VALUE = "value";
	/** They say ids. */
	public static final String IDS = "id";

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

	/**
	 * @param volume a volume of any kind
	 * @return whether its voxels are ids of regions, as the source has them
	 * @throws InvalidInputException if what it records is damaged
	 */
	public static boolean holdsIds(final OwnVolume volume) {
		if (JobKind.of(volume) == JobKind.LABELS)
			return PlanJson.read(volume).arrangement().values() == Values.IDS;
		try {
			return volume.job().get(VALUE).getAsString().equals(IDS);
		}
		catch (final RuntimeException e) {
			throw JobKind.damaged(volume, e);
		}
	}
}
