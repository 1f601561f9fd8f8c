package org.labelupscaler.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.store.Stores;

/**
 * Where a source is: a file, a folder, something inside a file ({@code a.h5/t00000/s00/0/cells}), or a pattern for the
 * names of files ({@code slice_*.tif}).
 *
 * @param path as the user named it
 * @param file the file or folder that exists, {@code path} or what it begins with; null if there is none
 * @param inside what follows in {@code path}, with slashes; empty if that exists
 * @param start the first bytes of the file, {@value #START} at most; none of a folder
 */
public record SourceLocation(Path path, Path file, String inside, byte[] start) {

	/** Copies the bytes. */
	public SourceLocation {
		start = start.clone();
	}

	@Override
	public byte[] start() {
		return start.clone();
	}

	/** Files in the folders of containers. */
	private static final List<String> CONTAINER = List.of("attributes.json", "zarr.json", ".zgroup", ".zattrs");

	/** How many bytes of a file tell its format. */
	public static final int START = 1024;

	/**
	 * @param named what a user named
	 * @return where it is
	 * @throws InvalidInputException if a file that is there cannot be read
	 */
	public static SourceLocation of(final Path named) {
		final Path path = Stores.path(named);
		AddressFileSystems.refresh(path);
		Path file = path;
		while (file != null && !Files.exists(file))
			file = file.getParent();
		final boolean isFile = file != null && !Files.isDirectory(file);
		// NB: to read from a pipe could take for ever.
		if (isFile && !Files.isRegularFile(file))
			throw new InvalidInputException(file + " is neither a file nor a folder");
		if (file == null || !isFile && !file.equals(path))
			return new SourceLocation(path, null, "", new byte[0]);
		final String inside = file.equals(path) ? "" : file.relativize(path).toString().replace('\\', '/');
		return new SourceLocation(path, file, inside, isFile ? start(file) : new byte[0]);
	}

	private static byte[] start(final Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			return in.readNBytes(START);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * @return what a user would call it: the file that it is inside of, the container that a folder belongs to, or a name
	 *         without the marks of a pattern; beside it there is room for other files
	 */
	public Path origin() {
		if (file == null)
			return path.resolveSibling(path.getFileName().toString().replaceAll("[*?]|%0?\\d*d", ""));
		if (!isFolder())
			return file;
		Path container = file.toAbsolutePath().normalize();
		while (isContainer(container.getParent()))
			container = container.getParent();
		return container;
	}

	private static boolean isContainer(final Path folder) {
		return folder != null && CONTAINER.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
	}

	/** @return whether it is a folder */
	public boolean isFolder() {
		return file != null && Files.isDirectory(file);
	}

	/** @return whether it is a file, all of it */
	public boolean isFile() {
		return file != null && inside.isEmpty() && !Files.isDirectory(file);
	}

	/**
	 * @param endings endings of names, in lower case, for example ".nii.gz"
	 * @return whether the name of the path ends with one of them, in any case
	 */
	public boolean endsWith(final String... endings) {
		final String name = path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
		for (final String ending : endings)
			if (name.endsWith(ending))
				return true;
		return false;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof SourceLocation o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { path, file, inside, start };
	}
}
