package org.labelupscaler.view;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.JobRecord;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.store.StoreRef;
import org.labelupscaler.volume.BlockReader;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeSpec;

/** A level of a volume that this program has made, in whatever format, read block by block. Thread-safe. */
final class OwnLevel implements Chunks {

	private final OwnVolume volume;
	private final VolumeSpec spec;
	private final int level;
	private final BlockGrid grid;
	/** NB: made once, for a level is asked for whether it is another with every block that is drawn. */
	private final StoreRef place;
	/** NB: each is one thread's at a time. */
	private final Queue<BlockReader> readers = new ConcurrentLinkedQueue<>();

	OwnLevel(final OwnVolume volume, final int level) {
		this.volume = volume;
		this.level = level;
		spec = JobRecord.spec(volume);
		grid = spec.grids().get(level);
		place = volume.store().ref();
	}

	@Override
	public String name() {
		return volume.place() + ", level " + level;
	}

	@Override
	public BlockGrid grid() {
		return grid;
	}

	@Override
	public SourceType type() {
		return SourceType.valueOf(spec.type().name());
	}

	@Override
	public ByteOrder order() {
		return ByteOrder.BIG_ENDIAN;
	}

	@Override
	public Optional<byte[]> read(final long[] position) {
		final BlockReader free = readers.poll();
		final BlockReader reader = free != null ? free : volume.format().reader(volume.store(), spec, false);
		final Optional<byte[]> voxels = reader.voxels(level, position);
		readers.add(reader);
		return voxels;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof OwnLevel o && level == o.level && place.equals(o.place) && volume.record().equals(o.volume.record());
	}

	@Override
	public int hashCode() {
		return 31 * place.hashCode() + level;
	}
}
