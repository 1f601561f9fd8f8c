package org.labelupscaler.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * What the parts of a job have counted, in the container until the job is finished: for each part
 * {@code label-upscaler-parts/NUMBER-of-COUNT}. A part that is done again replaces its own.
 */
final class PartResults {

	private static final Key FOLDER = new Key("label-upscaler-parts");
	private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,6})-of-([1-9][0-9]{0,6})");
	/** How many missing parts a message names. */
	private static final int MOST_NAMED = 10;

	private final Store store;

	PartResults(final Store store) {
		this.store = store;
	}

	/** Whether an entry is one of these, or their folder. */
	static boolean isOwn(final Entry entry) {
		return entry.key().equals(FOLDER) || entry.key().parent().equals(FOLDER) && NAME.matcher(entry.key().last()).matches();
	}

	private static Key key(final JobPart.One part) {
		return FOLDER.resolve(part.number() + "-of-" + part.count());
	}

	/** Keeps what a part has counted, on disk before this returns. */
	void put(final JobPart.One part, final UpscaleTally tally) {
		try {
			store.putSafely(key(part), tally.toBytes());
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + store.describe(key(part)) + ": " + LabelUpscalerException.reason(e) +
				". Run this part again.", e);
		}
	}

	/**
	 * Adds up what all parts have counted.
	 *
	 * @throws InvalidInputException if parts are missing or damaged; it names them
	 */
	UpscaleTally all() {
		try {
			final SortedMap<Integer, BitSet> done = new TreeMap<>();
			for (final Entry entry : store.list(FOLDER)) {
				final Matcher name = NAME.matcher(entry.key().last());
				if (name.matches())
					done.computeIfAbsent(Integer.valueOf(name.group(2)), count -> new BitSet()).set(Integer.parseInt(name.group(1)));
			}
			// NB: if it was begun with another number of parts, those that are all there are all there is.
			for (final Integer count : done.keySet())
				if (done.get(count).cardinality() == count)
					return sum(count);
			throw missing(done);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + store.describe(FOLDER) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private InvalidInputException missing(final SortedMap<Integer, BitSet> done) {
		if (done.isEmpty())
			return new InvalidInputException(store.describe(Key.ROOT) + ": no part of the job is done yet. Run all parts, then finish.");
		final int count = done.lastKey();
		final BitSet there = done.get(count);
		final List<String> missing = new ArrayList<>();
		for (int part = there.nextClearBit(1); part <= count && missing.size() <= MOST_NAMED; part = there.nextClearBit(part + 1))
			missing.add(missing.size() < MOST_NAMED ? Integer.toString(part) : "…");
		return new InvalidInputException(store.describe(Key.ROOT) + ": of " + count + " parts these are not done: " + String.join(", ",
			missing) + ". Run them, then finish.");
	}

	private UpscaleTally sum(final int count) throws IOException {
		final UpscaleTally sum = new UpscaleTally();
		for (int number = 1; number <= count; number++) {
			final Key key = key(new JobPart.One(number, count));
			sum.add(store.get(key).flatMap(UpscaleTally::of).orElseThrow(() -> new InvalidInputException(store.describe(key) +
				" is damaged. Run part " + shown(key) + " again, then finish.")));
		}
		return sum;
	}

	private static String shown(final Key key) {
		return key.last().replace("-of-", "/");
	}

	/** Deletes all, if there are any. */
	void clear() {
		try {
			if (store.exists(FOLDER)) {
				store.clear(FOLDER, PartResults::isOwn, key -> false, () -> {}, () -> false);
				store.delete(FOLDER);
			}
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot delete " + store.describe(FOLDER) + ": " + LabelUpscalerException.reason(e), e);
		}
	}
}
