package org.labelupscaler.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something a user can say, under the name it has in dialogs, macros and scripts. A key of a macro has nothing but letters; each label of a
 * dialog begins with its words, so that who reads a macro finds the field.
 */
public interface WordKey {

	/** @return the name of the constant */
	String name();

	/** @return how its field is worded */
	Wording wording();

	/** @return what a dialog shows; it begins with the name */
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
		return name().toLowerCase(Locale.ROOT).replace("_", "");
	}

	/** @return the name in messages, for example "voxel size" */
	default String field() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
