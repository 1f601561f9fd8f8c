package org.labelupscaler.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Whether what was printed has arrived. */
final class Printed {

	private Printed() {}

	/**
	 * Whether words are missing from the standard output that somebody may still want: from a file on a full disk. From a pipe they are missing
	 * only if whoever read it has closed it, as head does, and wants no more. A stream does not say so by itself.
	 */
	static boolean isIncomplete() {
		return System.out.checkError() && isKept();
	}

	/** Whether it goes to a file or a device: a pipe, a socket and a terminal have no position. NB: not closed, it is not ours. */
	@SuppressWarnings("resource")
	private static boolean isKept() {
		try {
			new FileOutputStream(FileDescriptor.out).getChannel().position();
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
