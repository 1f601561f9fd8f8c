package org.labelupscaler.job;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Message;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.job.UpscaleOptions.Levels;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.raw.RawLayout;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;

/**
 * Makes {@link UpscaleOptions}. What is not set is as usual; a source and a target size are needed. Used by
 * one thread.
 */
public final class UpscaleOptionsBuilder {

	private Path source;
	private SourceFile image;
	private RawLayout rawLayout;
	private LengthUnit unit;
	private LabelOptions labels = LabelOptions.NONE;
	private Path target;
	private Function<Optional<String>, TargetSize> size;
	private List<BigDecimal> offset = List.of();
	/** Null: as the format has it. */
	private int[] blockSize;
	private Compression compression = Compression.DEFAULT;
	private Levels levels = new Levels.Automatic();
	private boolean writeBackground;
	private Existing existing = Existing.FAIL;
	private VolumeFormat format;
	private boolean sync;
	private int threads = Runtime.getRuntime().availableProcessors();
	private Path temporaryFolder;
	private boolean acceptRoundedIds;
	private JobPart part = new JobPart.Whole();

	/** Nothing set but the defaults. */
	public UpscaleOptionsBuilder() {}

	/**
	 * @param file the label file; null for none
	 * @return this
	 */
	public UpscaleOptionsBuilder source(final Path file) {
		source = file;
		return this;
	}

	/**
	 * @param open an image that is open, used if no file is named; null for none
	 * @return this
	 */
	public UpscaleOptionsBuilder image(final SourceFile open) {
		image = open;
		return this;
	}

	/**
	 * @param layout what a source holds that is nothing but voxels; null if it describes itself
	 * @return this
	 */
	public UpscaleOptionsBuilder raw(final RawLayout layout) {
		rawLayout = layout;
		return this;
	}

	/**
	 * @param length the unit of {@link #voxelSize}, and of the source where the source names none; null for that of the source
	 * @return this
	 */
	public UpscaleOptionsBuilder unit(final LengthUnit length) {
		unit = length;
		return this;
	}

	/**
	 * @param wanted what is wanted of the labels before they are scaled
	 * @return this
	 */
	public UpscaleOptionsBuilder labels(final LabelOptions wanted) {
		labels = wanted;
		return this;
	}

	/**
	 * @param container the container to make; null for one beside the source
	 * @return this
	 */
	public UpscaleOptionsBuilder target(final Path container) {
		target = container;
		return this;
	}

	/**
	 * @param wanted how large the target shall be; null if that is not known yet
	 * @return this
	 */
	public UpscaleOptionsBuilder targetSize(final TargetSize wanted) {
		size = wanted == null ? null : given -> wanted;
		return this;
	}

	/**
	 * @param factors one factor, or three for x, y, z, above 0; may be fractional
	 * @return this
	 * @throws IllegalArgumentException if they are others
	 */
	public UpscaleOptionsBuilder factors(final double... factors) {
		return targetSize(new TargetSize.Factors(positive(factors)));
	}

	/**
	 * @param x voxels of the target along x
	 * @param y along y
	 * @param z along z
	 * @return this
	 * @throws IllegalArgumentException if one is below 1
	 */
	public UpscaleOptionsBuilder size(final long x, final long y, final long z) {
		if (x < 1 || y < 1 || z < 1)
			throw new IllegalArgumentException("a target of " + x + " x " + y + " x " + z + " voxels");
		return targetSize(new TargetSize.Size(new long[] { x, y, z }));
	}

	/**
	 * @param edges of a target voxel in the {@link #unit}, one or three, above 0
	 * @return this
	 * @throws IllegalArgumentException if they are others
	 */
	public UpscaleOptionsBuilder voxelSize(final double... edges) {
		final List<BigDecimal> exact = positive(edges);
		size = given -> new TargetSize.Edges(exact, given);
		return this;
	}

	/**
	 * @param other an image in any format that can be a source: the target gets its size, and its voxel size if that is known
	 * @return this
	 */
	public UpscaleOptionsBuilder match(final Path other) {
		size = given -> TargetSize.Match.of(other, given);
		return this;
	}

	/** NB: the decimals that a double stands for, as people write them: 2 and 0.1, not 2.0, nor the binary digits. */
	private static List<BigDecimal> positive(final double... numbers) {
		if (numbers.length != 1 && numbers.length != 3 || !DoubleStream.of(numbers).allMatch(n -> n > 0 && n < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException(Arrays.toString(numbers) + " is not one number above 0, or three");
		return DoubleStream.of(numbers).mapToObj(n -> BigDecimal.valueOf(n).stripTrailingZeros()).map(n -> n.setScale(Math.max(0, n
			.scale()))).toList();
	}

	/**
	 * @param xyz where the centre of the target's first voxel lies, x, y, z, in the unit of its voxel size; empty for that of the
	 *          image to match, else 0, 0, 0
	 * @return this
	 * @throws IllegalArgumentException if they are neither none nor three
	 */
	public UpscaleOptionsBuilder offset(final List<BigDecimal> xyz) {
		if (!xyz.isEmpty() && xyz.size() != 3)
			throw new IllegalArgumentException(xyz + " is not x, y, z");
		offset = List.copyOf(xyz);
		return this;
	}

	/**
	 * @param voxels edge of a block, or three for x, y, z
	 * @return this
	 * @throws IllegalArgumentException if they are others, or below 1
	 */
	public UpscaleOptionsBuilder block(final int... voxels) {
		if (voxels.length != 1 && voxels.length != 3 || Arrays.stream(voxels).anyMatch(n -> n < 1))
			throw new IllegalArgumentException(Arrays.toString(voxels) + " is not one number above 0, or three");
		blockSize = new int[] { voxels[0], voxels[voxels.length / 2], voxels[voxels.length - 1] };
		return this;
	}

	/**
	 * @param codec of the blocks
	 * @return this
	 */
	public UpscaleOptionsBuilder compression(final Compression codec) {
		compression = codec;
		return this;
	}

	/**
	 * @param wanted which levels
	 * @return this
	 */
	public UpscaleOptionsBuilder levels(final Levels wanted) {
		levels = wanted;
		return this;
	}

	/**
	 * @param write whether blocks of only label 0 are written
	 * @return this
	 */
	public UpscaleOptionsBuilder writeBackground(final boolean write) {
		writeBackground = write;
		return this;
	}

	/**
	 * @param what what to do if the target exists
	 * @return this
	 */
	public UpscaleOptionsBuilder existing(final Existing what) {
		existing = what;
		return this;
	}

	/**
	 * @param wanted the format of the target; null for that which its name says
	 * @return this
	 */
	public UpscaleOptionsBuilder format(final VolumeFormat wanted) {
		format = wanted;
		return this;
	}

	/**
	 * @param wait whether every block must be on disk before the container is called complete
	 * @return this
	 */
	public UpscaleOptionsBuilder sync(final boolean wait) {
		sync = wait;
		return this;
	}

	/**
	 * @param workers how many, at least 1
	 * @return this
	 * @throws IllegalArgumentException if there are less
	 */
	public UpscaleOptionsBuilder threads(final int workers) {
		if (workers < 1)
			throw new IllegalArgumentException(workers + " threads");
		threads = workers;
		return this;
	}

	/**
	 * @param folder for the decoded source; null for that of the target
	 * @return this
	 */
	public UpscaleOptionsBuilder temporaryFolder(final Path folder) {
		temporaryFolder = folder;
		return this;
	}

	/**
	 * @param accept whether to take 32-bit float labels above 2^24, which may have been rounded before
	 * @return this
	 */
	public UpscaleOptionsBuilder acceptRoundedIds(final boolean accept) {
		acceptRoundedIds = accept;
		return this;
	}

	/**
	 * @param wanted how much of the job; a part goes on with what others have begun
	 * @return this
	 */
	public UpscaleOptionsBuilder part(final JobPart wanted) {
		part = wanted;
		return this;
	}

	/**
	 * @return the options
	 * @throws InvalidInputException if anything is missing or impossible; with a message for each
	 */
	public UpscaleOptions build() {
		final Optional<Path> origin = source != null ? Optional.of(SourceLocation.of(source).origin()) : image == null ? Optional
			.empty() : image.origin();
		final Optional<Path> beside = origin.map(Path::toAbsolutePath).map(file -> file.resolveSibling(stem(file) + "-upscaled" + (format == null ? VolumeFormats.DEFAULT : format).endings().get(0)));
		final List<Message> problems = new ArrayList<>();
		if (target == null && source != null && Stores.isElsewhere(source))
			problems.add(Message.of("output: name the container to make; the input is at an address, where none is made beside it"));
		else if (target == null && beside.isEmpty() && (source != null || image != null))
			problems.add(Message.of("output: name the .n5 folder to make"));
		return build(target != null ? target : beside.orElse(null), problems);
	}

	/** NB: .nii.gz and the like are one ending. */
	private static String stem(final Path file) {
		final String name = file.getFileName() == null ? "labels" : file.getFileName().toString();
		final String stem = name.replaceFirst("(?i)(\\.(nii|ome))?\\.[a-z0-9]{1,5}$", "");
		return stem.isEmpty() ? name : stem;
	}

	/**
	 * @return the options, without a target if none is given, for whoever writes nothing
	 * @throws InvalidInputException if anything is missing or impossible; with a message for each
	 */
	public UpscaleOptions buildForReading() {
		return build(target, new ArrayList<>());
	}

	private UpscaleOptions build(final Path container, final List<Message> problems) {
		if (source == null && image == null)
			problems.add(Message.of("input: name a label file, or open the label image first"));
		final Optional<String> given = Optional.ofNullable(unit).map(LengthUnit::symbol);
		final Optional<TargetSize> targetSize = targetSize(given, problems);
		final int[] block = blockSize != null ? blockSize : format(container).usualBlockSize();
		checkBlock(block, problems);
		final boolean whole = part instanceof JobPart.Whole;
		if (!whole && existing == Existing.OVERWRITE)
			problems.add(Message.of("existing: a part goes on with what is there; delete the old container before the first part"));
		if (container != null && format != null)
			VolumeFormats.mismatch(format, container).ifPresent(why -> problems.add(Message.of("output: " + why)));
		if (!problems.isEmpty())
			throw new InvalidInputException(problems);
		return new UpscaleOptions(source, source == null ? Optional.of(image) : Optional.empty(), Optional.ofNullable(rawLayout), given,
			labels, container == null ? null : checkedTarget(container), Optional.ofNullable(format).map(VolumeFormat::word), targetSize.orElseThrow(), offset, block, compression, levels,
			writeBackground, whole ? existing : Existing.RESUME, sync, threads, Optional.ofNullable(temporaryFolder), acceptRoundedIds, part);
	}

	private VolumeFormat format(final Path container) {
		return format != null ? format : container == null ? VolumeFormats.DEFAULT : VolumeFormats.of(container);
	}

	private Optional<TargetSize> targetSize(final Optional<String> given, final List<Message> problems) {
		try {
			if (size != null)
				return Optional.of(size.apply(given));
			problems.add(Message.of("target size: say factors, a size, a voxel size, or an image to match"));
		}
		catch (final InvalidInputException e) {
			problems.addAll(e.messages());
		}
		return Optional.empty();
	}

	private static Path checkedTarget(final Path given) {
		Path target = given.normalize();
		if (target.getFileName() == null || target.toString().isEmpty() || target.endsWith(".."))
			target = target.toAbsolutePath().normalize();
		target = followed(target);
		if (target.getFileName() == null)
			throw new InvalidInputException("output: " + target + " cannot be a container; name a folder in it");
		return target;
	}

	/** NB: what stands beside a container is named like it, so a link to one must not have files of its own. */
	private static Path followed(final Path path) {
		try {
			return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
		}
		catch (final IOException e) {
			return path; // found wrong when it is written to
		}
	}

	private static void checkBlock(final int[] blockSize, final List<Message> problems) {
		final BigDecimal bytes = Arrays.stream(blockSize).mapToObj(BigDecimal::valueOf).reduce(BigDecimal.valueOf(8),
			BigDecimal::multiply);
		if (bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0)
			problems.add(Message.of("block: " + BlockGrid.format(Arrays.stream(blockSize).asLongStream().toArray()) + " voxels are too many; a block has up to " + Quantities.count(
				Integer.MAX_VALUE / 8) + ", as 512,512,512"));
	}
}
