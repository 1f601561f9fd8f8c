package org.labelupscaler.points.xml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.points.PointInput;

/** The spots of a TrackMate file, a row of their attributes for each; the first spot says which there are. */
final class SpotRows extends XmlRows {

	static final String ROOT = "TrackMate";

	private final Map<String, Integer> places = new HashMap<>();
	private List<String> columns;
	private String unit = "";
	private boolean inSpots;
	private boolean ended;

	/**
	 * @param input the file
	 * @param columns the attributes that are wanted, of those that spots have others are left out; null for those of the first
	 *          spot
	 * @throws IOException if it is no such file
	 */
	SpotRows(final PointInput input, final List<String> columns) throws IOException {
		super(input, ROOT, "no file of TrackMate (its root is not " + ROOT + ")");
		if (columns != null)
			take(columns);
	}

	private void take(final List<String> names) {
		columns = names;
		for (int i = 0; i < names.size(); i++)
			places.put(names.get(i), i);
	}

	@Override
	String[] nextRow() throws XMLStreamException {
		while (!ended) {
			final int event = xml.next();
			if (event == XMLStreamConstants.START_ELEMENT)
				switch (xml.getLocalName()) {
					case "Model" -> unit = xml.getAttributeValue(null, "spatialunits") == null ? "" : xml.getAttributeValue(null,
						"spatialunits");
					case "AllSpots" -> inSpots = true;
					case "Spot" -> {
						if (inSpots)
							return spot();
					}
					default -> {
						// of no use here
					}
				}
			ended = event == XMLStreamConstants.END_DOCUMENT || event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(
				"AllSpots");
		}
		return null;
	}

	private String[] spot() {
		setLine(xml.getLocation().getLineNumber());
		final int count = xml.getAttributeCount();
		if (columns == null) {
			final List<String> names = new ArrayList<>();
			for (int i = 0; i < count; i++)
				names.add(xml.getAttributeLocalName(i));
			take(names);
		}
		final String[] row = new String[columns.size()];
		Arrays.fill(row, "");
		for (int i = 0; i < count; i++) {
			final Integer place = places.get(xml.getAttributeLocalName(i));
			if (place != null)
				row[place] = xml.getAttributeValue(i);
		}
		return row;
	}

	/** The attributes of spots; null before the first. */
	List<String> columns() {
		return columns;
	}

	/** The unit of positions, as far as it has been read. */
	String unit() {
		return unit;
	}
}
