package org.labelupscaler.job;

import java.io.Serializable;

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

	/** @return a worker, to be used by one thread and closed; may be called by several at once */
	Worker<T> open();
}
