package org.labelupscaler.source.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SliceFiles;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.VolumeHeader;

/**
 * PNG and BMP: one file, or one for each slice. x runs along rows, z from slice to slice. Labels are the numbers that are
 * stored, with a colour table the numbers in it. How large voxels are they do not say: the resolution that some have is that of
 * a screen.
 */
public final class PictureFormat implements SourceFormat {

	@Override
	public int priority() {
		return 10;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		return location.isFile() ? PngPlane.starts(location.start()) || BmpPlane.starts(location.start()) : SliceFiles.PICTURES
			.recognises(location) || SliceFiles.OTHERS.recognises(location);
	}

	private static SliceFiles.Found files(final SourceLocation location) {
		if (location.isFile())
			return new SliceFiles.Found(List.of(location.path()), List.of());
		if (!SliceFiles.PICTURES.recognises(location)) {
			final Path first = SliceFiles.OTHERS.list(location).files().get(0);
			throw new InvalidInputException("The slices of " + location.path() + ", such as '" + first.getFileName() + "', are " +
				lossy(first) + "; save the label image as TIFF or PNG");
		}
		return SliceFiles.PICTURES.list(location);
	}

	private static String lossy(final Path file) {
		final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".gif") ? "GIF files, which are not read" : name.matches(".*\\.j(p2|2k|px|pf)")
			? "JPEG 2000 files, which are not read" : "JPEG files, which change numbers, so that labels are destroyed";
	}

	@Override
	public SourceFile describe(final SourceLocation location) {
		final SliceFiles.Found found = files(location);
		final List<PlaneHeader> planes = new ArrayList<>();
		final Set<String> notes = new LinkedHashSet<>(found.notes());
		for (final Path file : found.files()) {
			final PlaneHeader plane = PictureVolume.header(file);
			final PlaneHeader first = planes.isEmpty() ? plane : planes.get(0);
			plane.type();
			if (!plane.fits(first))
				throw new InvalidInputException(file + " is " + plane.says() + ", but " + first.file() + " is " + first.says() +
					"; slices of a volume are alike. Name those that are by a pattern such as slice_*.png.");
			if (!plane.sameColours(first))
				throw new InvalidInputException(file + " has another colour table than " + first.file() +
					", so the same number does not mean the same in both; save the slices as gray numbers");
			planes.add(plane);
			notes.addAll(plane.notes());
		}
		final PlaneHeader first = planes.get(0);
		return new PictureVolume(new VolumeHeader(location.path(), format(location, first), first.type(), new long[] { first.width(), first
			.height(), planes.size() }, VoxelSize.UNKNOWN, List.copyOf(notes)), found.files());
	}

	private static String format(final SourceLocation location, final PlaneHeader first) {
		return first.format() + (location.isFile() ? "" : " slices");
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final SliceFiles.Found found = files(location);
		final PlaneHeader first = PictureVolume.header(found.files().get(0));
		return new ImageSize(location.path().toString(), format(location, first), new long[] { first.width(), first.height(), found.files()
			.size() }, VoxelSize.UNKNOWN, List.of(), found.notes());
	}
}
