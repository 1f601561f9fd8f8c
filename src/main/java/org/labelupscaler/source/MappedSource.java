package org.labelupscaler.source;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

/** The labels of a {@link VoxelFile}, from mapped voxels. */
final class MappedSource implements LabelSource {

	/** From here on a 32-bit float cannot hold every whole number. */
	private static final double LARGEST_EXACT_FLOAT = 1 << 24;
	/** The same for a 64-bit float. */
	private static final double LARGEST_EXACT_DOUBLE = 1L << 53;

	private final VoxelFile file;
	private final long[] size;
	private final LabelType type;
	private final MappedVoxels voxels;

	MappedSource(final VoxelFile file, final MappedVoxels voxels, final boolean acceptRoundedIds) {
		this.file = file;
		this.size = file.size();
		this.voxels = voxels;
		this.type = file.type().isFloat() ? checkFloats(acceptRoundedIds) : file.type().labels();
	}

	/**
	 * Looks at every voxel of a float source.
	 *
	 * @return the smallest of uint32, int32, uint64, int64 that holds all labels
	 */
	private LabelType checkFloats(final boolean acceptRoundedIds) {
		final long n = size[0] * size[1] * size[2];
		final double exact = file.type() == SourceType.FLOAT32 ? LARGEST_EXACT_FLOAT : LARGEST_EXACT_DOUBLE;
		double smallest = 0;
		double largest = 0;
		for (long i = 0; i < n; i++) {
			final double value = voxels.readFloat(i);
			if (value != Math.rint(value) || Double.isInfinite(value))
				throw new InvalidInputException(file.path() + " holds no labels: voxel " + position(i) + " is " + value +
					", not a whole number. Labels must be integers; was the image interpolated or averaged?");
			if (Math.abs(value) > exact && !acceptRoundedIds)
				throw new InvalidInputException(file.path() + " stores labels as " + file.type() + ", and voxel " + position(
					i) + " is " + (long) value + ": above " + (long) exact +
					" this type cannot tell neighbouring ids apart, so ids may already be damaged. " +
					"Export the labels as integers, or insist with --accept-rounded-ids.");
			if (Math.abs(value) >= 0x1p63)
				throw new InvalidInputException(file.path() + " holds no labels: voxel " + position(i) + " is " + value +
					", beyond what 64-bit labels can be");
			smallest = Math.min(smallest, value);
			largest = Math.max(largest, value);
		}
		if (smallest >= 0)
			return largest < 0x1p32 ? LabelType.UINT32 : LabelType.UINT64;
		return smallest >= Integer.MIN_VALUE && largest <= Integer.MAX_VALUE ? LabelType.INT32 : LabelType.INT64;
	}

	private String position(final long voxel) {
		return "(" + voxel % size[0] + ", " + voxel / size[0] % size[1] + ", " + voxel / size[0] / size[1] + ")";
	}

	@Override
	public String name() {
		return file.path().toString();
	}

	@Override
	public LabelType type() {
		return type;
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	@Override
	public VoxelSize voxelSize() {
		return file.voxelSize();
	}

	@Override
	public void read(final long[] min, final int[] box, final long[] out) {
		int at = 0;
		for (long z = min[2]; z < min[2] + box[2]; z++)
			for (long y = min[1]; y < min[1] + box[1]; y++) {
				voxels.read((z * size[1] + y) * size[0] + min[0], box[0], out, at);
				at += box[0];
			}
	}

	@Override
	public void close() {
		voxels.close();
	}
}
