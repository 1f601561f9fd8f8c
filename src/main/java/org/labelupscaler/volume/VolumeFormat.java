package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.grid.Pyramid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.store.Entry;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;

/**
 * How a volume of several levels lies in a store. Has no state, but for what a run has begun of a file, and is thread-safe; found by {@link java.util.ServiceLoader}. A run
 * calls {@link #writeRecord} (running), {@link #begin}, then sinks in any number of processes, {@link #finish}, and
 * {@link #writeRecord} (complete).
 */
public interface VolumeFormat {

	/** @return how users choose it, for example "n5" */
	String word();

	/** @return what a volume of it is called, for example "N5 container" */
	String title();

	/** @return {@link #title} with its article, for example "an N5 container" */
	default String aTitle() {
		return "an " + title();
	}

	/** @return what names of its volumes end in, the usual ending first, for example ".n5" */
	List<String> endings();

	/** @return whether a volume is one file, which takes its place only when it is whole; else it is a folder, and can be resumed */
	default boolean isFile() {
		return false;
	}

	/**
	 * @param target the folder or file of a volume, or its name in another store, there or not
	 * @return the store in which all of the volume lies
	 * @throws InvalidInputException if the name is an address that no store has
	 */
	default Store store(final Path target) {
		return Stores.at(target);
	}

	/** @return voxels of a block along x, y, z, unless something else is asked for; the caller's */
	default int[] usualBlockSize() {
		return new int[] { 128, 128, 128 };
	}

	/**
	 * @param size voxels at full resolution, x, y, z
	 * @param voxelSize edges of such a voxel
	 * @param blockSize voxels of a block, x, y, z
	 * @return the levels that a volume has unless others are asked for
	 */
	default Pyramid automaticLevels(final long[] size, final VoxelSize voxelSize, final int[] blockSize) {
		return Pyramid.automatic(size, voxelSize, blockSize);
	}

	/**
	 * @param spec a volume
	 * @return why it cannot be of this format, a sentence that says what to do; nothing if it can
	 */
	default Optional<String> obstacle(final VolumeSpec spec) {
		final Compression compression = spec.compression();
		final String word = compression.kind().word();
		final long row = (long) spec.blockSize()[0] * spec.type().bytes();
		if (!compressions().contains(compression.kind()))
			return Optional.of("compression: " + aTitle() + " is written with " + Compression.Kind.words(compressions()) +
				", not with " + word);
		if (row > compression.mostRowBytes())
			return Optional.of("block: " + word + " takes rows of at most " + (compression.mostRowBytes() >> 20) +
				" MiB; use blocks shorter along x");
		if (row * spec.blockSize()[1] > compression.mostPlaneBytes())
			return Optional.of("block: " + word + " takes planes of at most " + (compression.mostPlaneBytes() >> 20) +
				" MiB; use blocks smaller along x or y");
		return Optional.empty();
	}

	/**
	 * @param spec a volume that it can hold
	 * @return what is not written as one might think, sentences
	 */
	default List<String> notes(final VolumeSpec spec) {
		return List.of();
	}

	/** @return the compressions that it knows */
	Set<Compression.Kind> compressions();

	/**
	 * @param level 0 is full resolution
	 * @return what all that belongs to the level is below
	 */
	Key level(int level);

	/**
	 * @param spec a volume
	 * @param level 0 is full resolution
	 * @return the blocks of the level in the order in which they are written
	 */
	Portions portions(VolumeSpec spec, int level);

	/** @return what holds the record, deleted after all else; nothing if a volume is one file. A format of folders must say it */
	default Optional<Key> recordKey() {
		return Optional.empty();
	}

	/**
	 * @param store where a volume may be
	 * @return what it records; nothing if this program has made no volume of this format there
	 * @throws InvalidInputException if it cannot be read
	 */
	Optional<VolumeRecord> record(Store store);

	/**
	 * @param store where a volume is, leased
	 * @param spec the volume
	 * @param record replaces what it records
	 * @param sync whether it must be where a power cut cannot take it when this returns
	 * @throws LabelUpscalerException if it cannot be written
	 */
	void writeRecord(Store store, VolumeSpec spec, VolumeRecord record, boolean sync);

	/**
	 * Writes all metadata, so that the volume can be read while blocks are put.
	 *
	 * @param store where it is, leased
	 * @param spec the volume
	 * @param title what to call it in viewers
	 * @throws LabelUpscalerException if they cannot be written
	 */
	void begin(Store store, VolumeSpec spec, String title);

	/**
	 * @param spec a volume
	 * @return what {@link #begin} puts into the store
	 */
	List<Key> metadata(VolumeSpec spec);

	/**
	 * Writes what is known only when all blocks are there.
	 *
	 * @param store where it is, leased
	 * @param spec the volume
	 * @param display what viewers should know
	 * @throws LabelUpscalerException if it cannot be written
	 */
	void finish(Store store, VolumeSpec spec, Display display);

	/**
	 * @param spec a volume
	 * @param level 0 is full resolution
	 * @param blocks how many of its blocks are stored
	 * @param planes how many of its planes along z differ from the one before, at most
	 * @return bytes of the index of the level, about; 0 where they do not matter beside those of the blocks
	 */
	default long indexBytes(final VolumeSpec spec, final int level, final double blocks, final long planes) {
		return 0;
	}

	/**
	 * @param spec a volume
	 * @return bytes of memory that the index takes while a volume is written, at most, however many workers there are
	 */
	default long indexMemory(final VolumeSpec spec) {
		return 0;
	}

	/**
	 * @param spec a volume
	 * @return how blocks become bytes, for one thread
	 */
	BlockFrame newFrame(VolumeSpec spec);

	/**
	 * @param store where the volume is, leased by somebody
	 * @param spec the volume
	 * @param mode how blocks are written
	 * @return takes the blocks from one worker
	 */
	BlockSink sink(Store store, VolumeSpec spec, WriteMode mode);

	/**
	 * @param store where the volume is
	 * @param spec the volume
	 * @param background whether blocks of only label 0 were written
	 * @return reads its blocks for one worker
	 */
	BlockReader reader(Store store, VolumeSpec spec, boolean background);

	/**
	 * Makes sure that the metadata of the levels are those that this format writes.
	 *
	 * @param store where the volume is
	 * @param spec the volume
	 * @throws InvalidInputException if they are not; the message says what is different
	 */
	void checkMetadata(Store store, VolumeSpec spec);

	/**
	 * @param store where a volume is
	 * @param entry something in it
	 * @param levels how many levels the volume has
	 * @return whether this format makes such an entry
	 */
	boolean isOwn(Store store, Entry entry, int levels);

	/**
	 * @param key something that this format makes
	 * @return whether it stays when a volume is overwritten, since users change it
	 */
	boolean stays(Key key);

	/**
	 * Looks for what a job must not write through.
	 *
	 * @param store where a volume is
	 * @return a link, or the like, among the prefixes of this format
	 * @throws IOException if they cannot be listed
	 */
	Optional<Entry> findForeign(Store store) throws IOException;

	/**
	 * @param store where a volume of this program is
	 * @return what was put into it when it was complete, and would be lost if its job ran again; nothing for most formats
	 */
	default Optional<String> added(final Store store) {
		return Optional.empty();
	}

	/**
	 * @param store where a volume is, or will be
	 * @return what stands beside it; {@link Beside#NOTHING} for most formats
	 */
	default Beside beside(final Store store) {
		return Beside.NOTHING;
	}

	/**
	 * @param store where a volume is
	 * @return what to open in which program, for example "labels.xml in BigDataViewer"
	 */
	String howToOpen(Store store);

	/** Files that a format keeps beside a volume. */
	interface Beside {

		/** No files. */
		Beside NOTHING = new Beside() {

			@Override
			public List<Path> files() {
				return List.of();
			}

			@Override
			public Optional<Path> foreign() {
				return Optional.empty();
			}

			@Override
			public void delete() {}
		};

		/** @return the files, there or not; the one that opens the volume comes first */
		List<Path> files();

		/** @return one of these names under which there is something that this program did not make for this volume */
		Optional<Path> foreign();

		/** Deletes those that no user has changed. */
		void delete();
	}
}
