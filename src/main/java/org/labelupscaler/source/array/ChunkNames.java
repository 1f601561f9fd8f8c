package org.labelupscaler.source.array;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.address.UnlistedException;

/**
 * How chunk files are named by their position in the grid: {@code 0/1/2}, {@code 0.1.2}, {@code c/0/1/2}.
 *
 * @param folder folder of the array
 * @param prefix what comes before the first number, its separator excluded; may be empty
 * @param separator what is between the numbers; with "/" there are folders
 */
public record ChunkNames(Path folder, String prefix, String separator) {

	private record Found(long[] position, Path file) {}

	/**
	 * @param shape how many voxels an array has along each dimension
	 * @param chunk how many voxels a chunk has
	 * @return how many chunks there are along each dimension
	 */
	public static long[] gridSize(final long[] shape, final int[] chunk) {
		final long[] size = new long[shape.length];
		for (int d = 0; d < size.length; d++)
			size[d] = (shape[d] - 1) / chunk[d] + 1;
		return size;
	}

	/**
	 * @param position a position in the grid of chunk files
	 * @return the file
	 */
	public Path file(final long[] position) {
		final String numbers = LongStream.of(position).mapToObj(Long::toString).collect(Collectors.joining(separator));
		return folder.resolve(prefix.isEmpty() ? numbers : prefix + separator + numbers);
	}

	/**
	 * Looks which files there are: the folders are listed, however many chunks are declared.
	 *
	 * @param gridSize how many chunk files there may be along each dimension
	 * @return those that there are, in the order of their positions; none on a server that does not say what it has
	 * @throws LabelUpscalerException if a folder cannot be listed
	 */
	public List<Path> existing(final long[] gridSize) {
		final List<Found> found = new ArrayList<>();
		if (separator.equals("/"))
			walk(prefix.isEmpty() ? folder : folder.resolve(prefix), gridSize, 0, new long[gridSize.length], found);
		else
			list(gridSize, found);
		found.sort((a, b) -> Arrays.compare(a.position, b.position));
		return found.stream().map(Found::file).toList();
	}

	private void walk(final Path in, final long[] gridSize, final int dimension, final long[] position,
		final List<Found> found)
	{
		for (final Path entry : entries(in)) {
			position[dimension] = number(entry.getFileName().toString(), gridSize[dimension]);
			if (position[dimension] < 0)
				continue;
			if (dimension == gridSize.length - 1)
				found.add(new Found(position.clone(), entry));
			else
				walk(entry, gridSize, dimension + 1, position, found);
		}
	}

	private void list(final long[] gridSize, final List<Found> found) {
		final String start = prefix.isEmpty() ? "" : prefix + separator;
		for (final Path entry : entries(folder)) {
			final String name = entry.getFileName().toString();
			if (!name.startsWith(start))
				continue;
			final String[] numbers = name.substring(start.length()).split("\\.", -1);
			final long[] position = new long[gridSize.length];
			boolean right = numbers.length == position.length;
			for (int d = 0; d < position.length && right; d++) {
				position[d] = number(numbers[d], gridSize[d]);
				right = position[d] >= 0;
			}
			if (right)
				found.add(new Found(position, entry));
		}
	}

	/** A position as it is written, below a limit; −1 if it is none. */
	private static long number(final String text, final long limit) {
		if (text.length() > 18 || !text.matches("0|[1-9]\\d*"))
			return -1;
		final long number = Long.parseLong(text);
		return number < limit ? number : -1;
	}

	private static List<Path> entries(final Path folder) {
		final List<Path> entries = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			stream.forEach(entries::add);
		}
		catch (final NoSuchFileException | NotDirectoryException | UnlistedException e) {
			return List.of();
		}
		catch (final IOException | DirectoryIteratorException e) {
			final IOException cause = e instanceof DirectoryIteratorException d ? d.getCause() : (IOException) e;
			throw new LabelUpscalerException("Cannot read " + folder + ": " + LabelUpscalerException.reason(cause), cause);
		}
		return entries;
	}
}
