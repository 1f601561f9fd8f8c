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

	/**
	 * Some are spread evenly over the run; others come with a block that is not there yet, with the first file, or with the
	 * last. One file has no blocks that are seen.
	 */
	static Moment random(final Random random, final Job job, final Path folder) {
		final List<String> blocks = job.blocks();
		final int choice = random.nextInt(10);
		final boolean evenly = choice > 7 || choice < 5 && blocks.isEmpty();
		final Path sign = choice < 5 && !evenly ? folder.resolve(blocks.get(random.nextInt(blocks.size()))) : choice < 6 ? job
			.format().record(folder) : folder.resolve(job.format().container() + ".labels.csv");
		if (evenly || Files.exists(sign))
			return new Moment(null, (long) (random.nextDouble() * job.seconds() * 1e9));
		return new Moment(sign, random.nextInt(choice < 6 ? 6_000_000 : 600_000));
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
