package org.labelupscaler.cli;

import java.util.OptionalInt;

import org.labelupscaler.job.Executor;

/** What has the work of commands done: threads of this process, or a cluster. */
public interface Engine {

	/**
	 * Asked for only by a command that has work to be done.
	 *
	 * @param threads how many workers of this process the user wants
	 * @return has it done
	 */
	Executor executor(int threads);

	/** @return how many workers a process has if the user does not say it; empty: one for each processor */
	default OptionalInt threads() {
		return OptionalInt.empty();
	}
}
