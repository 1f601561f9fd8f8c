package org.labelupscaler.job;

import java.util.function.Function;

import org.labelupscaler.LabelUpscalerException;

/** Has work done. */
public interface Executor {

	/**
	 * What came of it.
	 *
	 * @param tally what was counted
	 * @param complete whether all pieces were done
	 * @param <T> its type
	 */
	record Outcome<T>(T tally, boolean complete) {}

	/** @return whether work is never sent anywhere, so that it may use what only this process has */
	default boolean isLocal() {
		return false;
	}

	/**
	 * Has all pieces done, until one fails or the listener cancels. When it returns, however it does, no worker is at work any more.
	 *
	 * @param work the work
	 * @param progress makes of what has been counted so far how far the work is; must be quick
	 * @param listener hears of it a few times a second, though not of the end, and can cancel
	 * @param <T> what is counted
	 * @return what came of it
	 * @throws LabelUpscalerException the first failure
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	<T extends Tally<T>> Outcome<T> run(Work<T> work, Function<? super T, ? extends ProgressListener.Progress> progress,
		ProgressListener listener) throws InterruptedException;
}
