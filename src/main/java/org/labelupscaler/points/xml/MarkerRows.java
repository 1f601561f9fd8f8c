package org.labelupscaler.points.xml;

import java.io.IOException;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.points.PointInput;

/** The markers of a CellCounter_Marker_File, a row of type, name of the type, x, y, z for each. */
final class MarkerRows extends XmlRows {

	static final String ROOT = "CellCounter_Marker_File";

	/** A name or a number; what follows is left out. */
	private static final int LONGEST = 1000;

	private final boolean named;
	private final StringBuilder text = new StringBuilder();
	private final String[] coordinates = new String[3];
	private String type;
	private String name;
	private String image = "";
	private boolean ended;

	/**
	 * @param input the file
	 * @param named whether the name of the type is a column
	 * @throws IOException if it is none of these files
	 */
	MarkerRows(final PointInput input, final boolean named) throws IOException {
		super(input, ROOT, "not with markers of cells (its root is not " + ROOT + "); save the cells as CSV");
		this.named = named;
	}

	@Override
	String[] nextRow() throws XMLStreamException {
		while (!ended) {
			final int event = xml.next();
			if (event == XMLStreamConstants.START_ELEMENT)
				start(xml.getLocalName());
			else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
				text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(xml.getTextLength(), LONGEST - text.length()));
			else if (event == XMLStreamConstants.END_ELEMENT && end(xml.getLocalName()))
				return named ? new String[] { type, name, coordinates[0], coordinates[1], coordinates[2] } : new String[] { type,
					coordinates[0], coordinates[1], coordinates[2] };
			ended = event == XMLStreamConstants.END_DOCUMENT;
		}
		return null;
	}

	private void start(final String element) {
		text.setLength(0);
		if (element.equals("Marker_Type")) {
			type = "";
			name = "";
		}
		else if (element.equals("Marker")) {
			setLine(xml.getLocation().getLineNumber());
			for (int d = 0; d < 3; d++)
				coordinates[d] = null;
		}
	}

	/** Whether a marker ends. */
	private boolean end(final String element) {
		switch (element) {
			case "Image_Filename" -> image = text.toString();
			case "Type" -> type = text.toString().strip();
			case "Name" -> name = text.toString().strip();
			case "MarkerX" -> coordinates[0] = text.toString().strip();
			case "MarkerY" -> coordinates[1] = text.toString().strip();
			case "MarkerZ" -> coordinates[2] = text.toString().strip();
			case "Marker" -> {
				return true;
			}
			default -> {
				// of no use here
			}
		}
		return false;
	}

	/** The name of the image, as far as it has been read. */
	String image() {
		return image;
	}
}
