package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

/**
 * A layout in which every block is something of its own in a store, and one that is missing is all zeros. What such formats have in
 * common stands here: background is left out, equal blocks are encoded once, what an earlier run left is kept if it is right byte
 * for byte, and removed if it should not be there. Thread-safe.
 *
 * @param store where the volume is
 * @param portions the blocks of all levels, full resolution first, in the order in which they are written
 * @param keys the names of the blocks of all levels
 * @param frames makes a frame for one thread
 */
public record ChunkLayout(Store store, List<Portions> portions, List<ChunkKeys> keys, Supplier<BlockFrame> frames) {

	/**
	 * @param mode how blocks are written
	 * @return takes blocks from one worker
	 */
	public BlockSink sink(final WriteMode mode) {
		return new Sink(mode);
	}

	/**
	 * @param background whether blocks of only label 0 were written
	 * @return reads blocks for one worker
	 */
	public BlockReader reader(final boolean background) {
		return new Reader(background);
	}

	private BlockGrid grid(final int level) {
		return portions.get(level).grid();
	}

	private Key key(final int level, final long[] position) {
		return keys.get(level).key(position);
	}

	private String describe(final int level, final long[] position) {
		return store.describe(key(level, position)) + " (voxels " + grid(level).voxels(position) + ")";
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final WriteMode mode;
		private final BlockEncoder encoder;
		private long written;
		private long kept;
		private long background;
		private long bytes;

		Sink(final WriteMode mode) {
			this.mode = mode;
			encoder = new BlockEncoder(frames.get(), mode.background());
		}

		@Override
		public void put(final int level, final long[] position, final RunBlock block) {
			final Optional<ByteBuffer> content = encoder.encode(block);
			if (content.isPresent())
				put(level, position, key(level, position), content.get());
			else {
				background++;
				if (mode.resuming())
					remove(level, position, key(level, position));
			}
		}

		private void put(final int level, final long[] position, final Key key, final ByteBuffer content) {
			try {
				if (mode.resuming() && store.keeps(key, content))
					kept++;
				else {
					store.put(key, content);
					written++;
					bytes += content.remaining();
				}
			}
			catch (final IOException e) {
				throw failed("write", level, position, e);
			}
			try {
				if (mode.sync())
					store.sync(key);
			}
			catch (final IOException e) {
				throw failed("sync", level, position, e);
			}
		}

		private void remove(final int level, final long[] position, final Key key) {
			try {
				store.delete(key);
			}
			catch (final IOException e) {
				throw failed("remove", level, position, e);
			}
		}

		private LabelUpscalerException failed(final String what, final int level, final long[] position, final IOException e) {
			return new LabelUpscalerException("Cannot " + what + " block " + describe(level, position) + ": " + LabelUpscalerException
				.reason(e) + ".", Remedy.RESUME_WHEN_MENDED, e);
		}

		@Override
		public void removeOthers(final int level, final long from, final long to, final LongPredicate put) {
			if (!mode.resuming())
				return;
			final Portions order = portions.get(level);
			final long[] end = order.grid().gridSize();
			try {
				keys.get(level).visit(store, position -> mayHave(order, position, end, from, to), (position, key) -> {
					final long number = order.number(position);
					if (number >= from && number < to && !put.test(number))
						remove(level, position, key);
				});
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot read " + store.describe(keys.get(level).prefix()) + ": " +
					LabelUpscalerException.reason(e), e);
			}
		}

		@Override
		public Written end() {
			final Written all = new Written(written, kept, background, bytes);
			written = 0;
			kept = 0;
			background = 0;
			bytes = 0;
			return all;
		}

		@Override
		public Written abandon() {
			return end();
		}
	}

	/** NB: a number grows with each of the three of its position, whatever the portions are. */
	private static boolean mayHave(final Portions order, final long[] position, final long[] end, final long from,
		final long to)
	{
		final long[] first = position.clone();
		final long[] last = position.clone();
		for (int d = 0; d < 3; d++) {
			if (position[d] >= end[d])
				return false;
			if (position[d] < 0) {
				first[d] = 0;
				last[d] = end[d] - 1;
			}
		}
		return order.number(last) >= from && order.number(first) < to;
	}

	/** One worker's. */
	private final class Reader implements BlockReader {

		private final BlockFrame frame = frames.get();
		private final BlockEncoder encoder;

		Reader(final boolean background) {
			encoder = new BlockEncoder(frames.get(), background);
		}

		@Override
		public boolean isAsWritten(final int level, final long[] position, final RunBlock block) {
			final Key key = key(level, position);
			final Optional<ByteBuffer> content = encoder.encode(block);
			try {
				return content.isPresent() ? store.holds(key, content.get()) : !exists(level, position);
			}
			catch (final IOException e) {
				return false; // what is wrong is told when it is decoded
			}
		}

		@Override
		public Optional<byte[]> voxels(final int level, final long[] position) {
			final Key key = key(level, position);
			final int[] size = grid(level).blockSize(position);
			final Optional<ByteBuffer> content;
			try {
				final OptionalLong stored = store.size(key);
				if (stored.isPresent() && stored.getAsLong() > frame.most(size))
					throw damaged(level, position, "it has " + stored.getAsLong() + " bytes, far more than its voxels need", null);
				if (stored.isEmpty() && exists(level, position))
					throw damaged(level, position, "it is no file", null);
				content = store.get(key);
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot read block " + describe(level, position) + ": " + LabelUpscalerException.reason(
					e), e);
			}
			try {
				return content.isEmpty() ? Optional.empty() : Optional.of(frame.decode(content.get(), size));
			}
			catch (final IOException | RuntimeException e) {
				throw damaged(level, position, LabelUpscalerException.reason(e), e);
			}
		}

		private LabelUpscalerException damaged(final int level, final long[] position, final String why, final Exception cause) {
			return new LabelUpscalerException("Block " + describe(level, position) + " is damaged: " + why + ".",
				Remedy.RESUME_IF_OWN, cause);
		}

		@Override
		public boolean exists(final int level, final long[] position) {
			return store.exists(key(level, position));
		}

		@Override
		public String describe(final int level, final long[] position) {
			return ChunkLayout.this.describe(level, position);
		}
	}
}
