package org.labelupscaler.source.n5;

import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.codec.BlockCodec;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceType;

/** The blocks of an N5 dataset. */
public final class N5Chunks implements Chunks {

	private final N5Dataset dataset;
	private final ThreadLocal<BlockCodec> codecs;

	/** @param dataset the dataset */
	public N5Chunks(final N5Dataset dataset) {
		this.dataset = dataset;
		codecs = ThreadLocal.withInitial(() -> dataset.compression().newCodec());
	}

	@Override
	public String name() {
		return dataset.folder().toString();
	}

	@Override
	public BlockGrid grid() {
		return dataset.grid();
	}

	@Override
	public SourceType type() {
		return SourceType.valueOf(dataset.type().n5Name().toUpperCase(Locale.ROOT));
	}

	@Override
	public ByteOrder order() {
		return ByteOrder.BIG_ENDIAN;
	}

	@Override
	public Optional<byte[]> read(final long[] position) {
		return dataset.get(position, codecs.get());
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof N5Chunks o && o.dataset.equals(dataset);
	}

	@Override
	public int hashCode() {
		return dataset.hashCode();
	}
}
