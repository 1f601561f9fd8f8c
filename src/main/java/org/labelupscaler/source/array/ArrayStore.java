package org.labelupscaler.source.array;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.ChunkStore;
import org.labelupscaler.source.ChunkedFile;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.VolumeHeader;

/**
 * The volume that is in an array.
 *
 * @param metadata files that describe the array
 * @param array the array
 * @param axes which of its dimensions are x, y and z
 * @param grid size and chunks along these
 * @param box which part is the volume; null for all of it
 */
public record ArrayStore(List<Path> metadata, ChunkedArray array, ArrayAxes axes, BlockGrid grid, Box box)
	implements ChunkStore
{

	/** Chunks of a part are put together so that they have at most so many voxels along an axis. */
	private static final int LARGEST_PART_CHUNK = 128;

	/** Nor do they get larger than that, unless those of the array are. */
	private static final long LARGEST_PART_BYTES = 16 << 20;

	/**
	 * A part of an array.
	 *
	 * @param min its first voxel, x, y, z
	 * @param size its size
	 */
	public record Box(long[] min, long[] size) {

		/** Copies the arrays. */
		public Box {
			min = min.clone();
			size = size.clone();
		}

		@Override
		public long[] min() {
			return min.clone();
		}

		@Override
		public long[] size() {
			return size.clone();
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Box o && Arrays.equals(min, o.min) && Arrays.equals(size, o.size);
		}

		@Override
		public int hashCode() {
			return 31 * Arrays.hashCode(min) + Arrays.hashCode(size);
		}
	}

	/**
	 * @param metadata describes the array
	 * @param array the array
	 * @param axes which of its dimensions are x, y and z; the others have size 1
	 * @return the volume
	 * @throws InvalidInputException if it has too many chunks to number
	 */
	public static ArrayStore of(final JsonFile metadata, final ChunkedArray array, final ArrayAxes axes) {
		return of(metadata, array, axes, null);
	}

	/**
	 * @param metadata describes the array
	 * @param array the array
	 * @param axes which of its dimensions are x, y and z; the others have size 1
	 * @param box which part of it is the volume, inside it; null for all of it
	 * @return the volume
	 * @throws InvalidInputException if it has too many chunks to number
	 */
	public static ArrayStore of(final JsonFile metadata, final ChunkedArray array, final ArrayAxes axes, final Box box) {
		final int[] chunk = new int[3];
		long bytes = array.type().bytes();
		for (int d = 0; d < 3; d++) {
			chunk[d] = axes.dimensions().get(d) < 0 ? 1 : array.chunk()[axes.dimensions().get(d)];
			bytes *= chunk[d];
		}
		for (int d = 0; d < 3; d++)
			if (box != null && box.min()[d] % chunk[d] != 0) {
				final long times = Math.max(1, Math.min(LARGEST_PART_CHUNK / chunk[d], LARGEST_PART_BYTES / bytes));
				chunk[d] *= (int) times;
				bytes *= times;
			}
		try {
			return new ArrayStore(List.of(metadata.file()), array, axes, new BlockGrid(box == null ? axes.pick(array.shape())
				: box.size(), chunk), box);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException(metadata.file() + " is damaged: " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * @param path the volume as the user named it
	 * @param geometry size of its voxels, and notes
	 * @return the source
	 * @throws InvalidInputException if its size is impossible
	 */
	public ChunkedFile source(final Path path, final Geometry geometry) {
		return new ChunkedFile(new VolumeHeader(path, array.format(), array.type(), grid.size(), geometry.voxelSize(), geometry
			.notes()), this);
	}

	@Override
	public Chunks open() {
		return new ArrayChunks(array, axes, grid, box == null ? new long[3] : box.min());
	}

	@Override
	public List<Path> files() {
		final List<Path> files = new ArrayList<>(metadata);
		files.addAll(array.files());
		return files;
	}

	/**
	 * Of the metadata, only what decides about the voxels counts, so that notes, colours and the other levels may change.
	 * The names of the chunk files count, their folder does not.
	 */
	@Override
	public String sha256() {
		final MessageDigest all = newDigest();
		update(all, array.encoding() + axes.dimensions() + (box == null ? "" : Arrays.toString(box.min()) + Arrays.toString(box
			.size())));
		for (final Path file : array.files()) {
			update(all, array.folder().relativize(file).toString().replace('\\', '/'));
			final MessageDigest one = newDigest();
			final byte[] buffer = new byte[1 << 16];
			try (InputStream in = plain(file)) {
				for (int n = in.read(buffer); n >= 0; n = in.read(buffer))
					one.update(buffer, 0, n);
			}
			catch (final IOException e) {
				throw ChunkFile.unreadable(file, e);
			}
			all.update(one.digest());
		}
		return HexFormat.of().formatHex(all.digest());
	}

	private static InputStream plain(final Path file) throws IOException {
		ChunkFile.checkPlain(file);
		return Files.newInputStream(file);
	}

	private static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	private static void update(final MessageDigest digest, final String text) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
		digest.update(bytes);
	}
}
