package org.labelupscaler.source;

import java.io.Reader;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

import org.labelupscaler.text.BoundedReader;

/**
 * Reads XML that may mean harm, as a stream. There is no document type: with one a small file can become a large one, or name
 * other files. What the reader must hold at once, a tag, a comment or a section of characters, and how deep elements are
 * nested, is bounded; how long the whole is does not matter. Not thread-safe.
 */
public final class XmlEvents extends StreamReaderDelegate {

	/** Characters from one event to the next, no fewer than the longest tag of any real file. */
	static final int LONGEST = 1 << 20;

	/** Elements inside each other. */
	static final int DEEPEST = 100;

	private final BoundedReader characters;
	private int depth;

	private XmlEvents(final XMLStreamReader xml, final BoundedReader characters) {
		super(xml);
		this.characters = characters;
	}

	/**
	 * @param in the characters; stay the caller's. NB: not the bytes, since for bytes that are none of the character set
	 *          Java's XML reader writes to the standard error stream.
	 * @return the events
	 * @throws XMLStreamException if it is no XML
	 */
	public static XmlEvents of(final Reader in) throws XMLStreamException {
		final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setXMLResolver((publicId, system, base, namespace) -> {
			throw new XMLStreamException("it refers to something outside");
		});
		// NB: the XML reader keeps what it reads until an event ends.
		final BoundedReader characters = new BoundedReader(in, LONGEST, "it has a tag, comment or section of more than " + LONGEST +
			" characters");
		return new XmlEvents(factory.createXMLStreamReader(characters), characters);
	}

	/** @throws XMLStreamException if what comes is damaged, beyond the bounds, or a document type */
	@Override
	public int next() throws XMLStreamException {
		characters.ended();
		final int event = super.next();
		switch (event) {
			case XMLStreamConstants.DTD -> throw new XMLStreamException("it has a document type (DOCTYPE), which is not read; " +
				"remove it");
			case XMLStreamConstants.START_ELEMENT -> {
				if (++depth > DEEPEST)
					throw new XMLStreamException("it has elements nested more than " + DEEPEST + " deep");
			}
			case XMLStreamConstants.END_ELEMENT -> depth--;
			default -> {
				// of no harm
			}
		}
		return event;
	}

	@Override
	public int nextTag() {
		throw new UnsupportedOperationException("passes over events without looking at the bounds");
	}

	@Override
	public String getElementText() {
		throw new UnsupportedOperationException("passes over events without looking at the bounds");
	}
}
