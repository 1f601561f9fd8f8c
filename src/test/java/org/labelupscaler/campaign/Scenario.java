package org.labelupscaler.campaign;

import java.nio.file.Path;
import java.util.Random;

/** One way of disturbing runs. */
interface Scenario {

	/**
	 * What a scenario is given.
	 *
	 * @param folder an empty folder of its own
	 * @param random seeded; the same seed repeats what is chosen, though not the moments at which a machine is
	 * @param kills how many kills are wanted, where it is kills that count
	 * @param percent how many of the usual rounds are played
	 * @param format what is written
	 */
	record Setting(Path folder, Random random, int kills, int percent, Format format) {

		/** How many rounds to play where so many are usual; at least one. */
		int rounds(final int usual) {
			return Math.max(1, usual * percent / 100);
		}
	}

	/** The word that selects it. */
	String name();

	/** What is done, a few words for the table. */
	String what();

	/** Whether it is about a format, too. */
	default boolean plays(final Format format) {
		return format == Format.N5;
	}

	/** Disturbs runs and says what came of it. */
	void run(Setting setting, Tally tally) throws Exception;
}
