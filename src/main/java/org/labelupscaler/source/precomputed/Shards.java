package org.labelupscaler.source.precomputed;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.address.UnlistedException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.array.ChunkFile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Files that hold many chunks: a table of where the index of each minishard is, then chunks and indices. An index
 * has three lists of
 * numbers of 64 bits: of chunks, each less the one before; of the bytes between a chunk and the one before; of lengths.
 * Thread-safe.
 */
final class Shards implements StoredChunks {

	/** Start and end of the index of a minishard. */
	private static final int ENTRY = 2 * Long.BYTES;
	/** Number, start and length of a chunk in an index. */
	private static final int CHUNK = 3 * Long.BYTES;
	/** Bytes of indices that are kept. */
	private static final long INDICES = 16 << 20;
	/** Of an index: writers have thousands of chunks in one, not ten millions. */
	private static final int LONGEST_INDEX = 1 << 28;

	private record Key(long shard, long minishard) {}

	/** Places from the end of the table; of a shard that is missing, and of a minishard that is empty, none. */
	private record Index(long[] numbers, long[] starts, long[] lengths) {

		static final Index EMPTY = new Index(new long[0], new long[0], new long[0]);
	}

	private final Path folder;
	private final BlockGrid grid;
	private final ShardSpec spec;
	/** Of the numbers of chunks. */
	private final int bits;
	private final Cache<Key, Index> indices = Caffeine.newBuilder().maximumWeight(INDICES).weigher((final Key key,
		final Index index) -> 128 + CHUNK * index.numbers.length).build();

	Shards(final Path folder, final BlockGrid grid, final ShardSpec spec) {
		this.folder = folder;
		this.grid = grid;
		this.spec = spec;
		this.bits = ShardSpec.bits(grid.gridSize());
	}

	/** @throws InvalidInputException if there is no file, which would be a volume of nothing but background */
	void checkSome() {
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			for (final Path file : stream)
				if (spec.isFile(file.getFileName().toString()))
					return;
		}
		catch (final UnlistedException e) {
			return;
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new InvalidInputException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
		throw new InvalidInputException(folder + " has no shard: no file with a name like " + spec.file(0) +
			". Copy the volume with this scale, or name the folder of another scale.");
	}

	@Override
	public List<Path> files() {
		final List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			for (final Path file : stream)
				if (spec.isFile(file.getFileName().toString()))
					files.add(file);
		}
		catch (final UnlistedException e) {
			return List.of();
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new LabelUpscalerException("Cannot read " + folder + ": " + LabelUpscalerException.reason(e), e);
		}
		files.sort(null);
		return files;
	}

	@Override
	public Optional<Encoded> read(final long[] position, final int most, final int exact) {
		final long number = ShardSpec.number(position, grid.gridSize());
		final Key key = new Key(spec.shard(number), spec.minishard(number));
		final Index index = indices.get(key, this::index);
		for (int i = 0; i < index.numbers.length; i++)
			if (index.numbers[i] == number) {
				final Path file = file(key);
				return Optional.of(new Encoded(file, chunk(file, index, i, most)));
			}
		return Optional.empty();
	}

	private byte[] chunk(final Path file, final Index index, final int i, final int most) {
		try (FileChannel channel = open(file)) {
			ChunkFile.checkLength(file, index.lengths[i], most);
			final byte[] stored = read(channel, tableBytes() + index.starts[i], index.lengths[i]);
			return spec.dataGzipped() ? Compression.GZIP.decode(stored, most) : stored;
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(file, "chunk " + index.numbers[i] + " of the shard: " + LabelUpscalerException.reason(e), e);
		}
	}

	/** NB: of no more chunks than there are numbers. */
	private int mostIndex() {
		return bits < 24 ? CHUNK << bits : LONGEST_INDEX;
	}

	private Path file(final Key key) {
		return folder.resolve(spec.file(key.shard));
	}

	private Index index(final Key key) {
		final Path file = file(key);
		try (FileChannel channel = open(file)) {
			if (channel.size() < tableBytes())
				throw new IOException("it has only " + channel.size() + " bytes, but its table needs " + tableBytes());
			final ByteBuffer entry = ByteBuffer.wrap(read(channel, key.minishard * ENTRY, ENTRY)).order(ByteOrder.LITTLE_ENDIAN);
			final long start = entry.getLong();
			final long end = entry.getLong();
			if (start == end)
				return Index.EMPTY;
			if (start < 0 || end < start || end - start > LONGEST_INDEX || start > channel.size() - tableBytes())
				throw new IOException("minishard " + key.minishard + " has its index from " + Long.toUnsignedString(start) + " to " +
					Long.toUnsignedString(end));
			final byte[] stored = read(channel, tableBytes() + start, end - start);
			final Index index = index(spec.indexGzipped() ? Compression.GZIP.decode(stored, mostIndex()) : stored, channel
				.size() - tableBytes());
			for (final long number : index.numbers)
				// NB: if the info file is of another sharding, chunks are looked for where they are not, and would be background.
				if (spec.shard(number) != key.shard || spec.minishard(number) != key.minishard || number >>> bits != 0 &&
					bits < Long.SIZE)
					throw new IOException("minishard " + key.minishard + " has chunk " + Long.toUnsignedString(number) +
						", which by 'sharding', 'size' and 'chunk_sizes' in the info file cannot be there");
			return index;
		}
		catch (final NoSuchFileException e) {
			ChunkFile.checkMissing(file, e);
			return Index.EMPTY;
		}
		catch (final IOException e) {
			throw ChunkFile.damaged(file, LabelUpscalerException.reason(e), e);
		}
	}

	private static Index index(final byte[] bytes, final long room) throws IOException {
		if (bytes.length % CHUNK != 0)
			throw new IOException("the index of a minishard has " + bytes.length + " bytes, no multiple of " + CHUNK);
		final int n = bytes.length / CHUNK;
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		final Index index = new Index(new long[n], new long[n], new long[n]);
		long number = 0;
		long at = 0;
		for (int i = 0; i < n; i++) {
			number += buffer.getLong(i * Long.BYTES);
			final long start = at + buffer.getLong((n + i) * Long.BYTES);
			final long length = buffer.getLong((2 * n + i) * Long.BYTES);
			if (start < 0 || length < 0 || start > room || length > room - start)
				throw new IOException("the index of a minishard has chunk " + Long.toUnsignedString(number) + " beyond its end");
			index.numbers[i] = number;
			index.starts[i] = start;
			index.lengths[i] = length;
			at = start + length;
		}
		return index;
	}

	private long tableBytes() {
		return (long) ENTRY << spec.minishardBits();
	}

	private static FileChannel open(final Path file) throws IOException {
		ChunkFile.checkPlain(file);
		return FileChannel.open(file, StandardOpenOption.READ);
	}

	private static byte[] read(final FileChannel channel, final long offset, final long length) throws IOException {
		// NB: before anything is allocated
		if (offset > channel.size() - length)
			throw new EOFException("it ends too early");
		final ByteBuffer bytes = ByteBuffer.allocate((int) length);
		while (bytes.hasRemaining())
			if (channel.read(bytes, offset + bytes.position()) < 0)
				throw new EOFException("it ends too early");
		return bytes.array();
	}
}
