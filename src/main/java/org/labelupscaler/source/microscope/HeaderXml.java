package org.labelupscaler.source.microscope;

import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.XmlEvents;

/** Goes through the XML in the header of a file, element by element. */
final class HeaderXml {

	/** Texts longer than this are none of those that are needed. */
	private static final int LONGEST_TEXT = 1 << 10;

	/** What looks at the elements. */
	interface Visitor {

		/**
		 * @param path the elements from the root to this one, with slashes before each
		 * @param attributes its attributes
		 */
		void start(String path, Map<String, String> attributes);

		/**
		 * @param path the elements from the root to the one that ends
		 * @param text the text behind its last element, without space around it
		 */
		void end(String path, String text);
	}

	private HeaderXml() {}

	/**
	 * @param path the file, for messages
	 * @param in the XML
	 * @param visitor what looks at it
	 * @throws InvalidInputException if it is no XML, or beyond the bounds
	 */
	static void read(final Path path, final Reader in, final Visitor visitor) {
		final List<String> parents = new ArrayList<>();
		final StringBuilder text = new StringBuilder();
		try {
			final XmlEvents xml = XmlEvents.of(in);
			while (xml.hasNext())
				switch (xml.next()) {
					case XMLStreamConstants.START_ELEMENT -> {
						parents.add(xml.getLocalName());
						text.setLength(0);
						final Map<String, String> attributes = new TreeMap<>();
						for (int i = 0; i < xml.getAttributeCount(); i++)
							attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
						visitor.start("/" + String.join("/", parents), attributes);
					}
					case XMLStreamConstants.END_ELEMENT -> {
						visitor.end("/" + String.join("/", parents), text.toString().strip());
						parents.remove(parents.size() - 1);
						text.setLength(0);
					}
					case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
						if (text.length() < LONGEST_TEXT)
							text.append(xml.getText(), 0, Math.min(xml.getTextLength(), LONGEST_TEXT));
					}
					default -> {
						// of no use here
					}
				}
		}
		catch (final XMLStreamException e) {
			throw new InvalidInputException(path + " is damaged, the XML in its header cannot be read: " + String.valueOf(e
				.getMessage()).replaceAll("\\s+", " "), e);
		}
	}
}
