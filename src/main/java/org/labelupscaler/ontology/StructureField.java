package org.labelupscaler.ontology;

import java.util.List;
import java.util.Locale;

/** What a file may say of a structure, and the names that columns and JSON members have for it in the files of atlases. */
enum StructureField {

	/** Its label. */
	ID("id", "structure_id", "label", "index"),
	/** Its short name. */
	ACRONYM("acronym", "abbreviation", "abbr"),
	/** Its name. */
	NAME("name", "safe_name", "region", "structure"),
	/** Its colour. */
	COLOR("color_hex_triplet", "colour", "color", "color_hex", "hex", "rgb", "rgb_triplet"),
	/** The structure it is directly below: its id, else its acronym or name. */
	PARENT("parent_structure_id", "parent_id", "parent"),
	/** The ids from the root down to the structure itself. */
	PATH("structure_id_path");

	private final List<String> names;

	StructureField(final String... names) {
		this.names = List.of(names);
	}

	/** @return the names, the preferred first; lower case */
	List<String> names() {
		return names;
	}

	/**
	 * @param name a name in any case
	 * @return its place among the names, 0 for the preferred; −1 if it is none
	 */
	int rank(final String name) {
		return names.indexOf(name.toLowerCase(Locale.ROOT));
	}
}
