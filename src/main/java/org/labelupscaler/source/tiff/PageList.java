package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceType;

/** The pages of a file that are the planes of a volume, in their order. */
final class PageList {

	private final TiffReader reader;
	private final TiffDirectory first;
	private final PageLayout layout;
	/** How many pages were left out, because they are smaller copies of others, or masks. */
	private int leftOut;
	/** How many pages the file does not speak of. */
	private int unnamed;
	private boolean coloursDiffer;

	/** @param first the first directory of a file */
	PageList(final TiffDirectory first) {
		this(first, PageLayout.of(first));
	}

	private PageList(final TiffDirectory first, final PageLayout layout) {
		reader = first.reader();
		this.first = first;
		this.layout = layout;
	}

	/** What the user should know of the pages that were taken. */
	List<String> notes() {
		final List<String> notes = new ArrayList<>();
		if (leftOut > 0)
			notes.add(leftOut + (leftOut == 1 ? " page" : " pages") +
				" that the file calls smaller copies or masks of others (NewSubfileType) are not read.");
		if (unnamed > 0)
			notes.add(unnamed + (unnamed == 1 ? " page is" : " pages are") + " not spoken of in OME-XML (TiffData), and not read.");
		if (coloursDiffer)
			notes.add("The colour tables of its pages differ; the labels are the numbers in them, not the colours.");
		return notes;
	}

	/** Takes each directory in its turn. */
	private interface Visitor {

		void visit(TiffDirectory directory);
	}

	private void walk(final Visitor visitor) {
		// NB: a chain that comes back to where it was passes one of these marks a second time.
		long mark = 0;
		TiffDirectory directory = first;
		for (int page = 1;; page++) {
			visitor.visit(directory);
			final long next = directory.next();
			if (next == 0)
				return;
			if (next == mark || next == reader.firstDirectory())
				throw new InvalidInputException(reader.path() + " is damaged: after page " + page + " its directories start again");
			if (page >= Page.MOST)
				throw new InvalidInputException(reader.path() + " has more than " + Page.MOST + " pages, which is not supported");
			if ((page & page - 1) == 0)
				mark = next;
			directory = TiffDirectory.read(reader, next, page + 1);
		}
	}

	/** How many planes of the size of the first there are; metadata that say so are not asked. */
	int count() {
		final int[] count = new int[1];
		walk(directory -> {
			if (count[0] == 0 || !directory.isReduced() && PageLayout.of(directory).sameSize(layout))
				count[0]++;
		});
		return count[0];
	}

	/**
	 * The planes of a volume that this file describes.
	 *
	 * @param description what the file says of itself
	 * @return the pages
	 * @throws InvalidInputException if the file has others than it says, or pages that differ
	 */
	List<Page> planes(final Description description) {
		if (description.placed() != null)
			return ordered(description.places());
		final List<Page> pages = all();
		final long said = description.planes();
		if (said <= 1 && description.axes() == null || said == pages.size())
			return pages;
		final Page only = pages.get(0);
		if (pages.size() > 1 || only.start() < 0 || description.isOme())
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + said + " planes, but the file has " + pages.size() +
				(pages.size() == 1 ? " page" : " pages"));
		return following(only, said);
	}

	/** All pages, but for smaller copies. */
	List<Page> all() {
		final List<Page> pages = new ArrayList<>();
		walk(directory -> {
			if (pages.isEmpty() || !directory.isReduced())
				pages.add(page(directory));
			else
				leftOut++;
		});
		return pages;
	}

	private List<Page> ordered(final PlanePlaces places) {
		final Page[] wanted = new Page[places.page().length];
		final List<Map<Integer, List<Integer>>> planes = new ArrayList<>();
		for (int f = 0; f < places.files().size(); f++)
			planes.add(new HashMap<>());
		for (int z = 0; z < wanted.length; z++)
			planes.get(places.file()[z]).computeIfAbsent(places.page()[z], p -> new ArrayList<>(1)).add(z);
		for (int f = 0; f < places.files().size(); f++) {
			final Path file = places.files().get(f);
			if (file.equals(reader.path()))
				collect(planes.get(f), wanted);
			else
				try (TiffReader other = TiffReader.open(file)) {
					if (other.order() != reader.order() && layout.bits() > 8)
						throw new InvalidInputException(file + " has the byte order " + other.order() + ", but " + reader.path() + " has " +
							reader.order() + "; save the files of the set in the same way");
					final PageList list = new PageList(TiffDirectory.first(other), layout);
					list.collect(planes.get(f), wanted);
					unnamed += list.unnamed;
				}
		}
		return List.of(wanted);
	}

	/** Puts pages of this file to their planes. */
	private void collect(final Map<Integer, List<Integer>> planes, final Page[] wanted) {
		final int[] pages = new int[1];
		walk(directory -> {
			pages[0]++;
			if (!planes.containsKey(directory.page() - 1) && !directory.isReduced())
				unnamed++;
			for (final int z : planes.getOrDefault(directory.page() - 1, List.of()))
				wanted[z] = page(directory);
		});
		final int last = planes.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
		if (last >= pages[0])
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says in OME-XML that there are " + wanted.length +
				" planes, up to page " + (last + 1L) + ", but the file has " + pages[0] + (pages[0] == 1 ? " page" : " pages"));
	}

	private Page page(final TiffDirectory directory) {
		final PageLayout own = PageLayout.of(directory);
		if (!own.fits(layout))
			throw new InvalidInputException(reader.path() + ": page " + directory.page() + " is " + own.says() +
				", but the first is " + layout.says() + "; the pages of a label image are alike");
		coloursDiffer |= !PageStatements.sameColours(directory, first);
		return Page.of(directory, own.equals(layout) ? layout : own);
	}

	/** ImageJ writes no directories for the planes after the first if a stack is too large for their offsets. */
	private List<Page> following(final Page page, final long planes) {
		final SourceType type = layout.type(first);
		final long bytes = (long) layout.width() * layout.height() * type.bytes();
		final boolean fits = planes <= (reader.length() - page.start()) / bytes;
		// NB: what would be voxels must not be the directory, or the text that speaks of them.
		final long text = first.has(Tag.IMAGE_DESCRIPTION) ? first.get(Tag.IMAGE_DESCRIPTION).position() : 0;
		if (fits && LongStream.of(reader.firstDirectory(), text).anyMatch(at -> at >= page.start() + bytes && at < page.start() +
			planes * bytes))
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + planes + " planes, but the file has 1 page");
		if (!fits)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + planes + " planes, but the file is truncated: " +
				(reader.length() - page.start()) + " bytes of voxels are " + (reader.length() - page.start()) / bytes +
				" planes of " + layout.says());
		if (planes > Page.MOST)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says that there are " + planes + " planes; more than " + Page.MOST +
				" are not supported");
		final List<Page> pages = new ArrayList<>();
		for (int p = 0; p < planes; p++)
			pages.add(page.following(p, bytes));
		return pages;
	}
}
