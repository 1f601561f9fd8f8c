package org.labelupscaler.ontology;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

/**
 * The structures (regions) of an atlas by label, and their tree. A structure's id is its label. Where several structures are
 * given back they are in depth-first order: each before all that is below it, else as the file has them. Immutable.
 */
public final class Ontology implements Serializable {

	private static final long serialVersionUID = 1L;

	/** No structures at all. */
	public static final Ontology NONE = new Ontology("", new StructureTree(new Structure[0], new int[0], new int[0]),
		Set.of(), List.of());

	private final transient String source;
	private final transient StructureTree tree;
	private final transient Set<Long> below;
	private final transient List<String> notes;
	private final transient Map<Long, Integer> placeOfId = new HashMap<>();

	/**
	 * @param source what to call it in messages
	 * @param tree the structures
	 * @param below ids that are below 0; others that look so are from 2^63 on
	 * @param notes what was guessed, or is not used
	 */
	Ontology(final String source, final StructureTree tree, final Set<Long> below, final List<String> notes) {
		this.notes = List.copyOf(notes);
		this.below = Set.copyOf(below);
		this.source = source;
		this.tree = tree;
		for (int s = 0; s < tree.structures().length; s++)
			placeOfId.put(tree.structures()[s].id(), s);
	}

	/**
	 * @param label a label
	 * @return its structure, if the ontology has it
	 */
	public Optional<Structure> structure(final long label) {
		return Optional.ofNullable(placeOfId.get(label)).map(place -> tree.structures()[place]);
	}

	/**
	 * @param structure a structure of this ontology
	 * @return its id as the file has it: below 0, or up to 2^64 - 1
	 */
	public BigInteger number(final Structure structure) {
		final long id = structure.id();
		return new BigInteger(below.contains(id) ? Long.toString(id) : Long.toUnsignedString(id));
	}

	/** @return what was guessed of the file, or is not used: a few sentences for the user; empty if it was all plain */
	public List<String> notes() {
		return notes;
	}

	/** @return how many structures there are */
	public int size() {
		return tree.structures().length;
	}

	/** @return all structures */
	public List<Structure> structures() {
		return part(0, size());
	}

	/** @return those that are below no other */
	public List<Structure> roots() {
		return below(-1, 0, size());
	}

	/**
	 * @param id a label
	 * @return the structure it is directly below; nothing for a root, or if the ontology does not have it
	 */
	public Optional<Structure> parent(final long id) {
		return Optional.ofNullable(placeOfId.get(id)).map(place -> tree.parents()[place]).filter(parent -> parent >= 0).map(
			parent -> tree.structures()[parent]);
	}

	/**
	 * @param id a label
	 * @return what it is below, from its parent up to the root; empty for a root, or if the ontology does not have it
	 */
	public List<Structure> ancestors(final long id) {
		final List<Structure> ancestors = new ArrayList<>();
		final Integer place = placeOfId.get(id);
		if (place != null)
			for (int above = tree.parents()[place]; above >= 0; above = tree.parents()[above])
				ancestors.add(tree.structures()[above]);
		return ancestors;
	}

	/**
	 * @param id a label
	 * @return what is directly below it; empty if the ontology does not have it
	 */
	public List<Structure> children(final long id) {
		final Integer place = placeOfId.get(id);
		return place == null ? List.of() : below(place, place + 1, tree.ends()[place]);
	}

	/**
	 * @param id a label
	 * @return the structure and all that is below it; empty if the ontology does not have it
	 */
	public List<Structure> descendants(final long id) {
		final Integer place = placeOfId.get(id);
		return place == null ? List.of() : part(place, tree.ends()[place]);
	}

	private List<Structure> part(final int from, final int to) {
		return List.of(Arrays.copyOfRange(tree.structures(), from, to));
	}

	private List<Structure> below(final int parent, final int from, final int to) {
		final List<Structure> below = new ArrayList<>();
		for (int s = from; s < to; s = tree.ends()[s])
			if (tree.parents()[s] == parent)
				below.add(tree.structures()[s]);
		return below;
	}

	/**
	 * Finds a structure as a user names it: by its acronym, else its full name, else its id. Upper and lower case matter only
	 * where there is no other way to tell structures apart.
	 *
	 * @param text an acronym, a name, or a whole number
	 * @return the structure; nothing if there is none, or if several could be meant
	 */
	public Optional<Structure> find(final String text) {
		final List<Structure> meant = meant(text);
		return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
	}

	private List<Structure> meant(final String text) {
		final String name = text.strip();
		if (name.isEmpty())
			return List.of();
		final List<BiPredicate<Structure, String>> ways = List.of((s, t) -> s.acronym().equals(t), (s, t) -> s.acronym()
			.equalsIgnoreCase(t), (s, t) -> s.name().equals(t), (s, t) -> s.name().equalsIgnoreCase(t));
		for (final BiPredicate<Structure, String> way : ways) {
			final List<Structure> meant = Arrays.stream(tree.structures()).filter(s -> way.test(s, name)).toList();
			if (!meant.isEmpty())
				return meant;
		}
		try {
			return structure(StructureId.parse(name)).stream().toList();
		}
		catch (final NumberFormatException e) {
			return List.of();
		}
	}

	/**
	 * @param text what a user wrote
	 * @return up to three structures whose acronym or name is much like it, the nearest first
	 */
	public List<Structure> suggest(final String text) {
		return Suggestions.of(text, tree.structures());
	}

	/**
	 * Finds several structures as a user names them, each with all that is below it.
	 *
	 * @param regions acronyms, names or ids, see {@link #find}
	 * @return the structures, each once
	 * @throws InvalidInputException if some of them are not known, or could be several; the message says all of these, and
	 *           what may have been meant
	 */
	public List<Structure> select(final Collection<String> regions) {
		final BitSet selected = new BitSet();
		final List<String> wrong = new ArrayList<>();
		for (final String region : regions) {
			final List<Structure> meant = meant(region);
			if (meant.size() == 1) {
				final int place = placeOfId.get(meant.get(0).id());
				selected.set(place, tree.ends()[place]);
			}
			else
				wrong.add("'" + region + "' " + (meant.isEmpty() ? unknown(region) : several(meant)));
		}
		if (!wrong.isEmpty())
			throw new InvalidInputException("regions: " + String.join(" ", wrong));
		return selected.stream().mapToObj(place -> tree.structures()[place]).toList();
	}

	private String several(final List<Structure> meant) {
		return "is several regions of " + source + ": " + meant.stream().limit(5).map(s -> s.title() + " with id " + number(s))
			.collect(Collectors.joining(", ")) + "; write it exactly, or the id.";
	}

	private String unknown(final String region) {
		if (size() == 0)
			return "needs an ontology that says which labels it has.";
		final String near = suggest(region).stream().map(Structure::title).collect(Collectors.joining(" or "));
		if (!near.isEmpty())
			return "is no region of " + source + "; did you mean " + near + "?";
		final List<String> all = Arrays.stream(tree.structures()).map(s -> s.acronym().isEmpty() ? s.name().isEmpty() ? number(s)
			.toString() : s.name() : s.acronym()).toList();
		return "is no region of " + source + ", neither as acronym nor as name nor as id; it has " + Choices.listed(all) + ".";
	}

	/** What it is called in messages. */
	String source() {
		return source;
	}

	/** Ids that are below 0. */
	Set<Long> below() {
		return below;
	}

	/** The structures in depth-first order, for what works on the whole tree. */
	StructureTree tree() {
		return tree;
	}

	/** The place of a label in the tree; nothing if the ontology does not have it. */
	Optional<Integer> place(final long label) {
		return Optional.ofNullable(placeOfId.get(label));
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Ontology o && source.equals(o.source) && tree.equals(o.tree) && below.equals(o.below) && notes.equals(o.notes);
	}

	@Override
	public int hashCode() {
		return Objects.hash(source, tree, below, notes);
	}

	private Object writeReplace() {
		return new Sent(this);
	}

	private void readObject(final ObjectInputStream in) throws InvalidObjectException {
		throw new InvalidObjectException("an ontology is sent as " + Sent.class);
	}

	/** What is sent in the place of an ontology: its columns. */
	private static final class Sent implements Serializable {

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

		Sent(final Ontology ontology) {
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
}
