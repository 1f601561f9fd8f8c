package org.labelupscaler.ontology;

import java.nio.file.Path;
import java.util.Arrays;

import org.labelupscaler.InvalidInputException;

/**
 * Structures in depth-first order: each directly before all that is below it. Roots, and what is directly below a structure,
 * keep the order of the file. Immutable; the arrays are not for others to change.
 *
 * @param structures the structures
 * @param parents place of the parent of each; −1 for a root
 * @param ends place behind the last that is below each
 */
record StructureTree(Structure[] structures, int[] parents, int[] ends) {

	/**
	 * @param file for messages
	 * @param structures the structures in the order of the file
	 * @param parents place of the parent of each; −1 for a root
	 * @return their tree
	 * @throws InvalidInputException if a structure is below itself
	 */
	static StructureTree of(final Path file, final Structure[] structures, final int[] parents) {
		final int n = structures.length;
		// The first below each, and the next beside each; the last entry is for the roots.
		final int[] first = new int[n + 1];
		final int[] next = new int[n];
		Arrays.fill(first, -1);
		for (int s = n - 1; s >= 0; s--) {
			final int parent = parents[s] < 0 ? n : parents[s];
			next[s] = first[parent];
			first[parent] = s;
		}
		final Structure[] ordered = new Structure[n];
		final int[] orderedParents = new int[n];
		final int[] ends = new int[n];
		final int[] place = new int[n];
		int done = 0;
		int s = first[n];
		while (s >= 0) {
			place[s] = done;
			ordered[done] = structures[s];
			orderedParents[done++] = parents[s] < 0 ? -1 : place[parents[s]];
			// NB: no recursion; a chain of parents may be long.
			if (first[s] >= 0) {
				s = first[s];
				continue;
			}
			ends[place[s]] = done;
			while (next[s] < 0 && parents[s] >= 0) {
				s = parents[s];
				ends[place[s]] = done;
			}
			s = next[s];
		}
		if (done < n)
			throw new InvalidInputException(file + ": " + say(inCircle(structures, parents, place)) +
				" is below itself: follow its parents, and correct the one that is wrong");
		return new StructureTree(ordered, orderedParents, ends);
	}

	/** From a structure that no root leads to, so many steps up end in the circle. */
	private static Structure inCircle(final Structure[] structures, final int[] parents, final int[] place) {
		int s = 0;
		while (isReached(s, parents, place))
			s++;
		for (int step = 0; step < parents.length; step++)
			s = parents[s];
		return structures[s];
	}

	private static boolean isReached(final int structure, final int[] parents, final int[] place) {
		return place[structure] > 0 || parents[structure] < 0;
	}

	/** @return how messages name a structure */
	static String say(final Structure structure) {
		return "structure " + structure.id() + (structure.title().isEmpty() ? "" : " '" + structure.title() + "'");
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof StructureTree o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { structures, parents, ends };
	}
}
