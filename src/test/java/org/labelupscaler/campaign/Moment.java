package org.labelupscaler.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A moment in a run: a while after a file appears, or after the start.
 *
 * @param sign the file; null for the start
 * @param nanoseconds the while
 */
record Moment(Path sign, long nanoseconds) {

	/** Half are spread evenly over the run; the others come with a block, the first files, or the last. */
	static Moment random(final Random random, final Job job, final Path folder) {
		final Path container = folder.resolve(EndState.CONTAINER);
		final int choice = random.nextInt(8);
		if (choice < 4)
			return new Moment(null, (long) (random.nextDouble() * job.seconds() * 1e9));
		if (choice < 6) {
			final List<String> blocks = job.end().blocks().toList();
			return new Moment(folder.resolve(blocks.get(random.nextInt(blocks.size()))), random.nextInt(3_000_000));
		}
		if (choice == 6)
			return new Moment(container.resolve("attributes.json"), random.nextInt(6_000_000));
		return new Moment(folder.resolve("labels.labels.csv"), random.nextInt(600_000));
	}

	/** Waits for it, or for the end of the program. */
	void await(final Program program) {
		while (sign != null && program.isAlive() && !Files.exists(sign))
			Thread.onSpinWait();
		final long until = System.nanoTime() + nanoseconds;
		while (program.isAlive() && System.nanoTime() < until)
			Thread.onSpinWait();
	}
}
