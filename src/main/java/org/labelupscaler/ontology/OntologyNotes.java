package org.labelupscaler.ontology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was guessed while a file was read, or is not used: a sentence for each kind, with the first place of it and how many
 * more there are. Used by one thread.
 */
final class OntologyNotes {

	/** A dialog has room for few lines. */
	static final int MOST = 8;

	/** The first of each kind. */
	private final Map<String, String> sentences = new LinkedHashMap<>();
	private final Map<String, Integer> times = new LinkedHashMap<>();

	/**
	 * @param kind what is counted together
	 * @param sentence what to say of the first; without the full stop
	 */
	void add(final String kind, final String sentence) {
		if (sentences.size() < MOST)
			sentences.putIfAbsent(kind, line(sentence));
		if (sentences.containsKey(kind))
			times.merge(kind, 1, Integer::sum);
	}

	/** @return a text in one line */
	static String line(final String text) {
		return text.replaceAll("[\\p{Cntrl}\u2028\u2029\u0085]+", " ");
	}

	/** @return the sentences, in the order in which they came up */
	List<String> sentences() {
		return sentences.keySet().stream().map(kind -> sentences.get(kind) + (times.get(kind) == 1 ? "." : " (" + (times.get(
			kind) - 1) + " more like it).")).toList();
	}
}
