package org.labelupscaler.cells.volume;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.SentRecord;
import org.labelupscaler.job.Existing;

/**
 * How a volume of cells is written; what is in it is {@link CellVolumePlan}.
 *
 * @param target the container
 * @param existing what to do if it exists
 * @param sync whether every block must be on disk before the container is called complete
 * @param threads how many workers, at least 1
 * @param temporaryFolder for the cells while they are sorted; nothing means beside the target
 */
public record CellVolumeOptions(Path target, Existing existing, boolean sync, int threads,
	Optional<Path> temporaryFolder)
	implements Serializable
{

	/**
	 * @param target the container, which must not exist
	 * @return what is usual
	 */
	public static CellVolumeOptions of(final Path target) {
		return new CellVolumeOptions(target, Existing.FAIL, false, Runtime.getRuntime().availableProcessors(), Optional
			.empty());
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
