package org.labelupscaler.store.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The body of an answer, which fails when nothing of it comes for a while. NB: Java's client waits for ever. Used by one thread. */
final class WatchedBody extends FilterInputStream {

	private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
		final Thread thread = new Thread(task, "http-silence");
		thread.setDaemon(true);
		return thread;
	});

	private final long longest;
	private final Future<?> watch;
	/** When somebody began to wait; 0 while nobody does. */
	private volatile long waiting;
	private volatile boolean silent;

	WatchedBody(final InputStream body, final Duration longestSilence) {
		super(body);
		longest = longestSilence.toNanos();
		watch = CLOCK.scheduleWithFixedDelay(this::look, longest / 4, longest / 4, TimeUnit.NANOSECONDS);
	}

	private void look() {
		final long since = waiting;
		if (since == 0 || System.nanoTime() - since < longest)
			return;
		silent = true;
		try {
			// NB: this wakes up who reads.
			in.close();
		}
		catch (final IOException e) {
			// NB: who reads is told.
		}
	}

	@Override
	public int read() throws IOException {
		final byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(final byte[] out, final int from, final int count) throws IOException {
		waiting = Math.max(1, System.nanoTime());
		try {
			final int n = in.read(out, from, count);
			if (n < 0 && silent)
				throw new IOException("closed");
			return n;
		}
		catch (final IOException e) {
			if (silent)
				throw (IOException) new HttpTimeoutException("the server fell silent in the middle of an answer").initCause(e);
			throw e;
		}
		finally {
			waiting = 0;
		}
	}

	@Override
	public void close() throws IOException {
		watch.cancel(false);
		super.close();
	}
}
