package org.labelupscaler.source.arrange;

import java.util.function.LongPredicate;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** Some labels of a volume, as they are or all as 1; the others are 0. */
final class SelectedSource extends ArrangedSource {

	private final LongPredicate kept;
	private final boolean mask;

	SelectedSource(final LabelSource source, final LabelSelection selection, final boolean mask) {
		super(source);
		kept = selection.of(source.type());
		this.mask = mask;
	}

	@Override
	public LabelType type() {
		return mask ? LabelType.UINT8 : source.type();
	}

	/** Neighbours are mostly equal, and cost next to nothing then. */
	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		source.read(min, size, out);
		final int voxels = size[0] * size[1] * size[2];
		long label = 0;
		long written = 0;
		for (int i = 0; i < voxels; i++) {
			if (out[i] != label) {
				label = out[i];
				written = !kept.test(label) ? 0 : mask ? 1 : label;
			}
			out[i] = written;
		}
	}
}
