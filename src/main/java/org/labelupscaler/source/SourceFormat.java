package org.labelupscaler.source;

import java.util.List;

/**
 * A file format that sources come in. Stateless; found by {@link java.util.ServiceLoader}. The first format that recognises a source
 * reads it.
 */
public interface SourceFormat {

	/**
	 * How early it is asked whether it recognises something; the greatest first. NB: a name or a few bytes can fit several formats, so this
	 * decides which one reads them.
	 *
	 * @return a number of its own: those of this program have 10 (pictures), 20, 30 … 140 (NRRD), and what is less is asked when all of
	 *         them have said no
	 */
	default int priority() {
		return 0;
	}

	/**
	 * @param location where something is
	 * @return whether it is of this format; a guess that is right for whatever is not damaged
	 */
	boolean recognises(SourceLocation location);

	/**
	 * Reads the header of a label volume, and nothing else.
	 *
	 * @param location where it is; of this format
	 * @return the file, described
	 * @throws org.labelupscaler.InvalidInputException if the header is wrong, does not match the file's length, says
	 *           what is not supported, or is of something that cannot be labels
	 */
	SourceFile describe(SourceLocation location);

	/**
	 * What could be meant by a path that is not there, but begins with a folder of this format.
	 *
	 * @param folder where the folder is; of this format
	 * @return a sentence that names some of what is in it; empty if nothing is known of it
	 */
	default String choices(final SourceLocation folder) {
		return "";
	}

	/**
	 * Reads how large an image is, and nothing else. It need not be labels: it may have colours, channels and time points, of
	 * which the first are taken.
	 *
	 * @param location where it is; of this format
	 * @return its size
	 * @throws org.labelupscaler.InvalidInputException if the header is wrong
	 */
	default ImageSize measure(final SourceLocation location) {
		final SourceFile file = describe(location);
		return new ImageSize(file.name(), file.format(), file.size(), file.voxelSize(), List.of(), file.notes());
	}
}
