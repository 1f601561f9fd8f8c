package org.labelupscaler.volume.imaris;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
import org.labelupscaler.volume.hdf5.ChunkTable;
import org.labelupscaler.volume.hdf5.ChunkTreeWriter;
import org.labelupscaler.volume.hdf5.Hdf5Frame;
import org.labelupscaler.volume.hdf5.Hdf5Start;
import org.labelupscaler.volume.single.FileWriter;
import org.labelupscaler.volume.single.GrowingFile;

import com.google.gson.JsonObject;

/**
 * Writes an Imaris file: room for its start, chunks as they come, then their indices and all groups. Equal chunks have bytes of their
 * own: all readers would take it if they shared them, but a program that writes to one changes the others.
 */
final class ImarisWriter implements FileWriter {

	private final GrowingFile file;
	private final VolumeSpec spec;
	private final String title;
	private final ChunkTable[] tables;
	private final LabelHistogram[] histograms;

	ImarisWriter(final GrowingFile file, final VolumeSpec spec, final String title) throws IOException {
		this.file = file;
		this.spec = spec;
		this.title = title;
		tables = spec.grids().stream().map(grid -> new ChunkTable(grid.gridSize())).toArray(ChunkTable[]::new);
		histograms = newHistograms();
		file.append(ByteBuffer.allocate(Hdf5Start.bytes(tables.length)));
	}

	private LabelHistogram[] newHistograms() {
		final LabelHistogram[] fresh = new LabelHistogram[tables.length];
		for (int l = 0; l < fresh.length; l++)
			fresh[l] = new LabelHistogram();
		return fresh;
	}

	@Override
	public BlockSink sink(final WriteMode mode) {
		return new Sink(mode);
	}

	@Override
	public void finish(final VolumeRecord record, final Optional<Display> display) throws IOException {
		final long[] indices = new long[tables.length];
		for (int l = 0; l < tables.length; l++) {
			indices[l] = ChunkTreeWriter.write(file, tables[l], spec.blockSize(), spec.type().bytes());
			// NB: what is not put is background.
			histograms[l].add(0, spec.grids().get(l).voxels() - histograms[l].voxels());
		}
		final JsonObject attributes = new JsonObject();
		attributes.add(VolumeRecord.NAME, record.json());
		Hdf5Start.write(file, new ImarisObjects(spec, title).root(indices, histograms, display), VolumeRecord.NAME, attributes.toString()
			.getBytes(StandardCharsets.UTF_8), indices);
	}

	/** One worker's. */
	private final class Sink implements BlockSink {

		private final BlockEncoder encoder;
		private final LabelHistogram[] counted = newHistograms();
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
					counted[level].add(block);
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
			synchronized (histograms) {
				for (int l = 0; l < counted.length; l++)
					histograms[l].take(counted[l]);
			}
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
