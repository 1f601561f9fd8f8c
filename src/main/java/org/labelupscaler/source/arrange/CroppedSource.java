package org.labelupscaler.source.arrange;

import org.labelupscaler.grid.Box;
import org.labelupscaler.source.LabelSource;

/** A box of a volume. */
final class CroppedSource extends ArrangedSource {

	private final long[] min;
	private final long[] size;

	/** @param box lies within the volume */
	CroppedSource(final LabelSource source, final Box box) {
		super(source);
		min = box.min();
		size = box.size();
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	@Override
	public void read(final long[] from, final int[] box, final long[] out) {
		source.read(new long[] { min[0] + from[0], min[1] + from[1], min[2] + from[2] }, box, out);
	}
}
