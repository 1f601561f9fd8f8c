package org.labelupscaler.volume;

import java.util.List;
import java.util.function.LongPredicate;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.RunBlock;

/**
 * Takes the blocks of a volume from one worker, portion by portion, in a portion in the order of their numbers. What is put twice
 * is the same afterwards. Owned by one thread.
 */
public interface BlockSink {

	/**
	 * Sees to it that a block is there; or not there, if it is only label 0 and background is left out.
	 *
	 * @param level 0 is full resolution
	 * @param position its grid position
	 * @param block its voxels
	 * @throws LabelUpscalerException if it cannot be written; the message says which block, and what to do
	 */
	void put(int level, long[] position, RunBlock block);

	/**
	 * Sees to it that of some whole portions no other blocks are there, as somebody may have put them there before a job was
	 * resumed. Looks at what is there, not at each block there could be.
	 *
	 * @param level 0 is full resolution
	 * @param from number of the first block
	 * @param to the one after the last
	 * @param put which of them this worker has put
	 */
	void removeOthers(int level, long from, long to, LongPredicate put);

	/**
	 * Ends a portion: all of it is stored now.
	 *
	 * @return what became of the blocks since the last call
	 */
	Written end();

	/**
	 * Gives up a portion that is not put whole. Blocks that are stored by themselves stay; of what is stored as a whole, nothing is,
	 * and what was there before is there still.
	 *
	 * @return what became of the blocks since the last call, but for those that are not stored
	 */
	Written abandon();

	/**
	 * @param levels the sink of each level, full resolution first; levels may have the same
	 * @return one that takes the blocks of all
	 */
	static BlockSink ofLevels(final List<BlockSink> levels) {
		return new BlockSink() {

			@Override
			public void put(final int level, final long[] position, final RunBlock block) {
				levels.get(level).put(level, position, block);
			}

			@Override
			public void removeOthers(final int level, final long from, final long to, final LongPredicate put) {
				levels.get(level).removeOthers(level, from, to, put);
			}

			@Override
			public Written end() {
				return levels.stream().distinct().map(BlockSink::end).reduce(Written.NONE, Written::plus);
			}

			@Override
			public Written abandon() {
				return levels.stream().distinct().map(BlockSink::abandon).reduce(Written.NONE, Written::plus);
			}
		};
	}
}
