package org.labelupscaler.ij;

import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.macro.RunningMacro;

import ij.IJ;

/** Shows progress in ImageJ's status bar; the Esc key and the end of the macro stop the job. */
final class StatusBarProgress implements ProgressListener {

	/** The dialog that is open until there is progress. */
	interface Shown {

		/** The words were right, and the job has begun. */
		void begun();

		/** Whether the user does not want it. */
		boolean cancelled();
	}

	private final Shown dialog;
	private final RunningMacro macro = RunningMacro.find(Thread.currentThread()).watch();

	/** @param dialog the dialog that is open; null for none */
	StatusBarProgress(final Shown dialog) {
		this.dialog = dialog;
		IJ.showStatus("Label Upscaler: reading the source ...");
	}

	@Override
	public void progress(final Progress progress) {
		if (dialog != null)
			dialog.begun();
		IJ.showStatus(progress.text() + "; Esc stops");
		IJ.showProgress((double) progress.done() / Math.max(1, progress.all()));
	}

	@Override
	public boolean cancelled() {
		return macro.isStopped() || dialog != null && dialog.cancelled();
	}

	/** Clears the bar. */
	void end() {
		IJ.showProgress(1.0);
		IJ.showStatus("");
		macro.close();
	}
}
