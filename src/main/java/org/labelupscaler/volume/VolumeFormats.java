package org.labelupscaler.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.labelupscaler.Services;
import org.labelupscaler.store.Stores;

/** The formats that there are. A library that one of them lacks is told as everywhere else, by a LinkageError. */
public final class VolumeFormats {

	private static final List<VolumeFormat> ALL = Services.load(VolumeFormat.class).all();

	/** What is written unless something else is asked for. */
	public static final VolumeFormat DEFAULT = named("n5");

	private VolumeFormats() {}

	/** @return all of them */
	public static List<VolumeFormat> all() {
		return ALL;
	}

	/**
	 * @param word how users choose a format
	 * @return the format
	 * @throws IllegalArgumentException if there is none; the message is fit for users
	 */
	public static VolumeFormat named(final String word) {
		return ALL.stream().filter(format -> format.word().equalsIgnoreCase(word.strip())).findFirst().orElseThrow(
			() -> new IllegalArgumentException("'" + word + "' is not " + ALL.stream().map(VolumeFormat::word).collect(Collectors
				.joining(", ")).replaceAll(", (?=[^,]*$)", " or ")));
	}

	/**
	 * @param target where a volume shall be
	 * @return the format that its name says, else {@link #DEFAULT}
	 */
	public static VolumeFormat of(final Path target) {
		final String name = target.getFileName() == null ? "" : target.getFileName().toString();
		return ALL.stream().filter(format -> ending(format, name).isPresent()).findFirst().orElse(DEFAULT);
	}

	/**
	 * @param format a format
	 * @param target where a volume of it shall be
	 * @return why that name would mislead, a sentence; nothing if it does not
	 */
	public static Optional<String> mismatch(final VolumeFormat format, final Path target) {
		final String name = target.getFileName() == null ? "" : target.getFileName().toString();
		if (ending(format, name).isPresent())
			return Optional.empty();
		return ALL.stream().filter(other -> ending(other, name).isPresent()).findFirst().map(other -> name +
			" is the name of " + other.aTitle() + ", and " + format.aTitle() + " is wanted. Let it end in " + format.endings().get(0));
	}

	private static Optional<String> ending(final VolumeFormat format, final String name) {
		final String lower = name.toLowerCase(Locale.ROOT);
		return format.endings().stream().filter(ending -> lower.endsWith(ending) && name.length() > ending.length()).findFirst();
	}

	/**
	 * @param target where a volume is, or shall be
	 * @param ending for example ".labels.csv"
	 * @return a file beside it, or, if it is in another store where nothing can stand beside it, in the current folder, named like it but for
	 *         the ending of its format
	 */
	public static Path sibling(final Path target, final String ending) {
		final String name = target.getFileName().toString();
		final int cut = ALL.stream().flatMap(format -> ending(format, name).stream()).mapToInt(String::length).max().orElse(0);
		final String beside = name.substring(0, name.length() - cut) + ending;
		return Stores.isElsewhere(target) && !Stores.hasBeside(target) ? Path.of(beside.substring(beside.indexOf(':') + 1)) : target.resolveSibling(beside);
	}

	/**
	 * @param target where a volume is, or shall be
	 * @return the folder of what stands beside it, by its absolute path; the current one if it is in another store
	 */
	public static Path folder(final Path target) {
		return Stores.isElsewhere(target) ? Path.of("").toAbsolutePath() : sibling(target, "").toAbsolutePath().getParent();
	}
}
