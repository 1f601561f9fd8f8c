package org.labelupscaler.source.tiff;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.labelupscaler.source.DescribedFile;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.MappedSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.VolumeHeader;

/**
 * A TIFF volume that must be decoded, or that is in several files: copied once, plane after plane, into a temporary file.
 *
 * @param header what the metadata say
 * @param pages the planes in their order
 * @param order byte order
 * @param signed16 whether 32768 was added to signed 16-bit voxels
 * @param decidedBy files that say where the planes are; they may hold some themselves
 */
record TiffVolume(VolumeHeader header, List<Page> pages, ByteOrder order, boolean signed16, List<Path> decidedBy) implements
	DescribedFile
{

	@Override
	public DescribedFile withHeader(final VolumeHeader other) {
		return new TiffVolume(other, pages, order, signed16, decidedBy);
	}

	/** NB: with another text the same pages are another volume, so what decides is part of it. */
	@Override
	public List<Path> files() {
		final Set<Path> files = pageFiles();
		files.addAll(decidedBy);
		return new ArrayList<>(files);
	}

	/** The files that hold planes, in the order of these. */
	Set<Path> pageFiles() {
		final Set<Path> files = new LinkedHashSet<>();
		Path last = null;
		for (final Page page : pages)
			if (page.file() != last)
				files.add(last = page.file());
		return files;
	}

	@Override
	public LabelSource open(final SourceOptions options) {
		return MappedSource.copy(this, order, new PageDecoder(header, pages, order, signed16, options.temporaryFolder()), options);
	}
}
