package org.labelupscaler.source.tiff;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SliceFiles;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceLocation;

/**
 * A folder of TIFF files, or a pattern for their names: slices in the order of their names, unless they say themselves that they
 * are an OME-TIFF set, which has an order of its own.
 */
final class TiffSlices {

	private static final SliceFiles FILES = SliceFiles.TIFF;
	private static final String FORMAT = "TIFF slices";

	private final Path path;
	private final List<Path> files;
	private final TiffDirectory first;
	private final PageLayout layout;
	private final Description description;
	private final Set<String> notes = new LinkedHashSet<>();
	private final Set<Path> decidedBy = new LinkedHashSet<>();

	private TiffSlices(final Path path, final List<Path> files, final TiffDirectory first) {
		this.path = path;
		this.files = files;
		this.first = first;
		layout = PageLayout.of(first);
		description = DescriptionReader.of(first);
	}

	static boolean recognises(final SourceLocation location) {
		return FILES.recognises(location);
	}

	static SourceFile describe(final SourceLocation location) {
		final SliceFiles.Found found = FILES.list(location);
		try (TiffReader reader = TiffReader.open(found.files().get(0))) {
			final TiffSlices slices = new TiffSlices(location.path(), found.files(), TiffDirectory.first(reader));
			slices.notes.addAll(found.notes());
			return slices.describe();
		}
	}

	private SourceFile describe() {
		layout.type(first);
		TiffSource.check(first, description);
		final List<Page> pages = new ArrayList<>();
		final boolean set = description.isSet(first.reader().path());
		if (set) {
			checkSet();
			decidedBy.addAll(TiffSource.decidedBy(first, description));
			pages.addAll(new PageList(first).planes(description));
		}
		else
			for (final Path file : files) {
				add(file, pages);
				if (pages.size() > Page.MOST)
					throw new InvalidInputException(path + " has more than " + Page.MOST + " slices, which is not supported");
			}
		return TiffSource.of(path, first, set ? description.writer() + " set" : FORMAT, description.withNotes(List.copyOf(
			notes)), pages, decidedBy);
	}

	/** NB: the set may go beyond the files that are meant, and these may not all belong to it. */
	private void checkSet() {
		if (!new HashSet<>(description.places().files()).equals(new HashSet<>(files)))
			throw new InvalidInputException(path + ": " + first.reader().path() + " is part of an OME-TIFF set of " + description.places()
				.files().size() + " files, which are not these " + files.size() + "; name that file to read its set, or move files that " +
				"do not belong to it elsewhere");
	}

	private void add(final Path file, final List<Page> pages) {
		try (TiffReader reader = TiffReader.open(file)) {
			final TiffDirectory directory = TiffDirectory.first(reader);
			final PageLayout own = PageLayout.of(directory);
			if (!own.fits(layout))
				throw new InvalidInputException(file + " is " + own.says() + ", but " + first.reader().path() + " is " + layout.says() +
					"; slices of a volume are alike. Name those that are by a pattern such as slice_*.tif.");
			final ByteOrder order = first.reader().order();
			if (reader.order() != order && layout.bits() > 8)
				throw new InvalidInputException(file + " has the byte order " + reader.order() + ", but " + first.reader().path() +
					" has " + order + "; save the slices in the same way");
			final Description said = DescriptionReader.of(directory);
			TiffSource.check(directory, said);
			if (said.signed16() != description.signed16())
				throw new InvalidInputException(file + " is " + (said.signed16() ? "" : "not ") + "signed, unlike " + first.reader()
					.path());
			if (said.isSet(file))
				throw new InvalidInputException(file + " is part of an OME-TIFF set, unlike " + first.reader().path() +
					"; name that file to read its set");
			if (said.axes() != null)
				throw new InvalidInputException(file + " has its axes in another order than a slice, and cannot be one; name it alone");
			if (!PageStatements.sameColours(directory, first))
				notes.add("The colour tables of the slices differ; the labels are the numbers in them, not the colours.");
			decidedBy.addAll(said.decidedBy());
			pages.addAll(planes(directory, said));
		}
	}

	/** NB: some programs write the text of the whole volume into each of its slices. */
	private List<Page> planes(final TiffDirectory directory, final Description said) {
		final PageList list = new PageList(directory);
		final boolean foreign = said.isOme() && said.planes() > 1 && directory.next() == 0;
		if (foreign)
			notes.add("The OME-XML of the slices speaks of more planes than each has; they are taken in the order of their names.");
		final List<Page> planes = foreign ? list.all() : list.planes(said);
		notes.addAll(list.notes());
		return planes;
	}

	static ImageSize measure(final SourceLocation location) {
		final SliceFiles.Found found = FILES.list(location);
		final List<Path> files = found.files();
		try (TiffReader reader = TiffReader.open(files.get(0))) {
			final TiffDirectory first = TiffDirectory.first(reader);
			final Description description = DescriptionReader.of(first);
			// NB: what the first has says nothing of the others: each is counted, as it is to read them.
			final long slices = files.size() == 1 || description.isSet(files.get(0)) ? count(first, description) : files.stream()
				.mapToLong(TiffSlices::count).sum();
			return TiffSource.measure(location.path(), FORMAT, first, description.withNotes(found.notes()), slices);
		}
	}

	private static long count(final Path file) {
		try (TiffReader reader = TiffReader.open(file)) {
			final TiffDirectory first = TiffDirectory.first(reader);
			return count(first, DescriptionReader.of(first));
		}
	}

	private static long count(final TiffDirectory first, final Description description) {
		final boolean foreign = description.isOme() && !description.isSet(first.reader().path()) && first.next() == 0;
		return description.slices() > 0 && !foreign ? description.slices() : new PageList(first).count();
	}
}
