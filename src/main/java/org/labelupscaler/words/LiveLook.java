package org.labelupscaler.words;

import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.store.Stores;

/** Looks up what a dialog says while its fields are edited, in another thread, for the last words only. */
public final class LiveLook implements AutoCloseable {

	/** What is looked up. */
	public interface Look {

		/**
		 * Called in another thread.
		 *
		 * @param stop whether nobody wants to know any more
		 * @return what to say
		 * @throws LabelUpscalerException if something is wrong, which is said
		 * @throws InterruptedException if the dialog was closed
		 */
		LiveText look(BooleanSupplier stop) throws InterruptedException;
	}

	/** What is said of a place that is not looked at while somebody types. */
	public static final LiveText AT_ADDRESS = LiveText.of("What is at an address is looked at when you press OK.");

	private final Runnable changed;
	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "label-upscaler-live-text");
		thread.setDaemon(true);
		return thread;
	});
	private Object wanted;
	private Object known;
	private LiveText text = LiveText.NONE;
	private boolean closed;

	/** @param changed called, in another thread, when {@link #text} has become better */
	public LiveLook(final Runnable changed) {
		this.changed = changed;
	}

	/**
	 * @param key what the text depends on: the words in the dialog, and what they mean; never changed
	 * @param meanwhile what to say until it is known
	 * @param look finds out what to say
	 * @return a few lines; quick, and never throws
	 */
	public synchronized LiveText text(final Object key, final String meanwhile, final Look look) {
		if (key.equals(known) || closed)
			return text;
		if (!key.equals(wanted)) {
			wanted = key;
			reader.execute(() -> look(key, look));
		}
		return LiveText.of(meanwhile);
	}

	/**
	 * @param places what stands in fields that name places
	 * @return whether one is at an address, so that to look at it takes a while
	 */
	public static boolean isAtAddress(final Collection<String> places) {
		return places.stream().anyMatch(place -> {
			try {
				return Words.given(place) && Stores.isElsewhere(Stores.path(place.strip()));
			}
			catch (final InvalidPathException | InvalidInputException e) {
				return false; // said when it is looked at
			}
		});
	}

	private synchronized boolean isWanted(final Object key) {
		return !closed && key.equals(wanted);
	}

	private void look(final Object key, final Look look) {
		if (!isWanted(key))
			return;
		LiveText found;
		try {
			found = look.look(() -> !isWanted(key));
		}
		catch (final CancelledException | InterruptedException e) {
			return;
		}
		catch (final LabelUpscalerException e) {
			found = LiveText.wrong(e.say(Remedy.Dialect.DIALOG));
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			found = LiveText.wrong("This cannot be told: " + e);
		}
		synchronized (this) {
			if (closed || !key.equals(wanted))
				return;
			known = key;
			text = found;
		}
		changed.run();
	}

	/** Stops reading. */
	@Override
	public synchronized void close() {
		closed = true;
		reader.shutdownNow();
	}
}
