package org.labelupscaler.source.zarr;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ChunkedFile;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VolumeHeader;
import org.labelupscaler.source.array.ArrayStore;
import org.labelupscaler.source.array.ArraysBelow;
import org.labelupscaler.source.array.Geometry;
import org.labelupscaler.source.array.Multiscale;
import org.labelupscaler.source.array.Unfinished;

/**
 * Zarr 2 and 3: an array, or an image of OME-NGFF, of which the finest level is the source. Axes are those that the metadata
 * name; without names the last dimension is x.
 */
public final class ZarrFormat implements SourceFormat {

	/** Before N5, whose attributes.json some writers put beside those of Zarr. */
	@Override
	public int priority() {
		return 60;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFolder() ? location.endsWith(".zarr") || ZarrNode.isNode(location.path()) || WebKnossos
			.recognises(location.path()) || ArraysBelow.holdsOnlyArrays(location.path(), ZarrVolume::isArray) : ZippedZarr.recognises(
			location);
	}

	@Override
	public String choices(final SourceLocation folder) {
		return ZarrVolume.isArray(folder.path()) ? folder.path() + " is an array, the end of the path" : ArraysBelow.sentence(folder.path(),
			ZarrVolume::isArray);
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		if (location.isFolder()) {
			Unfinished.check(location.path());
			return describe(location.path(), location.path());
		}
		try (ZippedZarr zip = ZippedZarr.open(location.file())) {
			return zip.naming(() -> {
				final VolumeHeader header = describe(location.path(), zip.folder(location.inside())).header();
				return new ChunkedFile(new VolumeHeader(header.path(), header.format() + ", zipped", header.type(), header.size(), header
					.voxelSize(), header.notes()), ZippedZarr.store(location.file(), store(location, zip), again -> store(location, again)));
			});
		}
	}

	private static ArrayStore store(final SourceLocation location, final ZippedZarr zip) {
		return ZarrVolume.open(zip.folder(location.inside())).store(0);
	}

	private static ChunkedFile describe(final Path named, final Path folder) {
		final ZarrVolume volume = ZarrVolume.open(folder);
		final Optional<String> labels = labels(named, folder);
		if (labels.isPresent())
			throw new InvalidInputException(named + " has labels beside its image, so it is not taken itself. " + labels.get());
		return volume.store(0).source(named, volume.levels().get(0).geometry());
	}

	/** An image may have its labels in a group of their own. */
	private static Optional<String> labels(final Path named, final Path image) {
		final List<String> names = ZarrNode.read(image.resolve("labels")).map(ZarrVolume::labelNames).orElse(List.of());
		return names.isEmpty() ? Optional.empty() : Optional.of("They are in " + named.resolve("labels").resolve("NAME") +
			", where NAME is " + ZarrVolume.shown(names) + ".");
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		if (location.isFolder())
			return measure(location.path(), location.path());
		try (ZippedZarr zip = ZippedZarr.open(location.file())) {
			return zip.naming(() -> measure(location.path(), zip.folder(location.inside())));
		}
	}

	private static ImageSize measure(final Path named, final Path folder) {
		final ZarrVolume volume = ZarrVolume.open(folder);
		final ZarrVolume.Level level = volume.levels().get(0);
		final Geometry geometry = level.geometry();
		return new ImageSize(named + volume.axes().taken(level.node().shape()), "Zarr " + level.node().version(), volume
			.size(0), geometry.voxelSize(), geometry.offset(), geometry.notes());
	}

	/**
	 * All levels of a label volume.
	 *
	 * @param folder an array, or a group with an image
	 * @return its levels; nothing is opened
	 * @throws InvalidInputException if there is none, or it cannot be labels
	 */
	public static Multiscale levels(final Path folder) {
		final SourceLocation location = SourceLocation.of(folder);
		if (location.isFolder())
			return ZarrVolume.open(folder).labels();
		final ZippedZarr zip = ZippedZarr.open(location.file());
		boolean kept = false;
		try {
			// NB: the levels are in the file, which stays open as long as this program runs.
			final Multiscale levels = zip.naming(() -> ZarrVolume.open(zip.folder(location.inside())).labels());
			kept = true;
			return levels;
		}
		finally {
			if (!kept)
				zip.close();
		}
	}
}
