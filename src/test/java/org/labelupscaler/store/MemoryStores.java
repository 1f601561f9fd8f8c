package org.labelupscaler.store;

import java.util.List;

/** {@code memory:NAME} is a {@link MemoryStore}. */
public final class MemoryStores implements StoreProvider {

	@Override
	public List<String> schemes() {
		return List.of("memory");
	}

	@Override
	public StoreRef ref(final String scheme, final String place) {
		return new MemoryStore.Ref(place);
	}
}
