package org.labelupscaler.job;

/**
 * Does pieces of work, one after the other. Owned by one thread.
 *
 * @param <T> what it counts
 */
public interface Worker<T extends Tally<T>> extends AutoCloseable {

	/** What a worker tells of the piece it is at, and hears of the run. */
	interface Run<T> {

		/** @param part some more of what the piece has come to; not used any more by the worker */
		void add(T part);

		/** @return whether the run is to end soon */
		boolean isStopped();
	}

	/**
	 * Does a piece. To do it again, anywhere, changes nothing and counts the same; but if a job is resumed, what was written the first
	 * time counts as kept.
	 *
	 * @param piece its number
	 * @param run takes what it counts
	 * @return whether all of it was done; false only if the run is stopped
	 */
	boolean run(long piece, Run<T> run);

	@Override
	default void close() {}
}
