package org.labelupscaler.store;

import java.util.UUID;

/** The store that tests use keeps what every store does. */
class MemoryStoreTest extends AbstractStoreTest {

	private final String run = UUID.randomUUID().toString();

	@Override
	Store store(final String name) {
		return MemoryStore.named(run + name);
	}

	@Override
	void putForeign(final Store store, final Key key) {
		((MemoryStore) store).putForeign(key);
	}

	@Override
	void takeLeaseAway(final Store store) {
		((MemoryStore) store).takeLeaseAway();
	}
}
