package org.labelupscaler.ontology;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What is sent in the place of an ontology: its columns. */
final class SentOntology implements Serializable {

	private static final long serialVersionUID = 1L;

	/** In the place of a colour. */
	private static final int NO_COLOR = -1;

	private final String source;
	private final long[] ids;
	private final String[] acronyms;
	private final String[] names;
	private final int[] colors;
	private final int[] parents;
	private final int[] ends;
	private final TreeSet<Long> below;
	private final List<String> notes;

	SentOntology(final Ontology ontology) {
		final Structure[] structures = ontology.tree().structures();
		source = ontology.source();
		ids = Arrays.stream(structures).mapToLong(Structure::id).toArray();
		acronyms = Arrays.stream(structures).map(Structure::acronym).toArray(String[]::new);
		names = Arrays.stream(structures).map(Structure::name).toArray(String[]::new);
		colors = Arrays.stream(structures).mapToInt(structure -> structure.rgb().orElse(NO_COLOR)).toArray();
		parents = ontology.tree().parents();
		ends = ontology.tree().ends();
		below = new TreeSet<>(ontology.below());
		notes = ontology.notes();
	}

	private Object readResolve() {
		final Structure[] structures = new Structure[ids.length];
		for (int s = 0; s < ids.length; s++)
			structures[s] = new Structure(ids[s], acronyms[s], names[s], colors[s] == NO_COLOR ? OptionalInt.empty() : OptionalInt.of(
				colors[s]));
		return new Ontology(source, new StructureTree(structures, parents, ends), Set.copyOf(below), notes);
	}
}
