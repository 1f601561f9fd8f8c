package org.labelupscaler.ij;

import org.labelupscaler.job.ProgressListener;

import ij.IJ;

/** Shows progress in ImageJ's status bar; the Esc key stops the job. */
final class StatusBarProgress implements ProgressListener {

	StatusBarProgress() {
		IJ.resetEscape();
		IJ.showStatus("Label Upscaler: reading the source ...");
	}

	@Override
	public void progress(final Progress progress) {
		IJ.showStatus(progress.text() + "; Esc stops");
		IJ.showProgress((double) progress.done() / Math.max(1, progress.all()));
	}

	@Override
	public boolean cancelled() {
		return IJ.escapePressed();
	}

	/** Clears the bar. */
	void end() {
		IJ.showProgress(1.0);
		IJ.showStatus("");
	}
}
