package org.labelupscaler.source.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.SourceType;

/** The files that chunks are in. */
public final class ChunkFile {

	/** What a compression may add to what it cannot compress, and headers. */
	private static final long ROOM = 1 << 16;

	/** How far above a chunk its metadata can be: as many folders as an array has dimensions, at most. */
	private static final int DEEPEST = 8;

	private ChunkFile() {}

	/**
	 * @param metadata says the size of a chunk
	 * @param field its field that does
	 * @param chunk how many voxels a chunk has along each dimension
	 * @param type type of the voxels
	 * @return how many bytes a chunk has, decoded
	 * @throws InvalidInputException if it is more than can be read at once
	 */
	public static int bytes(final JsonFile metadata, final String field, final int[] chunk, final SourceType type) {
		long bytes = type.bytes();
		for (final int n : chunk) {
			bytes *= n;
			if (bytes > Integer.MAX_VALUE - 8)
				throw metadata.wrong(field, "but a chunk must have fewer than 2^31 bytes; save the volume in smaller chunks");
		}
		return (int) bytes;
	}

	/**
	 * @param file a file
	 * @param decoded how many bytes it decodes to
	 * @return all its bytes; nothing if there is no such file
	 * @throws LabelUpscalerException if it cannot be read, or is far too long
	 */
	public static Optional<byte[]> read(final Path file, final int decoded) {
		if (AddressFileSystems.isAddress(file))
			return readFar(file, decoded);
		try {
			checkPlain(file);
			final long length = Files.size(file);
			checkLength(file, length, decoded);
			if (file.getFileSystem().equals(FileSystems.getDefault()))
				return Optional.of(Files.readAllBytes(file));
			try (InputStream in = Files.newInputStream(file)) {
				// NB: in a zip file it may have more than that says.
				final byte[] bytes = new byte[(int) length];
				final int count = in.readNBytes(bytes, 0, bytes.length);
				if (count < length || in.read() >= 0)
					throw damaged(file, "it has " + (count < length ? "fewer" : "more") + " bytes than its length, " + length, null);
				return Optional.of(bytes);
			}
		}
		catch (final NoSuchFileException | NotDirectoryException e) {
			checkMissing(file, e);
			return Optional.empty();
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	/** NB: by one request if there is such a chunk, and by one if there is none. */
	private static Optional<byte[]> readFar(final Path file, final int decoded) {
		try (SeekableByteChannel channel = Files.newByteChannel(file)) {
			checkLength(file, channel.size(), decoded);
			final ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
			while (bytes.hasRemaining())
				if (channel.read(bytes) < 0)
					throw new EOFException("it ends too early");
			return Optional.of(bytes.array());
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	/**
	 * NB: a link that leads nowhere is no missing chunk, which is background, but one that was not fetched (git-annex, DataLad).
	 *
	 * @param file a file that could not be found
	 * @param e how that was said
	 * @throws LabelUpscalerException if there is a link of that name
	 */
	public static void checkMissing(final Path file, final IOException e) {
		if (Files.isSymbolicLink(file))
			throw new LabelUpscalerException("Cannot read chunk " + file + ": it is a link that leads to no file", e);
	}

	/**
	 * NB: a pipe or a device, perhaps behind a link, never ends.
	 *
	 * @param file a file; links are followed
	 * @throws IOException if there is no such file, or it is no plain one
	 */
	public static void checkPlain(final Path file) throws IOException {
		if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile())
			throw new FileSystemException(file.toString(), null, "it is no file");
	}

	/**
	 * @param file a file
	 * @param length how many bytes a chunk in it has
	 * @param decoded how many bytes the chunk decodes to
	 * @throws LabelUpscalerException if that is far too long
	 */
	public static void checkLength(final Path file, final long length, final int decoded) {
		if (length > Math.min(decoded + decoded / 2L + ROOM, Integer.MAX_VALUE - 8))
			throw damaged(file, "it has " + length + " bytes, far more than its " + decoded + " bytes of voxels need", null);
	}

	/**
	 * @param file a file
	 * @param e why it cannot be read
	 * @return an exception that says so
	 */
	public static LabelUpscalerException unreadable(final Path file, final IOException e) {
		return new LabelUpscalerException("Cannot read chunk " + file + ": " + LabelUpscalerException.reason(e), e);
	}

	/**
	 * @param file a file
	 * @param why what is wrong with it
	 * @param cause the failure below it; may be null
	 * @return an exception that says so
	 */
	public static LabelUpscalerException damaged(final Path file, final String why, final Exception cause) {
		final String fact = "Chunk " + file + " is damaged: " + why + ".";
		return isOfN5(file) ? new LabelUpscalerException(fact, Remedy.COPY_OR_RESUME, cause) : new LabelUpscalerException(fact +
			" Copy or export the volume again.", cause);
	}

	/** Whether a file is in a container of N5, the only kind that this program writes. */
	private static boolean isOfN5(final Path file) {
		Path folder = file.toAbsolutePath().getParent();
		for (int i = 0; i < DEEPEST && folder != null; i++) {
			if (Files.exists(folder.resolve("attributes.json")))
				return true;
			for (final String other : new String[] { "zarr.json", ".zarray", "info" })
				if (Files.exists(folder.resolve(other)))
					return false;
			folder = folder.getParent();
		}
		return false;
	}
}
