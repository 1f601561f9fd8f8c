package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.store.Stores;

import com.google.gson.JsonObject;

/**
 * A volume that this program has made, or is making.
 *
 * @param store where it is
 * @param format how it lies there
 * @param record what it records
 */
public record OwnVolume(Store store, VolumeFormat format, VolumeRecord record) {

	/**
	 * @param store where a volume may be
	 * @return it; nothing if this program has made none there
	 * @throws InvalidInputException if its metadata cannot be read
	 */
	public static Optional<OwnVolume> of(final Store store) {
		for (final VolumeFormat format : VolumeFormats.all()) {
			final Optional<VolumeRecord> record = format.record(store);
			if (record.isPresent())
				return Optional.of(new OwnVolume(store, format, record.get()));
		}
		return Optional.empty();
	}

	/**
	 * @param path the folder or file of a volume, or its name in another store, if there is one
	 * @return it; nothing if this program has made none there
	 * @throws InvalidInputException if its metadata cannot be read
	 */
	public static Optional<OwnVolume> of(final Path path) {
		if (Stores.isElsewhere(path))
			return of(Stores.at(path));
		return Files.isDirectory(path) ? of(LocalStore.at(path)) : Files.isRegularFile(path) ? of(FileStore.at(path)) : Optional.empty();
	}

	/**
	 * @param path the folder or file where a volume should be
	 * @return it
	 * @throws InvalidInputException if this program has made none there
	 */
	public static OwnVolume require(final Path path) {
		return of(path).orElseThrow(() -> new InvalidInputException(Stores.describe(path) + " is no container made by this program."));
	}

	/** @return where it is, in words */
	public String place() {
		return store.describe(Key.ROOT);
	}

	/** @return what the job was asked to do */
	public JsonObject job() {
		return record.job();
	}

	/** @return whether every block is there */
	public boolean isComplete() {
		return record.isComplete();
	}

	/**
	 * To be called for files that are no part of a container. NB: a container with anything foreign in it is not overwritten
	 * any more, nor is it the same for other programs.
	 *
	 * @param file a file, there or not
	 * @throws InvalidInputException if it lies, links followed, in a container that this program has made, or at an address
	 */
	public static void checkOutside(final Path file) {
		if (Stores.isElsewhere(file))
			throw new InvalidInputException(file + " is at an address, where no such file is written. Name one in a folder.");
		Path folder = file.toAbsolutePath().normalize().getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		try {
			folder = folder == null ? null : folder.toRealPath();
		}
		catch (final IOException e) {
			// NB: that no file can be written there, writing says.
		}
		for (; folder != null; folder = folder.getParent())
			if (isOwn(folder))
				throw new InvalidInputException(file + " would lie inside the container " + folder +
					", which could not be overwritten any more. Choose another place.");
	}

	private static boolean isOwn(final Path folder) {
		try {
			return of(folder).isPresent();
		}
		catch (final InvalidInputException e) {
			// NB: attributes that cannot be read, far above perhaps, make no container.
			return false;
		}
	}
}
