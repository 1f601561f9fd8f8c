package org.labelupscaler.address;

import java.util.Objects;

/** A file on a server, and its first bytes. */
public final class RemoteStart {

	private final RemoteFile file;
	private final byte[] bytes;

	/**
	 * @param file what is told of it
	 * @param bytes its first bytes; taken, not copied
	 */
	public RemoteStart(final RemoteFile file, final byte[] bytes) {
		this.file = Objects.requireNonNull(file);
		this.bytes = Objects.requireNonNull(bytes);
	}

	/** @return what is told of it */
	public RemoteFile file() {
		return file;
	}

	/** @return its first bytes, not copied; nobody changes them */
	byte[] bytes() {
		return bytes;
	}
}
