package org.labelupscaler.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.labelupscaler.text.Quantities;

/**
 * What happens when the process is told to end, as by ctrl-C, while a command runs: work that shows progress is told to stop, and what it
 * has to say is waited for; all else ends at once, and programs are told so.
 */
final class Stop implements AutoCloseable {

	private static final long MOST_SECONDS = 30;

	private final CountDownLatch ended = new CountDownLatch(1);
	private final Supplier<Optional<Output>> output;
	private final long mostSeconds;
	private final Thread hook = new Thread(this::stop, "label-upscaler-stop");

	/** @param output what the command has opened to say things; nothing yet if it has said nothing */
	Stop(final Supplier<Optional<Output>> output) {
		this(output, MOST_SECONDS);
	}

	/** @param mostSeconds how long work is waited for that was told to stop */
	Stop(final Supplier<Optional<Output>> output, final long mostSeconds) {
		this.output = output;
		this.mostSeconds = mostSeconds;
		Runtime.getRuntime().addShutdownHook(hook);
	}

	/** The command has said all. */
	@Override
	public void close() {
		ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (final IllegalStateException e) {
			// NB: the process is ending, and the hook waits for this.
		}
	}

	/** Called when the process is told to end. */
	void stop() {
		final Optional<Output> said = output.get();
		if (said.isEmpty())
			return;
		if (!said.get().cancel()) {
			said.get().fail("Stopped.", Terminal.CANCELLED);
			return;
		}
		try {
			if (ended.await(mostSeconds, TimeUnit.SECONDS))
				return;
			said.get().fail("Stopped. What was being done did not end within " + Quantities.count(mostSeconds, "second") + ".");
			said.get().end(Terminal.CANCELLED);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
