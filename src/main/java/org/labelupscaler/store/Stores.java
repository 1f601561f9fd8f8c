package org.labelupscaler.store;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Services;
import org.labelupscaler.address.AddressPath;

/** Finds stores by name: {@code scheme:place} is one of a {@link StoreProvider}, anything else a folder. */
public final class Stores {

	/** NB: one letter is a drive; a path has one slash, or what a system has for it, where an address has two. */
	private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):([/\\\\]*)(.*)", Pattern.DOTALL);

	/** NB: in a class of its own, so that nobody waits for them whose volumes lie in folders. */
	private static final class Providers {

		private static final Services<StoreProvider> SERVICES = Services.load(StoreProvider.class);
	}

	private Stores() {}

	/**
	 * What a user named: files at addresses that can be read, and files of this machine.
	 *
	 * @param words a path, or an address
	 * @return the path
	 * @throws java.nio.file.InvalidPathException if it can be none
	 * @throws InvalidInputException if it is an address at which there can be nothing
	 */
	public static Path path(final String words) {
		final Matcher name = NAME.matcher(words);
		final Optional<StoreProvider> provider = name.matches() ? provider(name.group(1)) : Optional.empty();
		return provider.flatMap(p -> p.path(scheme(name), name.group(3).replace('\\', '/'))).orElseGet(() -> local(words));
	}

	private static Path local(final String words) {
		try {
			return Path.of(words);
		}
		catch (final InvalidPathException e) {
			// NB: on Windows no name has a colon, so that an address for which there is no store would be called a wrong name.
			final Matcher name = NAME.matcher(words);
			if (name.matches() && !name.group(2).isEmpty())
				throw noStore(words, name);
			throw e;
		}
	}

	/**
	 * @param words a path, or an address
	 * @return whether it begins as an address does that some store has
	 */
	public static boolean isAddress(final String words) {
		final Matcher name = NAME.matcher(words);
		return name.matches() && provider(name.group(1)).isPresent();
	}

	/**
	 * @param named a path, perhaps one of this machine that is written as an address is
	 * @return the path of what is meant
	 * @throws InvalidInputException if it is an address at which there can be nothing
	 */
	public static Path path(final Path named) {
		return named.getFileSystem() == FileSystems.getDefault() && NAME.matcher(named.toString()).matches() ? path(named.toString()) : named;
	}

	private static String scheme(final Matcher name) {
		return name.group(1).toLowerCase(Locale.ROOT);
	}

	private static Optional<StoreProvider> provider(final String scheme) {
		return Providers.SERVICES.found().stream().filter(provider -> provider.schemes().contains(scheme.toLowerCase(Locale.ROOT))).findFirst();
	}

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
		final Matcher name = NAME.matcher(place instanceof final AddressPath address ? address.address() : place.toString());
		return name.matches() ? provider(name.group(1)).map(provider -> provider.ref(scheme(name), name.group(3))) : Optional.empty();
	}

	/**
	 * NB: a folder of that name would be made, or looked for, otherwise.
	 *
	 * @param place the name of a place
	 * @throws InvalidInputException if it is an address that no store has
	 */
	public static void checkNoAddress(final Path place) {
		final Matcher name = NAME.matcher(place.toString());
		if (!name.matches() || name.group(2).isEmpty() || Files.exists(Path.of(name.group(1) + ":")))
			return;
		throw noStore(place.toString(), name);
	}

	private static InvalidInputException noStore(final String place, final Matcher name) {
		Providers.SERVICES.throwFailure();
		final List<String> known = Stream.concat(Stream.of("a folder"), Providers.SERVICES.found().stream().flatMap(provider -> provider
			.schemes().stream()).sorted().map(other -> other + ":")).toList();
		return new InvalidInputException(place + " is an address, and there is no store for " + name.group(1) + ": here; name " + String
			.join(" or ", known) + (name.group(1).matches("(?i)gs") ? ". What all may read is at https://storage.googleapis.com/BUCKET/NAME" : ""));
	}
}
