package org.labelupscaler.source.precomputed;

import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VoxelEdges;
import org.labelupscaler.source.array.ArrayAxes;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.Geometry;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.Unfinished;

/**
 * The precomputed format of Neuroglancer: a folder with the file {@code info}, of which the finest scale is the source,
 * or the folder of a scale. Lengths are in nanometres; the offset of a volume is its {@code voxel_offset} times the resolution,
 * so that volumes that begin at voxel 0 lie at 0, whatever their scale. Meshes, skeletons and properties beside the voxels are
 * not looked at.
 */
public final class PrecomputedFormat implements SourceFormat {

	private static final ArrayAxes AXES = new ArrayAxes(List.of(0, 1, 2), List.of("x", "y", "z"));
	private static final MathContext FACTOR = new MathContext(12);

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
		Unfinished.checkVolume(location.path(), info.volume());
		checkChannels(info);
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

	private static void checkChannels(final PrecomputedInfo info) {
		if (info.channels() != 1)
			throw info.json().wrong("num_channels", "but labels have one; save the channel that holds them");
	}

	/**
	 * All levels of a label volume.
	 *
	 * @param folder a volume, or a scale of one
	 * @return its scales; nothing is opened
	 * @throws InvalidInputException if there is none, or it cannot be labels
	 */
	public static Multiscale levels(final Path folder) {
		final List<PrecomputedInfo> scales = PrecomputedInfo.scales(folder);
		final Scale finest = scales.get(0).scale();
		checkChannels(scales.get(0));
		final List<ArrayStore> levels = new ArrayList<>();
		final List<double[]> factors = new ArrayList<>();
		for (final PrecomputedInfo info : scales) {
			info.scale().checkKey();
			levels.add(ArrayStore.of(info.json(), PrecomputedArray.ofAny(info), AXES));
			final double[] factor = new double[3];
			for (int d = 0; d < 3; d++)
				// NB: resolutions are rounded, factors hardly ever have so many digits.
				factor[d] = finest.resolution().get(d).signum() == 0 ? 1 : info.scale().resolution().get(d).divide(finest.resolution().get(d),
					FACTOR).doubleValue();
			factors.add(factor);
		}
		return new Multiscale(levels, factors, finest.voxelSize().voxelSize());
	}
}
