package org.labelupscaler.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Services;

/** Finds stores by name: {@code scheme:place} is one of a {@link StoreProvider}, anything else a folder. */
public final class Stores {

	/** NB: one letter is a drive; a path has one slash where an address has two. */
	private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(/*)(.*)", Pattern.DOTALL);

	/** NB: in a class of its own, so that nobody waits for them whose volumes lie in folders. */
	private static final class Providers {

		private static final Services<StoreProvider> SERVICES = Services.load(StoreProvider.class);
	}

	private Stores() {}

	/**
	 * @param place the name of a place
	 * @return the store there; nothing is made
	 * @throws InvalidInputException if it is an address that no store has
	 */
	public static Store at(final Path place) {
		final Optional<StoreRef> elsewhere = elsewhere(place);
		if (elsewhere.isEmpty())
			checkNoAddress(place);
		return elsewhere.map(StoreRef::open).orElseGet(() -> LocalStore.at(place));
	}

	/**
	 * @param place the name of a place
	 * @return whether it is in another store than a folder
	 */
	public static boolean isElsewhere(final Path place) {
		return elsewhere(place).isPresent();
	}

	/**
	 * @param place the name of a place
	 * @return it, in words, for messages
	 */
	public static String describe(final Path place) {
		return isElsewhere(place) ? at(place).describe(Key.ROOT) : place.toString();
	}

	/**
	 * @param place the name of a place
	 * @return whether something can stand beside it in another store than a folder
	 */
	public static boolean hasBeside(final Path place) {
		return elsewhere(place).flatMap(StoreRef::above).isPresent();
	}

	private static Optional<StoreRef> elsewhere(final Path place) {
		final Matcher name = NAME.matcher(place.toString());
		return !name.matches() ? Optional.empty() : Providers.SERVICES.found().stream().filter(provider -> provider.schemes().contains(
			name.group(1).toLowerCase(Locale.ROOT))).findFirst().map(provider -> provider.ref(name.group(3)));
	}

	/** NB: a folder of that name would be made otherwise. */
	private static void checkNoAddress(final Path place) {
		final Matcher name = NAME.matcher(place.toString());
		if (!name.matches() || name.group(2).isEmpty() || Files.exists(Path.of(name.group(1) + ":")))
			return;
		Providers.SERVICES.throwFailure();
		final List<String> known = Stream.concat(Stream.of("a folder"), Providers.SERVICES.found().stream().flatMap(provider -> provider
			.schemes().stream()).sorted().map(other -> other + ":")).toList();
		throw new InvalidInputException(place + " is an address, and there is no store for " + name.group(1) + ": here; name " + String
			.join(" or ", known));
	}
}
