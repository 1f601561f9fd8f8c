package org.labelupscaler.source.tiff;

/** Texts that files hold. */
final class Texts {

	private Texts() {}

	/** Fit for a terminal: no control characters, not too long. */
	static String shown(final String text) {
		final String clean = text.replaceAll("\\p{Cntrl}", "?");
		return clean.length() <= 60 ? clean : clean.substring(0, 60) + "...";
	}
}
