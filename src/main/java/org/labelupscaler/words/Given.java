package org.labelupscaler.words;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What a user has typed, by key. Words that are empty or null are none. Used by one thread. */
final class Given<K extends Enum<K> & WordKey> {

	private final Map<K, String> words;

	Given(final Class<K> keys) {
		words = new EnumMap<>(keys);
	}

	void set(final K key, final String word) {
		if (Words.given(word))
			words.put(key, word.strip());
		else
			words.remove(key);
	}

	/** Takes all that a function knows. */
	void setAll(final K[] keys, final Function<K, String> given) {
		for (final K key : keys)
			set(key, given.apply(key));
	}

	boolean has(final K key) {
		return words.containsKey(key);
	}

	/** Null if there are no words. */
	String get(final K key) {
		return words.get(key);
	}

	/** What a dialog starts with, if there are no words. */
	String orInitial(final K key) {
		return words.getOrDefault(key, key.defaultWords());
	}

	String or(final K key, final String otherwise) {
		return words.getOrDefault(key, otherwise);
	}
}
