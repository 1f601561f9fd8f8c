package org.labelupscaler.cells.output;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A table that napari opens as a points layer. By napari's own reader (napari_builtins.io._read) columns {@code axis-N} are
 * coordinates, {@code index} is passed over, and all others become properties of the points. Such a layer has no scale, while the
 * layer of labels has that of its file; so the coordinates are those of the world (OME-NGFF's scale and translation): the centre of the first voxel lies at the
 * labels' offset, and numbers are in the unit of the voxel size. Axes are z, y, x.
 * <p>
 * napari's reader makes all fields as wide as the longest one; so there are no long names.
 */
public final class NapariPoints implements CellPointsFormat {

	private static final String START = "index,axis-0,axis-1,axis-2,cell,region_id,region,unit";
	/** What is written where no unit is known, so that nobody takes the numbers for voxels. */
	private static final String NO_UNIT = "unknown";

	/** Made by the list of formats. */
	public NapariPoints() {}

	@Override
	public String word() {
		return "napari";
	}

	@Override
	public String title() {
		return "a points layer of napari";
	}

	@Override
	public List<String> endings() {
		return List.of(".napari.csv");
	}

	@Override
	public List<String> needed() {
		return List.of(".csv");
	}

	@Override
	public boolean isOwn(final Path existing) {
		return TableWriter.startsWith(existing, START + "\n");
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		final double[] edge = space.voxelSize().toArray();
		final double[] offset = space.offset();
		final String unit = space.voxelSize().hasUnit() ? TableWriter.field(space.voxelSize().unit()) : NO_UNIT;
		final LongFunction<String> region = TableWriter.remembered(id -> space.id(id) + "," + TableWriter.field(space.region(id).acronym()) + "," +
			unit);
		final long[] index = { 0 };
		return new TableWriter(output, START, (out, cell) -> {
			out.append(index[0]++);
			for (int d = 2; d >= 0; d--) {
				out.append(',');
				NumberText.append(out, (cell.get(d) - 0.5) * edge[d] + offset[d]);
			}
			out.append(',').append(cell.number()).append(',').append(region.apply(cell.id()));
		});
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		final List<String> notes = new ArrayList<>();
		notes.add("Coordinates are z, y, x in " + (space.voxelSize().hasUnit() ? space.voxelSize().unit()
			: "numbers of the labels' voxel size, whose unit nobody has said") + ", the centre of the first voxel being at the labels' offset: they lie on " +
				"a labels layer that has its scale, as that of an OME-Zarr. Drop the file on napari's window.");
		// NB: so does napari-ome-zarr 0.10.
		if (Arrays.stream(space.offset()).anyMatch(o -> o != 0))
			notes.add("The labels have an offset: if napari's reader takes no notice of it, set translate of the layer of labels.");
		return notes;
	}
}
