package org.labelupscaler.job;

/** What to do if the target exists. */
public enum Existing {
		/** Refuse, and touch nothing. */
		FAIL,
		/** Go on where an earlier run of the same job stopped; mend what is damaged. */
		RESUME,
		/** Delete it first, if this program made it. */
		OVERWRITE
}
