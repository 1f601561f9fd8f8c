package org.labelupscaler.store;

import org.labelupscaler.LabelUpscalerException;

/** The right of one run to write to a store, until it is closed. Thread-safe. */
public interface Lease extends AutoCloseable {

	/**
	 * Makes sure that this run still has it, and that the store is still where it was. Cheap enough for a few times a second.
	 *
	 * @throws LabelUpscalerException if it was lost: the store was moved, deleted or unmounted, or another run took it
	 */
	void check();

	/** Lets other runs in. What was made only for the lease is removed again. */
	@Override
	void close();
}
