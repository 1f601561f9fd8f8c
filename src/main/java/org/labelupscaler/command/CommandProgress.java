package org.labelupscaler.command;

import java.util.function.BooleanSupplier;

import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.macro.RunningMacro;
import org.scijava.app.StatusService;
import org.scijava.task.Task;

/**
 * Shows progress in Fiji's task monitor and in the status bar. The task's cancel button, the Esc key and the end of the macro stop the job.
 * Closing ends the task.
 */
final class CommandProgress implements ProgressListener, AutoCloseable {

	/** The status bar counts in int. */
	private static final int STEPS = 1000;

	private final Task task;
	private final StatusService status;
	private final Runnable begun;
	private final BooleanSupplier refused;
	private final RunningMacro macro;
	private volatile boolean cancelled;

	/**
	 * @param task the task to show
	 * @param status the status bar
	 * @param begun called when there is progress
	 * @param refused whether the user does not want it any more
	 * @param running the macro that runs the command
	 */
	CommandProgress(final Task task, final StatusService status, final Runnable begun, final BooleanSupplier refused,
		final RunningMacro running)
	{
		this.task = task;
		this.begun = begun;
		this.refused = refused;
		this.status = status;
		macro = running.watch();
		task.setCancelCallBack(() -> cancelled = true);
		task.start();
		task.setStatusMessage("Reading the source");
		status.showStatus("Label Upscaler: reading the source ...");
	}

	@Override
	public void progress(final Progress progress) {
		begun.run();
		task.setProgressMaximum(progress.all());
		task.setProgressValue(progress.done());
		final String text = progress.text();
		task.setStatusMessage(text);
		status.showStatus((int) (STEPS * progress.done() / Math.max(1, progress.all())), STEPS, text);
	}

	/** Asks the job to stop, from any thread. */
	void cancel() {
		cancelled = true;
	}

	@Override
	public boolean cancelled() {
		return cancelled || task.isCanceled() || macro.isStopped() || refused.getAsBoolean();
	}

	@Override
	public void close() {
		task.finish();
		status.showProgress(STEPS, STEPS); // or a job that was stopped would leave its bar
		status.clearStatus();
		macro.close();
	}
}
