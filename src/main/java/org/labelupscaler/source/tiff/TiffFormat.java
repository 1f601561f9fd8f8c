package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;

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
			final TiffDirectory first = TiffDirectory.first(reader);
			PageLayout.of(first).type(first);
			final Description description = DescriptionReader.of(first);
			TiffSource.check(first, description);
			final PageList list = new PageList(first);
			final List<Page> pages = list.planes(description);
			final String writer = description.writer().equals("TIFF") && reader.isBig() ? "BigTIFF" : description.writer();
			return TiffSource.of(path, first, writer, description.withNotes(list.notes()), pages, TiffSource.decidedBy(
				first, description));
		}
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		if (!location.isFile())
			return TiffSlices.measure(location);
		try (TiffReader reader = TiffReader.open(tiff(location))) {
			final TiffDirectory first = TiffDirectory.first(reader);
			final Description description = DescriptionReader.of(first);
			return TiffSource.measure(location.path(), description.writer(), first, description, description.slices() > 0 ? description.slices()
				: new PageList(first).count());
		}
	}
}
