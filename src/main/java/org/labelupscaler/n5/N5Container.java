package org.labelupscaler.n5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.store.AtomicFile;
import org.labelupscaler.store.ContainerLock;
import org.labelupscaler.store.DiskSync;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * The root folder of an N5 container made by this program. Its attributes hold the N5 version and, under
 * {@value #OWN}, the state of the job and what it was asked to do: that is what makes a container recognisable as this
 * program's own, resumable, and safe to overwrite.
 */
public final class N5Container implements AutoCloseable {

	/** The attribute that only this program writes. */
	public static final String OWN = "labelUpscaler";

	/** The lowest version that is true of what is written; readers refuse a major version above their own. */
	private static final String VERSION = "2.5.1";

	/** How far the job has come. */
	public enum State {
			/** Blocks may be missing. */
			RUNNING,
			/** Every block is there. */
			COMPLETE,
			/** Being deleted. */
			DELETING
	}

	private final Path root;
	private final ContainerLock lock;
	/** The deepest folder above that this run has not made. */
	private final Path above;
	private final boolean madeFolder;
	private final boolean sync;
	/** Tells the folder from another one of its name; null where the system cannot. */
	private final Object key;

	private N5Container(final Path root, final ContainerLock lock, final Path above, final boolean madeFolder,
		final boolean sync)
	{
		this.root = root;
		this.lock = lock;
		this.above = above;
		this.madeFolder = madeFolder;
		this.sync = sync;
		key = key(root);
	}

	private static Object key(final Path folder) {
		try {
			return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
		}
		catch (final IOException e) {
			return null;
		}
	}

	/**
	 * Takes a container for writing: makes its folder if missing and keeps other runs out until closed.
	 *
	 * @param root folder of the container
	 * @param sync whether each state must be on disk before the run goes on
	 * @return the container
	 * @throws InvalidInputException if the folder cannot be made or another run has it
	 */
	public static N5Container lock(final Path root, final boolean sync) {
		try {
			final boolean madeFolder = !Files.exists(root);
			Path above = root.toAbsolutePath().getParent();
			while (above != null && !Files.exists(above))
				above = above.getParent();
			Files.createDirectories(root);
			final Path real = root.toRealPath();
			return new N5Container(real, ContainerLock.take(real), madeFolder && above != null ? above.toRealPath() : real
				.getParent(), madeFolder, sync);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write to " + root + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * Makes sure that this is still the folder that was locked. NB: missing folders are made as they are needed, so that
	 * blocks would be put into a new one if the container is moved, deleted or unmounted under a run.
	 *
	 * @throws LabelUpscalerException if it is not
	 */
	public void checkThere() {
		if (lock.stands())
			return;
		final Object now = key(root);
		if (key != null && key.equals(now))
			throw new LabelUpscalerException("The lock file of " + root + " was removed, or taken by another run, so this run stops. " +
				"Run the same command again with existing=resume.");
		throw new LabelUpscalerException(root + " was moved, deleted or unmounted while it was written. A folder that has that " +
			"name now lacks blocks; bring the container back in its place and run the same command with existing=resume.");
	}

	/**
	 * Whether a folder holds nothing but what a run leaves that was killed in its first moment.
	 *
	 * @param root a folder
	 * @return true if it is empty otherwise; false if it is no folder
	 * @throws InvalidInputException if it cannot be read
	 */
	public static boolean isVacant(final Path root) {
		if (!Files.isDirectory(root))
			return false;
		try (Stream<Path> entries = Files.list(root)) {
			return entries.map(p -> p.getFileName().toString()).allMatch(name -> name.equals(ContainerLock.FILE) || name.equals(
				Attributes.FILE + AtomicFile.PART));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + root + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * Records the state of the job.
	 *
	 * @param state how far it has come
	 * @param job what it was asked to do
	 * @throws LabelUpscalerException if it cannot be written, or the container is not there any more
	 */
	public void writeState(final State state, final JsonObject job) {
		checkThere();
		final JsonObject own = new JsonObject();
		own.addProperty("state", state.name().toLowerCase(java.util.Locale.ROOT));
		own.add("job", job);
		final JsonObject attributes = new JsonObject();
		attributes.addProperty("n5", VERSION);
		attributes.add(OWN, own);
		Attributes.write(root, attributes, sync);
	}

	/**
	 * Waits until the container is on disk, but for its blocks: all attributes, and the names of all files in it and beside
	 * it.
	 *
	 * @param beside further files that must be there, if they exist
	 * @throws LabelUpscalerException if one cannot be synced
	 */
	public void sync(final Path... beside) {
		try {
			for (final Path file : beside)
				if (Files.exists(file))
					DiskSync.file(file);
			DiskSync.tree(root, file -> file.endsWith(Attributes.FILE));
			for (Path folder = root.getParent(); folder != null && !folder.equals(above); folder = folder.getParent())
				DiskSync.folder(folder);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot sync " + root + " to disk: " + LabelUpscalerException.reason(e), e);
		}
		try {
			if (above != null)
				DiskSync.folder(above);
		}
		catch (final IOException e) {
			// NB: some file systems let no folder be synced; this one was there before, so it is not lost.
		}
	}

	/**
	 * @param root folder of a container
	 * @return what the job that made it was asked to do; nothing if this program did not make it
	 */
	public static Optional<JsonObject> job(final Path root) {
		return own(root).map(own -> own.get("job")).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
	}

	/**
	 * To be called for files that are no part of a container. NB: a container with anything foreign in it is not overwritten
	 * any more, nor is it the same for other programs.
	 *
	 * @param file a file, there or not
	 * @throws InvalidInputException if it lies, links followed, in a container that this program has made
	 */
	public static void checkOutside(final Path file) {
		Path folder = file.toAbsolutePath().normalize().getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		try {
			folder = folder == null ? null : folder.toRealPath();
		}
		catch (final IOException e) {
			// NB: that no file can be written there, writing says.
		}
		for (; folder != null; folder = folder.getParent())
			if (isOwn(folder))
				throw new InvalidInputException(file + " would lie inside the container " + folder +
					", which could not be overwritten any more. Choose another place.");
	}

	private static boolean isOwn(final Path folder) {
		try {
			return Files.isDirectory(folder) && job(folder).isPresent();
		}
		catch (final InvalidInputException e) {
			// NB: attributes that cannot be read, far above perhaps, make no container.
			return false;
		}
	}

	/**
	 * @param root folder of a container
	 * @return how far the job that made it has come; nothing if this program did not make it
	 */
	public static Optional<State> state(final Path root) {
		return own(root).map(own -> own.get("state")).filter(JsonElement::isJsonPrimitive).map(text -> {
			for (final State state : State.values())
				if (state.name().equalsIgnoreCase(text.getAsString()))
					return state;
			return null;
		});
	}

	private static Optional<JsonObject> own(final Path root) {
		return Attributes.read(root).map(attributes -> attributes.get(OWN)).filter(JsonObject.class::isInstance).map(
			JsonObject.class::cast);
	}

	/**
	 * Deletes everything this program has written into the container, and nothing else; the folder itself stays.
	 *
	 * @param own tells by its path in the container, with slashes, whether a file or folder is one that this program makes
	 * @param kept tells the same of files that it makes, but that stay
	 * @param stop asked before each file
	 * @return whether all is deleted; if not, it was stopped and the container says so
	 * @throws InvalidInputException if the container is not this program's or holds anything else; nothing is deleted then
	 */
	public boolean deleteContent(final Predicate<String> own, final Predicate<String> kept, final BooleanSupplier stop) {
		final JsonObject job = job(root).orElseThrow(() -> new InvalidInputException(root +
			" was not made by this program, so it is not overwritten. Delete it yourself or choose another name."));
		final Predicate<String> known = own.or(kept).or(name -> name.equals(ContainerLock.FILE) || name.equals(Attributes.FILE) || name
			.equals(Attributes.FILE + AtomicFile.PART));
		try {
			// NB: links are not followed: a link is an entry of its own, and not one that this program makes.
			try (Stream<Path> entries = Files.walk(root)) {
				final Optional<Path> foreign = entries.filter(p -> !p.equals(root)).filter(p -> Files.isSymbolicLink(p) || !known
					.test(name(p))).findFirst();
				if (foreign.isPresent())
					throw new InvalidInputException(foreign.get() +
						" was not made by this program, so the container is not overwritten. Move it away or choose another name.");
			}
			writeState(State.DELETING, job);
			final boolean[] whole = { false };
			Files.walkFileTree(root, new SimpleFileVisitor<Path>() {

				@Override
				public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
					if (stop.getAsBoolean())
						return FileVisitResult.TERMINATE;
					if (own.test(name(file)))
						Files.delete(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(final Path dir, final IOException failure) throws IOException {
					if (failure != null)
						throw failure;
					if (!dir.equals(root))
						Files.delete(dir);
					whole[0] = dir.equals(root);
					return FileVisitResult.CONTINUE;
				}
			});
			return whole[0];
		}
		catch (final IOException | UncheckedIOException e) {
			final IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
			throw new LabelUpscalerException("Cannot delete the old content of " + root + ": " + LabelUpscalerException
				.reason(cause), e);
		}
	}

	private String name(final Path path) {
		return root.relativize(path).toString().replace('\\', '/');
	}

	/** Lets other runs in. A folder that was made for nothing is removed again. */
	@Override
	public void close() {
		lock.close();
		try {
			if (madeFolder && !Files.exists(root.resolve(Attributes.FILE)))
				Files.delete(root);
		}
		catch (final IOException e) {
			// NB: a folder that is not empty, or not there any more, is left alone.
		}
	}
}
