package org.labelupscaler.job;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * Work that is cut into numbered pieces. It can be sent to other processes and machines; each opens there what it needs. The pieces
 * may be done in any order, by any number of workers, and more than once.
 *
 * @param <T> what is counted
 */
public interface Work<T extends Tally<T>> extends Serializable {

	/** @return how many pieces there are, numbered from 0 */
	long pieces();

	/** @return nothing counted yet */
	T newTally();

	/**
	 * @return the files that all workers read, beside what is in the place they write to or compare; none if there are none. Reads headers,
	 *         and is asked only where the work was made
	 */
	default List<Path> inputs() {
		return List.of();
	}

	/**
	 * @param copy a copy of the only {@linkplain #inputs input}
	 * @return the same work, whose workers elsewhere read that
	 */
	default Work<T> reading(final Path copy) {
		return this;
	}

	/** @return a worker, to be used by one thread and closed; may be called by several at once */
	Worker<T> open();
}
