package org.labelupscaler.cells.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.n5.N5Dataset;

/** Blocks that are there though no cell is in them, as somebody may have put them there before a job is resumed. */
final class StrayBlocks {

	private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,9}");

	private StrayBlocks() {}

	/**
	 * Removes them. NB: looks at what is there, not at each block there could be: of a large grid that is very many.
	 *
	 * @param dataset a level
	 * @param from the first block to look at
	 * @param to the one after the last
	 * @param wanted which blocks stay
	 */
	static void remove(final N5Dataset dataset, final long from, final long to, final LongPredicate wanted) {
		final long[] grid = dataset.grid().gridSize();
		for (final long x : numbers(dataset.folder(), grid[0]))
			if (dataset.grid().block(x, grid[1] - 1, grid[2] - 1) >= from && dataset.grid().block(x, 0, 0) < to)
				for (final long y : numbers(dataset.folder().resolve("" + x), grid[1]))
					if (dataset.grid().block(x, y, grid[2] - 1) >= from && dataset.grid().block(x, y, 0) < to)
						for (final long z : numbers(dataset.folder().resolve(x + "/" + y), grid[2])) {
							final long block = dataset.grid().block(x, y, z);
							if (block >= from && block < to && !wanted.test(block))
								dataset.remove(new long[] { x, y, z });
						}
	}

	private static List<Long> numbers(final Path folder, final long end) {
		if (!Files.isDirectory(folder))
			return List.of();
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.map(p -> p.getFileName().toString()).filter(name -> NUMBER.matcher(name).matches()).map(Long::valueOf)
				.filter(number -> number < end).toList();
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
