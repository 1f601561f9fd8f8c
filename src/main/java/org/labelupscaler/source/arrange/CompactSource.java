package org.labelupscaler.source.arrange;

import java.util.Arrays;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** The labels of a volume numbered from 1 on, in ascending order; 0 stays 0. */
final class CompactSource extends ArrangedSource {

	/** A label image with more is no annotation, and programs that need small numbers cannot hold them either. */
	static final int MOST_LABELS = 1_000_000;

	/** Voxels that are looked at in one go, along x, y, z: a box, so that few chunks of a source in chunks are needed. */
	private static final int[] BOX = { 128, 128, 64 };

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
		final long[] size = source.size();
		final long[] box = new long[BOX[0] * BOX[1] * BOX[2]];
		final LabelSet labels = new LabelSet();
		final long[] min = new long[3];
		for (min[2] = 0; min[2] < size[2]; min[2] += BOX[2])
			for (min[1] = 0; min[1] < size[1]; min[1] += BOX[1])
				for (min[0] = 0; min[0] < size[0]; min[0] += BOX[0]) {
					if (Thread.currentThread().isInterrupted())
						throw new LabelUpscalerException("Stopped while the labels of " + source.name() + " were counted");
					final int[] part = new int[3];
					int voxels = 1;
					for (int d = 0; d < 3; d++)
						voxels *= part[d] = (int) Math.min(BOX[d], size[d] - min[d]);
					source.read(min, part, box);
					labels.addAll(box, voxels);
					if (labels.size() > MOST_LABELS)
						throw new InvalidInputException("compact: " + source.name() + " has more than " + MOST_LABELS +
							" labels. Select some of them (labels, regions), or keep the labels as they are.");
				}
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

	/** The labels there are: an open-addressing hash table without 0. */
	private static final class LabelSet {

		private long[] slots = new long[1 << 10];
		private int size;

		int size() {
			return size;
		}

		void addAll(final long[] labels, final int count) {
			long last = 0;
			for (int i = 0; i < count; i++)
				if (labels[i] != last) {
					last = labels[i];
					if (last != 0 && add(last) && 2 * size > slots.length)
						grow();
				}
		}

		private boolean add(final long label) {
			int at = (int) (label * 0x9E3779B97F4A7C15L >>> 40) & slots.length - 1;
			while (slots[at] != 0) {
				if (slots[at] == label)
					return false;
				at = at + 1 & slots.length - 1;
			}
			slots[at] = label;
			size++;
			return true;
		}

		private void grow() {
			final long[] old = slots;
			slots = new long[2 * old.length];
			size = 0;
			for (final long label : old)
				if (label != 0)
					add(label);
		}

		long[] sorted(final LabelType type) {
			return Arrays.stream(slots).filter(label -> label != 0).boxed().sorted(type::compare).mapToLong(Long::longValue)
				.toArray();
		}
	}
}
