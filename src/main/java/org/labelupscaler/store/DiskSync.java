package org.labelupscaler.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

import org.labelupscaler.LabelUpscalerException;

/**
 * Waits until files and folders are on disk, so that a power cut cannot take them. A folder has to be synced as well as
 * its files: it holds their names. Windows keeps names by itself and lets no folder be synced; there that part is left out.
 */
public final class DiskSync {

	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

	private DiskSync() {}

	/**
	 * @param file a file that was written
	 * @throws IOException if it cannot be synced
	 */
	public static void file(final Path file) throws IOException {
		// NB: Windows syncs only what is open for writing.
		try (FileChannel channel = FileChannel.open(file, WINDOWS ? StandardOpenOption.WRITE
			: StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * @param folder a folder in which files were written
	 * @throws IOException if it cannot be synced
	 */
	public static void folder(final Path folder) throws IOException {
		if (WINDOWS)
			return;
		file(folder);
	}

	/**
	 * @param file a file or folder whose name must be on disk
	 * @throws LabelUpscalerException if its folder cannot be synced
	 */
	public static void name(final Path file) {
		try {
			folder(file.toAbsolutePath().getParent());
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot sync " + file + " to disk: " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * @param root a folder
	 * @param files which of the files below it; all folders are synced
	 * @throws IOException if one cannot be synced
	 */
	public static void tree(final Path root, final Predicate<Path> files) throws IOException {
		Files.walkFileTree(root, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				if (files.test(file))
					file(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path folder, final IOException failure) throws IOException {
				if (failure != null)
					throw failure;
				folder(folder);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
