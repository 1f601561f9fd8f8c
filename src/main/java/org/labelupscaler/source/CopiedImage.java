package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;

/**
 * An image in memory, or one that another program computes, as a source. When it is opened its voxels are copied into a
 * temporary file, once and plane by plane, so that whatever happens to the image afterwards does not matter. What describes
 * it is immutable; the image itself belongs to the caller, and must not be changed while it is copied.
 */
public abstract class CopiedImage implements SourceFile {

	private static final int MOST_AT_ONCE = 1 << 16;

	/** One plane across z. Used by one thread, once. */
	protected interface Plane {

		/**
		 * Reads the next voxels, x fastest.
		 *
		 * @param from number of the first in the plane: how many have been read so far
		 * @param count how many
		 * @param to takes them at its position, in its byte order
		 */
		void read(long from, int count, ByteBuffer to);
	}

	private final Object image;
	private final String name;
	private final SourceType type;
	private final long[] size;
	private final VoxelSize voxelSize;
	private final List<String> notes;
	/** Of the voxels that were copied last. */
	private volatile String hash;

	/**
	 * @param image what the voxels come from; two descriptions of the same image are equal, whatever its voxels are now
	 * @param name what to call it in messages
	 * @param type type of the voxels
	 * @param size voxels along x, y, z; copied
	 * @param voxelSize edges of a voxel
	 * @param notes what the user should know of how it was read; sentences
	 * @throws org.labelupscaler.InvalidInputException if the size is impossible
	 */
	protected CopiedImage(final Object image, final String name, final SourceType type, final long[] size,
		final VoxelSize voxelSize, final List<String> notes)
	{
		this.image = Objects.requireNonNull(image);
		this.name = Objects.requireNonNull(name);
		this.type = type;
		this.size = size.clone();
		this.voxelSize = Objects.requireNonNull(voxelSize);
		this.notes = List.copyOf(notes);
		VolumeHeader.checkSize(name, type, size);
	}

	/**
	 * @param z which plane; they are asked for in their order, each once a copy
	 * @return the plane
	 * @throws org.labelupscaler.InvalidInputException if it cannot be read
	 */
	protected abstract Plane plane(long z);

	/**
	 * Called before each plane and after the last.
	 *
	 * @throws org.labelupscaler.InvalidInputException if the image is no longer what it was when it was described
	 */
	protected void checkSame() {}

	/**
	 * @param other edges of a voxel
	 * @return a description of the same image, with these
	 */
	protected abstract CopiedImage withVoxelSize(VoxelSize other);

	@Override
	public final String name() {
		return name;
	}

	@Override
	public final Optional<Path> location() {
		return Optional.empty();
	}

	@Override
	public final SourceType type() {
		return type;
	}

	@Override
	public final long[] size() {
		return size.clone();
	}

	@Override
	public final VoxelSize voxelSize() {
		return voxelSize;
	}

	@Override
	public final List<String> notes() {
		return notes;
	}

	@Override
	public final String rawLayout() {
		return "";
	}

	@Override
	public final List<Path> files() {
		return List.of();
	}

	@Override
	public final SourceFile withDefaultUnit(final String unit) {
		final VoxelSize other = voxelSize.withDefaultUnit(unit);
		return other.equals(voxelSize) ? this : withVoxelSize(other);
	}

	/**
	 * {@inheritDoc}
	 *
	 * @throws LabelUpscalerException if the thread is interrupted meanwhile
	 */
	@Override
	public final LabelSource open(final SourceOptions options) {
		final MessageDigest digest = newDigest();
		final LabelSource labels = MappedSource.copy(this, ByteOrder.LITTLE_ENDIAN, out -> copy(digest, out), options);
		hash = HexFormat.of().formatHex(digest.digest());
		return labels;
	}

	/** {@inheritDoc} For an image that is the SHA-256 of its voxels, little-endian, with type and size before. */
	@Override
	public final String sha256() {
		if (hash == null) {
			final MessageDigest digest = newDigest();
			try {
				copy(digest, null);
			}
			catch (final IOException e) {
				throw new IllegalStateException("nothing is written", e);
			}
			hash = HexFormat.of().formatHex(digest.digest());
		}
		return hash;
	}

	private static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	private void copy(final MessageDigest digest, final FileChannel out) throws IOException {
		final long voxels = size[0] * size[1];
		final ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(voxels, MOST_AT_ONCE) * type.bytes()).order(
			ByteOrder.LITTLE_ENDIAN);
		digest.update((type + " " + size[0] + " " + size[1] + " " + size[2]).getBytes(StandardCharsets.US_ASCII));
		for (long z = 0; z < size[2]; z++) {
			checkSame();
			final Plane plane = plane(z);
			for (long from = 0; from < voxels; from += MOST_AT_ONCE) {
				if (Thread.currentThread().isInterrupted())
					throw new LabelUpscalerException("Stopped while reading " + name);
				final int count = (int) Math.min(MOST_AT_ONCE, voxels - from);
				bytes.clear().limit(count * type.bytes());
				plane.read(from, count, bytes);
				digest.update(bytes.rewind());
				bytes.rewind();
				while (out != null && bytes.hasRemaining())
					out.write(bytes);
			}
		}
		checkSame();
	}

	@Override
	public final boolean equals(final Object other) {
		return other instanceof CopiedImage o && o.image == image && o.type == type && o.voxelSize.equals(voxelSize) &&
			Arrays.equals(o.size, size);
	}

	@Override
	public final int hashCode() {
		return System.identityHashCode(image);
	}
}
