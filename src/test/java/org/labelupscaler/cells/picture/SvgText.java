package org.labelupscaler.cells.picture;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture as an XML parser sees it. */
final class SvgText {

	private final Document document;

	SvgText(final Picture picture) throws Exception {
		document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(picture
			.svg())));
	}

	/** The elements of a name in a group. */
	List<Element> elements(final String group, final String name) {
		final NodeList groups = document.getElementsByTagName("g");
		for (int i = 0; i < groups.getLength(); i++)
			if (((Element) groups.item(i)).getAttribute("id").equals(group))
				return list(((Element) groups.item(i)).getElementsByTagName(name));
		throw new IllegalStateException("no group " + group);
	}

	/** All texts of a group. */
	List<String> texts(final String group) {
		return elements(group, "text").stream().map(Element::getTextContent).toList();
	}

	/** All texts. */
	List<String> texts() {
		return elements().stream().map(Element::getTextContent).toList();
	}

	/** The elements of all texts. */
	List<Element> elements() {
		return list(document.getElementsByTagName("text"));
	}

	/** An attribute of the whole. */
	double number(final String attribute) {
		return number(document.getDocumentElement(), attribute);
	}

	static double number(final Element element, final String attribute) {
		return Double.parseDouble(element.getAttribute(attribute));
	}

	private static List<Element> list(final NodeList nodes) {
		final List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++)
			elements.add((Element) nodes.item(i));
		return elements;
	}
}
