package org.labelupscaler.source.tiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.SourceType;

/** The pages of a file that are the planes of a volume, in their order. */
final class PageList {

	private final TiffReader reader;
	private final TiffDirectory first;
	private final PageLayout layout;

	/** @param first the first directory of a file */
	PageList(final TiffDirectory first) {
		reader = first.reader();
		this.first = first;
		layout = PageLayout.of(first);
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
			directory = reader.directory(next, page + 1);
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
	 * The planes of a volume in this file.
	 *
	 * @param description what the file says of itself
	 * @return the pages
	 * @throws InvalidInputException if the file has others than it says, or pages that differ
	 */
	List<Page> planes(final Description description) {
		if (description.elsewhere() != null)
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says in OME-XML that planes are in another file, '" + Texts.shown(description
				.elsewhere()) + "', which is not supported; name the files as slices (a folder or slice_*.tif), or save one file");
		if (description.order() != null)
			return ordered(description.order());
		final List<Page> pages = all();
		final long said = description.planes();
		if (said <= 1 || said == pages.size())
			return pages;
		final Page only = pages.get(0);
		if (pages.size() > 1 || only.start() < 0 || description.writer().startsWith("OME"))
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
		});
		return pages;
	}

	private List<Page> ordered(final int[] order) {
		int last = 0;
		for (final int page : order)
			last = Math.max(last, page);
		final Page[] wanted = new Page[order.length];
		final Map<Integer, List<Integer>> planes = new HashMap<>();
		for (int z = 0; z < order.length; z++)
			planes.computeIfAbsent(order[z], p -> new ArrayList<>(1)).add(z);
		final int[] pages = new int[1];
		walk(directory -> {
			pages[0]++;
			for (final int z : planes.getOrDefault(directory.page() - 1, List.of()))
				wanted[z] = page(directory);
		});
		if (last >= pages[0])
			throw first.wrong(Tag.IMAGE_DESCRIPTION, "says in OME-XML that there are " + order.length +
				" planes, up to page " + (last + 1L) + ", but the file has " + pages[0] + (pages[0] == 1 ? " page" : " pages"));
		return List.of(wanted);
	}

	private Page page(final TiffDirectory directory) {
		final PageLayout own = PageLayout.of(directory);
		if (!own.fits(layout))
			throw new InvalidInputException(reader.path() + ": page " + directory.page() + " is " + own.says() +
				", but the first is " + layout.says() + "; the pages of a label image are alike");
		return Page.of(directory, own.equals(layout) ? layout : own);
	}

	/** ImageJ writes no directories for the planes after the first if a stack is too large for their offsets. */
	private List<Page> following(final Page page, final long planes) {
		final SourceType type = layout.type(first);
		final long bytes = (long) layout.width() * layout.height() * type.bytes();
		if (planes > (reader.length() - page.start()) / bytes)
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
