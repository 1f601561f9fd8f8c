package org.labelupscaler.source.foreign;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** Says what a folder is that is neither a container nor slices that can be read. */
public final class ForeignFolder {

	/** How many names are looked at, and how many files. */
	private static final int MOST_NAMES = 10_000;
	private static final int MOST_FILES = 8;

	private ForeignFolder() {}

	/**
	 * @param folder a folder that was given as labels
	 * @return what it is and what to do about it, a sentence that names it; nothing if it is not known
	 * @throws InvalidInputException if it cannot be read
	 */
	public static Optional<String> asLabels(final Path folder) {
		if (Files.isRegularFile(folder.resolve("knossos.conf")) || Files.isRegularFile(folder.resolve("Knossos.conf")))
			return Optional.of(folder + " is a KNOSSOS dataset, which is not read as labels; save it as TIFF or HDF5, for example with " +
				"knossos_utils");
		return firstKnown(folder);
	}

	/** By the first files of which something is known. */
	private static Optional<String> firstKnown(final Path folder) {
		int names = 0;
		int files = 0;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
			for (final Path entry : entries) {
				if (++names > MOST_NAMES || files == MOST_FILES)
					break;
				if (!Files.isRegularFile(entry) || entry.getFileName().toString().startsWith("."))
					continue;
				files++;
				if (start(entry).contains("DICOM"))
					return Optional.of(folder + " is a folder of DICOM files, which are not read; make NIfTI of it: dcm2niix -o out " +
						"folder");
			}
			return Optional.empty();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private static String start(final Path file) {
		return ForeignFiles.named(file).orElse("");
	}
}
