package org.labelupscaler.volume;

import java.util.List;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.RunBlock;

/** Reads the blocks of a volume back, as this program writes them and in no other way. Owned by one thread. */
public interface BlockReader {

	/**
	 * @param level 0 is full resolution
	 * @param position grid position of a block
	 * @param block its voxels
	 * @return whether the very bytes that the job writes are there, or nothing, as it should be
	 */
	boolean isAsWritten(int level, long[] position, RunBlock block);

	/**
	 * @param level 0 is full resolution
	 * @param position grid position of a block
	 * @return its voxels, big-endian, x fastest, as many as the grid says; nothing if the block is missing, that is, zeros
	 * @throws LabelUpscalerException if it is damaged, or of another size
	 */
	Optional<byte[]> voxels(int level, long[] position);

	/**
	 * @param level 0 is full resolution
	 * @param position grid position of a block
	 * @return whether something is stored for it
	 */
	boolean exists(int level, long[] position);

	/**
	 * @param level 0 is full resolution
	 * @param position grid position of a block
	 * @return the block in words: where it is stored, and which voxels
	 */
	String describe(int level, long[] position);

	/**
	 * @param levels the reader of each level, full resolution first; levels may have the same
	 * @return one that reads the blocks of all
	 */
	static BlockReader ofLevels(final List<BlockReader> levels) {
		return new BlockReader() {

			@Override
			public boolean isAsWritten(final int level, final long[] position, final RunBlock block) {
				return levels.get(level).isAsWritten(level, position, block);
			}

			@Override
			public Optional<byte[]> voxels(final int level, final long[] position) {
				return levels.get(level).voxels(level, position);
			}

			@Override
			public boolean exists(final int level, final long[] position) {
				return levels.get(level).exists(level, position);
			}

			@Override
			public String describe(final int level, final long[] position) {
				return levels.get(level).describe(level, position);
			}
		};
	}
}
