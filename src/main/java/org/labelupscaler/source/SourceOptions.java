package org.labelupscaler.source;

import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;

import org.labelupscaler.SentRecord;

/**
 * How to open a source.
 *
 * @param temporaryFolder where a compressed source is decoded to; must exist and be writable
 * @param acceptRoundedIds whether to take 32-bit float labels above 2^24, which may have been rounded before
 */
public record SourceOptions(Path temporaryFolder, boolean acceptRoundedIds) implements Serializable {

	/** @return the system's folder for temporary files, and no rounded ids */
	public static SourceOptions defaults() {
		return new SourceOptions(Path.of(System.getProperty("java.io.tmpdir")), false);
	}

	private Object writeReplace() throws ObjectStreamException {
		return SentRecord.of(this);
	}
}
