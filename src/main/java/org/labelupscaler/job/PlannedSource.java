package org.labelupscaler.job;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.source.raw.RawLayout;
import org.labelupscaler.store.Stores;

/**
 * The source of a plan: where it was, what it was, and what is done to it before it is scaled. Immutable.
 *
 * @param name absolute path, or the name of an image that was only open
 * @param isImage whether it was an image that was only open, not a file
 * @param sha256 of its files; {@link #UNREAD} if it has not been read
 * @param rawLayout how it must be described if it is nothing but voxels; else empty
 * @param size voxels along x, y, z, as the file has them
 * @param voxelSize edges of a voxel, as the file has them
 * @param arrangement what is done to it
 */
record PlannedSource(String name, boolean isImage, String sha256, String rawLayout, long[] size, VoxelSize voxelSize,
	Arrangement arrangement) implements Serializable
{

	/** In the place of the fingerprint of a source that has not been read. */
	static final String UNREAD = "";

	PlannedSource {
		size = size.clone();
	}

	@Override
	public long[] size() {
		return size.clone();
	}

	static PlannedSource of(final SourceFile file, final String sha256, final Arrangement arrangement) {
		final String name = file.location().map(path -> path.toAbsolutePath().normalize().toString()).orElseGet(file::name);
		return new PlannedSource(name, file.location().isEmpty(), sha256, file.rawLayout(), file.size(), file.voxelSize(),
			arrangement);
	}

	/** What to call the labels. */
	String title() {
		return path().map(Path::getFileName).map(Path::toString).orElse(name);
	}

	/** Nothing for an image that was only open. */
	Optional<Path> path() {
		try {
			return isImage ? Optional.empty() : Optional.of(Stores.path(name)).filter(Path::isAbsolute);
		}
		catch (final InvalidPathException | InvalidInputException e) {
			return Optional.empty();
		}
	}

	/** Finds the source again, where it lies now or, for null, where it lay then, and makes sure that it is the one. */
	SourceFile describe(final Path now) {
		final SourceFile file = find(now);
		check(file);
		return file;
	}

	/** Finds it again; NB: of its content only the size is looked at, for a fingerprint may take long. */
	SourceFile find(final Path now) {
		final Path where = now != null ? now : path().orElseThrow(() -> new InvalidInputException(
			"The container was made from " + name + (isImage ? ", not from a file. Open that image again in ImageJ."
				: ", which is no file here. Name the source.")));
		final SourceFile file = describeAt(where);
		if (!Arrays.equals(file.size(), size))
			throw another(file);
		return file;
	}

	private SourceFile describeAt(final Path where) {
		return rawLayout.isEmpty() ? Sources.describe(where) : RawLayout.parse(rawLayout, size).describe(where);
	}

	/** Its files, here and now; none for an image that was only open. */
	List<Path> files() {
		return path().map(this::describeAt).map(SourceFile::files).orElse(List.of());
	}

	/** Throws if a source is not the one the plan was made from. */
	void check(final SourceFile file) {
		if (!sha256.equals(UNREAD) && !file.sha256().equals(sha256) || !Arrays.equals(file.size(), size))
			throw another(file);
	}

	private static InvalidInputException another(final SourceFile file) {
		return new InvalidInputException(file.name() + " is not what the container was made from: its content has changed, " +
			"or it is another one");
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof PlannedSource o && Arrays.deepEquals(parts(), o.parts());
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(parts());
	}

	private Object[] parts() {
		return new Object[] { name, isImage, sha256, rawLayout, size, voxelSize, arrangement };
	}
}
