package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * A level in shards: a portion is one object, its chunks one behind the other as they are put, its index before or behind them. A
 * chunk that is only background is missing, and a shard of none but such is not there at all. Chunks of one label have the same
 * bytes, which are stored once in a shard if its index can say so. Memory is bounded by a chunk. Owned by one thread.
 *
 * @param store where the volume is
 * @param order the blocks of the level; portions are shards
 * @param keys the names of the shards
 * @param indices makes an index
 * @param frame how chunks become bytes; it makes the layout one thread's
 */
public record ShardLayout(Store store, Portions order, ShardKeys keys, Supplier<ShardIndex> indices, BlockFrame frame) {

	/**
	 * @param mode how blocks are written
	 * @param encoder makes their bytes; one for all levels will do
	 * @return takes blocks from one worker
	 */
	public BlockSink sink(final WriteMode mode, final BlockEncoder encoder) {
		return new Sink(mode, encoder);
	}

	/**
	 * @param encoder makes their bytes; one for all levels will do
	 * @return reads blocks for one worker
	 */
	public BlockReader reader(final BlockEncoder encoder) {
		return new Reader(encoder);
	}

	private String describe(final long[] position) {
		return store.describe(keys.key(order.portion(position))) + " (voxels " + order.grid().voxels(position) + ")";
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final WriteMode mode;
		private final BlockEncoder encoder;
		private final ShardIndex index = indices.get();
		/** Positions of chunks of one label in this shard, by the label. */
		private final Map<Long, long[]> uniform = new HashMap<>();
		private long[] shard;
		private ShardWriter writer;
		private int blocks;
		private int background;
		private Written written = Written.NONE;

		Sink(final WriteMode mode, final BlockEncoder encoder) {
			this.mode = mode;
			this.encoder = encoder;
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
			final long[] same = index.mayShare() && block.isUniform() ? uniform.putIfAbsent(block.label(0, 0, 0), position.clone()) : null;
			if (same != null) {
				index.set(position, index.offset(same), index.length(same));
				return;
			}
			try {
				if (writer == null)
					writer = new ShardWriter(store, keys.key(shard), mode.resuming(), index.head());
				index.set(position, writer.size(), content.remaining());
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
					final ByteBuffer tail = index.tail(shard);
					writer.append(tail);
					writer.begin(index.head(writer.size(), tail.remaining()));
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

		Reader(final BlockEncoder encoder) {
			this.encoder = encoder;
		}

		/** The index of the shard that a chunk is in; nothing if the chunk is missing. */
		private Optional<ShardIndex> index(final long[] position) throws IOException {
			final long[] wanted = order.portion(position);
			if (!Arrays.equals(wanted, shard)) {
				index = readIndex(keys.key(wanted), wanted);
				shard = wanted;
			}
			return index.filter(read -> read.has(position));
		}

		private Optional<ByteBuffer> stored(final long[] position) throws IOException {
			final Optional<ShardIndex> has = index(position);
			if (has.isEmpty())
				return Optional.empty();
			final long length = has.get().length(position);
			if (length > frame.most(order.grid().blockSize()))
				throw new IOException("it has " + length + " bytes, far more than its voxels need");
			return store.get(keys.key(shard), has.get().offset(position), (int) length);
		}

		private Optional<ShardIndex> readIndex(final Key key, final long[] wanted) throws IOException {
			shard = null;
			final OptionalLong size = store.size(key);
			if (size.isEmpty()) {
				if (store.exists(key))
					throw new IOException("it is no file");
				return Optional.empty();
			}
			final ShardIndex read = indices.get();
			read.read(store, key, wanted, size.getAsLong());
			return Optional.of(read);
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
