package org.labelupscaler.job;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.UpscaleOptions.Levels;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.volume.VolumeSpec;

/**
 * The whole job as plain data: all that decides which bytes are written, and nothing else. It is what a dry run prints,
 * what the container records as a fingerprint, and what a verification starts from. Immutable, serialisable.
 */
public final class UpscalePlan implements Serializable {

	private static final long serialVersionUID = 1L;

	private final PlannedSource source;
	private final VolumeSpec volume;
	private final boolean writeBackground;

	/** NB: for the factories, and for reading what has been recorded. */
	UpscalePlan(final PlannedSource source, final VolumeSpec volume, final boolean writeBackground) {
		this.source = source;
		this.volume = volume;
		this.writeBackground = writeBackground;
	}

	/**
	 * Works out a job.
	 *
	 * @param options what is wanted
	 * @param file the source's header
	 * @param labels the same source, opened and arranged; it knows the type of its labels
	 * @return the plan
	 * @throws InvalidInputException if the target is impossible
	 */
	public static UpscalePlan of(final UpscaleOptions options, final SourceFile file, final LabelSource labels) {
		return of(options, file, labels.type(), file.sha256());
	}

	/**
	 * Works out a job without looking at its voxels: everything is right but the fingerprint of the source, which is
	 * missing, and, for a float source or labels that are renumbered, the type.
	 *
	 * @param options what is wanted
	 * @param file the source's header
	 * @return the plan, to be shown or previewed, not to be run
	 * @throws InvalidInputException if the target is impossible
	 */
	public static UpscalePlan draft(final UpscaleOptions options, final SourceFile file) {
		final LabelType type = file.type().isFloat() ? LabelType.UINT32 : file.type().labels();
		if (!file.type().isFloat())
			options.labels().labels().check(type);
		return of(options, file, options.arrangement().type(type), PlannedSource.UNREAD);
	}

	private static UpscalePlan of(final UpscaleOptions options, final SourceFile file, final LabelType type,
		final String hash)
	{
		final PlannedSource source = PlannedSource.of(file, hash, options.arrangement());
		final long[] sourceSize = source.arrangement().size(file.size());
		final VoxelSize sourceVoxelSize = source.arrangement().voxelSize(file.voxelSize());
		final long[] size = options.targetSize().resolve(sourceSize, sourceVoxelSize);
		final int[] block = new int[3];
		for (int d = 0; d < 3; d++)
			block[d] = (int) Math.min(options.blockSize()[d], size[d]);
		final BigInteger bytes = Arrays.stream(size).mapToObj(BigInteger::valueOf).reduce(BigInteger.valueOf(2L * type
			.bytes()), BigInteger::multiply);
		if (bytes.bitLength() > 62)
			throw new InvalidInputException("A target of " + BlockGrid.format(size) + " voxels is beyond all bounds");
		final VoxelSize voxelSize = voxelSize(options, file, sourceSize, sourceVoxelSize, size);
		final List<BigDecimal> wanted = options.offset().isEmpty() ? options.targetSize().offset(voxelSize) : options.offset();
		final double[] offset = new double[3];
		for (int d = 0; d < wanted.size(); d++)
			offset[d] = wanted.get(d).doubleValue();
		final VolumeSpec volume = new VolumeSpec(type, size, voxelSize, offset, block, options.compression(), pyramid(options,
			size, voxelSize, block));
		options.format().obstacle(volume).ifPresent(why -> {
			throw new InvalidInputException(why);
		});
		return new UpscalePlan(source, volume, options.writeBackground());
	}

	/** The same with another voxel size and offset. */
	UpscalePlan at(final VoxelSize otherVoxelSize, final double[] otherOffset) {
		return new UpscalePlan(source, new VolumeSpec(volume.type(), volume.size(), otherVoxelSize, otherOffset, volume
			.blockSize(), volume.compression(), volume.pyramid()), writeBackground);
	}

	private static VoxelSize voxelSize(final UpscaleOptions options, final SourceFile file, final long[] sourceSize,
		final VoxelSize sourceVoxelSize, final long[] size)
	{
		try {
			return options.targetSize().voxelSize(sourceSize, sourceVoxelSize, size);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException(file.name() + " has voxels of " + file.voxelSize() + ", which are beyond all bounds " +
				"at the size of the target: " + e.getMessage(), e);
		}
	}

	private static Pyramid pyramid(final UpscaleOptions options, final long[] size, final VoxelSize voxelSize, final int[] block) {
		if (options.levels() instanceof Levels.Explicit explicit)
			try {
				final Pyramid pyramid = Pyramid.of(explicit.factors());
				for (int l = 1; l < pyramid.levels(); l++)
					for (int d = 0; d < 3; d++)
						if (pyramid.factors(l)[d] > size[d])
							throw new IllegalArgumentException("level factors " + BlockGrid.format(pyramid.factors(l)) +
								" are larger than the target of " + BlockGrid.format(size) + " voxels");
				return pyramid;
			}
			catch (final IllegalArgumentException e) {
				throw new InvalidInputException("levels: " + e.getMessage(), e);
			}
		return options.format().automaticLevels(size, voxelSize, block);
	}

	/** @return the source, and what is done to it */
	PlannedSource plannedSource() {
		return source;
	}

	/** @return absolute path of the source, or the name of an image that was only open */
	public String source() {
		return source.name();
	}

	/** @return what to call the labels: the name of the source */
	public String title() {
		return source.title();
	}

	/** @return what is done to the source before it is scaled */
	public Arrangement arrangement() {
		return source.arrangement();
	}

	/** @return voxels of the source as it is scaled, x, y, z, after it has been arranged; a new array */
	public long[] sourceSize() {
		return source.arrangement().size(source.size());
	}

	/** @return edges of such a voxel */
	public VoxelSize sourceVoxelSize() {
		return source.arrangement().voxelSize(source.voxelSize());
	}

	/**
	 * @param axis 0, 1 or 2
	 * @return how many times as many voxels the target has along it
	 */
	public double factor(final int axis) {
		return (double) volume.size()[axis] / sourceSize()[axis];
	}

	/** @return the target: what the container holds */
	public VolumeSpec volume() {
		return volume;
	}

	/** @return type of the labels in the target */
	public LabelType type() {
		return volume.type();
	}

	/** @return voxels of the target at full resolution, x, y, z; a copy */
	public long[] size() {
		return volume.size();
	}

	/** @return edges of a target voxel at full resolution */
	public VoxelSize voxelSize() {
		return volume.voxelSize();
	}

	/** @return where the centre of the first voxel lies, x, y, z, in the unit of the voxel size; a copy */
	public double[] offset() {
		return volume.offset();
	}

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize levelVoxelSize(final int level) {
		return volume.voxelSize(level);
	}

	/** @return voxels of a block, no more than the target has; a copy */
	public int[] blockSize() {
		return volume.blockSize();
	}

	/** @return compression of the blocks */
	public Compression compression() {
		return volume.compression();
	}

	/** @return the downsampling factors of all levels */
	public Pyramid pyramid() {
		return volume.pyramid();
	}

	/** @return whether blocks of only label 0 are written */
	public boolean writeBackground() {
		return writeBackground;
	}

	/** @return all levels, full resolution first */
	public List<Level> levels() {
		final long[] sourceSize = sourceSize();
		final List<Level> levels = new ArrayList<>();
		for (final BlockGrid grid : volume.grids()) {
			final List<AxisMap> maps = new ArrayList<>();
			for (int d = 0; d < 3; d++)
				maps.add(AxisMap.nearest(sourceSize[d], volume.size()[d]).level(volume.pyramid().factors(levels.size())[d]));
			levels.add(new Level(levels.size(), List.copyOf(maps), grid));
		}
		return levels;
	}

	/** @return blocks of all levels, background included */
	public long blocks() {
		return levels().stream().mapToLong(l -> l.grid().blocks()).sum();
	}

	/** @return bytes of the voxels of all levels */
	public long bytes() {
		return volume.bytes();
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof UpscalePlan o && source.equals(o.source) && volume.equals(o.volume) && writeBackground == o.writeBackground;
	}

	@Override
	public int hashCode() {
		return Objects.hash(source, volume, writeBackground);
	}
}
