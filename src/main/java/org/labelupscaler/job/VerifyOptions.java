package org.labelupscaler.job;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.SentRecord;

/**
 * What a verification shall compare. Immutable.
 *
 * @param container root of a container
 * @param source the file to compare with; nothing means the one it was made from
 * @param blocks how many blocks at least; {@link Long#MAX_VALUE} for all
 * @param decode whether every voxel of them is compared; if not, the bytes of the files, and the voxels of some
 * @param threads how many workers, if all blocks are compared
 * @param temporaryFolder for the decoded source; nothing means beside the container
 */
public record VerifyOptions(Path container, Optional<Path> source, long blocks, boolean decode, int threads,
	Optional<Path> temporaryFolder)
	implements Serializable
{

	/** As many blocks as there are. */
	public static final long ALL_BLOCKS = Long.MAX_VALUE;

	private static final long USUAL_BLOCKS = 200;

	/**
	 * @param container root of a container
	 * @return what is usual: some blocks, voxel by voxel, against the file it was made from
	 */
	public static VerifyOptions of(final Path container) {
		return new VerifyOptions(container, Optional.empty(), USUAL_BLOCKS, true, Runtime.getRuntime().availableProcessors(), Optional
			.empty());
	}

	/**
	 * @param file the file to compare with; null for the one it was made from
	 * @return these options otherwise
	 */
	public VerifyOptions source(final Path file) {
		return new VerifyOptions(container, Optional.ofNullable(file), blocks, decode, threads, temporaryFolder);
	}

	/**
	 * @param atLeast how many blocks at least
	 * @return these options otherwise
	 */
	public VerifyOptions blocks(final long atLeast) {
		return new VerifyOptions(container, source, atLeast, decode, threads, temporaryFolder);
	}

	/**
	 * @param everyVoxel whether every voxel of them is compared; if not, the bytes of the files, and the voxels of some
	 * @return these options otherwise
	 */
	public VerifyOptions decode(final boolean everyVoxel) {
		return new VerifyOptions(container, source, blocks, everyVoxel, threads, temporaryFolder);
	}

	/**
	 * @param workers how many workers, if all blocks are compared
	 * @return these options otherwise
	 */
	public VerifyOptions threads(final int workers) {
		return new VerifyOptions(container, source, blocks, decode, workers, temporaryFolder);
	}

	/**
	 * @param folder for the decoded source; null for beside the container
	 * @return these options otherwise
	 */
	public VerifyOptions temporaryFolder(final Path folder) {
		return new VerifyOptions(container, source, blocks, decode, threads, Optional.ofNullable(folder));
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
