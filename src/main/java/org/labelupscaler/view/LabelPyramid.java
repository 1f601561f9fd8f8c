package org.labelupscaler.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.JobRecord;
import org.labelupscaler.job.Level;
import org.labelupscaler.job.Opening;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.source.BlockCache;
import org.labelupscaler.source.ChunkedSource;
import org.labelupscaler.source.Chunks;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.n5.N5Format;
import org.labelupscaler.source.precomputed.PrecomputedFormat;
import org.labelupscaler.source.zarr.ZarrFormat;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeSpec;

/**
 * A label volume to look at, in levels from full resolution to coarse: read from a container, or computed from a source as
 * it is looked at, before anything is written. Thread-safe.
 */
public final class LabelPyramid implements AutoCloseable {

	private final Optional<String> warning;
	private final String name;
	private final Space space;
	private final List<LabelSource> levels = new ArrayList<>();
	private final List<double[]> factors = new ArrayList<>();
	private final Runnable close;
	private final boolean holdsIds;

	private LabelPyramid(final String name, final Space space, final boolean holdsIds, final Optional<String> warning,
		final Runnable close)
	{
		this.name = name;
		this.space = space;
		this.holdsIds = holdsIds;
		this.warning = warning;
		this.close = close;
	}

	/**
	 * The volume that a job would make.
	 *
	 * @param options the job; needs no target
	 * @param listener asked whether to stop while the source is opened; hears nothing
	 * @return the volume; the caller closes it, and its source with it
	 * @throws org.labelupscaler.InvalidInputException if the job is impossible
	 * @throws org.labelupscaler.job.CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static LabelPyramid preview(final UpscaleOptions options, final ProgressListener listener)
		throws InterruptedException
	{
		final SourceFile file = options.describeSource();
		final UpscalePlan plan = UpscalePlan.draft(options, file);
		final Path temporary = options.temporaryFolder().orElse(SourceOptions.defaults().temporaryFolder());
		try (Owned<LabelSource> source = Owned.of(Opening.run(() -> options.openKept(file, temporary), listener))) {
			return preview(plan, source);
		}
	}

	/**
	 * The volume that a plan would make.
	 *
	 * @param plan the plan; a draft will do
	 * @param source its source, open; taken if nothing fails, and closed with the volume
	 * @return the volume
	 */
	public static LabelPyramid preview(final UpscalePlan plan, final Owned<LabelSource> source) {
		final LabelPyramid pyramid = new LabelPyramid(plan.title() + " upscaled", new Space(plan.voxelSize(), plan.offset()), true,
			Optional.empty(), source.get()::close);
		for (final Level level : plan.levels()) {
			final long[] f = plan.pyramid().factors(level.index());
			pyramid.add(new UpscaledSource(source.get(), level, plan.levelVoxelSize(level.index())), new double[] { f[0], f[1],
				f[2] });
		}
		source.take();
		return pyramid;
	}

	/**
	 * A volume of integers in an N5 or Zarr container or in Neuroglancer's precomputed format, written by this program or another, or
	 * a file, or something in a store, that this program has written.
	 *
	 * @param path container, group, dataset, array or file
	 * @return the volume
	 * @throws org.labelupscaler.InvalidInputException if there is none
	 */
	public static LabelPyramid open(final Path path) {
		final Optional<OwnVolume> made = OwnVolume.of(path);
		final Path name = path.toAbsolutePath().normalize().getFileName();
		return made.isPresent() && (made.get().format().isFile() || Stores.isElsewhere(path)) ? openOwn(name.toString(), made.get()) : openLevels(path, name == null
			? "labels" : name.toString(), made);
	}

	private static LabelPyramid openOwn(final String name, final OwnVolume volume) {
		final VolumeSpec spec = JobRecord.spec(volume);
		final LabelPyramid pyramid = new LabelPyramid(name, new Space(spec.voxelSize(), spec.offset()), JobRecord.holdsIds(volume), incomplete(Optional
			.of(volume)), () -> {});
		for (int l = 0; l < spec.pyramid().levels(); l++)
			try (Owned<Chunks> chunks = Owned.of(new OwnLevel(volume, l))) {
				pyramid.add(new ChunkedSource(chunks, spec.voxelSize(l), BlockCache.SHARED), Arrays.stream(spec.pyramid().factors(l))
					.asDoubleStream().toArray());
			}
		return pyramid;
	}

	private static LabelPyramid openLevels(final Path named, final String name, final Optional<OwnVolume> made) {
		final SourceLocation location = SourceLocation.of(named);
		final Path folder = location.path();
		final Multiscale volume = new ZarrFormat().recognises(location) ? ZarrFormat.levels(folder) : new PrecomputedFormat().recognises(
			location) ? PrecomputedFormat.levels(folder) : N5Format.levels(folder);
		for (final ArrayStore level : volume.levels())
			if (level.array().type().isFloat())
				throw new InvalidInputException(level.array().folder() + " holds no labels: its type is " + level.array().type());
		final Optional<VolumeSpec> own = made.map(JobRecord::spec);
		final VoxelSize full = own.map(VolumeSpec::voxelSize).orElse(volume.voxelSize());
		final double[] offset = own.map(VolumeSpec::offset).orElse(new double[3]);
		try (Owned<LabelPyramid> pyramid = Owned.of(new LabelPyramid(name, new Space(full, offset), made.map(JobRecord::holdsIds).orElse(
			true), incomplete(made), () -> {})))
		{
			for (int l = 0; l < volume.levels().size(); l++) {
				final double[] f = volume.factors().get(l);
				try (Owned<Chunks> chunks = Owned.of(volume.levels().get(l).open())) {
					pyramid.get().add(new ChunkedSource(chunks, full.times(f), BlockCache.SHARED), f);
				}
			}
			return pyramid.take();
		}
	}

	private static Optional<String> incomplete(final Optional<OwnVolume> volume) {
		if (volume.isEmpty() || volume.get().isComplete())
			return Optional.empty();
		return Optional.of(volume.get().place() + " is not complete; blocks that are missing look like background.");
	}

	/**
	 * Where this volume lies if it is seen over or below another.
	 *
	 * @param other the other
	 * @return its space in the unit of the other, if the units of both are known, and with its voxel size, if this one's is not
	 *         known but both have as many voxels
	 */
	public Space over(final LabelPyramid other) {
		return space.over(other.space, Arrays.equals(level(0).size(), other.level(0).size()));
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
		return space.voxelSize();
	}

	/** @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; a copy */
	public double[] offset() {
		return space.offset();
	}

	/** @return where it lies */
	public Space space() {
		return space;
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
