package org.labelupscaler.source.zarr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.ChunkStore;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.ZipDirectory;

/**
 * A Zarr hierarchy in a zip file ({@code .zarr.zip}, {@code .ozx}), at its root or in the one folder that there is. Entries are
 * read one by one where they are; nothing is unpacked. Nothing in it leads out of it: there are no links, and names with
 * {@code ..} are refused when it is opened.
 *
 * @param file the zip file
 * @param root where the hierarchy is
 */
record ZippedZarr(Path file, Path root) {

	/** Whether a place is in such a file; a guess. */
	static boolean recognises(final SourceLocation location) {
		final byte[] start = location.start();
		if (location.isFolder() || start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3 || start[3] != 4)
			return false;
		try {
			return find(location.file()).isPresent();
		}
		catch (final LabelUpscalerException e) {
			// NB: if it has the name of one, opening it says what is wrong.
			return location.file().toString().matches("(?i).*(\\.zarr\\.zip|\\.ozx)");
		}
	}

	/** Opens the file; it is closed when nobody refers to what is in it any more. */
	static ZippedZarr open(final Path file) {
		return find(file).orElseThrow(() -> new InvalidInputException(file +
			" is a zip file with no Zarr array or group at its root, or in its one folder"));
	}

	private static Optional<ZippedZarr> find(final Path file) {
		try {
			ZipDirectory.checkLength(file);
			final FileSystem system = FileSystems.newFileSystem(file, (ClassLoader) null);
			final Path root = system.getPath("/");
			if (ZarrNode.isNode(root))
				return Optional.of(new ZippedZarr(file, root));
			Path only = null;
			try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
				for (final Path entry : entries)
					// NB: what macOS adds to zip files
					if (!entry.getFileName().toString().startsWith("__MACOSX") && Files.isDirectory(entry)) {
						if (only != null)
							return Optional.empty();
						only = entry;
					}
			}
			return only == null || !ZarrNode.isNode(only) ? Optional.empty() : Optional.of(new ZippedZarr(file, only));
		}
		catch (final IOException | IllegalArgumentException | UncheckedIOException | FileSystemNotFoundException
				| ProviderNotFoundException e)
		{
			throw new InvalidInputException("Cannot read " + file + " as a zip file: " + LabelUpscalerException.reason(e), e);
		}
	}

	/** A folder of the hierarchy. */
	Path folder(final String inside) {
		// NB: a path in the file may be named with the one folder that all is in, or without.
		for (final Path start : List.of(root, root.getRoot())) {
			final Path folder = inside.isEmpty() ? root : start.resolve(inside).normalize();
			if (Files.isDirectory(folder))
				return folder;
		}
		throw new InvalidInputException(file + " has no folder " + inside);
	}

	/** Says of errors in which file they are. */
	<T> T naming(final Supplier<T> work) {
		try {
			return work.get();
		}
		catch (final InvalidInputException e) {
			throw new InvalidInputException(inFile(e), e);
		}
		catch (final LabelUpscalerException e) {
			throw new LabelUpscalerException(inFile(e), e);
		}
	}

	private String inFile(final LabelUpscalerException e) {
		return e.getMessage().contains(file.toString()) ? e.getMessage() : "In " + file + ": " + e.getMessage();
	}

	/** The chunks of an array in the file. */
	ChunkStore store(final ChunkStore inside) {
		return new Store(this, inside);
	}

	private record Store(ZippedZarr zip, ChunkStore inside) implements ChunkStore {

		@Override
		public Chunks open() {
			return new ZippedChunks(zip, inside.open());
		}

		@Override
		public List<Path> files() {
			return List.of(zip.file);
		}

		/** NB: the same as that of the unpacked folder. */
		@Override
		public String sha256() {
			return zip.naming(inside::sha256);
		}
	}

	/** NB: equal only to itself, as those of a folder. */
	private static final class ZippedChunks implements Chunks {

		private final ZippedZarr zip;
		private final Chunks inside;

		ZippedChunks(final ZippedZarr zip, final Chunks inside) {
			this.zip = zip;
			this.inside = inside;
		}

		@Override
		public String name() {
			return zip.file + " (" + inside.name() + ")";
		}

		@Override
		public BlockGrid grid() {
			return inside.grid();
		}

		@Override
		public SourceType type() {
			return inside.type();
		}

		@Override
		public ByteOrder order() {
			return inside.order();
		}

		@Override
		public Optional<byte[]> read(final long[] position) {
			return zip.naming(() -> inside.read(position));
		}

		@Override
		public void close() {
			inside.close();
		}
	}
}
