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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.ChunkStore;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.ZipDirectory;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;

/**
 * A Zarr hierarchy in a zip file ({@code .zarr.zip}, {@code .ozx}), at its root or in the one folder that there is. Entries are
 * read one by one where they are; nothing is unpacked. Nothing in it leads out of it: there are no links, and names with
 * {@code ..} are refused when it is opened. The file is open until this is closed, and paths in it are of use until then.
 *
 * @param file the zip file
 * @param root where the hierarchy is
 */
record ZippedZarr(Path file, Path root) implements AutoCloseable {

	/** How many entries tell whether all are in one folder, as far as it is guessed. */
	private static final int MOST_LOOKED_AT = 10_000;

	/** What macOS adds to zip files. */
	private static final String MAC = "__MACOSX";

	/** Whether a place is in such a file; a guess. */
	static boolean recognises(final SourceLocation location) {
		final byte[] start = location.start();
		if (location.isFolder() || start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3 || start[3] != 4)
			return false;
		try {
			ZipDirectory.checkLength(location.file());
			return looksLikeOne(location.file());
		}
		catch (final LabelUpscalerException | IOException | IllegalArgumentException e) {
			// NB: if it has the name of one, opening it says what is wrong.
			return location.file().toString().matches("(?i).*(\\.zarr\\.zip|\\.ozx)");
		}
	}

	/** NB: many files are asked, and few are of this kind; so the file is closed at once. */
	private static boolean looksLikeOne(final Path file) throws IOException {
		try (ZipFile zip = new ZipFile(file.toFile())) {
			if (ZarrNode.FILES.stream().anyMatch(name -> zip.getEntry(name) != null))
				return true;
			final List<String> folders = zip.stream().limit(MOST_LOOKED_AT).map(ZipEntry::getName).filter(name -> name.indexOf('/') > 0 &&
				!name.startsWith(MAC)).map(name -> name.substring(0, name.indexOf('/') + 1)).distinct().limit(2).toList();
			return folders.size() == 1 && ZarrNode.FILES.stream().anyMatch(name -> zip.getEntry(folders.get(0) + name) != null);
		}
	}

	/** Opens the file; the caller closes it. */
	static ZippedZarr open(final Path file) {
		FileSystem system = null;
		boolean kept = false;
		try {
			ZipDirectory.checkLength(file);
			system = FileSystems.newFileSystem(file, (ClassLoader) null);
			final Path root = root(system.getPath("/")).orElseThrow(() -> new InvalidInputException(file +
				" is a zip file with no Zarr array or group at its root, or in its one folder"));
			kept = true;
			return new ZippedZarr(file, root);
		}
		catch (final IOException | IllegalArgumentException | UncheckedIOException | FileSystemNotFoundException
				| ProviderNotFoundException e)
		{
			throw new InvalidInputException("Cannot read " + file + " as a zip file: " + LabelUpscalerException.reason(e), e);
		}
		finally {
			if (system != null && !kept)
				close(system);
		}
	}

	private static Optional<Path> root(final Path top) throws IOException {
		if (ZarrNode.isNode(top))
			return Optional.of(top);
		Path only = null;
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(top)) {
			for (final Path entry : entries)
				if (!entry.getFileName().toString().startsWith(MAC) && Files.isDirectory(entry)) {
					if (only != null)
						return Optional.empty();
					only = entry;
				}
		}
		return Optional.ofNullable(only).filter(ZarrNode::isNode);
	}

	@Override
	public void close() {
		close(root.getFileSystem());
	}

	private static void close(final FileSystem system) {
		try {
			system.close();
		}
		catch (final IOException e) {
			// NB: it was only read from, and nothing is lost.
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

	/**
	 * The chunks of an array in a file, which is open only while somebody reads them.
	 *
	 * @param file the zip file
	 * @param inside the array, as it was described
	 * @param again finds it again in the file
	 */
	static ChunkStore store(final Path file, final ArrayStore inside, final Function<ZippedZarr, ArrayStore> again) {
		return new Store(file, new What(inside), again);
	}

	/** What a description says of the voxels. */
	private record What(String encoding, ArrayAxes axes, List<Long> size, List<Long> min) {

		What(final ArrayStore store) {
			this(store.array().encoding(), store.axes(), list(store.grid().size()), list(store.box() == null ? new long[3] : store.box()
				.min()));
		}

		private static List<Long> list(final long[] numbers) {
			return Arrays.stream(numbers).boxed().toList();
		}
	}

	private record Store(Path file, What what, Function<ZippedZarr, ArrayStore> again) implements ChunkStore {

		@Override
		public Chunks open() {
			final ZippedZarr zip = ZippedZarr.open(file);
			boolean kept = false;
			try {
				final Chunks chunks = new ZippedChunks(zip, zip.naming(() -> find(zip)).open());
				kept = true;
				return chunks;
			}
			finally {
				if (!kept)
					zip.close();
			}
		}

		private ArrayStore find(final ZippedZarr zip) {
			final ArrayStore found = again.apply(zip);
			if (!new What(found).equals(what))
				throw new InvalidInputException(file + " has changed while it was in use; start again");
			return found;
		}

		@Override
		public List<Path> files() {
			return List.of(file);
		}

		/** NB: the same as that of the unpacked folder. */
		@Override
		public String sha256() {
			try (ZippedZarr zip = ZippedZarr.open(file)) {
				return zip.naming(() -> find(zip).sha256());
			}
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
			zip.close();
		}
	}
}
