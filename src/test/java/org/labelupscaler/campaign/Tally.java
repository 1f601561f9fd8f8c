package org.labelupscaler.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often a scenario was played, with which outcomes, and what went wrong. */
final class Tally {

	private static final int FAILURES_SHOWN = 10;

	private final Map<String, Integer> outcomes = new TreeMap<>();
	private final List<String> failures = new ArrayList<>();
	private final List<String> notes = new ArrayList<>();
	private int rounds;

	/** Counts a round. */
	void round() {
		rounds++;
	}

	/** Counts an outcome that is as promised. */
	void outcome(final String what) {
		outcomes.merge(what, 1, Integer::sum);
	}

	/** Records an outcome that is not. */
	void fail(final String what) {
		failures.add(what);
		if (failures.size() <= FAILURES_SHOWN)
			System.err.println("FAILURE: " + what);
	}

	/** Records a failure unless a condition holds. */
	void check(final boolean condition, final String otherwise) {
		if (!condition)
			fail(otherwise);
	}

	/** Records something for the reader of the table. */
	void note(final String what) {
		notes.add(what);
	}

	/** How many rounds were counted. */
	int rounds() {
		return rounds;
	}

	/** What went wrong. */
	List<String> failures() {
		return List.copyOf(failures);
	}

	/** The line of the summary table. */
	String row(final Scenario scenario, final double seconds) {
		final String counted = outcomes.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors
			.joining("; "));
		final String noted = String.join("; ", notes);
		return "| `%s` | %s | %d | %s%s%s | %d | %.0f s |".formatted(scenario.name(), scenario.what(), rounds, counted, counted
			.isEmpty() || noted.isEmpty() ? "" : "; ", noted, failures.size(), seconds).replace('\n', ' ');
	}
}
