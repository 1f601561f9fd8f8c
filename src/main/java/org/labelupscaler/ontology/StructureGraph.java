package org.labelupscaler.ontology;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.labelupscaler.InvalidInputException;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

/**
 * JSON: the structure graph of the Allen atlas as its web service answers, in which structures are nested as
 * {@code children}, its outermost structure alone, the ontologies of ABBA, or a list of structures that say their parent or
 * path, as the structures.json of brainglobe. Used for one file.
 */
final class StructureGraph {

	/** Atlases have some twelve levels. */
	private static final int DEEPEST = 100;

	private static final int MOST_SAID = 8;

	private final JsonReader json;
	private final OntologyBuilder to;
	private boolean isAnswer;

	private StructureGraph(final Reader in, final OntologyBuilder to) {
		json = new JsonReader(in);
		this.to = to;
	}

	/**
	 * @param start the first letters of a file
	 * @return whether it is JSON
	 */
	static boolean recognises(final String start) {
		final String text = start.stripLeading();
		return text.startsWith("{") || text.startsWith("[");
	}

	/**
	 * @param in the whole file
	 * @param to takes the structures
	 * @throws InvalidInputException if it is no JSON, or a structure is wrong
	 */
	static void read(final Reader in, final OntologyBuilder to) throws IOException {
		final StructureGraph graph = new StructureGraph(in, to);
		try {
			graph.readFile();
		}
		catch (final MalformedJsonException | java.io.EOFException | IllegalStateException | NumberFormatException e) {
			final String reason = e instanceof java.io.EOFException ? "it ends too early" : String.valueOf(e.getMessage()).lines()
				.findFirst().orElse("");
			throw new InvalidInputException("Cannot read the ontology " + to.file() + ": its JSON is damaged or truncated at " +
				graph.json.getPath() + " (" + reason + ")", e);
		}
	}

	private void readFile() throws IOException {
		if (json.peek() == JsonToken.BEGIN_ARRAY)
			readStructures(OntologyBuilder.NOT_NESTED, 0);
		else
			readStructure(OntologyBuilder.NOT_NESTED, 0);
		if (json.peek() != JsonToken.END_DOCUMENT)
			throw new InvalidInputException(to.file() + ": after the end of its JSON there is more; save it again");
	}

	/** @return whether there was any */
	private boolean readStructures(final int within, final int depth) throws IOException {
		json.beginArray();
		boolean any = false;
		for (; json.hasNext(); any = true)
			readStructure(within, depth);
		json.endArray();
		return any;
	}

	private void readStructure(final int within, final int depth) throws IOException {
		final String where = json.getPath();
		if (json.peek() != JsonToken.BEGIN_OBJECT)
			throw wrong(where, "a structure, an object with 'id', 'name' and so on");
		if (depth > DEEPEST)
			throw new InvalidInputException(to.file() + ", " + where + ": structures are nested more than " + DEEPEST + " deep");
		final int row = to.reserve();
		final Map<StructureField, String> texts = new EnumMap<>(StructureField.class);
		final Map<StructureField, Integer> ranks = new EnumMap<>(StructureField.class);
		final List<String> members = new ArrayList<>();
		boolean nests = false;
		boolean wrapped = false;
		json.beginObject();
		while (json.hasNext()) {
			final String name = json.nextName();
			if (members.size() < MOST_SAID)
				members.add(name.substring(0, Math.min(40, name.length())));
			if (name.equals("children"))
				nests |= readChildren(row, depth + 1);
			else if (name.equals("msg") && depth == 0 && !isAnswer) {
				wrapped = true;
				readAnswer();
			}
			// NB: ABBA puts the outermost structure into "root", and what it calls each into "data".
			else if (name.equals("root") && depth == 0 && !isAnswer && json.peek() == JsonToken.BEGIN_OBJECT) {
				wrapped = true;
				readAnswer();
			}
			else if (name.equals("data") && json.peek() == JsonToken.BEGIN_OBJECT)
				readData(texts, ranks);
			else
				readField(name, texts, ranks);
		}
		json.endObject();
		// NB: the answer around the structures has an "id", too, which is no label.
		if (!wrapped && !texts.containsKey(StructureField.ID) && !texts.containsKey(StructureField.LABEL))
			throw noId(where, members);
		if (!wrapped)
			to.put(row, where, texts, within, nests);
	}

	private InvalidInputException noId(final String where, final List<String> members) {
		final String what = members.contains("SegmentationCategoryTypeContextName") || members.contains("AnatomicContextName")
			? " (it is a terminology of 3D Slicer, which has no labels)" : members.contains("segmentAttributes")
				? " (it describes segments of DICOM; export a colour table)" : members.contains("features")
					? " (it is GeoJSON, which has outlines)" : members.contains("cells") && members.contains("nbformat")
						? " (it is a notebook)" : members.contains("BIDSVersion") ? " (it describes BIDS data; the labels are in dseg.tsv)"
							: "";
		return new InvalidInputException(to.file() + ", " + where + ": a structure must have an 'id'" + what + "; there is: " + String
			.join(", ", members));
	}

	/** What is in "data" counts where the structure itself does not say it. */
	private void readData(final Map<StructureField, String> texts, final Map<StructureField, Integer> ranks)
		throws IOException
	{
		final Map<StructureField, String> data = new EnumMap<>(StructureField.class);
		final Map<StructureField, Integer> dataRanks = new EnumMap<>(StructureField.class);
		json.beginObject();
		while (json.hasNext())
			readField(json.nextName(), data, dataRanks);
		json.endObject();
		data.forEach((field, text) -> {
			// NB: the id of the structure is its label; that in "data" may be anything.
			if (field != StructureField.ID && field != StructureField.LABEL && texts.putIfAbsent(field, text) == null)
				ranks.put(field, Integer.MAX_VALUE);
		});
	}

	private boolean readChildren(final int row, final int depth) throws IOException {
		switch (json.peek()) {
			case NULL -> json.nextNull();
			case BEGIN_ARRAY -> {
				return readStructures(row, depth);
			}
			default -> throw wrong(json.getPath(), "a list of structures");
		}
		return false;
	}

	/** What the web service of the Allen Institute puts around its answers. */
	private void readAnswer() throws IOException {
		isAnswer = true;
		switch (json.peek()) {
			case BEGIN_ARRAY -> readStructures(OntologyBuilder.NOT_NESTED, 0);
			case BEGIN_OBJECT -> readStructure(OntologyBuilder.NOT_NESTED, 0);
			case STRING -> {
				final String says = json.nextString();
				throw new InvalidInputException(to.file() + " is the answer of a web service that failed: " + says.substring(0, Math
					.min(200, says.length())).replaceAll("\\s+", " "));
			}
			default -> throw wrong(json.getPath(), "a list of structures");
		}
	}

	private InvalidInputException wrong(final String where, final String expected) throws IOException {
		return new InvalidInputException(to.file() + ", " + where + ": expected " + expected + ", but there is " + json.peek());
	}

	private void readField(final String name, final Map<StructureField, String> texts,
		final Map<StructureField, Integer> ranks) throws IOException
	{
		for (final StructureField field : StructureField.values()) {
			final int rank = field.rank(name);
			if (rank < 0 || rank > ranks.getOrDefault(field, Integer.MAX_VALUE))
				continue;
			ranks.put(field, rank);
			texts.put(field, text());
			return;
		}
		skip();
	}

	/** A value as a table would write it. Numbers are taken as they are written, so that no id is rounded. */
	private String text() throws IOException {
		if (json.peek() != JsonToken.BEGIN_ARRAY)
			return scalar();
		final StringBuilder list = new StringBuilder();
		json.beginArray();
		while (json.hasNext())
			list.append(list.isEmpty() ? "" : ",").append(scalar());
		json.endArray();
		return list.toString();
	}

	private String scalar() throws IOException {
		if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER)
			return json.nextString();
		// NB: also lists in lists, however deep.
		skip();
		return "";
	}

	/** NB: not as Gson skips, which keeps something of each level: millions of brackets would take all memory. */
	private void skip() throws IOException {
		int depth = 0;
		do
			switch (json.peek()) {
				case BEGIN_ARRAY -> {
					json.beginArray();
					depth++;
				}
				case BEGIN_OBJECT -> {
					json.beginObject();
					depth++;
				}
				case END_ARRAY -> {
					json.endArray();
					depth--;
				}
				case END_OBJECT -> {
					json.endObject();
					depth--;
				}
				case NAME -> json.nextName();
				default -> json.skipValue();
			}
		while (depth > 0 && depth <= DEEPEST);
		if (depth > DEEPEST)
			throw new InvalidInputException(to.file() + ": its JSON is nested more than " + DEEPEST + " deep");
	}
}
