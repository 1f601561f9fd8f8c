package org.labelupscaler.volume;

import java.io.Serializable;

/**
 * What became of blocks.
 *
 * @param written blocks that were written
 * @param kept blocks that were there already, byte for byte
 * @param background blocks that are left out, being only label 0
 * @param bytes bytes that were written for blocks
 */
public record Written(long written, long kept, long background, long bytes) implements Serializable {

	/** No block. */
	public static final Written NONE = new Written(0, 0, 0, 0);

	/**
	 * @param other others
	 * @return both together
	 */
	public Written plus(final Written other) {
		return new Written(written + other.written, kept + other.kept, background + other.background, bytes + other.bytes);
	}
}
