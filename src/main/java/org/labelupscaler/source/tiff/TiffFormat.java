package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VoxelEdges.Stated;

/**
 * TIFF: one file, one in a ZIP file, the files of an OME-TIFF set, or one for each slice. Pages are planes along z; x runs along
 * rows, unless the axes are named otherwise. Voxel sizes are those of ImageJ, SCIFIO, OME-XML, Zeiss, or tifffile with a unit; the
 * resolution of a plain TIFF file is that of a printer and means nothing.
 */
public final class TiffFormat implements SourceFormat {

	@Override
	public int priority() {
		return 20;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		if (!location.isFile())
			return TiffSlices.recognises(location);
		return TiffReader.starts(location.start(), 0) || ZippedTiff.isZip(location.start()) && ZippedTiff.recognises(location.file()) ||
			OmeCompanion.recognises(location);
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		if (!location.isFile())
			return TiffSlices.describe(location);
		final DescribedFile file = describe(tiff(location));
		return !OmeCompanion.recognises(location) || file.files().contains(location.path()) ? file : file.withHeader(file.header()
			.withNotes(List.of(location.path().getFileName() + " only led to this file, which takes the places of its planes from " +
				"elsewhere.")));
	}

	/** The file itself, or the first that a companion names. */
	private static Path tiff(final SourceLocation location) {
		return OmeCompanion.recognises(location) ? OmeCompanion.firstTiff(location.path()) : location.path();
	}

	private static DescribedFile describe(final Path path) {
		try (TiffReader reader = TiffReader.open(path)) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			PageLayout.of(first).type(first);
			final Description description = Description.of(first);
			TiffSource.check(first, description);
			final PageList list = new PageList(first);
			final List<Page> pages = list.planes(description);
			final String writer = description.writer().equals("TIFF") && reader.isBig() ? "BigTIFF" : description.writer();
			return TiffSource.of(path, first, writer, description.withNotes(list.notes()), pages, decidedBy(first,
				description));
		}
	}

	/** NB: the file that was named may have no plane itself, and still be the one that says where they are. */
	static List<Path> decidedBy(final TiffDirectory first, final Description description) {
		return Stream.concat(Stream.of(first.reader().path()), description.decidedBy().stream()).toList();
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		if (!location.isFile())
			return TiffSlices.measure(location);
		try (TiffReader reader = TiffReader.open(tiff(location))) {
			final TiffDirectory first = reader.directory(reader.firstDirectory(), 1);
			final Description description = Description.of(first);
			return measure(location.path(), description.writer(), first, description, description.slices() > 0 ? description.slices()
				: new PageList(first).count());
		}
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
}
