package org.labelupscaler.cells.volume;

import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockSink;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;
import org.labelupscaler.volume.Written;

/** The blocks of a volume that is being drawn, and what has become of them. Thread-safe. */
final class Blocks {

	private final Store store;
	private final VolumeFormat format;
	private final VolumeSpec volume;
	private final WriteMode mode;
	private Written written = Written.NONE;

	Blocks(final Store store, final VolumeFormat format, final VolumeSpec volume, final WriteMode mode) {
		this.store = store;
		this.format = format;
		this.volume = volume;
		this.mode = mode;
	}

	VolumeSpec volume() {
		return volume;
	}

	Portions order(final int level) {
		return format.portions(volume, level);
	}

	/** Takes the blocks of one worker. */
	BlockSink newSink() {
		return format.sink(store, volume, mode);
	}

	synchronized void add(final Written more) {
		written = written.plus(more);
	}

	synchronized Written written() {
		return written;
	}
}
