package org.labelupscaler.source.bdvxml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of the time points: of a range, a list, or a pattern such as "0,2,4-8,10-30:10".
 *
 * @param ranges parts
 */
record Timepoints(List<Range> ranges) {

	/** What is meant if a file says nothing. */
	static final Timepoints ONE = new Timepoints(List.of(new Range(0, 0, 1)));

	private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9})(?::([1-9]\\d{0,8}))?)?");

	/** The numbers from first to last in steps, both included if steps lead there; last is no less than first. */
	record Range(int first, int last, int step) {

		boolean contains(final int timepoint) {
			return timepoint >= first && timepoint <= last && (timepoint - first) % step == 0;
		}
	}

	/** Nothing if it is no pattern; an empty one is time point 0. */
	static Optional<Timepoints> pattern(final String text) {
		if (text.isBlank())
			return Optional.of(ONE);
		final List<Range> ranges = new ArrayList<>();
		for (final String part : text.replace(" ", "").split(",")) {
			final Matcher numbers = PART.matcher(part);
			if (!numbers.matches())
				return Optional.empty();
			final int from = Integer.parseInt(numbers.group(1));
			final int to = numbers.group(2) == null ? from : Integer.parseInt(numbers.group(2));
			final int step = numbers.group(3) == null ? 1 : Integer.parseInt(numbers.group(3));
			// NB: backwards it is counted from the larger number.
			final int rest = Math.abs(to - from) % step;
			ranges.add(from <= to ? new Range(from, to, step) : new Range(to + rest, from, step));
		}
		return ranges.isEmpty() ? Optional.empty() : Optional.of(new Timepoints(ranges));
	}

	/** The smallest, which BigDataViewer shows first. */
	int first() {
		return ranges.stream().mapToInt(Range::first).min().orElse(0);
	}

	boolean several() {
		return ranges.stream().anyMatch(range -> range.first() != first() || range.last() - range.first() >= range.step());
	}

	boolean contains(final int timepoint) {
		return ranges.stream().anyMatch(range -> range.contains(timepoint));
	}
}
