package org.labelupscaler.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that was counted per label (voxels, cells), added up along the tree of an ontology. Exact. Immutable.
 *
 * @param rows the structures of which there is any, in depth-first order; then the labels that the ontology does not have,
 *          as they were given
 */
public record RegionCounts(List<Row> rows) {

	/** Copies the list. */
	public RegionCounts {
		rows = List.copyOf(rows);
	}

	/**
	 * One structure.
	 *
	 * @param structure the structure; one without acronym and name for a label that the ontology does not have
	 * @param known whether the ontology has it
	 * @param depth how many structures it is below, 0 for a root
	 * @param own the count of its own label, 0 or more
	 * @param withBelow the count of its own label and of all structures below it
	 */
	public record Row(Structure structure, boolean known, int depth, long own, long withBelow) {}

	/**
	 * @param ontology the tree
	 * @param counts how many there are of each label, 0 or more; label 0 is treated as any other
	 * @return the counts, added up
	 * @throws IllegalArgumentException if a count is negative
	 * @throws ArithmeticException if a sum is beyond 2^63 − 1
	 */
	public static RegionCounts of(final Ontology ontology, final Map<Long, Long> counts) {
		final StructureTree tree = ontology.tree();
		final int n = ontology.size();
		final long[] own = new long[n];
		final List<Row> unknown = new ArrayList<>();
		counts.forEach((label, count) -> {
			if (count < 0)
				throw new IllegalArgumentException("label " + label + " cannot be there " + count + " times");
			ontology.place(label).ifPresentOrElse(place -> own[place] = count, () -> {
				if (count > 0)
					unknown.add(new Row(Structure.unknown(label), false, 0, count, count));
			});
		});
		final long[] withBelow = own.clone();
		// NB: backwards each structure comes after all that is below it.
		for (int s = n - 1; s >= 0; s--)
			if (tree.parents()[s] >= 0)
				withBelow[tree.parents()[s]] = Math.addExact(withBelow[tree.parents()[s]], withBelow[s]);
		final List<Row> rows = new ArrayList<>();
		final int[] depth = new int[n];
		for (int s = 0; s < n; s++) {
			depth[s] = tree.parents()[s] < 0 ? 0 : depth[tree.parents()[s]] + 1;
			if (withBelow[s] > 0)
				rows.add(new Row(tree.structures()[s], true, depth[s], own[s], withBelow[s]));
		}
		rows.addAll(unknown);
		return new RegionCounts(rows);
	}
}
