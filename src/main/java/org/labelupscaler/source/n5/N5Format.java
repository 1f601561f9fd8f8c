package org.labelupscaler.source.n5;

import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.ArraysBelow;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.Unfinished;

/**
 * N5: a dataset, a group of levels, or a container in the layout of BigDataViewer. Of several levels the finest is the
 * source.
 */
public final class N5Format implements SourceFormat {

	@Override
	public int priority() {
		return 50;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFolder() && (Files.exists(location.path().resolve(N5Volume.ATTRIBUTES)) || location.endsWith(".n5") ||
			N5Volume.group(location.path()).isPresent() || ArraysBelow.holdsOnlyArrays(location.path(), N5Volume::isDataset));
	}

	@Override
	public String choices(final SourceLocation folder) {
		return N5Volume.isDataset(folder.path()) ? folder.path() + " is a dataset, the end of the path" : ArraysBelow.sentence(folder.path(),
			N5Volume::isDataset);
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		Unfinished.check(location.path());
		final N5Volume volume = open(location);
		return volume.store(0).source(location.path(), volume.geometry());
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final N5Volume volume = open(location);
		return new ImageSize(location.path() + volume.axes().taken(volume.shapes().get(0)), "N5", volume.size(), volume
			.geometry().voxelSize(), volume.geometry().offset(), volume.geometry().notes());
	}

	private static N5Volume open(final SourceLocation location) {
		final N5Volume volume = N5Volume.open(location.path());
		volume.geometry().checked(volume.group() + ": resolution or pixelResolution");
		return volume;
	}

	/**
	 * All levels of a label volume.
	 *
	 * @param folder a container, a group of levels, or a dataset
	 * @return its levels; nothing is opened
	 * @throws InvalidInputException if there is none, or it cannot be labels
	 */
	public static Multiscale levels(final Path folder) {
		return N5Volume.open(folder).labels();
	}

	/**
	 * A dataset alone.
	 *
	 * @param folder its folder
	 * @return the labels; nothing is opened
	 * @throws InvalidInputException if it is no dataset, or cannot be labels
	 */
	public static ArrayStore dataset(final Path folder) {
		return N5Volume.open(folder).store(0);
	}

}
