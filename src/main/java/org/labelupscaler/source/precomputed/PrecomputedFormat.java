package org.labelupscaler.source.precomputed;

import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.Geometry;

/**
 * The precomputed format of Neuroglancer: a folder with the file {@code info}, of which the finest scale is the source,
 * or the folder of a scale. Lengths are in nanometres; the offset of a volume is its {@code voxel_offset} times the resolution,
 * so that volumes that begin at voxel 0 lie at 0, whatever their scale. Meshes, skeletons and properties beside the voxels are
 * not looked at.
 */
public final class PrecomputedFormat implements SourceFormat {

	private static final ArrayAxes AXES = new ArrayAxes(List.of(0, 1, 2), List.of("x", "y", "z"));

	@Override
	public int priority() {
		return 40;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFolder() && PrecomputedInfo.root(location.path()).isPresent();
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final PrecomputedInfo info = PrecomputedInfo.open(location.path());
		final long channels = info.channels();
		if (channels != 1)
			throw info.json().wrong("num_channels", "but labels have one; save the channel that holds them");
		final List<String> notes = new ArrayList<>();
		if (!info.isSegmentation())
			notes.add("The info file says that this is an image, not a segmentation; its numbers are taken as labels.");
		final ArrayStore store = ArrayStore.of(info.json(), PrecomputedArray.of(info), AXES);
		final VoxelEdges.Stated stated = info.scale().voxelSize();
		notes.addAll(stated.notes());
		if (info.scale().isShifted())
			notes.add("The volume begins at voxel " + offset(info.scale()) +
				" (voxel_offset); this place is not used, voxels are counted from its first one.");
		return store.source(location.path(), new Geometry(stated.voxelSize(), List.of(), notes));
	}

	private static String offset(final Scale scale) {
		return scale.offset()[0] + ", " + scale.offset()[1] + ", " + scale.offset()[2];
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final PrecomputedInfo info = PrecomputedInfo.open(location.path());
		info.isSegmentation();
		final long channels = info.channels();
		final VoxelEdges.Stated stated = info.scale().voxelSize();
		final VoxelSize voxelSize = stated.voxelSize();
		return new ImageSize(location.path() + (channels > 1 ? " (first of " + channels + " channels)" : ""),
			"Neuroglancer precomputed", info.scale().size(), voxelSize, info.scale().place(), stated.notes());
	}
}
