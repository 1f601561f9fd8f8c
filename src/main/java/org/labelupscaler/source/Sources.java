package org.labelupscaler.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Services;
import org.labelupscaler.source.foreign.ForeignFiles;
import org.labelupscaler.source.foreign.ForeignFolder;
import org.labelupscaler.store.Stores;

/** Finds the format of a source. */
public final class Sources {

	private static final Services<SourceFormat> SERVICES = Services.load(SourceFormat.class);

	/** In the order in which they are asked. */
	private static final List<SourceFormat> FORMATS = SERVICES.found().stream().sorted(Comparator.comparingInt(SourceFormat::priority)
		.reversed().thenComparing(format -> format.getClass().getName())).toList();

	/** The formats of this program in words, for messages and help. */
	public static final String KNOWN = "NRRD, MetaImage, NIfTI, MGH, AmiraMesh, TIFF, PNG, BMP, NumPy (.npy), N5, Zarr, HDF5, " +
		"MINC, Imaris, BigDataViewer XML, Neuroglancer precomputed";

	/** NB: what decides, the path to a file does: see {@link org.labelupscaler.address}. */
	private static final String FROM_AFAR = "It is read over the network: in pieces as they are needed, or fetched once into a temporary file " +
		"where it is read from begin to end.";

	private Sources() {}

	/**
	 * Reads the header of a label volume in any known format.
	 *
	 * @param path a file, a folder, something inside a file, or a pattern for the names of files
	 * @return the volume, described
	 * @throws InvalidInputException if it is missing, unreadable, of no known format, or cannot be labels
	 */
	public static SourceFile describe(final Path path) {
		final SourceLocation location = SourceLocation.of(path);
		final SourceFile file = format(location).describe(location);
		return Stores.isElsewhere(location.path()) && file instanceof final DescribedFile described && !file.notes().contains(FROM_AFAR)
			? described.withHeader(described.header().withNotes(List.of(FROM_AFAR))) : file;
	}

	/**
	 * Reads how large an image in any known format is.
	 *
	 * @param path a file, a folder, something inside a file, or a pattern for the names of files
	 * @return its size
	 * @throws InvalidInputException if it is missing, unreadable, or of no known format
	 */
	public static ImageSize measure(final Path path) {
		final SourceLocation location = SourceLocation.of(path);
		return format(location).measure(location);
	}

	/** NB: it need not be missing: its name may be too long for the file system, or its folder closed. */
	private static String whyMissing(final Path path) {
		try {
			Files.readAttributes(path, BasicFileAttributes.class);
			return "no such file or folder";
		}
		catch (final IOException e) {
			return LabelUpscalerException.reason(e);
		}
	}

	private static SourceFormat format(final SourceLocation location) {
		if (location.start().length > 0)
			ForeignFiles.standIn(location.file(), location.start()).ifPresent(named -> {
				throw new InvalidInputException(named);
			});
		if (Stores.isElsewhere(location.path()) && location.start().length > 3 && new String(location.start(), 0, 4, StandardCharsets.ISO_8859_1)
			.equals("PK\3\4"))
			throw new InvalidInputException(location.path() + " is a zip file, and such are not read over a network. Download it, and name the " +
				"file; or unpack it where it is.");
		for (final SourceFormat format : FORMATS)
			if (format.recognises(location))
				return format;
		// NB: it may be of a format whose library is missing, which breaks no other.
		if (location.file() != null)
			SERVICES.throwFailure();
		throw unknown(location);
	}

	/** The formats, in the order in which they are asked. */
	static List<SourceFormat> formats() {
		return FORMATS;
	}

	private static String missing(final Path path) {
		final String inside = inFolder(path);
		return inside.isEmpty() ? whyMissing(path) : "there is no such file or folder" + inside;
	}

	/** What a container has, if that is what a path begins with. */
	private static String inFolder(final Path missing) {
		Path folder = missing.getParent();
		while (folder != null && !Files.isDirectory(folder))
			folder = folder.getParent();
		if (folder == null)
			return "";
		final SourceLocation location = SourceLocation.of(folder);
		for (final SourceFormat format : FORMATS)
			if (format.recognises(location)) {
				final String choices = format.choices(location);
				return choices.isEmpty() ? "" : " in " + folder + ". " + choices;
			}
		return "";
	}

	/** What to say of what no format recognises. */
	private static InvalidInputException unknown(final SourceLocation location) {
		if (location.file() == null && !Stores.isElsewhere(location.path()))
			Stores.checkNoAddress(location.path());
		if (location.file() == null)
			return new InvalidInputException("Cannot read " + location.path() + ": " + missing(location.path()));
		if (!location.inside().isEmpty())
			return new InvalidInputException("Cannot read " + location.path() + ": " + location.file() +
				" is a file that has nothing inside");
		final Optional<String> foreign = location.isFolder() ? ForeignFolder.asLabels(location.file()) : location.start().length == 0
			? Optional.empty() : ForeignFiles.asLabels(location.file());
		if (foreign.isPresent())
			return new InvalidInputException(foreign.get());
		if (location.isFolder())
			return new InvalidInputException(location.path() + " is a folder, but neither a container nor a folder of slices that " +
				"this program knows; name a label file");
		if (location.isFile() && location.start().length == 0)
			return new InvalidInputException(location.path() + " is empty");
		return new InvalidInputException(location.path() + " is no label file this program knows: it is not " + KNOWN +
			". For a file of nothing but voxels give raw size and raw type.");
	}
}
