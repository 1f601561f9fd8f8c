package org.labelupscaler.source.microscope;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceFormat;
import org.labelupscaler.source.SourceLocation;
import org.labelupscaler.source.foreign.ForeignFiles;

/**
 * CZI, ND2, LIF and MRC files, of which only size and voxel size are read. {@code file.lif/NAME} is one of several images in a
 * LIF file. NB: a VSI file looks like a TIFF, but is only a thumbnail of its image, so that this must see it first.
 */
public final class MicroscopeFormat implements SourceFormat {

	/** Before TIFF, which some of these files look like. */
	@Override
	public int priority() {
		return 30;
	}

	@Override
	public boolean recognises(final SourceLocation location) {
		if (location.file() == null || location.isFolder() || location.start().length == 0)
			return false;
		final byte[] start = location.start();
		return LifFile.starts(start) || location.isFile() && (CziFile.starts(start) || Nd2File.starts(start) || MrcHeader.starts(
			start) || location.endsWith(".vsi"));
	}

	/** Refuses them all: the voxels are not read. */
	@Override
	public SourceFile describe(final SourceLocation location) {
		throw notRead(location);
	}

	@Override
	public ImageSize measure(final SourceLocation location) {
		final byte[] start = location.start();
		if (LifFile.starts(start))
			return LifFile.measure(location);
		if (CziFile.starts(start))
			return CziFile.measure(location.path());
		if (Nd2File.starts(start))
			return Nd2File.measure(location.path());
		if (MrcHeader.starts(start))
			return MrcHeader.measure(location.path(), start);
		throw notRead(location);
	}

	private static InvalidInputException notRead(final SourceLocation location) {
		return new InvalidInputException(ForeignFiles.asLabels(location.file()).orElseGet(() -> location.file() +
			" is of a format of microscopes that is not read as labels; save it as TIFF"));
	}
}
