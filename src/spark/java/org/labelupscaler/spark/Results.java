package org.labelupscaler.spark;

import java.util.function.Function;

import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.Tally;

import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Adds up what tasks have come to, on the driver. Spark hands over the result of each task once, however often it was tried. Thread-safe.
 *
 * @param <T> what is counted
 */
final class Results<T extends Tally<T>> extends AbstractFunction2<Object, byte[], BoxedUnit> {

	private final T tally;

	/** @param tally nothing counted yet */
	Results(final T tally) {
		this.tally = tally;
	}

	/** NB: called by the thread that schedules everything. */
	@Override
	public BoxedUnit apply(final Object task, final byte[] result) {
		final T part = Serialised.object(result);
		synchronized (tally) {
			tally.add(part);
		}
		return BoxedUnit.UNIT;
	}

	ProgressListener.Progress look(final Function<? super T, ? extends ProgressListener.Progress> progress) {
		synchronized (tally) {
			return progress.apply(tally);
		}
	}

	/** What there is when nobody adds to it any more. */
	T tally() {
		synchronized (tally) {
			return tally;
		}
	}
}
