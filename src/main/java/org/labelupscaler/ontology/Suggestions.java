package org.labelupscaler.ontology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.labelupscaler.text.Choices;

/** What may have been meant by a name that no structure has. */
public final class Suggestions {

	private static final int MOST = 3;
	/** Below so many letters a part of a name says nothing. */
	private static final int SHORTEST_PART = 5;
	private static final int LONGEST = 100;

	/**
	 * @param structure a structure
	 * @param whole whether its whole name or acronym is near, not only a part of its name
	 * @param edits letters to change, add, leave out or swap
	 */
	private record Near(Structure structure, boolean whole, int edits) {}

	private Suggestions() {}

	/**
	 * @param text what was written
	 * @param structures what there is
	 * @return up to three whose acronym or name, or a part of the name, is near, the nearest first
	 */
	public static List<Structure> of(final String text, final Structure[] structures) {
		final String wanted = plain(text);
		final int allowed = Math.max(1, wanted.length() / 3);
		final List<Near> near = new ArrayList<>();
		for (final Structure structure : wanted.length() < 2 ? new Structure[0] : structures) {
			final String name = plain(structure.name());
			final int edits = Math.min(Choices.edits(wanted, plain(structure.acronym()), false), Choices.edits(wanted, name, false));
			final int part = wanted.length() < SHORTEST_PART ? Integer.MAX_VALUE : Choices.edits(wanted, name, true);
			if (Math.min(edits, part) <= allowed)
				near.add(new Near(structure, edits <= allowed, Math.min(edits, edits <= allowed ? edits : part)));
		}
		near.sort(Comparator.comparing(Near::whole).reversed().thenComparing(Near::edits));
		return near.stream().limit(MOST).map(Near::structure).toList();
	}

	private static String plain(final String name) {
		final String text = name.strip().toLowerCase(Locale.ROOT);
		return text.substring(0, Math.min(LONGEST, text.length()));
	}
}
