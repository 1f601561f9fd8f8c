package org.labelupscaler.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.n5.bdv.Multiscale;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.Level;
import org.labelupscaler.upscale.Opening;
import org.labelupscaler.upscale.ProgressListener;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;

/**
 * A label volume to look at, in levels from full resolution to coarse: read from a container, or computed from a source as
 * it is looked at, before anything is written. Thread-safe.
 */
public final class LabelPyramid implements AutoCloseable {

	private final String name;
	private final VoxelSize voxelSize;
	private final List<LabelSource> levels = new ArrayList<>();
	private final List<double[]> factors = new ArrayList<>();
	private final Runnable close;

	private LabelPyramid(final String name, final VoxelSize voxelSize, final Runnable close) {
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
		final SourceOptions usual = SourceOptions.defaults();
		final SourceOptions opening = new SourceOptions(options.temporaryFolder().orElse(usual.temporaryFolder()), options
			.acceptRoundedIds());
		return preview(plan, Opening.run(() -> file.open(opening), listener));
	}

	/**
	 * The volume that a plan would make.
	 *
	 * @param plan the plan; a draft will do
	 * @param source its source, open; closed with the pyramid
	 * @return the volume
	 */
	public static LabelPyramid preview(final UpscalePlan plan, final LabelSource source) {
		final LabelPyramid pyramid = new LabelPyramid(plan.title() + " upscaled", plan.voxelSize(), source::close);
		for (final Level level : plan.levels()) {
			final long[] f = plan.pyramid().factors(level.index());
			pyramid.add(new UpscaledSource(source, level, plan.levelVoxelSize(level.index())), new double[] { f[0], f[1],
				f[2] });
		}
		return pyramid;
	}

	/**
	 * A volume of integers in an N5 container, written by this program or another.
	 *
	 * @param folder container, group or dataset
	 * @return the volume
	 * @throws org.labelupscaler.InvalidInputException if there is none
	 */
	public static LabelPyramid open(final Path folder) {
		final Multiscale volume = Multiscale.open(folder);
		final VoxelSize full = volume.voxelSize();
		final Path name = folder.toAbsolutePath().normalize().getFileName();
		final LabelPyramid pyramid = new LabelPyramid(name == null ? "labels" : name.toString(), full, () -> {});
		final BlockCache cache = new BlockCache(Runtime.getRuntime().maxMemory() / 4);
		for (int l = 0; l < volume.levels().size(); l++) {
			final double[] f = volume.factors().get(l);
			pyramid.add(new DatasetSource(volume.levels().get(l), volume.voxelSize(l), cache), f);
		}
		return pyramid;
	}

	private void add(final LabelSource level, final double[] factor) {
		levels.add(level);
		factors.add(factor);
	}

	/** @return what to call it */
	public String name() {
		return name;
	}

	/** @return edges of a voxel at full resolution */
	public VoxelSize voxelSize() {
		return voxelSize;
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
