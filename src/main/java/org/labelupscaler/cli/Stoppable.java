package org.labelupscaler.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.job.CancelledException;

/**
 * Work that ends in good order when the process is told to end, as by ctrl-C: the progress is told to stop, and what it has to
 * say is waited for.
 */
final class Stoppable {

	private static final long MOST_SECONDS = 30;

	private Stoppable() {}

	/** Returns the exit code: that of the work, or that of a stop. */
	static int run(final Output output, final TerminalProgress progress, final Callable<Integer> work) throws Exception {
		final CountDownLatch ended = new CountDownLatch(1);
		final Thread hook = new Thread(() -> stop(progress, ended), "label-upscaler-stop");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			return work.call();
		}
		catch (final CancelledException e) {
			// NB: here, because once this is over the process ends without another word.
			progress.endLine();
			output.fail(e.say(Terminal.DIALECT));
			return Terminal.CANCELLED;
		}
		finally {
			ended.countDown();
			try {
				Runtime.getRuntime().removeShutdownHook(hook);
			}
			catch (final IllegalStateException e) {
				// NB: the process is ending, and the hook waits for this.
			}
		}
	}

	private static void stop(final TerminalProgress progress, final CountDownLatch ended) {
		progress.cancel();
		try {
			ended.await(MOST_SECONDS, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
