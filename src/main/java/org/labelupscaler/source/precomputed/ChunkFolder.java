package org.labelupscaler.source.precomputed;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.address.UnlistedException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.array.ChunkFile;

/**
 * A file for each chunk, named by the voxels that are in it, for example {@code 0-64_64-128_0-40}: coordinates of the
 * volume with its voxel offset. The last chunk of an axis ends with the volume. A file may be compressed as a whole.
 *
 * @param folder where they are
 * @param grid size and chunks
 * @param offset where the volume begins, x, y, z
 * @param alone whether there can be no files of other chunks in the folder
 */
record ChunkFolder(Path folder, BlockGrid grid, long[] offset, boolean alone) implements StoredChunks {

	private static final String RANGE = "(-?[0-9]{1,18})-(-?[0-9]{1,18})";
	private static final Pattern NAME = Pattern.compile(RANGE + "_" + RANGE + "_" + RANGE + "(" + Stream.of(Compression
		.values()).flatMap(c -> c.endings().stream()).map(Pattern::quote).collect(Collectors.joining("|")) + ")");

	private record Found(long[] position, Path file) {}

	/**
	 * Looks for one file, without going through all.
	 *
	 * @throws InvalidInputException if there is none, which would be a volume of nothing but background
	 */
	void checkSome() {
		String other = null;
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			for (final Path file : stream) {
				final Matcher name = NAME.matcher(file.getFileName().toString());
				if (name.matches() && position(name) != null)
					return;
				if (name.matches() && other == null)
					other = file.getFileName().toString();
			}
		}
		catch (final UnlistedException e) {
			return;
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(cause(e)), e);
		}
		throw new InvalidInputException(other == null ? folder + " has no chunk: no file with a name like " + name(new long[3]) +
			". Copy the volume with this scale, or name the folder of another scale." : unlike(folder.resolve(other)));
	}

	@Override
	public List<Path> files() {
		final List<Found> found = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			for (final Path file : stream) {
				final Matcher name = NAME.matcher(file.getFileName().toString());
				if (!name.matches())
					continue;
				final long[] position = position(name);
				if (position != null)
					found.add(new Found(position, file));
				else if (alone && overlaps(name))
					// NB: it would be taken for background.
					throw new LabelUpscalerException(unlike(file));
			}
		}
		catch (final UnlistedException e) {
			return List.of();
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new LabelUpscalerException("Cannot read " + folder + ": " + LabelUpscalerException.reason(cause(e)), e);
		}
		found.sort((a, b) -> {
			final int order = Arrays.compare(a.position, b.position);
			return order != 0 ? order : a.file.compareTo(b.file);
		});
		return found.stream().map(Found::file).toList();
	}

	private static Exception cause(final Exception e) {
		return e instanceof DirectoryIteratorException d ? d.getCause() : e;
	}

	private String unlike(final Path file) {
		return file + " does not fit what the info file says of the scale: " + BlockGrid.format(grid.size()) +
			" voxels from " + offset[0] + ", " + offset[1] + ", " + offset[2] + " in chunks of " + Arrays.toString(grid.blockSize()) +
			". Correct 'size', 'voxel_offset' or 'chunk_sizes', or remove the file if it is of another volume.";
	}

	/** The position in the grid that a name stands for; null if it is none of the grid. */
	private long[] position(final Matcher name) {
		final long[] position = new long[3];
		for (int d = 0; d < 3; d++) {
			final long start = Long.parseLong(name.group(1 + 2 * d)) - offset[d];
			if (start < 0 || start >= grid.size()[d] || start % grid.blockSize()[d] != 0)
				return null;
			position[d] = start / grid.blockSize()[d];
		}
		// NB: also of zeros in front, which nobody would look for
		return name.group().startsWith(name(position)) && name.group().length() - name.group(7).length() == name(position).length()
			? position : null;
	}

	private boolean overlaps(final Matcher name) {
		for (int d = 0; d < 3; d++)
			if (Long.parseLong(name.group(2 + 2 * d)) <= offset[d] || Long.parseLong(name.group(1 + 2 * d)) >= offset[d] + grid
				.size()[d])
				return false;
		return true;
	}

	private String name(final long[] position) {
		final StringBuilder name = new StringBuilder();
		for (int d = 0; d < 3; d++) {
			final long start = offset[d] + grid.min(position, d);
			name.append(d == 0 ? "" : "_").append(start).append('-').append(start + grid.length(position, d));
		}
		return name.toString();
	}

	@Override
	public Optional<Encoded> read(final long[] position, final int most, final int exact) {
		final String name = name(position);
		Path file = null;
		Compression compression = null;
		for (final Compression c : Compression.values())
			for (final String ending : c.endings()) {
				final Path candidate = folder.resolve(name + ending);
				// NB: a link that leads nowhere is no missing chunk, but one that was not fetched.
				if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS))
					continue;
				if (file != null)
					throw new LabelUpscalerException("A chunk is there twice, as " + file + " and as " + candidate.getFileName() +
						". Delete the one that is old.");
				file = candidate;
				compression = c;
			}
		if (file == null)
			return Optional.empty();
		final Path found = file;
		final byte[] stored = ChunkFile.read(found, most).orElseThrow(() -> new LabelUpscalerException("Cannot read chunk " +
			found + ": it was removed meanwhile"));
		try {
			return Optional.of(new Encoded(found, decode(compression, stored, most, exact)));
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(found, LabelUpscalerException.reason(e), e);
		}
	}

	private static byte[] decode(final Compression said, final byte[] stored, final int most, final int exact)
		throws IOException
	{
		if (said != Compression.NONE || !Compression.looksGzipped(stored))
			return said.decode(stored, most);
		try {
			final byte[] decoded = Compression.GZIP.decode(stored, most);
			if (exact < 0 || decoded.length == exact || stored.length != exact)
				return decoded;
		}
		catch (final IOException e) {
			if (stored.length != exact)
				throw e;
		}
		// NB: voxels may begin as gzip does.
		return stored;
	}
}
