package org.labelupscaler.job;

import java.util.function.BooleanSupplier;

import org.labelupscaler.text.Quantities;

/** Hears how a job gets on, and can stop it. Called by the thread that runs the job, a few times a second. */
public interface ProgressListener {

	/** Hears nothing and never stops. */
	ProgressListener NONE = progress -> {};

	/** Where a job is. */
	interface Progress {

		/** @return how much is done, in whatever the job counts */
		long done();

		/** @return how much there is to do, in the same */
		long all();

		/** @return time since the start */
		double seconds();

		/** @return what is done, how fast, and the time left; at the end the time it took */
		String text();

		/** @return whether it is the end */
		default boolean isLast() {
			return done() == all();
		}

		/**
		 * What comes first may take longer or shorter than the rest; so the start tells little.
		 *
		 * @return seconds still to go at the average rate so far; NaN as long as that cannot be told
		 */
		default double secondsLeft() {
			final boolean early = done() * 50.0 < all() && seconds() < 60;
			return done() == 0 || early ? Double.NaN : seconds() / done() * (all() - done());
		}

		/** @return what a {@link #text} ends with: the time it took, or that which is left if it can be told */
		default String time() {
			if (isLast())
				return ", " + Quantities.seconds(seconds());
			final double left = secondsLeft();
			return Double.isNaN(left) ? "" : ", " + Quantities.seconds(left) + " left";
		}
	}

	/** @param progress where the job is; all is done in the last call, and in no other, unless it was stopped */
	void progress(Progress progress);

	/** @return true to stop the job soon */
	default boolean cancelled() {
		return false;
	}

	/**
	 * @param stop asked whether to stop, before this one is
	 * @return a listener that hears the same, and also stops the job if that says so
	 */
	default ProgressListener stoppedBy(final BooleanSupplier stop) {
		final ProgressListener same = this;
		return new ProgressListener() {

			@Override
			public void progress(final Progress progress) {
				same.progress(progress);
			}

			@Override
			public boolean cancelled() {
				return stop.getAsBoolean() || same.cancelled();
			}
		};
	}
}
