package org.labelupscaler.upscale;

import java.io.Serializable;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.n5.bdv.BdvLayout;
import org.labelupscaler.n5.codec.Compression;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.raw.RawLayout;
import org.labelupscaler.upscale.UpscaleOptions.Levels;

/**
 * The whole job as plain data: all that decides which bytes are written, and nothing else. It is what a dry run prints,
 * what the container records as a fingerprint, and what a verification starts from. Immutable, serialisable.
 */
public final class UpscalePlan implements Serializable {

	private static final long serialVersionUID = 1L;

	/** In the place of the fingerprint of a source that has not been read. */
	static final String UNREAD = "";

	private final String source;
	private final boolean sourceIsImage;
	private final String sourceHash;
	private final String rawLayout;
	private final long[] sourceSize;
	private final VoxelSize sourceVoxelSize;
	private final LabelType type;
	private final long[] size;
	private final int[] blockSize;
	private final Compression compression;
	private final Pyramid pyramid;
	private final boolean writeBackground;

	/** NB: for the factories, and for reading what has been recorded; arrays are kept. */
	UpscalePlan(final String source, final boolean sourceIsImage, final String sourceHash,
		final String rawLayout, final long[] sourceSize,
		final VoxelSize sourceVoxelSize, final LabelType type, final long[] size, final int[] blockSize,
		final Compression compression, final Pyramid pyramid, final boolean writeBackground)
	{
		this.source = source;
		this.sourceIsImage = sourceIsImage;
		this.sourceHash = sourceHash;
		this.rawLayout = rawLayout;
		this.sourceSize = sourceSize;
		this.sourceVoxelSize = sourceVoxelSize;
		this.type = type;
		this.size = size;
		this.blockSize = blockSize;
		this.compression = compression;
		this.pyramid = pyramid;
		this.writeBackground = writeBackground;
	}

	/**
	 * Works out a job.
	 *
	 * @param options what is wanted
	 * @param file the source's header
	 * @param labels the same source, opened; it knows the type of its labels
	 * @return the plan
	 * @throws InvalidInputException if the target is impossible
	 */
	public static UpscalePlan of(final UpscaleOptions options, final SourceFile file, final LabelSource labels) {
		return of(options, file, labels.type(), file.sha256());
	}

	/**
	 * Works out a job without looking at its voxels: everything is right but the fingerprint of the source, which is
	 * missing, and, for a float source, the type.
	 *
	 * @param options what is wanted
	 * @param file the source's header
	 * @return the plan, to be shown or previewed, not to be run
	 * @throws InvalidInputException if the target is impossible
	 */
	public static UpscalePlan draft(final UpscaleOptions options, final SourceFile file) {
		return of(options, file, file.type().isFloat() ? LabelType.UINT32 : file.type().labels(), UNREAD);
	}

	private static UpscalePlan of(final UpscaleOptions options, final SourceFile file, final LabelType type,
		final String hash)
	{
		final long[] sourceSize = file.size();
		final long[] size = options.targetSize().resolve(sourceSize, file.voxelSize());
		final int[] block = new int[3];
		for (int d = 0; d < 3; d++)
			block[d] = (int) Math.min(options.blockSize()[d], size[d]);
		final BigInteger bytes = Arrays.stream(size).mapToObj(BigInteger::valueOf).reduce(BigInteger.valueOf(2L * type
			.bytes()), BigInteger::multiply);
		if (bytes.bitLength() > 62)
			throw new InvalidInputException("A target of " + BlockGrid.format(size) + " voxels is beyond all bounds");
		if (options.compression().kind() == Compression.Kind.LZ4 && (long) block[0] * type.bytes() > 1 << 25)
			throw new InvalidInputException("block: lz4 takes rows of at most 32 MiB; use blocks shorter along x");
		final VoxelSize voxelSize = voxelSize(file, size);
		final String source = file.location().map(path -> path.toAbsolutePath().normalize().toString()).orElseGet(file::name);
		return new UpscalePlan(source, file.location().isEmpty(), hash, file.rawLayout(), sourceSize, file.voxelSize(), type,
			size, block, options.compression(), pyramid(options.levels(), size, voxelSize, block),
			options.writeBackground());
	}

	private static VoxelSize voxelSize(final SourceFile file, final long[] size) {
		try {
			return file.voxelSize().resampled(file.size(), size);
		}
		catch (final IllegalArgumentException e) {
			throw new InvalidInputException(file.name() + " has voxels of " + file.voxelSize() + ", which are beyond all bounds " +
				"at the size of the target: " + e.getMessage(), e);
		}
	}

	private static Pyramid pyramid(final Levels levels, final long[] size, final VoxelSize voxelSize, final int[] block) {
		if (levels instanceof Levels.Explicit explicit)
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
		return Pyramid.automatic(size, voxelSize, block);
	}

	/** @return whether the source was an image that was only open, not a file */
	public boolean isOfImage() {
		return sourceIsImage;
	}

	/** @return absolute path of the source, or the name of an image that was only open */
	public String source() {
		return source;
	}

	/** @return what to call the labels: the name of the source */
	public String title() {
		return sourceFile().map(Path::getFileName).map(Path::toString).orElse(source);
	}

	/** @return how the source must be described if it is nothing but voxels; else empty */
	String rawLayout() {
		return rawLayout;
	}

	/** @return SHA-256 of the source's files */
	public String sourceHash() {
		return sourceHash;
	}

	/** @return path of the source, absolute; nothing for an image that was only open */
	public Optional<Path> sourceFile() {
		try {
			return sourceIsImage ? Optional.empty() : Optional.of(Path.of(source)).filter(Path::isAbsolute);
		}
		catch (final InvalidPathException e) {
			return Optional.empty();
		}
	}

	/**
	 * Finds the source again and makes sure that it is the one the plan was made from.
	 *
	 * @param path where it lies now; null where it lay then
	 * @return its header
	 * @throws InvalidInputException if it is missing, or another file
	 */
	public SourceFile describeSource(final Path path) {
		final Path where = path != null ? path : sourceFile().orElseThrow(() -> new InvalidInputException(
			"The container was made from " + source + (sourceIsImage ? ", not from a file. Open that image again in ImageJ."
				: ", which is no file here. Name the source.")));
		final SourceFile file = rawLayout.isEmpty() ? Sources.describe(where) : RawLayout.parse(rawLayout, sourceSize)
			.describe(where);
		checkSource(file);
		return file;
	}

	/**
	 * @param file a source
	 * @throws InvalidInputException if it is not the one the plan was made from
	 */
	public void checkSource(final SourceFile file) {
		if (!file.sha256().equals(sourceHash) || !Arrays.equals(file.size(), sourceSize))
			throw new InvalidInputException(file.name() + " is not what the container was made from: its content has changed, " +
				"or it is another one");
	}

	/** @return voxels of the source, x, y, z; a copy */
	public long[] sourceSize() {
		return sourceSize.clone();
	}

	/** @return edges of a source voxel */
	public VoxelSize sourceVoxelSize() {
		return sourceVoxelSize;
	}

	/** @return type of the labels, in source and target */
	public LabelType type() {
		return type;
	}

	/** @return voxels of the target at full resolution, x, y, z; a copy */
	public long[] size() {
		return size.clone();
	}

	/** @return edges of a target voxel at full resolution */
	public VoxelSize voxelSize() {
		return sourceVoxelSize.resampled(sourceSize, size);
	}

	/**
	 * @param level a level
	 * @return edges of its voxels
	 */
	public VoxelSize levelVoxelSize(final int level) {
		final long[] factors = pyramid.factors(level);
		final VoxelSize full = voxelSize();
		return new VoxelSize(full.x() * factors[0], full.y() * factors[1], full.z() * factors[2], full.unit());
	}

	/** @return voxels of a block, no more than the target has; a copy */
	public int[] blockSize() {
		return blockSize.clone();
	}

	/** @return compression of the blocks */
	public Compression compression() {
		return compression;
	}

	/** @return the downsampling factors of all levels */
	public Pyramid pyramid() {
		return pyramid;
	}

	/** @return whether blocks of only label 0 are written */
	public boolean writeBackground() {
		return writeBackground;
	}

	/** @return all levels, full resolution first */
	public List<Level> levels() {
		final List<Level> levels = new ArrayList<>();
		for (int l = 0; l < pyramid.levels(); l++) {
			final List<AxisMap> maps = new ArrayList<>();
			for (int d = 0; d < 3; d++)
				maps.add(AxisMap.nearest(sourceSize[d], size[d]).level(pyramid.factors(l)[d]));
			levels.add(new Level(l, List.copyOf(maps), new BlockGrid(pyramid.size(l, size), blockSize)));
		}
		return levels;
	}

	/**
	 * @param container root of a container
	 * @return the datasets of all levels in it, full resolution first
	 */
	public List<N5Dataset> datasets(final Path container) {
		return levels().stream().map(level -> new N5Dataset(BdvLayout.level(container, level.index()), level.grid(), type,
			compression)).toList();
	}

	/** @return blocks of all levels, background included */
	public long blocks() {
		return levels().stream().mapToLong(l -> l.grid().blocks()).sum();
	}

	/** @return bytes of the voxels of all levels */
	public long bytes() {
		return levels().stream().mapToLong(l -> l.grid().voxels() * type.bytes()).sum();
	}
}
