package org.labelupscaler.job;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.labelupscaler.LabelUpscalerException;

/** Opens what takes time to open, such as a source that must be decoded, so that it can be stopped. */
public final class Opening {

	private static final long TICK_MILLISECONDS = 100;

	private Opening() {}

	/**
	 * Reads in a thread of its own, and interrupts it when the listener says stop: file channels end at once then. What it
	 * has opened by then is closed.
	 *
	 * @param <T> what is opened
	 * @param opening opens it
	 * @param listener asked whether to stop; hears nothing
	 * @return it
	 * @throws CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static <T extends AutoCloseable> T run(final Callable<T> opening, final ProgressListener listener)
		throws InterruptedException
	{
		final CompletableFuture<T> result = new CompletableFuture<>();
		final Thread thread = new Thread(() -> {
			try {
				result.complete(opening.call());
			}
			catch (final Throwable e) {
				result.completeExceptionally(e);
			}
		}, "label-upscaler-opening");
		thread.setDaemon(true);
		thread.start();
		boolean wanted = false;
		try {
			while (!listener.cancelled())
				try {
					final T opened = result.get(TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
					wanted = true;
					return opened;
				}
				catch (final TimeoutException e) {
					// NB: not done yet.
				}
			throw new CancelledException();
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof LabelUpscalerException known)
				throw known;
			if (e.getCause() instanceof Error error)
				throw error;
			throw new LabelUpscalerException("Internal error: " + e.getCause(), e.getCause());
		}
		finally {
			if (!wanted) {
				thread.interrupt();
				result.thenAccept(Opening::closeUnwanted);
			}
		}
	}

	private static void closeUnwanted(final AutoCloseable opened) {
		try {
			opened.close();
		}
		catch (final Exception e) {
			// NB: nothing was written that anybody could miss.
		}
	}
}
