package org.labelupscaler.upscale;

import org.labelupscaler.LabelUpscalerException;

/** Says that a job was stopped before it had begun to write blocks. */
public final class CancelledException extends LabelUpscalerException {

	private static final long serialVersionUID = 1L;

	CancelledException() {
		super("Stopped before anything was written.");
	}

	CancelledException(final String message) {
		super(message);
	}
}
