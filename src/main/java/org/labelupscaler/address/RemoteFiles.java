package org.labelupscaler.address;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;

/**
 * The files of servers of one kind, reached in one way. Keys are names joined by slashes, the first the host or bucket. Equal if the same
 * files are reached in the same way. Thread-safe. A file that is not there is a {@link java.nio.file.NoSuchFileException}, anything else
 * that fails another {@link IOException} whose message says why, in words that follow "Cannot read …: ".
 */
public interface RemoteFiles extends Serializable {

	/** @return what addresses begin with, for example "s3://"; shown and recorded, so that no secret is in it */
	String root();

	/**
	 * @param key a file
	 * @return its whole address, with secrets if that is how it is reached; not for messages
	 */
	default String address(final String key) {
		return root() + key;
	}

	/**
	 * @param key a file
	 * @param most how many bytes are welcome
	 * @return the file, with at most that many of its first bytes, or with all of them, where it cannot be had in parts
	 * @throws IOException if it is not there, or cannot be read
	 */
	RemoteStart start(String key, int most) throws IOException;

	/**
	 * @param key a file that can be asked for in parts
	 * @param file as it was told of
	 * @param from the first byte
	 * @param count how many, all in the file
	 * @return these bytes
	 * @throws IOException if they cannot be read, or the file is another one by now
	 */
	byte[] read(String key, RemoteFile file, long from, int count) throws IOException;

	/**
	 * @param key a file that cannot be asked for in parts
	 * @param file as it was told of
	 * @return all of its bytes; the caller closes it
	 * @throws IOException if they cannot be read, or the file is another one by now
	 */
	InputStream whole(String key, RemoteFile file) throws IOException;

	/** @return whether folders can be listed */
	boolean lists();

	/**
	 * @param folder a folder; empty for the place where hosts or buckets are
	 * @return what lies directly below it; nothing if there is no such folder
	 * @throws IOException if it cannot be listed
	 */
	List<RemoteEntry> list(String folder) throws IOException;

	/**
	 * @param folder a folder
	 * @return whether there is anything below it
	 * @throws IOException if it cannot be found out
	 */
	boolean isFolder(String folder) throws IOException;
}
