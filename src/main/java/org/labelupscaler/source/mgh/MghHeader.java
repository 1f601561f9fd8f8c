package org.labelupscaler.source.mgh;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DecodedStart;
import org.labelupscaler.source.VoxelEdges;

/**
 * The binary header of an MGH file, big-endian: its fields, by the names they have in FreeSurfer's documentation
 * (surfer.nmr.mgh.harvard.edu/fswiki/FsTutorial/MghFormat).
 */
record MghHeader(Path path, boolean gzip, ByteBuffer bytes) {

	/** Bytes before the voxels; most of them have no meaning. */
	static final int LENGTH = 284;
	/** Those that have one. */
	private static final int MEANT = 90;
	/** Of a compressed file; more than enough for a header that is not made to be a trap. */
	private static final int COMPRESSED = 1 << 16;

	static MghHeader read(final Path path) {
		final byte[] start;
		try (InputStream in = Files.newInputStream(path)) {
			start = in.readNBytes(COMPRESSED);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		final byte[] header = DecodedStart.of(start, MEANT);
		final ByteBuffer bytes = ByteBuffer.wrap(header);
		if (header.length >= Integer.BYTES && bytes.getInt(0) != 1)
			throw new InvalidInputException(path + " is not an MGH file: the field 'version' is " + bytes.getInt(0) +
				", expected 1");
		if (header.length < MEANT)
			throw new InvalidInputException(path + " is truncated or not an MGH file: its header is not complete");
		return new MghHeader(path, DecodedStart.isGzip(start), bytes);
	}

	/** Voxels along x, y, z, and how many volumes. */
	int dim(final int i) {
		return bytes.getInt(4 + 4 * i);
	}

	int type() {
		return bytes.getInt(20);
	}

	/** Whether it says where the voxels are, and so how large they are. */
	boolean goodRas() {
		return bytes.getShort(28) > 0;
	}

	/** The edge along x, y or z in millimetres; 0 says nothing. */
	BigDecimal spacing(final int axis) {
		final float spacing = bytes.getFloat(30 + 4 * axis);
		// NB: bounds that leave room for any scale factor and unit
		if (spacing != 0 && !VoxelEdges.isWithinReason(spacing))
			throw wrong("spacing " + "xyz".charAt(axis), spacing, "but a voxel must have a size above 0 and within reason");
		return VoxelEdges.decimal(spacing);
	}

	InvalidInputException wrong(final String field, final Object value, final String expected) {
		return new InvalidInputException(path + ": field '" + field + "' is '" + value + "', " + expected);
	}
}
