package org.labelupscaler.address;

import java.nio.file.FileSystemException;

/** A folder of a server that does not say what it has. */
public final class UnlistedException extends FileSystemException {

	private static final long serialVersionUID = 1L;

	UnlistedException(final String folder) {
		super(folder, null, "the server does not say what is in there");
	}
}
