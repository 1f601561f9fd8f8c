package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellOptions;
import org.labelupscaler.cells.volume.BallRadius;
import org.labelupscaler.cells.volume.CellValue;
import org.labelupscaler.cells.volume.CellVolumeOptions;
import org.labelupscaler.cells.volume.CellVolumeTask;
import org.labelupscaler.job.Existing;
import org.labelupscaler.volume.VolumeFormats;

/**
 * Takes the words a user types about a volume of cells, and reports all that is wrong with them at once. Empty or null words
 * leave the default. Used by one thread.
 */
public final class CellVolumeWords {

	private final Given<VolumeKey> words = new Given<>(VolumeKey.class);

	/** Nothing but the defaults. */
	public CellVolumeWords() {}

	/**
	 * @param given what is said under a key
	 * @return these words
	 */
	public static CellVolumeWords of(final Function<VolumeKey, String> given) {
		final CellVolumeWords words = new CellVolumeWords();
		words.words.setAll(VolumeKey.values(), given);
		return words;
	}

	/**
	 * @param key which option
	 * @param word as a user types it
	 * @return this
	 */
	public CellVolumeWords set(final VolumeKey key, final String word) {
		words.set(key, word);
		return this;
	}

	/**
	 * @param task what was wanted
	 * @param result what came of it
	 * @param dialect how the user says settings
	 * @return all there is to say, and what opens it
	 */
	public static String text(final CellVolumeTask task, final CellVolumeTask.Result result, final Remedy.Dialect dialect) {
		final Path target = task.options().target();
		return result.message().say(dialect) + (result.report().complete() ? "\n         " + PlanText.howToOpen(VolumeFormats.of(target), target)
			: "");
	}

	/**
	 * @param builder the cells and the labels
	 * @return the volume that is wanted
	 * @throws InvalidInputException if anything is wrong; the message has a line for each
	 */
	public CellVolumeTask volume(final CellWords builder) {
		final Words problems = new Words();
		final Path output = problems.path(VolumeKey.OUTPUT.key(), words.get(VolumeKey.OUTPUT));
		final Optional<BallRadius> radius = problems.parsed(VolumeKey.RADIUS.key(), () -> BallRadius.parse(words.orInitial(VolumeKey.RADIUS)));
		final Optional<CellValue> value = problems.choice(VolumeKey.VALUE.key(), words.orInitial(VolumeKey.VALUE), CellValue.values());
		final Optional<Existing> existing = problems.choice(VolumeKey.EXISTING.key(), words.orInitial(VolumeKey.EXISTING), Existing
			.values());
		final boolean sync = problems.either(VolumeKey.SYNC.key(), words.get(VolumeKey.SYNC), "no", "yes", false);
		final CellOptions cells = problems.parsed("", builder::build).orElse(null);
		problems.check();
		final Path target = output != null ? output : AssignOptions.beside(cells.cells().path(), "-volume.n5");
		return new CellVolumeTask(cells, new CellVolumeOptions(target, existing.orElseThrow(), sync, cells.labels().threads(), cells
			.labels().temporaryFolder()), radius.orElseThrow(), value.orElseThrow());
	}
}
