package org.labelupscaler.volume.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockEncoder;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.ChunkKeys;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;

/**
 * A level in shards: a portion is one object, its chunks one behind the other as they are put, the index at its end. A chunk that is
 * only background is missing, and a shard of none but such is not there at all. Chunks of one label have the same bytes, which are
 * stored once in a shard. Memory is bounded by a chunk. Owned by one thread.
 *
 * @param store where the volume is
 * @param order the blocks of the level; portions are shards
 * @param keys the names of the shards
 * @param frame how chunks become bytes; it makes the layout one thread's
 */
record ShardLayout(Store store, Portions order, ChunkKeys keys, BlockFrame frame) {

	BlockSink sink(final WriteMode mode) {
		return new Sink(mode);
	}

	BlockReader reader(final boolean background) {
		return new Reader(background);
	}

	private int chunks() {
		return Math.toIntExact(order.numbers());
	}

	/** The place of a chunk in the index of its shard: x fastest, as it is in the array. */
	private int place(final long[] position) {
		final long[] blocks = order.blocks();
		return Math.toIntExact((position[2] % blocks[2] * blocks[1] + position[1] % blocks[1]) * blocks[0] + position[0] % blocks[0]);
	}

	private String describe(final long[] position) {
		return store.describe(keys.key(order.portion(position))) + " (voxels " + order.grid().voxels(position) + ")";
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final WriteMode mode;
		private final BlockEncoder encoder;
		private final ShardIndex index = new ShardIndex(chunks());
		/** Places of chunks of one label in this shard, by the label. */
		private final Map<Long, Integer> uniform = new HashMap<>();
		private long[] shard;
		private ShardWriter writer;
		private int blocks;
		private int background;
		private Written written = Written.NONE;

		Sink(final WriteMode mode) {
			this.mode = mode;
			encoder = new BlockEncoder(frame, mode.background());
		}

		@Override
		public void put(final int level, final long[] position, final RunBlock block) {
			final long[] wanted = order.portion(position);
			if (!Arrays.equals(wanted, shard)) {
				endShard();
				shard = wanted;
			}
			final Optional<ByteBuffer> content = encoder.encode(block);
			if (content.isEmpty())
				background++;
			else {
				blocks++;
				put(position, block, content.get());
			}
		}

		private void put(final long[] position, final RunBlock block, final ByteBuffer content) {
			final int place = place(position);
			final Integer same = block.isUniform() ? uniform.putIfAbsent(block.label(0, 0, 0), place) : null;
			if (same != null) {
				index.set(place, index.offset(same), index.length(same));
				return;
			}
			try {
				if (writer == null)
					writer = new ShardWriter(store, keys.key(shard), mode.resuming());
				index.set(place, writer.size(), content.remaining());
				writer.append(content);
			}
			catch (final IOException e) {
				throw failed("write", describe(position), e);
			}
		}

		private void endShard() {
			if (shard == null)
				return;
			final Key key = keys.key(shard);
			try {
				if (writer != null) {
					writer.append(index.write());
					final boolean kept = writer.finish();
					written = written.plus(new Written(kept ? 0 : blocks, kept ? blocks : 0, 0, kept ? 0 : writer.size()));
				}
				else if (mode.resuming())
					store.delete(key);
				if (writer != null && mode.sync())
					store.sync(key);
				written = written.plus(new Written(0, 0, background, 0));
			}
			catch (final IOException e) {
				throw failed("write", store.describe(key), e);
			}
			finally {
				forget();
			}
		}

		private void forget() {
			if (writer != null)
				writer.close();
			writer = null;
			shard = null;
			blocks = 0;
			background = 0;
			uniform.clear();
			index.clear();
		}

		private LabelUpscalerException failed(final String what, final String where, final IOException e) {
			forget();
			return new LabelUpscalerException("Cannot " + what + " shard " + where + ": " + LabelUpscalerException.reason(e) + ".",
				Remedy.RESUME_WHEN_MENDED, e);
		}

		/** NB: what is in a shard of its own is replaced with it; only whole shards can be too many. */
		@Override
		public void removeOthers(final int level, final long from, final long to, final LongPredicate put) {
			if (!mode.resuming())
				return;
			final long numbers = order.numbers();
			try {
				keys.visit(store, this::mayBe, (position, key) -> {
					final long first = order.firstNumber(position);
					if (first < from || first >= to)
						return;
					boolean wanted = false;
					for (long n = first; n < first + numbers && !wanted; n++)
						wanted = put.test(n);
					if (!wanted)
						store.delete(key);
				});
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot read " + store.describe(keys.prefix()) + ": " + LabelUpscalerException.reason(
					e), e);
			}
		}

		/** NB: what lies beyond the volume has a number that belongs to another shard. */
		private boolean mayBe(final long[] position) {
			final long[] last = order.grid().gridSize();
			for (int d = 0; d < 3; d++)
				if (position[d] > (last[d] - 1) / order.blocks()[d])
					return false;
			return true;
		}

		@Override
		public Written end() {
			endShard();
			final Written all = written;
			written = Written.NONE;
			return all;
		}

		@Override
		public Written abandon() {
			forget();
			return end();
		}
	}

	/** One worker's. Keeps the index of the last shard. */
	private final class Reader implements BlockReader {

		private final BlockEncoder encoder;
		private long[] shard;
		private Optional<ShardIndex> index = Optional.empty();

		Reader(final boolean background) {
			encoder = new BlockEncoder(frame, background);
		}

		/** The index of the shard that a chunk is in; nothing if the chunk is missing. */
		private Optional<ShardIndex> index(final long[] position) throws IOException {
			final long[] wanted = order.portion(position);
			if (!Arrays.equals(wanted, shard)) {
				index = readIndex(keys.key(wanted));
				shard = wanted;
			}
			return index.filter(read -> read.has(place(position)));
		}

		private Optional<ByteBuffer> stored(final long[] position) throws IOException {
			final Optional<ShardIndex> has = index(position);
			if (has.isEmpty())
				return Optional.empty();
			final long length = has.get().length(place(position));
			if (length > frame.most(order.grid().blockSize()))
				throw new IOException("it has " + length + " bytes, far more than its voxels need");
			return store.get(keys.key(shard), has.get().offset(place(position)), (int) length);
		}

		private Optional<ShardIndex> readIndex(final Key key) throws IOException {
			shard = null;
			final OptionalLong size = store.size(key);
			if (size.isEmpty()) {
				if (store.exists(key))
					throw new IOException("it is no file");
				return Optional.empty();
			}
			final int bytes = ShardIndex.bytes(chunks());
			if (size.getAsLong() < bytes)
				throw new IOException("it has only " + size.getAsLong() + " bytes");
			final long ofChunks = size.getAsLong() - bytes;
			final Optional<ByteBuffer> end = store.get(key, ofChunks, bytes);
			return end.isEmpty() ? Optional.empty() : Optional.of(ShardIndex.read(end.get(), chunks(), ofChunks));
		}

		@Override
		public boolean isAsWritten(final int level, final long[] position, final RunBlock block) {
			final Optional<ByteBuffer> content = encoder.encode(block);
			try {
				return content.equals(stored(position));
			}
			catch (final IOException e) {
				return false; // what is wrong is told when it is decoded
			}
		}

		@Override
		public Optional<byte[]> voxels(final int level, final long[] position) {
			try {
				final Optional<ByteBuffer> found = stored(position);
				return found.isEmpty() ? Optional.empty() : Optional.of(frame.decode(found.get(), order.grid().blockSize(position)));
			}
			catch (final IOException | RuntimeException e) {
				throw new LabelUpscalerException("Shard " + describe(level, position) + " is damaged: " + LabelUpscalerException.reason(
					e) + ".", Remedy.RESUME_IF_OWN, e);
			}
		}

		@Override
		public boolean exists(final int level, final long[] position) {
			try {
				return index(position).isPresent();
			}
			catch (final IOException e) {
				return true;
			}
		}

		@Override
		public String describe(final int level, final long[] position) {
			return ShardLayout.this.describe(position);
		}
	}
}
