package org.labelupscaler.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.store.AtomicFile;
import org.labelupscaler.store.DiskSync;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * A three-dimensional N5 dataset of labels in a folder. A block is the file {@code x/y/z} named by its grid position: a
 * big-endian header (mode 0, dimensions, block size) and the compressed voxels. It appears by renaming a completely
 * written file, so that no reader ever meets half a block. A missing file is a block of zeros. Thread-safe.
 *
 * @param folder where the dataset lies
 * @param grid size and blocks
 * @param type type of the labels
 * @param compression how blocks are written, and read
 */
public record N5Dataset(Path folder, BlockGrid grid, LabelType type, Compression compression) {

	private static final int HEADER = 4 + 3 * 4;

	/** Bytes that a compression may add to what it cannot compress. */
	private static final long MOST_OVERHEAD = 1 << 16;

	/**
	 * Reads the attributes of a dataset.
	 *
	 * @param folder its folder
	 * @return the dataset
	 * @throws InvalidInputException if it is no three-dimensional dataset of integers in a known compression
	 */
	public static N5Dataset open(final Path folder) {
		final JsonObject attributes = Attributes.read(folder).orElseThrow(() -> new InvalidInputException(folder +
			" is no N5 dataset: it has no " + Attributes.FILE));
		if (!attributes.has("dimensions"))
			throw new InvalidInputException(folder + " is a group, not a dataset; name a dataset in it, for example " + folder
				.resolve("s0"));
		try {
			final long[] size = longs(attributes.getAsJsonArray("dimensions"));
			final long[] block = longs(attributes.getAsJsonArray("blockSize"));
			if (size.length != 3 || block.length != 3)
				throw new InvalidInputException(folder + " has " + size.length + " dimensions; expected 3");
			final String typeName = attributes.get("dataType").getAsString();
			final LabelType type = LabelType.byName(typeName).orElseThrow(() -> new InvalidInputException(folder +
				" holds no labels: its dataType is " + typeName));
			final int[] blockSize = Arrays.stream(block).mapToInt(Math::toIntExact).toArray();
			return new N5Dataset(folder, new BlockGrid(size, blockSize), type, compression(folder, attributes));
		}
		catch (final NullPointerException | IllegalStateException | ClassCastException | ArithmeticException
				| IllegalArgumentException | UnsupportedOperationException e)
		{
			throw new InvalidInputException(folder.resolve(Attributes.FILE) +
				" is damaged: dimensions, blockSize, dataType and compression are needed", e);
		}
	}

	private static Compression compression(final Path folder, final JsonObject attributes) {
		final JsonObject json = attributes.getAsJsonObject("compression");
		final String type = json.get("type").getAsString();
		final JsonElement level = json.get("level");
		final boolean zlib = json.has("useZlib") && json.get("useZlib").getAsBoolean();
		try {
			if (zlib)
				throw new IllegalArgumentException("zlib streams");
			final Compression usual = Compression.parse(type);
			final boolean levelKnown = level != null && usual.level() > 0 && level.getAsInt() > 0;
			return levelKnown ? new Compression(usual.kind(), level.getAsInt()) : usual;
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException(folder + " is compressed with " + type + (zlib ? " as zlib" : "") +
				"; this program reads gzip, lz4, zstd and raw", e);
		}
	}

	private static long[] longs(final JsonArray array) {
		final long[] values = new long[array.size()];
		for (int i = 0; i < values.length; i++)
			values[i] = array.get(i).getAsLong();
		return values;
	}

	/**
	 * Writes the attributes that make the dataset one.
	 *
	 * @param more further attributes, written after those of N5
	 */
	public void writeAttributes(final JsonObject more) {
		final JsonObject json = new JsonObject();
		json.add("dimensions", array(grid.size()));
		json.add("blockSize", array(Arrays.stream(grid.blockSize()).asLongStream().toArray()));
		json.addProperty("dataType", type.n5Name());
		final JsonObject compressionJson = new JsonObject();
		compressionJson.addProperty("type", compression.kind().n5Name());
		switch (compression.kind()) {
			case GZIP -> {
				compressionJson.addProperty("level", compression.level());
				compressionJson.addProperty("useZlib", false);
			}
			case ZSTD -> compressionJson.addProperty("level", compression.level());
			case LZ4 -> compressionJson.addProperty("blockSize", 65536);
			case RAW -> {}
		}
		json.add("compression", compressionJson);
		more.entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
		Attributes.write(folder, json);
	}

	/**
	 * @param values whole numbers
	 * @return them as JSON
	 */
	public static JsonArray array(final long... values) {
		final JsonArray array = new JsonArray();
		for (final long value : values)
			array.add(value);
		return array;
	}

	/**
	 * @param position a grid position
	 * @return the file that holds the block
	 */
	public Path file(final long[] position) {
		return folder.resolve(position[0] + "/" + position[1] + "/" + position[2]);
	}

	/**
	 * Makes the content of a block file.
	 *
	 * @param block the voxels
	 * @param codec a codec of this dataset's compression
	 * @param out takes header and body; cleared first
	 */
	public static void encode(final RunBlock block, final BlockCodec codec, final ByteBuilder out) {
		out.clear();
		out.putShortBigEndian(0);
		out.putShortBigEndian(3);
		for (int d = 0; d < 3; d++)
			out.putIntBigEndian(block.size(d));
		codec.encode(block, out);
	}

	/**
	 * Stores a block, replacing the one that is there.
	 *
	 * @param position its grid position
	 * @param content what {@link #encode} made; its position is left as it is
	 * @throws LabelUpscalerException if it cannot be written; nothing is left behind then
	 */
	public void put(final long[] position, final ByteBuffer content) {
		try {
			AtomicFile.write(file(position), content);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write block " + describe(position) + ": " + LabelUpscalerException
				.reason(e) + ". When that is mended, run the job again with existing=resume.", e);
		}
	}

	/**
	 * Waits until a block is on disk.
	 *
	 * @param position grid position of a block that is stored
	 * @throws LabelUpscalerException if it cannot be synced
	 */
	public void sync(final long[] position) {
		try {
			DiskSync.file(file(position));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot sync block " + describe(position) + " to disk: " + LabelUpscalerException
				.reason(e) + ". When that is mended, run the job again with existing=resume.", e);
		}
	}

	/**
	 * @param position a grid position
	 * @param content what {@link #encode} made
	 * @return whether the block is stored already, byte for byte
	 */
	public boolean holds(final long[] position, final ByteBuffer content) {
		final Path file = file(position);
		try {
			final BasicFileAttributes stored = attributes(file);
			return stored.isRegularFile() && stored.size() == content.remaining() && content.equals(ByteBuffer.wrap(Files
				.readAllBytes(file)));
		}
		catch (final NoSuchFileException e) {
			return false;
		}
		catch (final IOException e) {
			throw unreadable(position, e);
		}
	}

	/**
	 * @param position a grid position
	 * @return whether there is a file for the block
	 */
	public boolean exists(final long[] position) {
		return Files.exists(file(position));
	}

	/**
	 * Removes a block that should not be there.
	 *
	 * @param position a grid position
	 * @return whether there was one
	 */
	public boolean remove(final long[] position) {
		try {
			return Files.deleteIfExists(file(position));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot remove block " + describe(position) + ": " + LabelUpscalerException
				.reason(e), e);
		}
	}

	private Optional<byte[]> bytes(final long[] position) {
		final Path file = file(position);
		try {
			final BasicFileAttributes stored = attributes(file);
			if (!stored.isRegularFile())
				throw damaged(position, "it is no file", null);
			final int[] size = grid.blockSize(position);
			final long decoded = (long) size[0] * size[1] * size[2] * type.bytes();
			if (stored.size() > decoded + decoded / 2 + MOST_OVERHEAD)
				throw damaged(position, "it has " + stored.size() + " bytes, far more than its voxels need", null);
			return Optional.of(Files.readAllBytes(file));
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
		catch (final IOException e) {
			throw unreadable(position, e);
		}
	}

	/** NB: of a link itself: what it leads to is no block. A pipe or a device never ends. */
	private static BasicFileAttributes attributes(final Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	private LabelUpscalerException unreadable(final long[] position, final IOException e) {
		return new LabelUpscalerException("Cannot read block " + describe(position) + ": " + LabelUpscalerException.reason(e),
			e);
	}

	/**
	 * Reads a block.
	 *
	 * @param position its grid position
	 * @param codec a codec of this dataset's compression
	 * @return its voxels, big-endian, x fastest, as many as the grid says; nothing if the block is missing, that is, zeros
	 * @throws LabelUpscalerException if the file is damaged or has another size than the grid says
	 */
	public Optional<byte[]> get(final long[] position, final BlockCodec codec) {
		final Optional<byte[]> stored = bytes(position);
		if (stored.isEmpty())
			return stored;
		final byte[] file = stored.get();
		if (file.length < HEADER)
			throw damaged(position, "it has only " + file.length + " bytes", null);
		final ByteBuffer header = ByteBuffer.wrap(file);
		final int mode = header.getShort();
		final int dimensions = header.getShort();
		final int[] expected = grid.blockSize(position);
		final int[] found = { header.getInt(), header.getInt(), header.getInt() };
		if (mode != 0 || dimensions != 3)
			throw damaged(position, "its header has mode " + mode + " and " + dimensions + " dimensions", null);
		if (!Arrays.equals(expected, found))
			throw damaged(position, "its size is " + Arrays.toString(found) + ", expected " + Arrays.toString(expected),
				null);
		final byte[] voxels = new byte[Math.toIntExact((long) expected[0] * expected[1] * expected[2] * type.bytes())];
		try {
			codec.decode(file, HEADER, file.length - HEADER, voxels);
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(position, LabelUpscalerException.reason(e), e);
		}
		return Optional.of(voxels);
	}

	private LabelUpscalerException damaged(final long[] position, final String why, final Exception cause) {
		return new LabelUpscalerException("Block " + describe(position) + " is damaged: " + why +
			". If this program made it, run the upscaling again with existing=resume to write it anew.", cause);
	}

	/**
	 * @param position a grid position
	 * @return the block in words: file and voxels
	 */
	public String describe(final long[] position) {
		final StringBuilder voxels = new StringBuilder();
		for (int d = 0; d < 3; d++)
			voxels.append(d == 0 ? "" : ", ").append(grid.min(position, d)).append("..").append(grid.min(position, d) + grid
				.length(position, d) - 1);
		return file(position) + " (voxels " + voxels + ")";
	}
}
