package org.labelupscaler.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.nrrd.NrrdFormat;

/** Finds the format of a source. This is the one list of formats. */
public final class Sources {

	private static final List<SourceFormat> FORMATS = List.of(new NrrdFormat());

	private Sources() {}

	/**
	 * Reads the header of a label file in any known format.
	 *
	 * @param path a file
	 * @return the file, described
	 * @throws InvalidInputException if it is missing, unreadable, or of no known format
	 */
	public static SourceFile describe(final Path path) {
		if (Files.isDirectory(path))
			throw new InvalidInputException(path + " is a folder; name a label file, for example a .nrrd");
		final byte[] start;
		try (InputStream in = Files.newInputStream(path)) {
			start = in.readNBytes(SourceFormat.START);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		for (final SourceFormat format : FORMATS)
			if (format.recognises(path, start))
				return format.describe(path);
		throw new InvalidInputException(path +
			" is no label file this program knows: it is not a NRRD. For a file of nothing but voxels give raw size and raw type.");
	}
}
