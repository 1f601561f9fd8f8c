package org.labelupscaler.cells.picture;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.CellLabels;
import org.labelupscaler.cells.CellStream;
import org.labelupscaler.cells.Midline;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.text.Quantities;

/**
 * The density of cells along an axis, over the outlines of regions. Immutable.
 *
 * @param grid where cells were counted
 * @param density what is shown
 * @param highest the density that has the last colour
 * @param borders between the labels in the middle of the slab
 * @param silhouettes of all labels of the slab, and of those shown if these are some
 * @param marks where left and right are, if they are marked
 * @param notes what should be said, but not in the picture
 * @param caption what should be said
 */
record CellProjection(BinGrid grid, DensityMap density, double highest, LabelPlane borders, List<LabelPlane> silhouettes,
	Optional<SideMarks> marks, List<String> notes, String caption)
{

	static CellProjection of(final CellStream cells, final CellLabels labels, final ProjectionOptions options,
		final ProgressListener listener) throws InterruptedException
	{
		final Set<Long> regions = new HashSet<>();
		labels.ontology().select(options.regions()).forEach(structure -> regions.add(structure.id()));
		final boolean all = options.regions().isEmpty();
		final LongPredicate shown = id -> all || regions.contains(id);
		final BinGrid grid = BinGrid.of(labels, options);
		final double gauss = options.gauss() < 0 ? 2 * grid.bin() : options.gauss();
		if (gauss > ProjectionOptions.MOST_SMOOTHING * grid.bin())
			throw new InvalidInputException("gauss: " + VoxelSize.format(gauss) + " is more than " +
				ProjectionOptions.MOST_SMOOTHING + " bins of " + VoxelSize.format(grid.bin()) + ". Take larger bins.");
		final Optional<Midline> drawn = options.midline().filter(midline -> midline.axis() != grid.axis());
		final Optional<SideMarks> marks = drawn.map(midline -> SideMarks.of(midline, grid));
		final List<String> notes = drawn.isPresent() ? List.of() : options.midline().map(midline -> SideMarks.behind(midline, grid))
			.stream().toList();
		final BinnedCells binned = BinnedCells.count(cells, grid, shown, listener);
		final DensityMap density = DensityMap.of(binned, gauss / grid.bin());
		final double highest = options.highest() > 0 ? options.highest() : Scale.twoDigitsAbove(density.nearlyLargest());
		final LabelPlane whole = LabelPlane.silhouette(labels, grid, id -> true, listener);
		final List<LabelPlane> silhouettes = all ? List.of(whole) : List.of(whole, LabelPlane.silhouette(labels, grid, shown,
			listener));
		return new CellProjection(grid, density, highest, LabelPlane.section(labels, grid, shown, listener), silhouettes, marks, notes,
			caption(binned, options, gauss) + (marks.isPresent() ? " Dashed: the midline; L: left, R: right." : ""));
	}

	private static String caption(final BinnedCells cells, final ProjectionOptions options, final double gauss) {
		final BinGrid grid = cells.grid();
		final boolean slab = grid.from() > 0 || grid.to() < grid.size()[grid.axis()];
		final StringBuilder text = new StringBuilder(cells(cells.cells()));
		if (!options.regions().isEmpty())
			text.append(" in ").append(String.join(", ", options.regions()));
		if (cells.background() > 0)
			text.append(" (").append(Quantities.count(cells.background())).append(" in background)");
		text.append(grid.layers() ? ", highest density along " : ", projected along ").append("xyz".charAt(grid.axis()));
		if (slab)
			text.append(", voxels ").append(grid.from()).append(" to ").append(grid.to() - 1);
		text.append(" (").append(grid.length(grid.extent(grid.axis()))).append("). Bins of ").append(grid.length(grid.bin()));
		text.append(gauss > 0 ? ", smoothed by a Gaussian of σ " + grid.length(gauss) : ", not smoothed");
		text.append(". Borders of regions in the middle, silhouette of all of it");
		if (cells.elsewhere() > 0)
			text.append("; ").append(cells(cells.elsewhere())).append(" elsewhere");
		if (cells.outside() > 0)
			text.append("; ").append(cells(cells.outside())).append(" outside the volume");
		return text.append('.').toString();
	}

	private static String cells(final long count) {
		return Quantities.count(count, "cell");
	}
}
