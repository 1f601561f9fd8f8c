package org.labelupscaler.ontology;

import java.util.OptionalInt;

/**
 * A region of an atlas.
 *
 * @param id its label
 * @param acronym its short name; empty if there is none
 * @param name its name; empty if there is none
 * @param rgb its colour as 0xRRGGBB, if it has one
 */
public record Structure(long id, String acronym, String name, OptionalInt rgb) {

	/**
	 * @param label a label that nobody has said anything about
	 * @return a structure with that id and nothing else
	 */
	public static Structure unknown(final long label) {
		return new Structure(label, "", "", OptionalInt.empty());
	}

	/** @return name and acronym as they are shown, for example "Primary visual area (VISp)"; empty if it has neither */
	public String title() {
		if (name.isEmpty() || acronym.isEmpty() || name.equals(acronym))
			return name.isEmpty() ? acronym : name;
		return name + " (" + acronym + ")";
	}
}
