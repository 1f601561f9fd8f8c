package org.labelupscaler.source.arrange;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** Labels that are read from another source, which is closed with this one. */
abstract class ArrangedSource implements LabelSource {

	final LabelSource source;

	ArrangedSource(final LabelSource source) {
		this.source = source;
	}

	@Override
	public String name() {
		return source.name();
	}

	@Override
	public LabelType type() {
		return source.type();
	}

	@Override
	public long[] size() {
		return source.size();
	}

	@Override
	public VoxelSize voxelSize() {
		return source.voxelSize();
	}

	@Override
	public long memory() {
		return source.memory();
	}

	@Override
	public void checkUnchanged() {
		source.checkUnchanged();
	}

	@Override
	public void close() {
		source.close();
	}
}
