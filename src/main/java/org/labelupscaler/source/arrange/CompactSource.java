package org.labelupscaler.source.arrange;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** The labels of a volume numbered from 1 on, in ascending order; 0 stays 0. */
final class CompactSource extends ArrangedSource {

	/** A label image with more is no annotation, and programs that need small numbers cannot hold them either. */
	static final int MOST_LABELS = 1_000_000;

	/** Ascending in the order of the source's type, without 0. */
	private final long[] ids;
	private final LabelType type;

	/** Looks at every voxel once. */
	CompactSource(final LabelSource source) {
		super(source);
		ids = labels(source);
		type = ids.length < 1 << 8 ? LabelType.UINT8 : ids.length < 1 << 16 ? LabelType.UINT16 : LabelType.UINT32;
	}

	private static long[] labels(final LabelSource source) {
		final LabelSet labels = new LabelSet();
		SourceBoxes.visit(source, (box, voxels) -> {
			labels.addAll(box, voxels);
			if (labels.size() > MOST_LABELS)
				throw new InvalidInputException("compact: " + source.name() + " has more than " + MOST_LABELS +
					" labels. Select some of them (labels, regions), or keep the labels as they are.");
			return true;
		});
		return labels.sorted(source.type());
	}

	@Override
	public LabelType type() {
		return type;
	}

	@Override
	public long id(final long label) {
		return label == 0 ? 0 : ids[(int) label - 1];
	}

	@Override
	public int numbered() {
		return ids.length;
	}

	@Override
	public LabelType idType() {
		return source.type();
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		source.read(min, size, out);
		final int voxels = size[0] * size[1] * size[2];
		long id = 0;
		long label = 0;
		for (int i = 0; i < voxels; i++) {
			if (out[i] != id) {
				id = out[i];
				label = id == 0 ? 0 : 1 + find(id);
			}
			out[i] = label;
		}
	}

	private int find(final long id) {
		int low = 0;
		int high = ids.length - 1;
		while (low <= high) {
			final int middle = low + high >>> 1;
			final int order = source.type().compare(ids[middle], id);
			if (order == 0)
				return middle;
			if (order < 0)
				low = middle + 1;
			else
				high = middle - 1;
		}
		throw new LabelUpscalerException(source.name() + " was changed while it was read: it has a label " + source.type().format(
			id) + " that it had not before");
	}
}
