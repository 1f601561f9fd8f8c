package org.labelupscaler.source.tiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.source.StoredValues;
import org.labelupscaler.source.XmlEvents;

/** What fields of a page state of its numbers and its place, beyond how they are stored. */
final class PageStatements {

	private static final int WHITE_IS_ZERO = 0;
	private static final int COLOUR_TABLE = 3;
	private static final int LONGEST = 1 << 20;
	private static final long MOST_COLOURS = 3 << 16;

	private PageStatements() {}

	/**
	 * @param page the first page of a label image
	 * @throws org.labelupscaler.InvalidInputException if the numbers that are stored are not the values, or there are planes that
	 *           are not read
	 */
	static void check(final TiffDirectory page) {
		final TiffField planes = page.get(Tag.STK_PLANES);
		if (planes != null && planes.count() > 1)
			throw page.wrong(Tag.STK_PLANES, "says that there are " + planes.count() +
				" planes (a MetaMorph stack, STK), which is not supported; save it as a TIFF stack in ImageJ");
		final TiffField gdal = page.get(Tag.GDAL_METADATA);
		if (gdal != null)
			checkScale(page, page.reader().text(gdal, LONGEST));
	}

	/** Whether the same number stands for the same colour in two pages, if both have a colour table. */
	static boolean sameColours(final TiffDirectory page, final TiffDirectory other) {
		final TiffField colours = page.get(Tag.COLOR_MAP);
		final TiffField others = other.get(Tag.COLOR_MAP);
		if (colours == null || others == null || colours.equals(others) && page.reader() == other.reader())
			return true;
		if (colours.count() != others.count() || colours.count() > MOST_COLOURS || !colours.isUnsigned() || !others.isUnsigned())
			return false;
		return Arrays.equals(page.reader().numbers(colours, 0, (int) colours.count()), other.reader().numbers(others, 0, (int) others
			.count()));
	}

	/** NB: GDAL writes an XML text, {@code <Item name="SCALE" sample="0" role="scale">0.1</Item>}. */
	private static void checkScale(final TiffDirectory page, final String text) {
		try {
			final XmlEvents xml = XmlEvents.of(new StringReader(text));
			String role = null;
			while (xml.hasNext()) {
				final int event = xml.next();
				if (event == XMLStreamConstants.START_ELEMENT)
					role = xml.getAttributeValue(null, "role");
				else if (event == XMLStreamConstants.CHARACTERS && ("scale".equals(role) || "offset".equals(role))) {
					final double identity = role.equals("scale") ? 1 : 0;
					final String value = xml.getText().strip();
					if (!value.isEmpty())
						StoredValues.check(page.reader().path() + ": page " + page.page() + ", the " + role + " in field " +
							Tag.GDAL_METADATA, Edges.decimal(value).map(Number::doubleValue).orElse(identity), identity);
				}
				else if (event == XMLStreamConstants.END_ELEMENT)
					role = null;
			}
		}
		catch (final XMLStreamException e) {
			throw page.wrong(Tag.GDAL_METADATA, "is damaged XML; save the image anew");
		}
	}

	/**
	 * @param page the first page of a label image
	 * @return what the user should know: what the file states that changes nothing here
	 */
	static List<String> notes(final TiffDirectory page) {
		final List<String> notes = new ArrayList<>();
		final long photometric = page.number(Tag.PHOTOMETRIC, 1);
		if (photometric == WHITE_IS_ZERO)
			notes.add("The file says that 0 is white (PhotometricInterpretation), which is about how it is shown; the labels are the " +
				"numbers that are stored.");
		if (photometric == COLOUR_TABLE)
			notes.add("The file has a colour table; the labels are the numbers in it, not the colours.");
		final TiffField empty = page.get(Tag.GDAL_NODATA);
		if (empty != null)
			notes.add("The file says that " + Texts.shown(page.reader().text(empty, 100).strip()) +
				" stands for no data (GDAL_NODATA); it is a label as any other.");
		notes.addAll(placeNotes(page));
		return notes;
	}

	/**
	 * @param page the first page of any image
	 * @return what the user should know of what it states of its place, which changes nothing here
	 */
	static List<String> placeNotes(final TiffDirectory page) {
		final List<String> notes = new ArrayList<>();
		final long orientation = page.number(Tag.ORIENTATION, 1);
		if (orientation != 1)
			notes.add("The file says that its rows and columns are to be shown turned or mirrored (Orientation " + orientation +
				"); that is not done: x runs along its rows, from the first to the last (axes).");
		if (page.has(Tag.PIXEL_SCALE) || page.has(Tag.TIE_POINT))
			notes.add("The file has a place on a map (GeoTIFF), which is not used.");
		return notes;
	}
}
