package org.labelupscaler.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What there is to choose from, in words, for messages about a word that is none of it. */
public final class Choices {

	/** How many are named at most. */
	public static final int MOST = 10;

	private static final int MOST_NEAR = 3;
	/** Characters of a name that are compared or shown; names come from files. */
	private static final int LONGEST = 60;
	/** Names that are compared; a folder can have millions. */
	private static final int MOST_COMPARED = 10_000;

	private record Near(String name, int edits) {}

	private Choices() {}

	/**
	 * @param names what there is
	 * @return the first {@value #MOST} of them with commas between, and how many more there are; "nothing" if there are none
	 */
	public static String listed(final Collection<String> names) {
		return listed(names, MOST);
	}

	/**
	 * @param names what there is
	 * @param most how many are named at most, 1 or more
	 * @return the first of them with commas between, and how many more there are; "nothing" if there are none
	 */
	public static String listed(final Collection<String> names, final int most) {
		if (names.isEmpty())
			return "nothing";
		return names.stream().limit(most).map(Choices::shown).collect(Collectors.joining(", ")) + more(names.size() - most);
	}

	/**
	 * @param hidden how many are not named
	 * @return what follows those that are: " and 5 more"; empty for none, or below
	 */
	public static String more(final long hidden) {
		return hidden <= 0 ? "" : " and " + hidden + " more";
	}

	/**
	 * @param word what was written
	 * @param names what there is
	 * @return a question that names up to three that are much like it, to follow the end of a message: "; did you mean a or
	 *         b?"; empty if none is
	 */
	public static String meant(final String word, final Collection<String> names) {
		final List<String> near = near(word, names);
		return near.isEmpty() ? "" : "; did you mean " + near.stream().map(Choices::shown).collect(Collectors.joining(" or ")) + "?";
	}

	/**
	 * @param word what was written
	 * @param names what there is
	 * @return up to three that differ from it in a third of its letters at most, or that begin with it, the nearest first;
	 *         upper and lower case do not matter
	 */
	public static List<String> near(final String word, final Collection<String> names) {
		final String wanted = plain(word);
		final int allowed = Math.max(1, wanted.length() / 3);
		final List<Near> near = new ArrayList<>();
		for (final String name : wanted.length() < 2 ? List.<String>of() : names.stream().limit(MOST_COMPARED).toList()) {
			final String there = plain(name);
			final int edits = edits(wanted, there, false);
			if (edits <= allowed || there.startsWith(wanted))
				near.add(new Near(name, edits));
		}
		near.sort(Comparator.comparingInt(Near::edits));
		return near.stream().limit(MOST_NEAR).map(Near::name).toList();
	}

	private static String plain(final String name) {
		final String text = name.strip().toLowerCase(Locale.ROOT);
		return text.substring(0, Math.min(LONGEST, text.length()));
	}

	private static String shown(final String name) {
		return (name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "...").replaceAll("\\p{Cc}", "?");
	}

	/**
	 * Optimal string alignment: letters changed, added, left out, or swapped with their neighbour.
	 *
	 * @param from a text
	 * @param to another one
	 * @param part whether {@code from} may be anywhere within {@code to}
	 * @return how many such edits make the one of the other
	 */
	public static int edits(final String from, final String to, final boolean part) {
		final int[][] edits = new int[from.length() + 1][to.length() + 1];
		for (int j = 0; j <= to.length(); j++)
			edits[0][j] = part ? 0 : j;
		for (int i = 1; i <= from.length(); i++) {
			edits[i][0] = i;
			for (int j = 1; j <= to.length(); j++) {
				final int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
				edits[i][j] = Math.min(edits[i - 1][j - 1] + change, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1))
					edits[i][j] = Math.min(edits[i][j], 1 + edits[i - 2][j - 2]);
			}
		}
		int least = edits[from.length()][to.length()];
		for (int j = 0; part && j < to.length(); j++)
			least = Math.min(least, edits[from.length()][j]);
		return least;
	}
}
