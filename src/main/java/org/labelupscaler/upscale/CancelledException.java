package org.labelupscaler.upscale;

import org.labelupscaler.LabelUpscalerException;

/** Says that a job was stopped before it had begun to write blocks. */
public final class CancelledException extends LabelUpscalerException {

	private static final long serialVersionUID = 1L;

	/** Says that the user has stopped it. */
	public CancelledException() {
		super("Stopped before anything was written.");
	}

	/** @param message what was stopped, and what to do about it */
	public CancelledException(final String message) {
		super(message);
	}
}
