package org.labelupscaler.grid;

import java.io.Serializable;

/**
 * Where one axis of a target takes its labels from: an immutable, monotone map from target index to source index.
 * <p>
 * With {@code s} source voxels, {@code t} voxels at full target resolution and a downsampling factor {@code f}, index
 * {@code i} of the level stands for the full-resolution voxels {@code i·f … (i+1)·f − 1} and takes the source voxel
 * below the centre of that stretch:
 *
 * <pre>
 * source(i) = floor( min((2i + 1)·f, 2t − 1) · s / (2t) )
 * </pre>
 *
 * For {@code f = 1} this is the centre-aligned nearest neighbour rule {@code floor((2i + 1)·s / (2t))}. The minimum
 * matters only where the last voxel of a level sticks out beyond the volume. All arithmetic is in {@code long} and
 * exact: no product exceeds {@code 2^63 − 1} because both sizes are at most {@code 2^31 − 1}.
 *
 * @param sourceSize voxels of the source along this axis, 1 … 2^31 − 1
 * @param fullSize voxels of the target at full resolution, 1 … 2^31 − 1
 * @param factor full-resolution voxels per voxel of this level, at least 1
 */
public record AxisMap(long sourceSize, long fullSize, long factor) implements Serializable {

	/** The largest number of voxels of one axis. */
	public static final long MAX_SIZE = Integer.MAX_VALUE;

	/** @throws IllegalArgumentException if a size or the factor is out of its bounds */
	public AxisMap {
		if (sourceSize < 1 || sourceSize > MAX_SIZE)
			throw new IllegalArgumentException("source size " + sourceSize + " is not in 1.." + MAX_SIZE);
		if (fullSize < 1 || fullSize > MAX_SIZE)
			throw new IllegalArgumentException("target size " + fullSize + " is not in 1.." + MAX_SIZE);
		if (factor < 1 || factor > MAX_SIZE)
			throw new IllegalArgumentException("downsampling factor " + factor + " is not in 1.." + MAX_SIZE);
	}

	/**
	 * @param sourceSize voxels of the source
	 * @param targetSize voxels of the target
	 * @return the map of the target at full resolution
	 */
	public static AxisMap nearest(final long sourceSize, final long targetSize) {
		return new AxisMap(sourceSize, targetSize, 1);
	}

	/**
	 * @param factor full-resolution voxels per level voxel
	 * @return this map composed with the sampling of a pyramid level
	 */
	public AxisMap level(final long factor) {
		return new AxisMap(sourceSize, fullSize, factor);
	}

	/** @return voxels of this level, {@code ceil(fullSize / factor)} */
	public long size() {
		return ceilDiv(fullSize, factor);
	}

	/**
	 * @param index voxel of this level, 0 … {@code size() − 1}
	 * @return the source voxel that its centre lies in, 0 … {@code sourceSize − 1}
	 */
	public long sourceIndex(final long index) {
		return Math.min((2 * index + 1) * factor, 2 * fullSize - 1) * sourceSize / (2 * fullSize);
	}

	/**
	 * The start of a source voxel's run: the inverse of {@link #sourceIndex}.
	 *
	 * @param sourceIndex 0 … {@code sourceSize}
	 * @return the smallest level index whose source index is at least {@code sourceIndex}; {@code size()} if none is
	 */
	public long firstIndex(final long sourceIndex) {
		if (sourceIndex <= 0)
			return 0;
		// source(i) >= j  <=>  min((2i+1)f, 2t-1) >= c  with  c = ceil(2tj / s)
		final long centre = ceilDiv(2 * fullSize * sourceIndex, sourceSize);
		if (centre > 2 * fullSize - 1)
			return size();
		return Math.min(size(), ceilDiv(ceilDiv(centre, factor) - 1, 2));
	}

	/**
	 * Whether a voxel of this level may stand for several source voxels, so that their mode is taken instead of the
	 * nearest one. Never at full resolution, which is nearest neighbour always, up and down.
	 *
	 * @return true if this is a downsampled level whose voxels are longer than those of the source
	 */
	public boolean coarserThanSource() {
		return factor > 1 && factor * sourceSize > fullSize;
	}

	/**
	 * The first of the source voxels whose centres lie in a voxel of this level. Each source voxel belongs to exactly
	 * one voxel of the level; it is meaningful for levels {@linkplain #coarserThanSource() coarser than the source}.
	 *
	 * @param index 0 … {@code size()}; the voxels of index i are {@code coverStart(i) … coverStart(i + 1) − 1}
	 * @return a source index, 0 … {@code sourceSize}
	 */
	public long coverStart(final long index) {
		final long start = Math.min(index * factor, fullSize);
		// the smallest j with (2j + 1) · t >= 2 · start · s
		return Math.max(0, ceilDiv(2 * start * sourceSize - fullSize, 2 * fullSize));
	}

	private static long ceilDiv(final long a, final long b) {
		return -Math.floorDiv(-a, b);
	}
}
