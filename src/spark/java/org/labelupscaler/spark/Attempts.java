package org.labelupscaler.spark;

import java.util.HashMap;
import java.util.Map;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Tasks that are at work, among them those whose job is over: it was cancelled, or a copy was quicker. Thread-safe. */
final class Attempts extends SparkListener {

	private static final int MOST_ASKED = 100;

	/** Where each runs. */
	private final Map<Long, String> running = new HashMap<>();
	private final String group;
	private int job = -1;
	private boolean over;
	private long asked;

	/** @param group of the job; NB: the ends of earlier ones may come late */
	Attempts(final String group) {
		this.group = group;
	}

	@Override
	public synchronized void onJobStart(final SparkListenerJobStart start) {
		if (start.properties() != null && group.equals(start.properties().getProperty("spark.jobGroup.id")))
			job = start.jobId();
	}

	@Override
	public synchronized void onTaskStart(final SparkListenerTaskStart start) {
		running.put(start.taskInfo().taskId(), start.taskInfo().executorId());
	}

	@Override
	public synchronized void onTaskEnd(final SparkListenerTaskEnd end) {
		running.remove(end.taskInfo().taskId());
		notifyAll();
	}

	@Override
	public synchronized void onExecutorRemoved(final SparkListenerExecutorRemoved removed) {
		running.values().removeIf(removed.executorId()::equals);
		notifyAll();
	}

	/** NB: comes after the starts of all tasks of the job, however late it comes. */
	@Override
	public synchronized void onJobEnd(final SparkListenerJobEnd end) {
		over |= end.jobId() == job;
		notifyAll();
	}

	/**
	 * Waits.
	 *
	 * @param milliseconds how long at most
	 * @return whether the job is over, and no task is at work any more
	 */
	synchronized boolean awaitEnd(final long milliseconds) throws InterruptedException {
		if (!isEnd())
			wait(milliseconds);
		return isEnd();
	}

	/** NB: a job that could not even be sent has no end. */
	private boolean isEnd() {
		return running.isEmpty() && (over || ++asked > MOST_ASKED);
	}
}
