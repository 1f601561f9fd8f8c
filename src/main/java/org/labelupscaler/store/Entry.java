package org.labelupscaler.store;

/**
 * What lies directly below a prefix.
 *
 * @param key its key
 * @param kind what it is
 */
public record Entry(Key key, Kind kind) {

	/** What there can be. */
	public enum Kind {
			/** Bytes under that key. */
			BYTES,
			/** A prefix of further keys. */
			PREFIX,
			/** Something that no store makes: a link, a pipe, a device. */
			FOREIGN
	}
}
