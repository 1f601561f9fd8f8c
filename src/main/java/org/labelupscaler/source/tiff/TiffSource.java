package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelEdges.Stated;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/** Makes a source of the pages that are the planes of a volume. */
final class TiffSource {

	private static final int TABLE_AT_ONCE = 1024;

	private TiffSource() {}

	/**
	 * @param first the first page of a file
	 * @param description what the file says of itself
	 * @throws InvalidInputException if that is not one volume of labels
	 */
	static void check(final TiffDirectory first, final Description description) {
		if (description.several() != null)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + description.several() + " (" + description.writer() +
				"), but labels are one volume. Save one, or, if these are slices, say so: in ImageJ with Image > Properties, in " +
				"tifffile with metadata={'axes': 'ZYX'}.");
		if (description.refused() != null)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, description.refused());
		PageStatements.check(first);
	}

	/**
	 * @param path what the user named
	 * @param first the first page
	 * @param writer the format in words
	 * @param description what the file says of itself
	 * @param pages the planes in their order
	 * @param decidedBy files that say where the planes are; they may hold some themselves
	 * @return the source
	 * @throws InvalidInputException if its files cannot hold so many voxels
	 */
	static DescribedFile of(final Path path, final TiffDirectory first, final String writer, final Description description,
		final List<Page> pages, final Collection<Path> decidedBy)
	{
		final PageLayout layout = PageLayout.of(first);
		final SourceType type = description.signed16() ? SourceType.INT16 : layout.type(first);
		final Set<String> compressions = pages.stream().map(Page::layout).distinct().map(l -> TiffCompression.of(l
			.compression()).toString()).collect(Collectors.toCollection(LinkedHashSet::new));
		final StoredAxes axes = description.axes() != null ? description.axes() : new StoredAxes(new long[] { layout.width(), layout
			.height(), pages.size() }, AxisOrder.SAME);
		final Stated stated = description.edges().stated(axes.size());
		final VolumeHeader header = new VolumeHeader(path, writer + ", " + String.join(" and ", compressions), type, axes.size(),
			stated.voxelSize()).withNotes(description.notes()).withNotes(stated.notes()).withNotes(PageStatements.notes(first));
		final VolumeHeader stored = axes.order().equals(AxisOrder.SAME) ? header : new VolumeHeader(path, header.format(), type, axes
			.stored(), axes.stored(stated.voxelSize()), header.notes());
		final TiffVolume volume = new TiffVolume(stored, List.copyOf(pages), first.reader().order(), description.signed16(),
			List.copyOf(decidedBy));
		final boolean zipped = isZip(path);
		checkLength(volume, zipped);
		final boolean mapped = volume.files().equals(List.of(path)) && !zipped && !description.signed16() && pages.stream().allMatch(
			page -> page.start() >= 0);
		final DescribedFile source = mapped ? new VoxelFile(stored, parts(pages, (long) layout.width() * layout.height() * type
			.bytes()), volume.order()) : volume;
		return stored == header ? source : new ReorderedTiff(header, source, axes);
	}

	/** NB: the file that was named may have no plane itself, and still be the one that says where they are. */
	static List<Path> decidedBy(final TiffDirectory first, final Description description) {
		return Stream.concat(Stream.of(first.reader().path()), description.decidedBy().stream()).toList();
	}

	/** NB: of an image to match it does not matter what its numbers are, nor where in the file they are. */
	static ImageSize measure(final Path path, final String format, final TiffDirectory first, final Description description,
		final long slices)
	{
		final PageLayout layout = PageLayout.of(first);
		final String name = description.several() == null ? "" : " (the first of " + description.several() + ")";
		final long[] size = description.axes() == null ? new long[] { layout.width(), layout.height(), slices } : description.axes()
			.size();
		final Stated stated = description.edges().stated(size);
		return new ImageSize(path + name, format, size, stated.voxelSize(), List.of(), Stream.of(description.notes(), stated.notes(),
			PageStatements.placeNotes(first)).flatMap(List::stream).toList());
	}

	private static boolean isZip(final Path path) {
		try {
			return Files.isRegularFile(path) && ZippedTiff.isZip(path);
		}
		catch (final IOException e) {
			throw cannotRead(path, e);
		}
	}

	private static InvalidInputException cannotRead(final Path path, final IOException e) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
	}

	/**
	 * NB: so a file of a few bytes that speaks of terabytes is refused at once. Pages may share tiles, though, as in an OME-TIFF of this
	 * program, so what is too large for the files is compared with what the pages say of their tiles.
	 */
	private static void checkLength(final TiffVolume volume, final boolean zipped) {
		long bytes = 0;
		final long ratio = volume.pages().stream().map(Page::layout).distinct().mapToLong(TiffCompression::most).max().orElseThrow() *
			(zipped ? ZippedTiff.MOST_SHRINK : 1);
		for (final Path file : volume.pageFiles())
			try {
				bytes += Files.size(file);
			}
			catch (final IOException e) {
				throw cannotRead(file, e);
			}
		final long wanted = volume.header().bytes();
		if (wanted > (double) bytes * ratio && (zipped || wanted > stated(volume, bytes) * ratio))
			throw new InvalidInputException(volume.name() + " is truncated or its size is wrong: " + volume.header().says() +
				", but its " + bytes + " bytes cannot hold that many");
	}

	/** Bytes of the tiles of all pages, shared ones as often as they are used; 0 if there are more tables than files can hold. */
	private static double stated(final TiffVolume volume, final long length) {
		final Map<Long, Double> sums = new HashMap<>();
		long left = length;
		double all = 0;
		for (final Path file : volume.pageFiles())
			try (TiffReader reader = TiffReader.open(file)) {
				sums.clear();
				for (final Page page : volume.pages()) {
					if (!page.file().equals(file))
						continue;
					final TiffField table = page.counts() == null ? page.offsets() : page.counts();
					if (!sums.containsKey(table.position())) {
						left -= table.count() * table.valueBytes();
						if (left < 0)
							return 0;
						sums.put(table.position(), sum(reader, page));
					}
					all += sums.get(table.position());
				}
			}
		return all;
	}

	private static double sum(final TiffReader reader, final Page page) {
		final TiffField counts = page.counts();
		if (counts == null)
			return (double) page.offsets().count() * Math.min(page.layout().segmentRowBytes() * page.layout().segmentHeight(), reader
				.length());
		double sum = 0;
		for (long from = 0; from < counts.count(); from += TABLE_AT_ONCE)
			for (final long count : reader.numbers(counts, from, (int) Math.min(TABLE_AT_ONCE, counts.count() - from)))
				sum += Math.max(0, Math.min(count, reader.length()));
		return sum;
	}

	/** One stretch if the planes follow each other, else one for each. */
	private static List<VoxelPart> parts(final List<Page> pages, final long planeBytes) {
		final Page first = pages.get(0);
		boolean together = true;
		for (int p = 0; p < pages.size(); p++)
			together &= pages.get(p).start() == first.start() + p * planeBytes;
		if (together)
			return List.of(VoxelPart.raw(first.file(), first.start(), pages.size() * planeBytes));
		final List<VoxelPart> parts = new ArrayList<>();
		for (final Page page : pages)
			parts.add(VoxelPart.raw(page.file(), page.start(), planeBytes));
		return parts;
	}
}
