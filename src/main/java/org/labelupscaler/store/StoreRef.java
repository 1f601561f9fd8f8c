package org.labelupscaler.store;

import java.io.Serializable;

/** Where a store is, to be sent to another process or machine. Equal if it is the same place. */
public interface StoreRef extends Serializable {

	/** @return the store there; nothing is made or changed */
	Store open();
}
