package org.labelupscaler.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files for a while: gone when they are closed, or when the process ends, however it ends, unless others are to find them. */
public final class TemporaryFile {

	private static final FileAttribute<Set<PosixFilePermission>> PRIVATE = PosixFilePermissions.asFileAttribute(
		PosixFilePermissions.fromString("rw-------"));

	private TemporaryFile() {}

	/**
	 * NB: DELETE_ON_CLOSE removes the name at once where the system allows it, and at the end of the process otherwise, so
	 * that nothing is left behind even by a killed run. The folder may be everybody's: nobody can foresee the name, what is
	 * there already is not opened, and only the user may open what is made.
	 *
	 * @param folder where
	 * @return the file, empty, to be read and written
	 * @throws IOException if it cannot be made
	 */
	public static FileChannel open(final Path folder) throws IOException {
		return open(newName(folder), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
			StandardOpenOption.DELETE_ON_CLOSE));
	}

	/**
	 * The same for a file that has a name, so that other processes of the user can open it. Whoever makes it deletes it; a process that
	 * is killed leaves it behind.
	 *
	 * @param file a {@link #newName new name}
	 * @return the file, empty, to be read and written
	 * @throws IOException if it cannot be made
	 */
	public static FileChannel openNamed(final Path file) throws IOException {
		return open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
	}

	/**
	 * @param folder where
	 * @return the path of a file that is not there, and that nobody can foresee
	 */
	public static Path newName(final Path folder) {
		return folder.resolve(".label-upscaler-" + UUID.randomUUID() + ".tmp");
	}

	private static FileChannel open(final Path file, final Set<StandardOpenOption> options) throws IOException {
		return FileChannel.open(file, options, file.getFileSystem().supportedFileAttributeViews().contains("posix")
			? new FileAttribute<?>[] { PRIVATE } : new FileAttribute<?>[0]);
	}
}
