package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.VoxelFile;
import org.labelupscaler.source.VoxelPart;

/**
 * TIFF: one file, or one for each slice. Pages are planes along z; x runs along rows. Voxel sizes are those of ImageJ,
 * OME-XML, or tifffile with a unit; the resolution of a plain TIFF file is that of a printer and means nothing.
 */
public final class TiffFormat implements SourceFormat {

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() ? TiffReader.starts(location.start(), 0) : SliceFiles.recognises(location);
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		return location.isFile() ? describeFile(location.path()) : describeSlices(location);
	}

	private static SourceFile describeFile(final Path path) {
		try (TiffReader reader = TiffReader.open(path)) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			final PageLayout layout = PageLayout.of(first);
			layout.type(first);
			final Description description = Description.of(first);
			checkOne(first, description);
			final List<Page> pages = new PageList(first).planes(description);
			return source(path, first, description.writer().equals("TIFF") && reader.isBig() ? "BigTIFF" : description.writer(),
				description, pages);
		}
	}

	private static void checkOne(final TiffDirectory first, final Description description) {
		if (description.several() != null)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + description.several() + " (" + description.writer() +
				"), but labels are one volume. Save one, or, if these are slices, say so: in ImageJ with Image > Properties, in " +
				"tifffile with metadata={'axes': 'ZYX'}.");
	}

	private static SourceFile source(final Path path, final TiffDirectory first, final String writer,
		final Description description, final List<Page> pages)
	{
		final PageLayout layout = PageLayout.of(first);
		final SourceType type = description.signed16() ? SourceType.INT16 : layout.type(first);
		final Set<String> compressions = pages.stream().map(Page::layout).distinct().map(l -> TiffCompression.of(l
			.compression()).toString()).collect(Collectors.toCollection(LinkedHashSet::new));
		final VolumeHeader header = new VolumeHeader(path, writer + ", " + String.join(" and ", compressions), type, new long[] {
			layout.width(), layout.height(), pages.size() }, description.voxelSize());
		final TiffVolume volume = new TiffVolume(header, List.copyOf(pages), first.reader().order(), description.signed16());
		checkLength(volume);
		final boolean mapped = volume.files().equals(List.of(path)) && !description.signed16() && pages.stream().allMatch(
			page -> page.start() >= 0);
		return mapped ? new VoxelFile(header, parts(pages, header.planeBytes()), volume.order()) : volume;
	}

	/** NB: so a file of a few bytes that speaks of terabytes is refused at once. */
	private static void checkLength(final TiffVolume volume) {
		long bytes = 0;
		final int ratio = volume.pages().stream().map(Page::layout).distinct().mapToInt(l -> TiffCompression.of(l
			.compression()).most()).max().orElseThrow();
		for (final Path file : volume.files())
			try {
				bytes += Files.size(file);
			}
			catch (final IOException e) {
				throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
			}
		if (volume.header().bytes() > (double) bytes * ratio)
			throw new InvalidInputException(volume.name() + " is truncated or its size is wrong: " + volume.header().says() +
				", but its " + bytes + " bytes cannot hold that many");
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

	private static SourceFile describeSlices(final SourceLocation location) {
		final List<Path> files = SliceFiles.list(location);
		try (TiffReader reader = TiffReader.open(files.get(0))) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			final PageLayout layout = PageLayout.of(first);
			layout.type(first);
			final Description description = Description.of(first);
			checkOne(first, description);
			final List<Page> pages = new ArrayList<>();
			for (final Path file : files) {
				addSlices(file, first, layout, description, pages);
				if (pages.size() > Page.MOST)
					throw new InvalidInputException(location.path() + " has more than " + Page.MOST + " slices, which is not supported");
			}
			return source(location.path(), first, "TIFF slices", description, pages);
		}
	}

	/** NB: OME-XML is read of the first file only. In those of a folder it says the same, and may be long. */
	private static void addSlices(final Path file, final TiffDirectory first, final PageLayout layout,
		final Description description, final List<Page> pages)
	{
		try (TiffReader reader = TiffReader.open(file)) {
			final TiffDirectory directory = reader.directory(reader.firstDirectory(), 1);
			final PageLayout own = PageLayout.of(directory);
			if (!own.fits(layout))
				throw new InvalidInputException(file + " is " + own.says() + ", but " + first.reader().path() + " is " + layout.says() +
					"; slices of a volume are alike. Name those that are by a pattern such as slice_*.tif.");
			final ByteOrder order = first.reader().order();
			if (reader.order() != order && layout.bits() > 8)
				throw new InvalidInputException(file + " has the byte order " + reader.order() + ", but " + first.reader().path() +
					" has " + order + "; save the slices in the same way");
			if (description.order() != null || description.writer().startsWith("OME"))
				pages.addAll(new PageList(directory).all());
			else {
				final Description said = Description.of(directory);
				checkOne(directory, said);
				if (said.signed16() != description.signed16())
					throw new InvalidInputException(file + " is " + (said.signed16() ? "" : "not ") + "signed, unlike " + first.reader()
						.path());
				pages.addAll(new PageList(directory).planes(said));
			}
		}
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final List<Path> files = location.isFile() ? List.of(location.path()) : SliceFiles.list(location);
		try (TiffReader reader = TiffReader.open(files.get(0))) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			final PageLayout layout = PageLayout.of(first);
			final Description description = Description.of(first);
			final boolean ome = description.writer().startsWith("OME");
			long slices = description.slices() > 0 && (files.size() == 1 || !ome) ? description.slices() : new PageList(first)
				.count();
			if (files.size() > 1)
				slices = slices == 1 ? files.size() : files.stream().mapToLong(TiffFormat::count).sum();
			final String name = description.several() == null ? "" : " (the first of " + description.several() + ")";
			final String format = location.isFile() ? description.writer() : "TIFF slices";
			return new ImageSize(location.path() + name, format, new long[] { layout.width(), layout.height(), slices }, description
				.voxelSize());
		}
	}

	private static long count(final Path file) {
		try (TiffReader reader = TiffReader.open(file)) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			final Description description = Description.of(first);
			return description.slices() > 0 && !description.writer().startsWith("OME") ? description.slices() : new PageList(first)
				.count();
		}
	}
}
