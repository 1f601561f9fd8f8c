package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;

/**
 * What a verification shall compare. Immutable.
 *
 * @param container root of a container
 * @param source the file to compare with; nothing means the one it was made from
 * @param blocks how many blocks at least; {@link Long#MAX_VALUE} for all
 * @param decode whether every voxel of them is compared; if not, the bytes of the files, and the voxels of some
 * @param threads how many workers, if all blocks are compared
 * @param temporaryFolder for the decoded source; nothing means beside the container
 */
public record VerifyOptions(Path container, Optional<Path> source, long blocks, boolean decode, int threads,
	Optional<Path> temporaryFolder)
{

	private static final long USUAL_BLOCKS = 200;

	/**
	 * Takes the words a user types. Empty or null words, but for the container, leave the default.
	 *
	 * @param container root of a container
	 * @param source the file to compare with
	 * @param blocks how many blocks to compare voxel by voxel; "all" for all by their bytes, "voxels" for all voxel by voxel
	 * @param threads a number, 1 to 1024
	 * @param temporaryFolder a folder
	 * @return the options
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public static VerifyOptions of(final String container, final String source, final String blocks, final String threads,
		final String temporaryFolder)
	{
		final Words words = new Words();
		if (!Words.given(container))
			words.wrong("input", "name the .n5 folder to verify");
		final Path folder = words.path("input", container);
		final Path file = words.path("source", source);
		final Path temporary = words.path("temp", temporaryFolder);
		final String asked = Words.given(blocks) ? blocks.strip().toLowerCase(Locale.ROOT) : Long.toString(USUAL_BLOCKS);
		final long count = switch (asked) {
			case "all", "voxels" -> Long.MAX_VALUE;
			default -> words.number("blocks", asked, Long.MAX_VALUE, "a number above 0, 'all' or 'voxels'");
		};
		final int workers = words.threads(threads);
		words.check();
		return new VerifyOptions(folder, Optional.ofNullable(file), count, !asked.equals("all"), workers, Optional.ofNullable(temporary));
	}
}
