package org.labelupscaler.cells.output.precomputed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.labelupscaler.LabelUpscalerException;

/**
 * Writes the values of an index into shards, keys in ascending unsigned order. A shard file is the shard index, values, and behind those
 * of each minishard its index. Of these only the index of one minishard is in memory. Used by one thread.
 */
final class ShardWriter implements AutoCloseable {

	private static final int BUFFER = 1 << 16;
	private static final int ENTRY = 2 * Long.BYTES;

	private final Path folder;
	private final Sharding sharding;
	private FileChannel file;
	private ByteBuffer shardIndex;
	private long shard = -1;
	private int minishard;
	/** Where the next value goes, behind the shard index. */
	private long end;
	/** Of the minishard: keys, where values begin, and their lengths. */
	private long[] keys = new long[256];
	private long[] starts = new long[256];
	private long[] lengths = new long[256];
	private int count;
	private long bytes;
	/** Two places of a value that are written to in turn. */
	private final Cursor first = new Cursor();
	private final Cursor second = new Cursor();

	ShardWriter(final Path folder, final Sharding sharding) {
		this.folder = folder;
		this.sharding = sharding;
	}

	/** A part of the file that is being written. */
	private final class Cursor {

		private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
		private long at;

		private void begin(final long position) {
			flush();
			at = position;
		}

		private ByteBuffer room(final int n) {
			if (buffer.remaining() < n)
				flush();
			return buffer;
		}

		private void flush() {
			at += buffer.position();
			write(buffer.flip(), at - buffer.limit());
			buffer.clear();
		}
	}

	/** Begins a value of two parts of known lengths. */
	void begin(final long key, final long firstLength, final long secondLength) {
		open(key);
		if (count == keys.length) {
			keys = Arrays.copyOf(keys, 2 * count);
			starts = Arrays.copyOf(starts, 2 * count);
			lengths = Arrays.copyOf(lengths, 2 * count);
		}
		keys[count] = key;
		starts[count] = end;
		lengths[count++] = firstLength + secondLength;
		final long at = header() + end;
		// NB: as long as values follow each other there is no need to write them one by one.
		if (first.at + first.buffer.position() != at)
			first.begin(at);
		if (secondLength > 0)
			second.begin(at + firstLength);
		end += firstLength + secondLength;
	}

	/** Room for so many of the next bytes of the first part, little-endian. */
	ByteBuffer first(final int n) {
		return first.room(n);
	}

	/** Room for so many of the next bytes of the second part, little-endian. */
	ByteBuffer second(final int n) {
		return second.room(n);
	}

	private int header() {
		return ENTRY * sharding.minishards();
	}

	private void open(final long key) {
		final long ofShard = sharding.shardOf(key);
		final int ofMinishard = sharding.minishardOf(key);
		if (file != null && ofShard == shard && ofMinishard == minishard)
			return;
		endMinishard();
		minishard = ofMinishard;
		if (file != null && ofShard == shard)
			return;
		endShard();
		shard = ofShard;
		end = 0;
		shardIndex = ByteBuffer.allocate(header()).order(ByteOrder.LITTLE_ENDIAN);
		try {
			file = FileChannel.open(folder.resolve(sharding.file(shard)), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		}
		catch (final IOException e) {
			throw failed(e);
		}
		first.begin(header());
		second.begin(header());
	}

	/** Keys and starts are differences, these from the end of the value before. */
	private void endMinishard() {
		if (count == 0)
			return;
		first.flush();
		second.flush();
		final ByteBuffer index = ByteBuffer.allocate(3 * Long.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < count; i++)
			index.putLong(i == 0 ? keys[0] : keys[i] - keys[i - 1]);
		for (int i = 0; i < count; i++)
			index.putLong(i == 0 ? starts[0] : starts[i] - starts[i - 1] - lengths[i - 1]);
		for (int i = 0; i < count; i++)
			index.putLong(lengths[i]);
		final ByteBuffer packed = ByteBuffer.wrap(gzip(index.array()));
		shardIndex.putLong(ENTRY * minishard, end).putLong(ENTRY * minishard + Long.BYTES, end + packed.remaining());
		final long at = end;
		end += packed.remaining();
		write(packed, header() + at);
		count = 0;
	}

	private static byte[] gzip(final byte[] content) {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(content);
		}
		catch (final IOException e) {
			throw new IllegalStateException("memory takes all", e);
		}
		return packed.toByteArray();
	}

	private void endShard() {
		if (file == null)
			return;
		write(shardIndex.clear(), 0);
		bytes += header() + end;
		try {
			file.close();
		}
		catch (final IOException e) {
			throw failed(e);
		}
		file = null;
	}

	private void write(final ByteBuffer content, final long at) {
		try {
			long position = at;
			while (content.hasRemaining())
				position += file.write(content, position);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	/** To be called after the last value. Returns the bytes of all shards. */
	long finish() {
		endMinishard();
		endShard();
		return bytes;
	}

	private LabelUpscalerException failed(final IOException e) {
		return new LabelUpscalerException("Cannot write in " + folder + ": " + LabelUpscalerException.reason(e), e);
	}

	@Override
	public void close() {
		try {
			if (file != null)
				file.close();
		}
		catch (final IOException e) {
			// NB: whoever closes an unfinished file has something else to tell.
		}
	}
}
