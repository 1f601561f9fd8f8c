package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongPredicate;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.volume.BlockEncoder;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;

/**
 * Writes an HDF5 file: room for its start, chunks as they come, then their indices and all groups. Equal chunks have bytes of their
 * own: all readers would take it if they shared them, but a program that writes to one changes the others.
 */
public abstract class Hdf5VolumeWriter implements FileWriter {

	/** Looks at the blocks that one worker puts. */
	public interface Counter {

		/** Does not look. */
		Counter NONE = new Counter() {

			@Override
			public void add(final int level, final RunBlock block) {}

			@Override
			public void end() {}
		};

		/**
		 * @param level 0 is full resolution
		 * @param block one of its blocks, that was not put before
		 */
		void add(int level, RunBlock block);

		/** Hands over what was counted; the counter begins anew. Called by the worker. */
		void end();
	}

	private final Hdf5VolumeFormat format;
	private final GrowingFile file;
	private final VolumeSpec spec;
	private final ChunkTable[] tables;

	/**
	 * @param format the format
	 * @param file an empty file
	 * @param spec the volume
	 * @throws IOException if it cannot be written
	 */
	protected Hdf5VolumeWriter(final Hdf5VolumeFormat format, final GrowingFile file, final VolumeSpec spec) throws IOException {
		this.format = format;
		this.file = file;
		this.spec = spec;
		tables = spec.grids().stream().map(grid -> new ChunkTable(grid.gridSize())).toArray(ChunkTable[]::new);
		file.append(ByteBuffer.allocate(Hdf5Start.bytes(tables.length)));
	}

	/** @return a new one for one worker */
	protected Counter newCounter() {
		return Counter.NONE;
	}

	/**
	 * @param indices addresses of the indices of chunks, of all levels
	 * @param display what viewers should know
	 * @return the root group
	 */
	protected abstract Hdf5Group root(long[] indices, Optional<Display> display);

	@Override
	public final BlockSink sink(final WriteMode mode) {
		return new Sink(mode);
	}

	@Override
	public final void finish(final VolumeRecord record, final Optional<Display> display) throws IOException {
		final long[] indices = new long[tables.length];
		for (int l = 0; l < tables.length; l++)
			indices[l] = ChunkTreeWriter.write(file, tables[l], spec.blockSize(), spec.type().bytes());
		Hdf5Start.write(file, root(indices, display), VolumeRecord.NAME, format.bytes(record), indices);
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final BlockEncoder encoder;
		private final Counter counter = newCounter();
		private Written written = Written.NONE;

		Sink(final WriteMode mode) {
			encoder = new BlockEncoder(Hdf5Frame.of(spec), mode.background());
		}

		@Override
		public void put(final int level, final long[] position, final RunBlock block) {
			final Optional<ByteBuffer> content = encoder.encode(block);
			if (content.isEmpty()) {
				written = written.plus(new Written(0, 0, 1, 0));
				return;
			}
			final int length = content.get().remaining();
			try {
				// NB: a block that is put twice is counted once.
				if (tables[level].set(position, file.append(content.get()), length))
					counter.add(level, block);
			}
			catch (final IOException e) {
				throw new LabelUpscalerException("Cannot write block " + spec.grids().get(level).voxels(position) + " of level " + level +
					": " + LabelUpscalerException.reason(e) + ".", e);
			}
			written = written.plus(new Written(1, 0, 0, length));
		}

		/** NB: nothing is ever there before. */
		@Override
		public void removeOthers(final int level, final long from, final long to, final LongPredicate put) {}

		@Override
		public Written end() {
			counter.end();
			final Written all = written;
			written = Written.NONE;
			return all;
		}

		@Override
		public Written abandon() {
			return end();
		}
	}
}
