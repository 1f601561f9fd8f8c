package org.labelupscaler.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory. */
public final class Disk implements AutoCloseable {

	private final Path folder;

	private Disk(final Path folder) {
		this.folder = folder;
	}

	/**
	 * Mounts one.
	 *
	 * @param folder an empty folder
	 * @param options of tmpfs, such as {@code size=3m}
	 * @return it; null where none can be mounted, as for those who are not root
	 */
	public static Disk mount(final Path folder, final String options) throws InterruptedException {
		return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) ? new Disk(folder) : null;
	}

	/** Changes its options. */
	public boolean remount(final String options) throws InterruptedException {
		return run("mount", "-o", "remount," + options, folder.toString());
	}

	/** Takes it away even while files on it are open. */
	boolean detach() throws InterruptedException {
		return run("umount", "-l", folder.toString());
	}

	/** Leaves as many bytes free as said, by a file that takes the others. */
	static Path ballast(final Path folder, final long free) throws IOException {
		final Path file = folder.resolve("ballast");
		final long size = Math.max(0, Files.getFileStore(folder).getUsableSpace() - free);
		final byte[] piece = new byte[1 << 20];
		try (var out = Files.newOutputStream(file)) {
			for (long left = size; left > 0; left -= piece.length)
				out.write(piece, 0, (int) Math.min(left, piece.length));
		}
		return file;
	}

	@Override
	public void close() {
		try {
			run("umount", "-l", folder.toString());
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean run(final String... words) throws InterruptedException {
		try {
			return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
		}
		catch (final IOException e) {
			return false;
		}
	}
}
