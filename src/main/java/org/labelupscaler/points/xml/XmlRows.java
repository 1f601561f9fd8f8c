package org.labelupscaler.points.xml;

import java.io.IOException;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.TextRows;
import org.labelupscaler.source.XmlEvents;

/** Rows that stand in an XML file. */
abstract class XmlRows extends TextRows {

	/** Letters of a reason; what follows is left out. */
	private static final int LONGEST = 1000;

	/** Behind the start of the root. */
	final XmlEvents xml;

	/**
	 * @param input the file
	 * @param root the name of its root
	 * @param what it should be, for messages: "no file of TrackMate (its root is not TrackMate)"
	 * @throws IOException if it is no XML, or has another root
	 */
	XmlRows(final PointInput input, final String root, final String what) throws IOException {
		super(input);
		try {
			xml = XmlEvents.of(letters());
			while (xml.next() != XMLStreamConstants.START_ELEMENT) {
				// before the root
			}
			if (!xml.getLocalName().equals(root))
				throw new IOException("it is XML, but " + what);
		}
		catch (final XMLStreamException e) {
			close();
			throw damaged(e);
		}
		catch (final IOException e) {
			close();
			throw e;
		}
	}

	@Override
	public final String[] next() throws IOException {
		try {
			return nextRow();
		}
		catch (final XMLStreamException e) {
			throw damaged(e);
		}
	}

	/** The fields of the next row; null at the end. */
	abstract String[] nextRow() throws XMLStreamException;

	/** NB: the message of Java's XML reader has several lines. */
	private static IOException damaged(final XMLStreamException e) {
		final String message = e.getNestedException() instanceof IOException io ? io.getMessage() : e.getMessage();
		final String[] lines = message == null ? new String[] { "damaged XML" } : message.split("\n");
		final String last = lines[lines.length - 1].replaceFirst("^Message: ", "").replaceAll("\\p{Cc}", "?");
		final String reason = last.substring(0, Math.min(last.length(), LONGEST));
		return new IOException(e.getLocation() == null ? reason : "line " + e.getLocation().getLineNumber() + ": " + reason, e);
	}
}
