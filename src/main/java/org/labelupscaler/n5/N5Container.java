package org.labelupscaler.n5;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

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

	private static final String LOCK = ".label-upscaler.lock";

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
	private final FileChannel lockFile;
	private final FileLock lock;

	private N5Container(final Path root, final FileChannel lockFile, final FileLock lock) {
		this.root = root;
		this.lockFile = lockFile;
		this.lock = lock;
	}

	/**
	 * Takes a container for writing: makes its folder if missing and keeps other runs out until closed.
	 *
	 * @param root folder of the container
	 * @return the container
	 * @throws InvalidInputException if the folder cannot be made or another run has it
	 */
	public static N5Container lock(final Path root) {
		final Path file = root.resolve(LOCK);
		try {
			Files.createDirectories(root);
			final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock lock = null;
			try {
				lock = channel.tryLock();
			}
			catch (final OverlappingFileLockException e) {
				// another run of this very process: the same as another process
			}
			if (lock != null && Files.exists(file))
				return new N5Container(root, channel, lock);
			channel.close();
			throw new InvalidInputException(root + " is being written by another run. Wait for it, or stop it.");
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write to " + root + ": " + LabelUpscalerException.reason(e), e);
		}
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
			return entries.map(p -> p.getFileName().toString()).allMatch(name -> name.equals(LOCK) || name.equals(
				Attributes.FILE + N5Dataset.PART));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + root + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** @return the folder of the container */
	public Path root() {
		return root;
	}

	/**
	 * Records the state of the job.
	 *
	 * @param state how far it has come
	 * @param job what it was asked to do
	 */
	public void writeState(final State state, final JsonObject job) {
		final JsonObject own = new JsonObject();
		own.addProperty("state", state.name().toLowerCase(java.util.Locale.ROOT));
		own.add("job", job);
		final JsonObject attributes = new JsonObject();
		attributes.addProperty("n5", VERSION);
		attributes.add(OWN, own);
		Attributes.write(root, attributes);
	}

	/**
	 * @param root folder of a container
	 * @return what the job that made it was asked to do; nothing if this program did not make it
	 */
	public static Optional<JsonObject> job(final Path root) {
		return own(root).map(own -> own.get("job")).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
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
		final JsonObject attributes = Attributes.read(root);
		return attributes != null && attributes.get(OWN) instanceof JsonObject own ? Optional.of(own) : Optional.empty();
	}

	/**
	 * Deletes everything this program has written into the container, and nothing else; the folder itself stays.
	 *
	 * @param ownEntries names in the root folder that this program makes, besides its attributes
	 * @throws InvalidInputException if the container is not this program's or holds anything else
	 */
	public void deleteContent(final List<String> ownEntries) {
		final JsonObject job = job(root).orElseThrow(() -> new InvalidInputException(root +
			" was not made by this program, so it is not overwritten. Delete it yourself or choose another name."));
		try {
			try (Stream<Path> entries = Files.list(root)) {
				final Optional<String> foreign = entries.map(p -> p.getFileName().toString()).filter(name -> !ownEntries
					.contains(name) && !name.startsWith(Attributes.FILE) && !name.equals(LOCK)).findFirst();
				if (foreign.isPresent())
					throw new InvalidInputException(root.resolve(foreign.get()) +
						" was not made by this program, so the container is not overwritten. Move it away or choose another name.");
			}
			writeState(State.DELETING, job);
			for (final String entry : ownEntries)
				if (Files.exists(root.resolve(entry), LinkOption.NOFOLLOW_LINKS))
					deleteTree(root.resolve(entry));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot delete the old content of " + root + ": " + LabelUpscalerException
				.reason(e), e);
		}
	}

	/** Deletes a folder and all in it; links are removed, not followed. */
	private static void deleteTree(final Path folder) throws IOException {
		Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path dir, final IOException failure) throws IOException {
				if (failure != null)
					throw failure;
				Files.delete(dir);
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/** Lets other runs in. An empty folder that nothing was written to is removed again. */
	@Override
	public void close() {
		try {
			// NB: deleted while locked; whoever opened it meanwhile sees that it is gone and gives up.
			Files.deleteIfExists(root.resolve(LOCK));
			lock.release();
			lockFile.close();
			if (!Files.exists(root.resolve(Attributes.FILE)))
				Files.delete(root);
		}
		catch (final IOException e) {
			// NB: a lock that cannot be removed ends with the process, and a folder that is not empty stays.
		}
	}
}
