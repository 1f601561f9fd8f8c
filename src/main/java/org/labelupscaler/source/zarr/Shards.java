package org.labelupscaler.source.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.labelupscaler.address.AddressFileSystems;
import org.labelupscaler.compression.Decoders;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.array.ChunkFile;

/**
 * Files that hold many chunks, with an index of where in the file each of them is (the codec sharding_indexed of Zarr 3).
 *
 * @param perFile how many chunks a file has along each dimension
 * @param atEnd whether the index is at the end of the file, or at its start
 * @param order byte order of the index
 * @param checked whether a CRC-32C follows the index
 */
record Shards(int[] perFile, boolean atEnd, ByteOrder order, boolean checked) {

	/** Offset and length of a chunk. */
	private static final int ENTRY = 2 * Long.BYTES;

	static Shards of(final JsonFile sharding, final int[] file, final int[] chunk) {
		final int[] perFile = new int[file.length];
		long entries = 1;
		for (int d = 0; d < perFile.length; d++) {
			perFile[d] = file[d] / chunk[d];
			entries *= perFile[d];
			if (file[d] % chunk[d] != 0)
				throw sharding.wrong("chunk_shape", "which does not divide the shape of a shard");
			if (entries * ENTRY > Integer.MAX_VALUE / 2)
				throw sharding.wrong("chunk_shape", "but a shard cannot have so many chunks");
		}
		final String location = sharding.text("index_location", "end");
		if (!location.equals("start") && !location.equals("end"))
			throw sharding.wrong("index_location", "expected start or end");
		sharding.require("index_codecs");
		final var codecs = sharding.array("index_codecs");
		final String names = codecs.asList().stream().map(c -> ByteCodecs.codec(sharding, c).text("name")).toList().toString();
		if (!names.equals("[bytes]") && !names.equals("[bytes, crc32c]"))
			throw sharding.wrong("index_codecs", "expected bytes, with or without crc32c");
		final String endian = ByteCodecs.codec(sharding, codecs.get(0)).object("configuration").text("endian");
		return new Shards(perFile, location.equals("end"), endian.equals("big") ? ByteOrder.BIG_ENDIAN
			: ByteOrder.LITTLE_ENDIAN, codecs.size() == 2);
	}

	private int indexBytes() {
		int bytes = ENTRY;
		for (final int n : perFile)
			bytes *= n;
		return bytes;
	}

	/**
	 * Reads where the chunks are.
	 *
	 * @return offset and length of each, with the last dimension fastest; nothing if there is no such file
	 */
	Optional<ByteBuffer> index(final Path file) {
		final int bytes = indexBytes();
		final int stored = bytes + (checked ? Decoders.CRC32C_BYTES : 0);
		final byte[] index;
		try {
			final long length = length(file);
			if (length < stored)
				throw ChunkFile.damaged(file, "it has only " + length + " bytes, but its index needs " + stored, null);
			index = read(file, atEnd ? length - stored : 0, stored);
		}
		catch (final NoSuchFileException | NotDirectoryException e) {
			ChunkFile.checkMissing(file, e);
			return Optional.empty();
		}
		catch (final IOException e) {
			throw ChunkFile.unreadable(file, e);
		}
		try {
			return Optional.of(ByteBuffer.wrap(checked ? Decoders.CRC32C.decode(index, 0, stored, bytes) : index).order(order));
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(file, "of its index " + e.getMessage().replaceFirst("^its ", "the "), e);
		}
	}

	/**
	 * Reads the bytes of a chunk.
	 *
	 * @param within its position in the file
	 * @return its bytes; nothing if it is missing
	 */
	Optional<byte[]> chunk(final Path file, final ByteBuffer index, final int[] within, final int decoded)
		throws IOException
	{
		int entry = 0;
		for (int d = 0; d < within.length; d++)
			entry = entry * perFile[d] + within[d];
		final long offset = index.getLong(entry * ENTRY);
		final long length = index.getLong(entry * ENTRY + Long.BYTES);
		if (offset == -1 && length == -1)
			return Optional.empty();
		final long all = length(file);
		if (offset < 0 || length < 0 || offset > all || length > all - offset)
			throw new IOException("its index has a chunk of " + length + " bytes at " + offset + ", but the file has " + all + " bytes");
		ChunkFile.checkLength(file, length, decoded);
		return Optional.of(read(file, offset, (int) length));
	}

	private static long length(final Path file) throws IOException {
		ChunkFile.checkPlain(file);
		return Files.size(file);
	}

	private static byte[] read(final Path file, final long offset, final int length) throws IOException {
		if (!file.getFileSystem().equals(FileSystems.getDefault()) && !AddressFileSystems.isAddress(file))
			return readZipped(file, offset, length);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final ByteBuffer bytes = ByteBuffer.allocate(length);
			while (bytes.hasRemaining())
				if (channel.read(bytes, offset + bytes.position()) < 0)
					throw new EOFException("it ends too early");
			return bytes.array();
		}
	}

	/** NB: a channel there is a copy of all of the file, while a stream of one that is not compressed skips at once. */
	private static byte[] readZipped(final Path file, final long offset, final int length) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			// NB: before it has read something, a stream of a zip file does not know where its entry is, and skips to nowhere.
			if (offset > 0 && in.read() >= 0)
				in.skipNBytes(offset - 1);
			final byte[] bytes = new byte[length];
			if (in.readNBytes(bytes, 0, length) < length)
				throw new EOFException("it ends too early");
			return bytes;
		}
	}
}
