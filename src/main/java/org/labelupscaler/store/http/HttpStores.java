package org.labelupscaler.store.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.address.AddressPath;
import org.labelupscaler.store.ReadStore;
import org.labelupscaler.store.StoreProvider;
import org.labelupscaler.store.StoreRef;

/** Places such as {@code https://host/atlas/annotation.nrrd}: what is there can be read, and nothing can be written. */
public final class HttpStores implements StoreProvider {

	@Override
	public List<String> schemes() {
		return List.of("https", "http");
	}

	@Override
	public StoreRef ref(final String scheme, final String place) {
		return new ReadStore.Ref(address(scheme, place));
	}

	@Override
	public Optional<Path> path(final String scheme, final String place) {
		return Optional.of(address(scheme, place));
	}

	private static AddressPath address(final String scheme, final String place) {
		final int mark = place.indexOf('?');
		final String key = (mark < 0 ? place : place.substring(0, mark)).replaceAll("/+$", "");
		final String host = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
		if (host.contains("@"))
			throw new InvalidInputException(scheme + "://…@…: secrets do not belong into an address, and one cannot log in here. Download the " +
				"file, and name it by its path");
		if (!isHost(scheme, host))
			throw new InvalidInputException(scheme + "://" + key + " names no server; expected " + scheme + "://HOST/NAME");
		if (("/" + key + "/").matches(".*/\\.{0,2}/.*"))
			throw new InvalidInputException(scheme + "://" + key + " is no address of a file: no part of it may be empty, '.' or '..'");
		return AddressFileSystems.path(new HttpFiles(scheme, mark < 0 ? "" : place.substring(mark + 1)), key);
	}

	private static boolean isHost(final String scheme, final String host) {
		try {
			return URI.create(scheme + "://" + host).getHost() != null;
		}
		catch (final IllegalArgumentException e) {
			return false;
		}
	}
}
