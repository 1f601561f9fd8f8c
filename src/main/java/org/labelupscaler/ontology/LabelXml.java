package org.labelupscaler.ontology;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.XmlEvents;

/**
 * XML:
 * <ul>
 * <li>the label files of MBAT (.ilf), with which the Waxholm Space atlas comes: {@code structure} and {@code label} with
 * {@code id}, {@code name}, {@code abbreviation} and {@code color}, inside each other; one without an id is no label, and what
 * is in it is below what it is in;</li>
 * <li>the descriptions of FSL's atlases: {@code label} with {@code index}. In an atlas of type Label that is the label. In one of
 * probabilities it is the number of a volume from 0 on, and the image that shows the most probable region has one more. A
 * {@code value}, if there is one, is taken as the label itself. SPM and its toolboxes write such files with elements {@code index},
 * the label itself, and {@code name} inside;</li>
 * <li>the label descriptions of BrainSuite: {@code label} with {@code id}, {@code fullname} and {@code color}.</li>
 * </ul>
 * Used for one file.
 */
final class LabelXml {

	private static final Set<String> STRUCTURES = Set.of("structure", "label");
	private static final int LONGEST_NAME = 1 << 12;
	/** The place of what is no structure. */
	private static final int NONE = -2;

	/**
	 * An element that is open.
	 *
	 * @param row its row; {@link #NONE} if it is no structure
	 * @param within the row of the structure around it
	 */
	private static final class Open {

		final int row;
		final int within;
		final String where;
		final Map<StructureField, String> texts;
		boolean nests;

		Open(final int row, final int within, final String where, final Map<StructureField, String> texts) {
			this.row = row;
			this.within = within;
			this.where = where;
			this.texts = texts;
		}
	}

	private final XmlEvents xml;
	private final OntologyBuilder to;
	private final StringBuilder text = new StringBuilder();

	private LabelXml(final XmlEvents xml, final OntologyBuilder to) {
		this.xml = xml;
		this.to = to;
	}

	/**
	 * @param start the first letters of a file
	 * @return whether it is XML
	 */
	static boolean recognises(final String start) {
		return start.stripLeading().startsWith("<");
	}

	/**
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if it is XML of another kind, or damaged, or a structure is wrong
	 */
	static void read(final Reader in, final OntologyBuilder to) throws IOException {
		try {
			final LabelXml file = new LabelXml(XmlEvents.of(in), to);
			while (file.xml.next() != XMLStreamConstants.START_ELEMENT) {
				// before the root
			}
			final String root = file.xml.getLocalName();
			switch (root) {
				case "atlas" -> file.readFsl();
				case "milf", "labelset" -> file.readNested();
				default -> throw new InvalidInputException(to.file() + " is no ontology this program knows: it is XML with <" + root
					.substring(0, Math.min(80, root.length())) + ">, but neither an atlas of FSL (<atlas>) nor a label file of MBAT " +
					"(<milf>) or BrainSuite (<labelset>); a table with columns id and name will do");
			}
		}
		catch (final XMLStreamException e) {
			throw new InvalidInputException("Cannot read the ontology " + to.file() + ": its XML is damaged or truncated (" + String
				.valueOf(e.getMessage()).lines().reduce((a, b) -> b).orElse("") + ")", e);
		}
	}

	private void readNested() throws XMLStreamException {
		final Deque<Open> open = new ArrayDeque<>();
		for (int depth = 1; depth > 0;) {
			final int event = xml.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				depth++;
				open.push(start(open.peek()));
			}
			else if (event == XMLStreamConstants.END_ELEMENT && --depth > 0) {
				final Open ended = open.pop();
				if (ended.row != NONE)
					to.put(ended.row, ended.where, ended.texts, ended.within, ended.nests);
			}
		}
	}

	private Open start(final Open around) {
		final int within = around == null ? OntologyBuilder.NOT_NESTED : around.row == NONE ? around.within : around.row;
		final Map<StructureField, String> texts = attributes();
		final String where = where();
		if (!STRUCTURES.contains(xml.getLocalName()))
			return new Open(NONE, within, where, texts);
		if (texts.getOrDefault(StructureField.ID, "").isBlank()) {
			to.note("no id", ", " + where + ": '" + texts.getOrDefault(StructureField.NAME, "") + "' has no id, and is no label");
			return new Open(NONE, within, where, texts);
		}
		// NB: what is around may be around something that is no structure.
		if (around != null)
			around.nests = true;
		return new Open(to.reserve(), within, where, texts);
	}

	private Map<StructureField, String> attributes() {
		final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
		for (int a = 0; a < xml.getAttributeCount(); a++)
			for (final StructureField field : StructureField.values())
				if (field.rank(xml.getAttributeLocalName(a)) >= 0 && field != StructureField.LABEL)
					texts.putIfAbsent(field, xml.getAttributeValue(a));
		return texts;
	}

	private void readFsl() throws XMLStreamException {
		String type = "";
		String index = null;
		String value = null;
		String name = null;
		boolean inside = false;
		for (int depth = 1; depth > 0;) {
			final int event = xml.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				depth++;
				text.setLength(0);
				if (xml.getLocalName().equals("label")) {
					index = xml.getAttributeValue(null, "index");
					value = xml.getAttributeValue(null, "value");
					name = null;
					inside = true;
				}
			}
			else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
				text.append(xml.getTextCharacters(), xml.getTextStart(), Math.min(xml.getTextLength(), LONGEST_NAME - text.length()));
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
				if (xml.getLocalName().equals("type"))
					type = text.toString().strip();
				else if (inside && xml.getLocalName().equals("index") && value == null)
					value = text.toString().strip();
				else if (inside && xml.getLocalName().equals("name"))
					name = text.toString();
				else if (xml.getLocalName().equals("label")) {
					to.add(where(), Map.of(StructureField.ID, value == null ? label(type, index) : value, StructureField.NAME, (name == null ? text
						.toString() : name).strip().replaceAll("\\s+", " ")));
					inside = false;
				}
				text.setLength(0);
			}
		}
	}

	private String label(final String type, final String index) {
		if (index == null || index.length() > 9 || !index.strip().matches("[0-9]+"))
			throw new InvalidInputException(to.file() + ", " + where() + ": a label of an FSL atlas must have an index, a whole number");
		final String kind = type.toLowerCase(Locale.ROOT);
		if (kind.equals("label"))
			return index;
		// NB: some of FSL's own files write Probabalistic.
		if (!kind.startsWith("probab"))
			throw new InvalidInputException(to.file() + ", " + where() + ": the atlas is of the type '" + type.substring(0, Math.min(
				80, type.length())) + "', but only in those of type Label or Probabilistic it is known which label an index is");
		to.note("index", " is an FSL atlas of probabilities: its index " + index + " is taken for label " + (Integer.parseInt(index
			.strip()) + 1) + ", as in the image of the most probable regions (maxprob)");
		return Integer.toString(Integer.parseInt(index.strip()) + 1);
	}

	private String where() {
		return "line " + xml.getLocation().getLineNumber();
	}
}
