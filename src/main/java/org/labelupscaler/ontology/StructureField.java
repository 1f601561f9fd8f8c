package org.labelupscaler.ontology;

import java.util.List;
import java.util.Locale;

/**
 * What a file may say of a structure, and the names that columns, JSON members and attributes have for it in the files of
 * atlases. Names are compared by their letters and digits only: {@code Parent ID} is {@code parent_id}.
 */
enum StructureField {

	/** Its label. */
	ID("id", "structureid", "regionid", "labelid", "labelvalue", "labelindex", "voxelvalue", "parcellationindex", "roiid",
		"index", "idx", "no", "value", "id16", "id32"),
	/** Its label if nothing else is, and whole numbers stand there; else its name. */
	LABEL("label"),
	/** Its short name. */
	ACRONYM("acronym", "abbreviation", "abbrev", "abbr", "shortname", "structureacronym", "regionacronym",
		"structureabbreviation", "roiabbr"),
	/** Its name. */
	NAME("name", "structurename", "regionname", "labelname", "fullname", "fullstructurename", "longname", "roiname",
		"safename", "region", "substructure", "structure"),
	/** Its colour. */
	COLOR("colorhextriplet", "colour", "color", "colorhex", "colourhex", "hexcolor", "hexcolour", "colorhexcode", "hex", "rgb",
		"rgbtriplet", "rgba", "hextriplet", "substructurecolor", "roicolor"),
	/** How red it is. */
	RED("red", "r", "redchannel", "colorr", "colourr", "colorred", "rgbr"),
	/** How green it is. */
	GREEN("green", "g", "greenchannel", "colorg", "colourg", "colorgreen", "rgbg"),
	/** How blue it is. */
	BLUE("blue", "b", "bluechannel", "colorb", "colourb", "colorblue", "rgbb"),
	/** The structure it is directly below: its id, else its acronym or name. */
	PARENT("parentstructureid", "parentid", "parent", "parentlabel", "parentindex", "parentid16", "parentstructureid16"),
	/** The acronym of the structure it is directly below. */
	PARENT_ACRONYM("parentacronym", "parentabbreviation", "parentabbrev", "parentabbr", "parentstructureacronym",
		"parentshortname"),
	/** The name of the structure it is directly below. */
	PARENT_NAME("parentname", "parentstructure", "parentstructurename", "parentregion"),
	/** The ids from the root down to the structure itself. */
	PATH("structureidpath", "structureidpath16");

	private final List<String> names;

	StructureField(final String... names) {
		this.names = List.of(names);
	}

	/**
	 * @param name a name in any case
	 * @return its place among the names, 0 for the preferred; −1 if it is none
	 */
	int rank(final String name) {
		return names.indexOf(plain(name));
	}

	/** @return the letters and digits of a name, lower case */
	static String plain(final String name) {
		return name.length() > 100 ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}
}
