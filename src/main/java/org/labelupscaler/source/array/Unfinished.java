package org.labelupscaler.source.array;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.volume.OwnVolume;

/** What this program has not finished looks like background, and must not become labels. */
public final class Unfinished {

	/** How far above a dataset its container can be: s0, timepoint0, setup0 and some more. */
	private static final int DEEPEST = 8;

	private static final List<String> METADATA = List.of("attributes.json", "zarr.json", ".zattrs", ".zgroup", ".zarray");

	private Unfinished() {}

	/**
	 * @param folder a container, or a group or an array in one
	 * @throws InvalidInputException if it is one that this program has not finished
	 */
	public static void check(final Path folder) {
		Path container;
		try {
			// NB: a level may be named through a link from elsewhere.
			container = folder.toRealPath();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
		for (int i = 0; i < DEEPEST && container != null && METADATA.stream().map(container::resolve).anyMatch(Files::exists); i++) {
			checkVolume(folder, container);
			container = container.getParent();
		}
	}

	/**
	 * @param named what was named
	 * @param container the folder of a volume that it is, or is in
	 * @throws InvalidInputException if it is one that this program has not finished
	 */
	public static void checkVolume(final Path named, final Path container) {
		if (OwnVolume.of(container).filter(volume -> !volume.isComplete()).isPresent())
			throw new InvalidInputException(named + " is not complete: the upscaling that makes " + container +
				" is still running, or was stopped.", Remedy.WAIT_OR_RESUME);
	}
}
