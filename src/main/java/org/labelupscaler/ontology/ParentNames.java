package org.labelupscaler.ontology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds structures by what others call them as their parent. Made when the first is asked for; used by one thread. */
final class ParentNames {

	/** How a file writes the parent of a structure. */
	enum By {
		ANY, ACRONYM, NAME
	}

	private final List<Structure> rows;
	private final Map<String, Integer> acronyms = new HashMap<>();
	private final Map<String, Integer> names = new HashMap<>();
	private final Map<String, Integer> both = new HashMap<>();

	/** @param rows the structures; null for a row without one */
	ParentNames(final List<Structure> rows) {
		this.rows = rows;
	}

	/**
	 * @param parent what the file calls it
	 * @param by what that is: the other is looked at, too, if there is none
	 * @return its row; −1 if several are called so, null if none is
	 */
	Integer row(final String parent, final By by) {
		if (both.isEmpty())
			fill();
		if (by == By.ANY)
			return both.get(parent);
		final Integer first = (by == By.ACRONYM ? acronyms : names).get(parent);
		return first != null ? first : (by == By.ACRONYM ? names : acronyms).get(parent);
	}

	private void fill() {
		for (int r = 0; r < rows.size(); r++) {
			if (rows.get(r) == null)
				continue;
			final Structure structure = rows.get(r);
			acronyms.merge(structure.acronym(), r, (a, b) -> -1);
			names.merge(structure.name(), r, (a, b) -> -1);
			// NB: an acronym or name that several have names none of them.
			both.merge(structure.acronym(), r, (a, b) -> -1);
			both.merge(structure.name(), r, (a, b) -> a.equals(b) ? a : -1);
		}
		both.put("", -1);
		acronyms.remove("");
		names.remove("");
	}
}
