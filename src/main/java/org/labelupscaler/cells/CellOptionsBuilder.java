package org.labelupscaler.cells;

import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.job.TargetLabels;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.points.Convention;
import org.labelupscaler.points.PointFile;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;

/**
 * Makes {@link CellOptions}. What is not set is what the list says of itself, and all cells of it. Used by
 * one thread.
 */
public final class CellOptionsBuilder {

	private final UpscaleOptions labels;
	private final PointFile cells;
	private Optional<Convention> convention = Optional.empty();
	private Optional<ImageSize> frame = Optional.empty();
	private AxisOrder axes = AxisOrder.SAME;
	private PointFilter filter;
	private boolean skipBadRows;
	private List<String> regions = List.of();

	/**
	 * @param labels the labels: a source with a target size, or a container named as source
	 * @param cells the cells, the first rows read
	 */
	public CellOptionsBuilder(final UpscaleOptions labels, final PointFile cells) {
		this.labels = labels;
		this.cells = cells;
		filter = cells.usual();
	}

	/**
	 * @param meaning what the numbers of the list mean
	 * @return this
	 */
	public CellOptionsBuilder convention(final Convention meaning) {
		convention = Optional.of(meaning);
		return this;
	}

	/**
	 * @param image the image whose voxels the coordinates count or whose space they measure
	 * @return this
	 */
	public CellOptionsBuilder frame(final ImageSize image) {
		frame = Optional.of(image);
		return this;
	}

	/**
	 * @param order which of the cells' coordinates counts along which axis of the labels, and from which end
	 * @return this
	 */
	public CellOptionsBuilder axes(final AxisOrder order) {
		axes = order;
		return this;
	}

	/**
	 * @param rows which rows of the list are cells
	 * @return this
	 */
	public CellOptionsBuilder filter(final PointFilter rows) {
		filter = rows;
		return this;
	}

	/**
	 * @param skip whether malformed rows are skipped
	 * @return this
	 */
	public CellOptionsBuilder skipBadRows(final boolean skip) {
		skipBadRows = skip;
		return this;
	}

	/**
	 * @param wanted acronyms, names or ids of regions; none for all
	 * @return this
	 */
	public CellOptionsBuilder regions(final List<String> wanted) {
		regions = List.copyOf(wanted);
		return this;
	}

	/**
	 * @return the options
	 * @throws InvalidInputException if a region is not known, or the list does not say what its numbers mean and nobody else does
	 */
	public CellOptions build() {
		checkRegions(labels, regions);
		if (convention.isEmpty() && cells.question().isPresent())
			throw new InvalidInputException("coordinates: " + cells.path() + ": " + cells.question().get() + ". Or say what they count " +
				"from the first voxel");
		final Convention meaning = convention.orElseGet(cells::convention);
		return new CellOptions(labels, cells, meaning, frame.or(() -> own(meaning)), axes, filter, skipBadRows, regions);
	}

	/**
	 * @param labels the labels
	 * @param regions acronyms, names or ids of regions
	 * @throws InvalidInputException if one is not known, or no ontology is named
	 */
	public static void checkRegions(final UpscaleOptions labels, final List<String> regions) {
		if (regions.isEmpty())
			return;
		if (labels.labels().ontologyFile().isEmpty())
			throw new InvalidInputException("regions: name the ontology file that says which labels they are");
		labels.labels().ontology().select(regions);
	}

	/** The labels themselves as the image of the cells, if these are lengths and that file says where its first voxel lies. */
	private Optional<ImageSize> own(final Convention meaning) {
		if (meaning.unit().isEmpty() || labels.source() == null || TargetLabels.isContainer(labels.source()))
			return Optional.empty();
		try {
			final ImageSize image = Sources.measure(labels.source());
			return Optional.of(image.withVoxelSize(labels.unit().map(image.voxelSize()::withDefaultUnit).orElse(image.voxelSize()))).filter(
				CellOptions::isPlaced);
		}
		catch (final InvalidInputException e) {
			// NB: a file of nothing but voxels; its size is said, and it does not say where it lies.
			return Optional.empty();
		}
	}
}
