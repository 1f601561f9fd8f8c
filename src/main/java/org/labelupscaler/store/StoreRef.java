package org.labelupscaler.store;

import java.io.Serializable;
import java.util.Optional;

/** Where a store is, to be sent to another process or machine. Equal if it is the same place. */
public interface StoreRef extends Serializable {

	/** @return the store there; nothing is made or changed */
	Store open();

	/** @return the store that this one is a prefix of, where something can stand beside it; nothing if there is none */
	default Optional<StoreRef> above() {
		return Optional.empty();
	}

	/**
	 * @param most bytes, at most, of something that grows there
	 * @return bytes of memory that its {@link Appender} takes beside what is handed to it, at most; 0 if that does not matter
	 */
	default long appendMemory(final long most) {
		return 0;
	}
}
