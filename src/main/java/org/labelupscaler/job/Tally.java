package org.labelupscaler.job;

import java.io.Serializable;

/**
 * What is counted while work is done, added up over all pieces in any order.
 *
 * @param <T> the type itself
 */
public interface Tally<T extends Tally<T>> extends Serializable {

	/** @param other is added to this one, and is not used any more */
	void add(T other);
}
