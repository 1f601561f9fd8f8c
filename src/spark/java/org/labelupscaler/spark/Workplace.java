package org.labelupscaler.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import org.labelupscaler.job.Tally;
import org.labelupscaler.job.Work;
import org.labelupscaler.job.Worker;

/**
 * The work of a run in a process that tasks come to, and the workers that wait for the next one: as long as there are any, the source
 * stays open. There is one run at a time; the workers of the one before are closed when another begins. Thread-safe.
 *
 * @param <T> what is counted
 */
final class Workplace<T extends Tally<T>> {

	private static Workplace<?> now;

	private final String id;
	private final Work<T> work;
	private final Deque<Worker<T>> idle = new ArrayDeque<>();
	private boolean closed;

	private Workplace(final String id, final Work<T> work) {
		this.id = id;
		this.work = work;
	}

	/**
	 * Finds the workplace of a run.
	 *
	 * @param id of the run
	 * @param work makes its work, for the first task that comes
	 */
	@SuppressWarnings("unchecked")
	static <T extends Tally<T>> Workplace<T> at(final String id, final Supplier<Work<T>> work) {
		synchronized (Workplace.class) {
			if (now == null || !now.id.equals(id)) {
				if (now != null)
					now.close();
				now = new Workplace<>(id, work.get());
			}
			return (Workplace<T>) now;
		}
	}

	/** Closes the workplace of a run in this process, if there is one. */
	static void close(final String id) {
		synchronized (Workplace.class) {
			if (now == null || !now.id.equals(id))
				return;
			now.close();
			now = null;
		}
	}

	Work<T> work() {
		return work;
	}

	/** NB: those at work are closed by who has them. */
	private synchronized void close() {
		closed = true;
		idle.forEach(Worker::close);
		idle.clear();
	}

	/** Takes a worker that waits, or a new one. */
	Hire hire() {
		synchronized (this) {
			if (!idle.isEmpty())
				return new Hire(idle.pop());
		}
		return new Hire(work.open());
	}

	private synchronized boolean takeBack(final Worker<T> worker) {
		if (!closed)
			idle.push(worker);
		return !closed;
	}

	/** A worker while it is at work. */
	final class Hire implements AutoCloseable {

		private final Worker<T> worker;
		private boolean kept;

		private Hire(final Worker<T> worker) {
			this.worker = worker;
		}

		Worker<T> worker() {
			return worker;
		}

		/** Lets it wait for the next task, because all went well. */
		void keep() {
			kept = takeBack(worker);
		}

		@Override
		public void close() {
			if (!kept)
				worker.close();
		}
	}
}
