package org.labelupscaler.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.AxisOrder;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.Portions;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;

/** What a job needs of the machine, checked before anything is written. */
public final class Requirements {

	/** Caches, tables and the program itself. */
	private static final long FIXED_BYTES = 48 << 20;
	private static final long FIXED_BYTES_PER_THREAD = 32 << 20;
	/** What an encoded block may have beside its voxels, its place in an index included. */
	private static final long OVERHEAD = 1 << 16;

	/** Files of a source that come before its voxels, more than enough. */
	private static final int MOST_METADATA = 20;

	private Requirements() {}

	/**
	 * Checks the folders of a job.
	 *
	 * @param options the job
	 * @return the folder that exists already and that the target is made in, or below
	 * @throws InvalidInputException if it, or the folder for temporary files, cannot be written to
	 */
	public static Path checkFolders(final UpscaleOptions options) {
		TargetPlace.checkName(options.target());
		return checkFolders(options.target(), options.temporaryFolder());
	}

	/**
	 * Checks the folders of a job.
	 *
	 * @param target the container
	 * @param temporaryFolder the folder for temporary files, if one is named
	 * @return the folder that exists already and that the target is made in, or below
	 * @throws InvalidInputException if it, or the folder for temporary files, cannot be written to
	 */
	public static Path checkFolders(final Path target, final Optional<Path> temporaryFolder) {
		// NB: what is written to a server needs no folder but one for temporary files.
		final boolean elsewhere = Stores.isElsewhere(target);
		if (!elsewhere)
			checkName(target);
		Path folder = elsewhere ? Path.of("").toAbsolutePath() : target.toAbsolutePath().getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		if (folder == null)
			throw new InvalidInputException("Cannot write " + target + ": there is no drive " + target.toAbsolutePath().getRoot());
		if (!Files.isDirectory(folder))
			throw new InvalidInputException("Cannot write " + target + ": " + folder + " is no folder");
		if (!Files.isWritable(folder))
			throw new InvalidInputException("Cannot write to " + folder + ": permission denied. Choose another target.");
		final Path temporary = temporaryFolder.orElse(folder);
		if (!Files.isDirectory(temporary) || !Files.isWritable(temporary))
			throw new InvalidInputException(temporary +
				" is no folder that can be written to. Choose another folder for temporary files.");
		return folder;
	}

	/** NB: a name that is too long looks like one of a file that does not exist, until something shall be written. */
	private static void checkName(final Path target) {
		try {
			Files.readAttributes(VolumeFormats.beside(target, ".settings.xml"), BasicFileAttributes.class);
			Files.readAttributes(target, BasicFileAttributes.class);
		}
		catch (final NoSuchFileException e) {
			// NB: as it should be
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot write " + target + ": " + LabelUpscalerException.reason(e) +
				". Choose another name.", e);
		}
	}

	/**
	 * Makes sure that source and target do not lie in each other. NB: a container may be a source, and overwriting it would
	 * destroy what is read.
	 *
	 * @param options the job
	 * @param file its source
	 * @throws InvalidInputException if they do
	 */
	public static void checkApart(final UpscaleOptions options, final SourceFile file) {
		if (options.source() == null)
			return;
		// NB: the metadata come first; where they are, the voxels are.
		checkApart(options.target(), options.source(), file.files().stream().limit(MOST_METADATA).toList());
	}

	/**
	 * Makes sure that what is read and what is written do not lie in each other.
	 *
	 * @param target what is written
	 * @param source a file or folder that is read
	 * @param files files of it
	 * @throws InvalidInputException if they do
	 */
	public static void checkApart(final Path target, final Path source, final List<Path> files) {
		final Path real = real(target);
		final boolean inSource = Files.isDirectory(source) && real.startsWith(real(source));
		final boolean inTarget = Files.exists(target) && files.stream().anyMatch(f -> real(f).startsWith(real));
		if (inSource || inTarget)
			throw new InvalidInputException("output: " + target + " and the input " + source +
				" lie in each other. Choose another place for the output.");
	}

	/** Absolute, links followed as far as the path exists. */
	private static Path real(final Path path) {
		final Path absolute = path.toAbsolutePath().normalize();
		for (Path folder = absolute; folder != null; folder = folder.getParent())
			try {
				return folder.toRealPath().resolve(folder.relativize(absolute));
			}
			catch (final IOException e) {
				// NB: not there; its parent may be
			}
		return absolute;
	}

	/**
	 * @param options the job
	 * @param folder what {@link #checkFolders} returned
	 * @return where a compressed source is decoded to
	 */
	public static Path temporaryFolder(final UpscaleOptions options, final Path folder) {
		return options.temporaryFolder().orElse(folder);
	}

	/**
	 * Finds what is wrong with the target's size before the source is decoded.
	 *
	 * @param options the job
	 * @param file the source's header
	 * @throws InvalidInputException if an axis is beyond the limits
	 */
	public static void checkTargetSize(final UpscaleOptions options, final SourceFile file) {
		final Arrangement arrangement = options.arrangement();
		options.targetSize().resolve(arrangement.size(file.size()), arrangement.voxelSize(file.voxelSize()));
	}

	/**
	 * How much memory a job takes at most, the mapped source not counted: for each thread the box of source voxels, what
	 * the codec makes of it, the encoded block, and what {@link #appended} says.
	 *
	 * @param plan the job
	 * @param format the format of its target, which may hold an index
	 * @param target where it is
	 * @param threads its workers
	 * @return bytes, a bound on the safe side
	 */
	public static long memory(final UpscalePlan plan, final VolumeFormat format, final Path target, final int threads) {
		long voxels = 1;
		long box = 1;
		for (int d = 0; d < 3; d++) {
			final long block = plan.blockSize()[d];
			voxels *= block;
			box *= Math.min(block, block * plan.sourceSize()[d] / plan.size()[d] + 2);
		}
		// NB: a level as coarse as the source, or coarser, has as many distinct voxels as a block can hold.
		for (final Level level : plan.levels())
			if (level.maps().stream().allMatch(m -> m.factor() * m.sourceSize() >= m.fullSize()))
				box = voxels;
		final int boxes = plan.arrangement().axes().equals(AxisOrder.SAME) ? 1 : 2;
		return memory(plan.volume(), box, boxes, repeats(plan, 2), threads) + format.indexMemory(plan.volume()) + appended(plan.volume(),
			format, target, threads);
	}

	/**
	 * The same for a job whose blocks have as many distinct voxels as a block can hold.
	 *
	 * @param volume what it writes
	 * @param format the format of its target, which may hold an index
	 * @param target where it is
	 * @param threads its workers
	 * @return bytes, a bound on the safe side
	 */
	public static long memory(final VolumeSpec volume, final VolumeFormat format, final Path target, final int threads) {
		return memory(volume, voxels(volume), 1, 1, threads) + format.indexMemory(volume) + appended(volume, format, target, threads);
	}

	/**
	 * How much of that is what grows on its way to a store that takes it in parts: a shard for each thread. In folders, and in formats
	 * whose blocks are put one by one, it is nothing.
	 *
	 * @param volume what a job writes
	 * @param format the format of its target
	 * @param target where it is
	 * @param threads its workers
	 * @return bytes, a bound on the safe side
	 */
	public static long appended(final VolumeSpec volume, final VolumeFormat format, final Path target, final int threads) {
		if (format.isFile() || !Stores.isElsewhere(target))
			return 0;
		final long bytes = voxels(volume) * volume.type().bytes();
		long most = 0;
		for (int level = 0; level < volume.pyramid().levels(); level++) {
			final Portions order = format.portions(volume, level);
			// NB: a shard at the far end of the volume has no more blocks than there are.
			if (order.whole())
				most = Math.max(most, Math.min(order.numbers(), order.grid().blocks()) * (bytes + bytes / 16 + OVERHEAD));
		}
		return most == 0 ? 0 : threads * Stores.at(target).ref().appendMemory(most);
	}

	private static long voxels(final VolumeSpec volume) {
		return Arrays.stream(volume.blockSize()).asLongStream().reduce(1, (a, b) -> a * b);
	}

	/**
	 * @param box distinct voxels of a block
	 * @param boxes how many arrays of them there are
	 * @param repeats how often a plane of a block repeats
	 */
	private static long memory(final VolumeSpec volume, final long box, final int boxes, final long repeats,
		final int threads)
	{
		final int bytes = volume.type().bytes();
		final long voxels = voxels(volume);
		final long expanded = voxels * bytes;
		// A sequence is three ints, at least two voxels, and at most as many as source voxels; arrays grow by doubling.
		final long sequences = 24 * Math.min(box, voxels / 2) + 2L * bytes * box;
		final long ofPlane = sequences / volume.blockSize()[2] * repeats;
		// The most that an encoded block takes: its distinct voxels as literals with a match each, written anew for each plane of
		// the block; but no more than the voxels themselves and a little.
		final long output = Math.min(expanded + expanded / 16, (bytes + 8L) * box * repeats + expanded / 64) + OVERHEAD;
		final long codec = switch (volume.compression().kind()) {
			case GZIP -> sequences + 3 * output;
			case LZ4 -> ofPlane + 2 * expanded / volume.blockSize()[2] + 3 * output;
			// The library, from level 2 on, needs the whole block.
			case ZSTD, BLOSC_ZSTD -> ofPlane + 3 * output + (volume.compression().level() > 1 ? 4 * expanded : 0);
			case RAW -> 2 * expanded;
			case BLOSC_LZ4 -> ofPlane + expanded / volume.blockSize()[2] + 3 * output;
		};
		return threads * (boxes * 8 * box + codec + FIXED_BYTES_PER_THREAD) + FIXED_BYTES;
	}

	/** How often a source voxel repeats at most along an axis of a block. */
	private static long repeats(final UpscalePlan plan, final int axis) {
		return Math.min(plan.blockSize()[axis], plan.size()[axis] / plan.sourceSize()[axis] + 1);
	}

	/**
	 * @param plan the job
	 * @param options what was wanted
	 * @param sourceBytes what its source takes
	 * @throws InvalidInputException if Java may not use as much memory as the job takes
	 */
	public static void checkMemory(final UpscalePlan plan, final UpscaleOptions options, final long sourceBytes) {
		checkMemory(memory(plan, options.format(), options.target(), options.threads()) + sourceBytes);
	}

	/**
	 * @param needed bytes of memory that a job takes
	 * @throws InvalidInputException if Java may not use as much
	 */
	public static void checkMemory(final long needed) {
		final long most = Runtime.getRuntime().maxMemory();
		if (needed > most)
			throw new InvalidInputException("The job needs up to " + Quantities.bytes(needed) + " of memory, but Java may use only " +
				Quantities.bytes(most) + ". Use fewer threads, smaller blocks, or give Java more memory (in ImageJ: Edit > Options > " +
				"Memory & Threads; on the command line: JAVA_OPTS=-Xmx4g).");
	}

	/**
	 * @param folder a folder
	 * @return bytes that can still be written there
	 */
	public static long free(final Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace();
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read the free space of " + folder + ": " + LabelUpscalerException.reason(
				e), e);
		}
	}

	/**
	 * Checks the disk. What an existing container takes may come free when it is resumed or overwritten: then a shortage
	 * is only told. What is written to another store than a folder takes none of it.
	 *
	 * @param options the job
	 * @param estimate what it will write
	 * @param folder what {@link #checkFolders} returned
	 * @return a warning, if there is one
	 * @throws InvalidInputException if the target does not fit
	 */
	public static Optional<String> checkSpace(final UpscaleOptions options, final SizeEstimate estimate,
		final Path folder)
	{
		final long free = free(folder);
		if (estimate.diskBytes() <= free || Stores.isElsewhere(options.target()))
			return Optional.empty();
		final String shortage = "The target needs " + (estimate.exact() ? "" : "about ") + Quantities.bytes(estimate.diskBytes()) +
			", but " + folder + " has only " + Quantities.bytes(free) + " free.";
		if (options.existing() == Existing.FAIL || !Files.exists(options.target()))
			throw new InvalidInputException(shortage + (estimate.exact() ? " Compress it, or choose another disk."
				: " Choose another disk, or no levels."));
		return Optional.of(shortage + " What is there already may make up for it.");
	}
}
