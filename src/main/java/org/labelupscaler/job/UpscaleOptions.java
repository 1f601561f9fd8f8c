package org.labelupscaler.job;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.SentRecord;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.raw.RawLayout;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;

/**
 * What is asked for. Immutable; made by a {@link UpscaleOptionsBuilder}. Serialisable, unless the source is an image that is only open.
 *
 * @param source the label file; null if it is an image
 * @param image an image that is open, if it is one
 * @param rawLayout what the file holds, if it is nothing but voxels
 * @param unit the unit of the voxel size if the source names none
 * @param labels what is wanted of the labels before they are scaled
 * @param target the container to make; null if nothing is to be written
 * @param formatWord word of the format of the target; nothing for that which its name says
 * @param targetSize how large the target shall be
 * @param offset where the centre of the target's first voxel lies, x, y, z; empty for that of the image
 *          to match, if it says one, else 0, 0, 0
 * @param blockSize voxels of a block, x, y, z
 * @param compression of the blocks
 * @param levels which levels
 * @param writeBackground whether blocks of only label 0 are written
 * @param existing what to do if the target exists
 * @param sync whether every block must be on disk before the container is called complete
 * @param threads how many workers
 * @param temporaryFolder for the decoded source; nothing means beside the target
 * @param acceptRoundedIds whether to take 32-bit float labels above 2^24
 * @param part how much of the job
 */
public record UpscaleOptions(Path source, Optional<SourceFile> image, Optional<RawLayout> rawLayout,
	Optional<String> unit, LabelOptions labels, Path target, Optional<String> formatWord, TargetSize targetSize, List<BigDecimal> offset,
	int[] blockSize, Compression compression, Levels levels, boolean writeBackground,
	Existing existing, boolean sync, int threads, Optional<Path> temporaryFolder, boolean acceptRoundedIds, JobPart part)
	implements Serializable
{

	/** What was asked for as levels. */
	public sealed interface Levels extends Serializable {

		/** Chosen by size and voxel size. */
		record Automatic() implements Levels {}

		/**
		 * As given.
		 *
		 * @param factors of the levels below full resolution, x, y, z; none for full resolution only
		 */
		record Explicit(List<long[]> factors) implements Levels {

			/** Copies the factors. */
			public Explicit {
				factors = copies(factors);
			}

			@Override
			public List<long[]> factors() {
				return copies(factors);
			}

			private static List<long[]> copies(final List<long[]> factors) {
				return factors.stream().map(long[]::clone).toList();
			}

			@Override
			public boolean equals(final Object other) {
				return other instanceof Explicit o && Arrays.deepEquals(factors.toArray(), o.factors.toArray());
			}

			@Override
			public int hashCode() {
				return Arrays.deepHashCode(factors.toArray());
			}
		}
	}

	/** Copies the block size and the offset. */
	public UpscaleOptions {
		offset = List.copyOf(offset);
		blockSize = blockSize.clone();
	}

	@Override
	public int[] blockSize() {
		return blockSize.clone();
	}

	/** @return the format of the target */
	public VolumeFormat format() {
		return formatWord.isPresent() ? VolumeFormats.named(formatWord.get()) : target == null ? VolumeFormats.DEFAULT : VolumeFormats.of(target);
	}

	/** @return what is done to the source before it is scaled */
	public Arrangement arrangement() {
		return labels.arrangement();
	}

	/**
	 * Opens a source and arranges it.
	 *
	 * @param file the source's header
	 * @param temporaryFolder where it is decoded to, if it must be
	 * @return the labels as they are scaled; the caller closes them
	 * @throws InvalidInputException if the voxels are damaged, no labels, or cannot be arranged like that
	 */
	public LabelSource openSource(final SourceFile file, final Path temporaryFolder) {
		return openSource(file, temporaryFolder, false);
	}

	/**
	 * Opens a source of which something is wanted, and arranges it.
	 *
	 * @param file the source's header
	 * @param temporaryFolder where it is decoded to, if it must be
	 * @return the labels as they are scaled; the caller closes them
	 * @throws InvalidInputException if the voxels are damaged, no labels, cannot be arranged like that, or have none of the
	 *           labels that are kept
	 */
	public LabelSource openKept(final SourceFile file, final Path temporaryFolder) {
		return openSource(file, temporaryFolder, true);
	}

	private LabelSource openSource(final SourceFile file, final Path temporaryFolder, final boolean mustKeep) {
		try (Owned<LabelSource> opened = Owned.of(file.open(new SourceOptions(temporaryFolder, acceptRoundedIds)))) {
			labels.labels().check(opened.get().type());
			if (mustKeep)
				labels.checkKept(opened.get());
			return arrangement().of(opened);
		}
	}

	/**
	 * @return the source, its header read
	 * @throws InvalidInputException if it cannot be read
	 */
	public SourceFile describeSource() {
		final SourceFile file = image.orElseGet(() -> rawLayout.map(layout -> (SourceFile) layout.describe(source)).orElseGet(
			() -> Sources.describe(source)));
		return unit.map(file::withDefaultUnit).orElse(file);
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof UpscaleOptions o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { source, image, rawLayout, unit, labels, target, formatWord, targetSize, offset,
			blockSize, compression, levels, writeBackground, existing, sync, threads, temporaryFolder, acceptRoundedIds, part };
	}

	/** NB: an image is its voxels, and these are not sent along. */
	private Object writeReplace() throws ObjectStreamException {
		if (image.isPresent())
			throw new NotSerializableException("image " + image.get().name() + ", which is no file but only open here");
		return SentRecord.of(this);
	}
}
