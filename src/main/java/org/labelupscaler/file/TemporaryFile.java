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

/** Files that are gone when they are closed, or when the process ends, however it ends. */
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
		final boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
		return FileChannel.open(folder.resolve(".label-upscaler-" + UUID.randomUUID() + ".tmp"), Set.of(
			StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE), posix
				? new FileAttribute<?>[] { PRIVATE } : new FileAttribute<?>[0]);
	}
}
