package org.labelupscaler.job;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;

/** Says that a job was stopped before it had begun to write blocks. */
public final class CancelledException extends LabelUpscalerException {

	private static final long serialVersionUID = 1L;

	/** Says that the user has stopped it. */
	public CancelledException() {
		super("Stopped before anything was written.");
	}

	/**
	 * @param fact what was stopped
	 * @param remedy what to do
	 */
	public CancelledException(final String fact, final Remedy remedy) {
		super(fact, remedy, null);
	}
}
