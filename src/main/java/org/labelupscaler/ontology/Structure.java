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

	/** @return name and acronym as they are shown, for example "Primary visual area (VISp)"; empty if it has neither */
	public String title() {
		if (name.isEmpty() || acronym.isEmpty() || name.equals(acronym))
			return name.isEmpty() ? acronym : name;
		return name + " (" + acronym + ")";
	}
}
