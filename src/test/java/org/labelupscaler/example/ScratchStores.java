package org.labelupscaler.example;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.StoreProvider;
import org.labelupscaler.store.StoreRef;

/** Places such as scratch:NAME on the fast disk of this machine, wherever that is mounted. */
public final class ScratchStores implements StoreProvider {

	/** Set by whoever knows the machine. */
	private static final String DISK = "scratch.disk";

	@Override
	public List<String> schemes() {
		return List.of("scratch");
	}

	@Override
	public StoreRef ref(final String scheme, final String place) {
		final String disk = System.getProperty(DISK);
		if (disk == null)
			throw new InvalidInputException("scratch:" + place + ": nobody has said where the fast disk is (" + DISK + ")");
		try {
			// NB: so that no place leads out of the disk.
			return LocalStore.at(Path.of(disk).resolve(new Key(place).name())).ref();
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException("scratch:" + place + " is no place on the fast disk", e);
		}
	}
}
