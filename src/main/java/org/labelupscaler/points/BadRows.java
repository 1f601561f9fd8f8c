package org.labelupscaler.points;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.text.Quantities;

/** What becomes of malformed rows: they end the reading, or are skipped and counted. Used by one thread. */
public final class BadRows {

	private static final int MOST_NAMED = 5;

	private final boolean skip;
	private final List<String> named = new ArrayList<>();
	private long count;

	private BadRows(final boolean skip) {
		this.skip = skip;
	}

	/** @return one that lets the first malformed row end the reading */
	public static BadRows fail() {
		return new BadRows(false);
	}

	/** @return one that counts malformed rows */
	public static BadRows skip() {
		return new BadRows(true);
	}

	/**
	 * @param file the file
	 * @param place where in it, for example "line 12"
	 * @param why what is wrong, for example "x is 'abc', not a number"
	 * @throws InvalidInputException if malformed rows are not skipped
	 */
	public void found(final Path file, final String place, final String why) {
		count++;
		if (!skip)
			throw new InvalidInputException(file + ", " + place + ": " + why + ".", Remedy.SKIP_ROWS);
		if (named.size() < MOST_NAMED)
			named.add(place + ": " + why);
	}

	/** @return how many were found */
	public long count() {
		return count;
	}

	/** @return what was skipped, in a sentence; nothing if nothing was */
	public Optional<String> text() {
		if (count == 0)
			return Optional.empty();
		return Optional.of(Quantities.count(count) + (count == 1 ? " malformed row was" : " malformed rows were") + " skipped (" +
			String.join("; ", named) + (count > named.size() ? "; ..." : "") + ")");
	}
}
