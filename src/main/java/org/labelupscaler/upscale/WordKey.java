package org.labelupscaler.upscale;

import java.util.List;
import java.util.Locale;

/**
 * Something a user can say about a job, under the name it has in dialogs, macros and scripts. ImageJ takes the first word of a
 * dialog's label, in lower case, as the key of a macro; so each label begins with its key, and a key has nothing but letters.
 */
public interface WordKey {

	/** @return the name of the constant */
	String name();

	/** @return what a dialog shows; its first word is the key */
	String label();

	/** @return the words there are, the default first; empty if the words are free */
	List<String> choices();

	/** @return the name in a macro, letters a to z only, for example "voxelsize" */
	default String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** @return the words a dialog starts with; empty words leave the default */
	default String defaultWords() {
		return choices().isEmpty() ? "" : choices().get(0);
	}
}
