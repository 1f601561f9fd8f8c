package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.PlanNotes;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.TargetLabels;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.points.Convention;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceOptions;

/** Cells and the labels they lie in, open. Used by one thread. */
public final class OpenCells implements AutoCloseable {

	private final CellOptions options;
	private final TargetLabels target;
	private final CellLabels labels;
	private final FileCells stream;

	private OpenCells(final CellOptions options, final TargetLabels target) {
		if (!options.regions().isEmpty() && target.ontology().size() == 0)
			throw new InvalidInputException("regions: " + target.title() + " is a mask, whose labels are no regions. Leave regions " +
				"empty, or name the labels it was made from.");
		this.options = options;
		this.target = target;
		labels = new CellLabels(target.source(), target.level().maps(), target.voxelSize(), measure(target.measured()), target.plan()
			.offset(), target.title(), target.ontology());
		stream = new FileCells(options.cells(), options.placement(labels), labels, options.filter(), options.skipBadRows(), options.labels().threads(), options.labels()
			.temporaryFolder().orElse(SourceOptions.defaults().temporaryFolder()));
	}

	/** The source, if the target is as large; else, as where it has the voxel size of another image, the target itself. */
	private static CellLabels.Measure measure(final UpscalePlan plan) {
		final VoxelSize ofSource = plan.sourceVoxelSize().withUnit(plan.voxelSize().unit());
		final double[] same = ofSource.resampled(plan.sourceSize(), plan.size()).toArray();
		return Arrays.equals(same, plan.voxelSize().toArray()) ? new CellLabels.Measure(ofSource, plan.sourceSize())
			: new CellLabels.Measure(plan.voxelSize(), plan.size());
	}

	/**
	 * Opens the labels, decoding them if they are compressed.
	 *
	 * @param options which cells in which labels
	 * @param listener asked whether to stop; hears nothing
	 * @return both; the caller closes them
	 * @throws org.labelupscaler.InvalidInputException if the labels cannot be read, or cells cannot be placed in them
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static OpenCells open(final CellOptions options, final ProgressListener listener) throws InterruptedException {
		try (Owned<TargetLabels> target = Owned.of(TargetLabels.open(options.labels(), listener))) {
			final OpenCells cells = new OpenCells(options, target.get());
			target.take();
			return cells;
		}
	}

	/** @return what was asked for */
	public CellOptions options() {
		return options;
	}

	/** @return the labels and the grid they are on */
	public TargetLabels target() {
		return target;
	}

	/** @return the labels of single voxels */
	public CellLabels labels() {
		return labels;
	}

	/** @return the cells, assigned to labels as they are read */
	public FileCells stream() {
		return stream;
	}

	/** @return which labels these are, and how the cells lie in them, a line each */
	public List<String> describe() {
		final List<String> lines = new ArrayList<>(describeLabels());
		lines.addAll(describeCells());
		return lines;
	}

	/** @return which labels, in lines */
	public List<String> describeLabels() {
		return List.of("Labels:  " + target.origin(), "         " + BlockGrid.format(labels.size()) + " voxels of " + labels.voxelSize());
	}

	/** @return which cells, and how their coordinates are understood, in lines */
	public List<String> describeCells() {
		return List.of("Cells:   " + options.cells().path() + " (" + options.cells().format() + ")", "         " + coordinates());
	}

	private String coordinates() {
		final Convention convention = options.convention();
		final String unit = convention.unit().map(LengthUnit::symbol).orElse("voxels");
		final String of = options.frame().map(image -> " of " + image.name() + " (" + BlockGrid.format(image.size()) + ")").orElse(
			"");
		return "coordinates in " + unit + of + ", " + zero() + " of the first voxel" + (convention.slices() ? "; z is the number of the slice, from " + convention.firstSlice() : "") + (options.axes().equals(AxisOrder.SAME) ? "" : "; axes " +
				options.axes());
	}

	/** Which coordinates are what of the first voxel. */
	private String zero() {
		if (!options.isFromImage())
			return (options.isFromOffset(labels) ? "the labels' offset" : "0") + " is the " + options.convention().zero().name().toLowerCase(
				Locale.ROOT);
		final ImageSize image = options.frame().get();
		final List<String> words = image.offset().stream().map(o -> o.signum() == 0 ? "0" : o.stripTrailingZeros().toPlainString()).toList();
		return String.join(", ", words) + " " + image.voxelSize().unit() + " of its own coordinates is the centre";
	}

	/** @return what the user should know before the cells are read */
	public List<String> warnings() {
		final List<String> warnings = new ArrayList<>();
		warnings.addAll(options.cells().notes());
		extents().ifPresent(warnings::add);
		if (options.labels().labels().ontology().size() > 0 && labels.ontology().size() == 0)
			warnings.add(target.title() + " is a mask, of whose labels the ontology knows nothing.");
		labels.ontology().notes().forEach(note -> warnings.add("Ontology " + note));
		return warnings;
	}

	/** A sentence if the image of the cells is not as large as the labels, so that one cannot lie on the other. */
	private Optional<String> extents() {
		if (options.frame().isEmpty())
			return Optional.empty();
		// NB: the labels of a source have been given the size of the image.
		if (!TargetLabels.isContainer(options.labels().source()))
			return PlanNotes.extent(target.plan());
		final ImageSize frame = options.frame().get();
		final Optional<LengthUnit> from = LengthUnit.parse(frame.voxelSize().unit());
		final Optional<LengthUnit> to = LengthUnit.parse(labels.voxelSize().unit());
		if (from.isEmpty() || to.isEmpty())
			return Optional.empty();
		final double factor = from.get().in(to.get()).doubleValue();
		for (int d = 0; d < 3; d++) {
			final double there = frame.size()[d] * frame.voxelSize().get(d) * factor;
			final double here = labels.size()[d] * labels.voxelSize().get(d);
			if (Math.abs(there - here) > Math.max(frame.voxelSize().get(d) * factor, labels.voxelSize().get(d)) + 0.01 * here)
				return Optional.of(frame.name() + " is " + VoxelSize.format(there) + " " + labels.voxelSize().unit() + " long along " +
					"xyz".charAt(d) + ", the labels " + VoxelSize.format(here) + "; cells are placed as if both were the same volume.");
		}
		return Optional.empty();
	}

	@Override
	public void close() {
		target.close();
	}
}
