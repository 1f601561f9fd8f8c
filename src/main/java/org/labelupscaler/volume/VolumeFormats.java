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

	/** Endings of files that people know as images, tables or archives, of which no volume is written; longer ones first. */
	private static final List<String> NOT_WRITTEN = List.of(".nii.gz", ".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".mgz", ".mgh", ".mnc", ".img", ".hdr",
		".raw", ".dat", ".bin", ".npy", ".npz", ".mat", ".vtk", ".vti", ".am", ".klb", ".kwd", ".tar.gz", ".tgz", ".tar", ".gz", ".zip", ".7z", ".png", ".jpg", ".jpeg",
		".jp2", ".gif", ".bmp", ".webp", ".svg", ".pdf", ".avi", ".mp4", ".lsm", ".stk", ".czi", ".lif", ".nd2", ".oib", ".oif", ".oir", ".vsi",
		".svs", ".ndpi", ".mrxs", ".scn", ".lof", ".dcm", ".dv", ".mrc", ".rec", ".map", ".xml", ".json", ".csv", ".tsv", ".txt", ".xlsx", ".geojson", ".swc", ".roi",
		".obj", ".stl", ".ply");

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

	/**
	 * @param target where a volume shall be
	 * @return why that name would mislead whatever the format, a sentence: it is that of a file which is not written, such as .nii; nothing if
	 *         it does not
	 */
	public static Optional<String> misleading(final Path target) {
		final String name = target.getFileName() == null ? "" : target.getFileName().toString();
		final String lower = name.toLowerCase(Locale.ROOT);
		if (ALL.stream().anyMatch(format -> ending(format, name).isPresent()))
			return Optional.empty();
		return NOT_WRITTEN.stream().filter(lower::endsWith).findFirst().map(ending -> name + " is the name of a " + ending + " file, which is not " +
			"written. Let it end in " + ALL.stream().map(format -> format.endings().get(0)).distinct().collect(Collectors.joining(", "))
				.replaceAll(", (?=[^,]*$)", " or ") + ".");
	}

	private static Optional<String> ending(final VolumeFormat format, final String name) {
		final String lower = name.toLowerCase(Locale.ROOT);
		return format.endings().stream().filter(ending -> lower.endsWith(ending) && name.length() > ending.length()).findFirst();
	}

	/**
	 * @param target where a volume is, or shall be
	 * @param ending for example ".labels.csv"
	 * @return a file beside it that no other volume has, named like it; in the current folder if it is in another store where nothing can
	 *         stand beside it
	 */
	public static Path beside(final Path target, final String ending) {
		final String name = target.getFileName() + ending;
		return Stores.isElsewhere(target) && !Stores.hasBeside(target) ? Path.of(name.substring(name.indexOf(':') + 1)) : target.resolveSibling(name);
	}

	/**
	 * @param target where a volume is, or shall be
	 * @param ending for example ".xml"
	 * @return a file beside it, named like it but for the ending of its format, so that it may be that of another volume
	 */
	public static Path sibling(final Path target, final String ending) {
		return target.resolveSibling(stem(target) + ending);
	}

	private static String stem(final Path target) {
		final String name = target.getFileName().toString();
		final int cut = ALL.stream().flatMap(format -> ending(format, name).stream()).mapToInt(String::length).max().orElse(0);
		return name.substring(0, name.length() - cut);
	}

	/**
	 * @param target where a volume is, or shall be
	 * @return the folder of what stands beside it, by its absolute path; the current one if it is in another store
	 */
	public static Path folder(final Path target) {
		return Stores.isElsewhere(target) ? Path.of("").toAbsolutePath() : target.toAbsolutePath().getParent();
	}
}
