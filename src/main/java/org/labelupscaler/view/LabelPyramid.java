package org.labelupscaler.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.volume.CellValue;
import org.labelupscaler.cells.volume.CellVolumePlan;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.N5Container;
import org.labelupscaler.source.BlockCache;
import org.labelupscaler.source.ChunkedSource;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.arrange.Values;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.n5.N5Format;
import org.labelupscaler.source.zarr.ZarrFormat;
import org.labelupscaler.upscale.JobKind;
import org.labelupscaler.upscale.Level;
import org.labelupscaler.upscale.Opening;
import org.labelupscaler.upscale.ProgressListener;
import org.labelupscaler.upscale.TargetVolume;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.Verifier;
import org.labelupscaler.upscale.VolumeJson;

/**
 * A label volume to look at, in levels from full resolution to coarse: read from a container, or computed from a source as
 * it is looked at, before anything is written. Thread-safe.
 */
public final class LabelPyramid implements AutoCloseable {

	private final Optional<String> warning;
	private final String name;
	private final VoxelSize voxelSize;
	private final double[] offset;
	private final List<LabelSource> levels = new ArrayList<>();
	private final List<double[]> factors = new ArrayList<>();
	private final Runnable close;
	private boolean holdsIds = true;

	private LabelPyramid(final String name, final VoxelSize voxelSize, final double[] offset,
		final Optional<String> warning, final Runnable close)
	{
		this.offset = offset;
		this.warning = warning;
		this.name = name;
		this.voxelSize = voxelSize;
		this.close = close;
	}

	/**
	 * The volume that a job would make.
	 *
	 * @param options the job; needs no target
	 * @param listener asked whether to stop while the source is opened; hears nothing
	 * @return the volume; its source is open until it is closed
	 * @throws org.labelupscaler.InvalidInputException if the job is impossible
	 * @throws org.labelupscaler.upscale.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static LabelPyramid preview(final UpscaleOptions options, final ProgressListener listener)
		throws InterruptedException
	{
		final SourceFile file = options.describeSource();
		final UpscalePlan plan = UpscalePlan.draft(options, file);
		final Path temporary = options.temporaryFolder().orElse(SourceOptions.defaults().temporaryFolder());
		return preview(plan, Opening.run(() -> options.openKept(file, temporary), listener));
	}

	/**
	 * The volume that a plan would make.
	 *
	 * @param plan the plan; a draft will do
	 * @param source its source, open; closed with the pyramid
	 * @return the volume
	 */
	public static LabelPyramid preview(final UpscalePlan plan, final LabelSource source) {
		final LabelPyramid pyramid = new LabelPyramid(plan.title() + " upscaled", plan.voxelSize(), plan.offset(),
			Optional.empty(), source::close);
		for (final Level level : plan.levels()) {
			final long[] f = plan.pyramid().factors(level.index());
			pyramid.add(new UpscaledSource(source, level, plan.levelVoxelSize(level.index())), new double[] { f[0], f[1],
				f[2] });
		}
		return pyramid;
	}

	/**
	 * A volume of integers in an N5 or Zarr container, written by this program or another.
	 *
	 * @param folder container, group, dataset or array
	 * @return the volume
	 * @throws org.labelupscaler.InvalidInputException if there is none
	 */
	public static LabelPyramid open(final Path folder) {
		final Multiscale volume = new ZarrFormat().recognises(SourceLocation.of(folder)) ? ZarrFormat.levels(folder) : N5Format
			.levels(folder);
		for (final ArrayStore level : volume.levels())
			if (level.array().type().isFloat())
				throw new InvalidInputException(level.array().folder() + " holds no labels: its type is " + level.array().type());
		final Optional<TargetVolume> own = N5Container.job(folder).map(job -> VolumeJson.read(folder));
		final VoxelSize full = own.map(TargetVolume::voxelSize).orElse(volume.voxelSize());
		final Path name = folder.toAbsolutePath().normalize().getFileName();
		final double[] offset = own.map(TargetVolume::offset).orElse(new double[3]);
		final LabelPyramid pyramid = new LabelPyramid(name == null ? "labels" : name.toString(), full, offset, incomplete(
			folder), () -> {});
		pyramid.holdsIds = holdsIds(folder);
		for (int l = 0; l < volume.levels().size(); l++) {
			final double[] f = volume.factors().get(l);
			pyramid.add(new ChunkedSource(volume.levels().get(l).open(), full.times(f), BlockCache.SHARED), f);
		}
		return pyramid;
	}

	private static boolean holdsIds(final Path folder) {
		if (N5Container.job(folder).isEmpty())
			return true;
		return switch (JobKind.of(folder)) {
			case LABELS -> Verifier.plan(folder).arrangement().values() == Values.IDS;
			case CELLS -> CellVolumePlan.read(folder).value() == CellValue.ID;
		};
	}

	private static Optional<String> incomplete(final Path folder) {
		if (N5Container.job(folder).isEmpty() || N5Container.state(folder).orElse(null) == N5Container.State.COMPLETE)
			return Optional.empty();
		return Optional.of(folder + " is not complete; blocks that are missing look like background.");
	}

	/**
	 * The same volume in the space of another: in its unit, if the units of both are known, and with its voxel size, if this
	 * one's is not known but both have as many voxels.
	 *
	 * @param other the other
	 * @return this volume; it takes the place of this object, which is not to be used any more
	 */
	public LabelPyramid over(final LabelPyramid other) {
		VoxelSize size = voxelSize;
		if (!voxelSize.known() && Arrays.equals(level(0).size(), other.level(0).size()))
			size = other.voxelSize;
		final double[] there = offset.clone();
		final Optional<LengthUnit> from = LengthUnit.parse(voxelSize.unit());
		final Optional<LengthUnit> to = LengthUnit.parse(other.voxelSize.unit());
		if (from.isPresent() && to.isPresent()) {
			final double factor = from.get().in(to.get()).doubleValue();
			size = voxelSize.in(to.get());
			Arrays.setAll(there, d -> offset[d] * factor);
		}
		final LabelPyramid same = new LabelPyramid(name, size, there, warning, close);
		same.holdsIds = holdsIds;
		for (int l = 0; l < levels.size(); l++)
			same.add(levels.get(l), factors.get(l));
		return same;
	}

	private void add(final LabelSource level, final double[] factor) {
		levels.add(level);
		factors.add(factor);
	}

	/** @return whether an ontology can know what it holds: ids, not labels that were numbered anew, a mask, or numbers of cells */
	public boolean holdsIds() {
		return holdsIds;
	}

	/** @return what to call it */
	public String name() {
		return name;
	}

	/** @return edges of a voxel at full resolution */
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	/** @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; a copy */
	public double[] offset() {
		return offset.clone();
	}

	/** @return something to know about what is seen, if there is anything */
	public Optional<String> warning() {
		return warning;
	}

	/** @return how many levels there are, at least 1 */
	public int levels() {
		return levels.size();
	}

	/**
	 * @param level 0 is full resolution
	 * @return its labels
	 */
	public LabelSource level(final int level) {
		return levels.get(level);
	}

	/**
	 * @param level 0 is full resolution
	 * @return full-resolution voxels per voxel of that level, x, y, z; a copy
	 */
	public double[] factors(final int level) {
		return factors.get(level).clone();
	}

	@Override
	public void close() {
		levels.forEach(LabelSource::close);
		close.run();
	}
}
