package org.labelupscaler.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something a user can say, under the name it has in dialogs, macros and scripts. ImageJ takes the first word of a dialog's
 * label, in lower case, as the key of a macro; so each label begins with its key, and a key has nothing but letters.
 */
public interface WordKey {

	/** @return the name of the constant */
	String name();

	/** @return how its field is worded */
	Wording wording();

	/** @return what a dialog shows; its first word is the key */
	default String label() {
		return wording().label();
	}

	/** @return the words there are, the default first; empty if the words are free */
	default List<String> choices() {
		return wording().choices();
	}

	/** @return the words a dialog starts with; empty words leave the default */
	default String defaultWords() {
		return wording().initial();
	}

	/** @return the name in a macro, letters a to z only, for example "voxelsize" */
	default String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param <K> a list of keys
	 * @param keys the list
	 * @param key a name, in any case
	 * @return its key, or nothing if there is none of that name
	 */
	static <K extends Enum<K> & WordKey> Optional<K> of(final Class<K> keys, final String key) {
		return Arrays.stream(keys.getEnumConstants()).filter(k -> k.key().equalsIgnoreCase(key)).findFirst();
	}
}
