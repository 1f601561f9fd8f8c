package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyOptions;

/**
 * Takes the words a user types about a verification, and reports all that is wrong with them at once. Empty or null words,
 * but for the container, leave the default. Used by one thread.
 */
public final class VerifyWords {

	private final Given<VerifyKey> words = new Given<>(VerifyKey.class);

	/** Nothing but the defaults. */
	public VerifyWords() {}

	/**
	 * @param given what is said under a key
	 * @return these words
	 */
	public static VerifyWords of(final Function<VerifyKey, String> given) {
		final VerifyWords words = new VerifyWords();
		words.words.setAll(VerifyKey.values(), given);
		return words;
	}

	/**
	 * @param key which option
	 * @param word as a user types it
	 * @return this
	 */
	public VerifyWords set(final VerifyKey key, final String word) {
		words.set(key, word);
		return this;
	}

	/**
	 * @return the options
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public VerifyOptions build() {
		final Words problems = new Words();
		if (!words.has(VerifyKey.INPUT))
			problems.wrong(VerifyKey.INPUT.key(), "name the .n5 folder to verify");
		final Path container = path(VerifyKey.INPUT, problems);
		final Path source = path(VerifyKey.SOURCE, problems);
		final Path temporary = path(VerifyKey.TEMP, problems);
		final String asked = words.orInitial(VerifyKey.BLOCKS).toLowerCase(Locale.ROOT);
		final boolean all = asked.equals("all") || asked.equals("voxels");
		final long blocks = all ? VerifyOptions.ALL_BLOCKS : problems.number(VerifyKey.BLOCKS.key(), asked, Long.MAX_VALUE,
			"a number above 0, 'all' or 'voxels'");
		final int threads = problems.threads(words.get(VerifyKey.THREADS));
		problems.check();
		return VerifyOptions.of(container).source(source).blocks(blocks).decode(!asked.equals("all")).threads(threads).temporaryFolder(
			temporary);
	}

	/**
	 * @return what would be compared; a dialog says it while its fields are edited
	 * @throws org.labelupscaler.LabelUpscalerException if anything is wrong
	 */
	public LiveText look() {
		return LiveText.of(String.join("\n", VerifyJob.describe(build())));
	}

	private Path path(final VerifyKey key, final Words problems) {
		return problems.path(key.key(), words.get(key));
	}
}
