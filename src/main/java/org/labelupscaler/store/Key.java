package org.labelupscaler.store;

import java.io.Serializable;

/**
 * The name of some bytes in a store, or, as a prefix, of all that lies below it: parts joined by slashes, such as
 * {@code setup0/timepoint0/s0/attributes.json}. No part is empty, {@code .} or {@code ..}, and none has a backslash, so that a
 * key never leads out of its store on any system.
 *
 * @param name the parts, joined; empty for all of the store
 */
public record Key(String name) implements Serializable, Comparable<Key> {

	/** All of a store. */
	public static final Key ROOT = new Key("");

	/** @throws IllegalArgumentException if it is none */
	public Key {
		int start = 0;
		for (int i = 0; i <= name.length() && !name.isEmpty(); i++) {
			final char c = i == name.length() ? '/' : name.charAt(i);
			if (c == '\\' || c == 0)
				throw new IllegalArgumentException("no key: " + name);
			if (c != '/')
				continue;
			final int length = i - start;
			if (length == 0 || length <= 2 && name.startsWith(".", start) && (length == 1 || name.charAt(start + 1) == '.'))
				throw new IllegalArgumentException("no key: " + name);
			start = i + 1;
		}
	}

	/**
	 * @param more further parts
	 * @return the key below this one
	 */
	public Key resolve(final String more) {
		return new Key(name.isEmpty() ? more : more.isEmpty() ? name : name + "/" + more);
	}

	/** @return the last part; empty for the root */
	public String last() {
		return name.substring(name.lastIndexOf('/') + 1);
	}

	/** @return the key above; the root for a key of one part, and for the root itself */
	public Key parent() {
		return new Key(name.substring(0, Math.max(0, name.lastIndexOf('/'))));
	}

	@Override
	public int compareTo(final Key other) {
		return name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return name;
	}
}
