package org.labelupscaler.cells;

import java.util.Arrays;
import java.util.List;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.points.PointBatch;
import org.labelupscaler.source.LabelSource;

/**
 * The label of any voxel of a target at full resolution, by the scaling rule. Thread-safe; does not own the source.
 *
 * @param source where labels are read
 * @param maps where each target voxel takes its label from, x, y, z
 * @param voxelSize edges of a target voxel
 * @param measure what the voxel size was worked out from, so that lengths can be measured exactly
 * @param offset where the centre of the first target voxel lies, x, y, z, in the unit of the voxel size
 * @param title what to call the labels
 * @param ontology names, colours and tree of the ids; {@link Ontology#NONE} if there are none
 */
public record CellLabels(LabelSource source, List<AxisMap> maps, VoxelSize voxelSize, Measure measure, double[] offset, String title,
	Ontology ontology)
{

	/**
	 * An image of as large an extent as the target, whose voxels are a decimal length; those of the target need not be.
	 *
	 * @param voxelSize edges of its voxels, in the unit of the target's
	 * @param size its voxels, x, y, z
	 */
	public record Measure(VoxelSize voxelSize, long[] size) {

		/** Copies the size. */
		public Measure {
			size = size.clone();
		}

		@Override
		public long[] size() {
			return size.clone();
		}

		@Override
		public boolean equals(final Object other) {
			return other instanceof Measure o && voxelSize.equals(o.voxelSize) && Arrays.equals(size, o.size);
		}

		@Override
		public int hashCode() {
			return 31 * voxelSize.hashCode() + Arrays.hashCode(size);
		}
	}

	private static final int[] ONE = { 1, 1, 1 };

	/** Copies the maps and the offset. */
	public CellLabels {
		maps = List.copyOf(maps);
		offset = offset.clone();
	}

	/**
	 * Labels whose voxel size is a decimal.
	 *
	 * @param source where labels are read
	 * @param maps where each target voxel takes its label from, x, y, z
	 * @param voxelSize edges of a target voxel
	 * @param offset where the centre of the first target voxel lies, x, y, z
	 * @param title what to call the labels
	 * @param ontology names, colours and tree of the ids
	 */
	public CellLabels(final LabelSource source, final List<AxisMap> maps, final VoxelSize voxelSize, final double[] offset,
		final String title, final Ontology ontology)
	{
		this(source, maps, voxelSize, new Measure(voxelSize, new long[] { maps.get(0).size(), maps.get(1).size(), maps.get(2).size() }),
			offset, title, ontology);
	}

	@Override
	public double[] offset() {
		return offset.clone();
	}

	/** @return voxels of the target, x, y, z; a new array */
	public long[] size() {
		return new long[] { maps.get(0).size(), maps.get(1).size(), maps.get(2).size() };
	}

	/** @return the type of the ids */
	public LabelType idType() {
		return source.idType();
	}

	/**
	 * Looks up labels one by one.
	 *
	 * @param voxels target voxels, x, y, z, one after the other
	 * @param count how many
	 * @param ids takes for each what its label is called in the source; 0 for voxels outside the target
	 * @throws org.labelupscaler.LabelUpscalerException if the source cannot be read
	 */
	public void ids(final long[] voxels, final int count, final long[] ids) {
		final long[] at = new long[3];
		final long[] label = new long[1];
		for (int i = 0; i < count; i++) {
			if (locate(voxels, 3 * i, at)) {
				source.read(at, ONE, label);
				ids[i] = source.id(label[0]);
			}
			else
				ids[i] = 0;
		}
	}

	/** Finds the source voxel of the target voxel x, y, z at a place in an array; false, and 0, 0, 0, for one outside. */
	boolean locate(final long[] voxels, final int place, final long[] at) {
		boolean inside = true;
		for (int d = 0; d < 3; d++)
			inside &= voxels[place + d] >= 0 && voxels[place + d] < maps.get(d).fullSize();
		for (int d = 0; d < 3; d++)
			at[d] = inside ? maps.get(d).sourceIndex(voxels[place + d]) : 0;
		return inside;
	}

	/**
	 * Finds the label of each point.
	 *
	 * @param points some points
	 * @param placement where they lie in the target
	 * @return the points with their labels
	 * @throws org.labelupscaler.LabelUpscalerException if the source cannot be read
	 */
	public AssignedCells assign(final PointBatch points, final CellPlacement placement) {
		return assign(points, placement, null);
	}

	/** With ids that have been found before; null if there are none. */
	AssignedCells assign(final PointBatch points, final CellPlacement placement, final long[] known) {
		final int count = points.count();
		final long[] voxels = new long[3 * count];
		final boolean[] inside = new boolean[count];
		Arrays.fill(inside, true);
		for (int d = 0; d < 3; d++) {
			for (int i = 0; i < count; i++) {
				final long voxel = placement.voxel(points, i, d);
				voxels[3 * i + d] = voxel;
				inside[i] &= voxel >= 0 && voxel < maps.get(d).fullSize();
			}
		}
		final long[] ids = known == null ? new long[count] : known;
		if (known == null)
			ids(voxels, count, ids);
		return new AssignedCells(points, placement, voxels, ids, inside);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof CellLabels o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { source, maps, voxelSize, measure, offset, title, ontology };
	}
}
