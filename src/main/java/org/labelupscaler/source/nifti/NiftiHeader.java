package org.labelupscaler.source.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.DecodedStart;

/**
 * The binary header of a NIfTI file: its fields, by the names they have in the format, described at
 * nifti.nimh.nih.gov. The two versions have the same fields at other places, as shorter or longer numbers.
 */
final class NiftiHeader {

	private static final int VERSION_1 = 348;
	private static final int VERSION_2 = 540;
	private static final int MAGIC_1 = 344;
	private static final int MAGIC_2 = 4;
	/** Of a compressed file; more than enough for a header that is not made to be a trap. */
	private static final int COMPRESSED = 1 << 16;

	private final Path path;
	private final boolean gzip;
	private final boolean first;
	private final ByteBuffer bytes;
	private final String magic;

	private NiftiHeader(final Path path, final boolean gzip, final boolean first, final ByteBuffer bytes,
		final String magic)
	{
		this.path = path;
		this.gzip = gzip;
		this.first = first;
		this.bytes = bytes;
		this.magic = magic;
	}

	/** Whether a file, plain or gzip, starts as a NIfTI header does; without its magic that could be an Analyze file. */
	static boolean starts(final byte[] start, final boolean withoutMagic) {
		final byte[] header = DecodedStart.of(start, VERSION_2);
		final ByteOrder order = order(header);
		return order != null && (withoutMagic || magic(header, isFirst(header, order)) != null);
	}

	static NiftiHeader read(final Path path) {
		final byte[] start;
		try (InputStream in = Files.newInputStream(path)) {
			start = in.readNBytes(COMPRESSED);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
		}
		final byte[] header = DecodedStart.of(start, VERSION_2);
		final ByteOrder order = order(header);
		if (order == null)
			throw new InvalidInputException(path + " is not a NIfTI file: it does not start with the field 'sizeof_hdr', which " +
				"is 348 or 540" + (DecodedStart.isGzip(start) ? ", when decompressed" : ""));
		final boolean first = isFirst(header, order);
		final int length = first ? VERSION_1 : VERSION_2;
		if (header.length < length)
			throw new InvalidInputException(path + " is truncated: its header has " + header.length + " bytes, not the " +
				length + " of the field 'sizeof_hdr'");
		final String magic = magic(header, first);
		if (magic == null)
			throw new InvalidInputException(path + " is not a NIfTI file: the field 'magic' is neither " + (first
				? "n+1 nor ni1; if it is an Analyze 7.5 file, convert it to NIfTI" : "n+2 nor ni2"));
		return new NiftiHeader(path, DecodedStart.isGzip(start), first, ByteBuffer.wrap(header).order(order), magic);
	}

	/** The byte order in which the first number is the length of a header; null if there is none. */
	private static ByteOrder order(final byte[] header) {
		if (header.length < Integer.BYTES)
			return null;
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN }) {
			final int length = ByteBuffer.wrap(header).order(order).getInt(0);
			if (length == VERSION_1 || length == VERSION_2)
				return order;
		}
		return null;
	}

	private static boolean isFirst(final byte[] header, final ByteOrder order) {
		return ByteBuffer.wrap(header).order(order).getInt(0) == VERSION_1;
	}

	/** For example "n+1"; null if it is none of this version. */
	private static String magic(final byte[] header, final boolean first) {
		final int at = first ? MAGIC_1 : MAGIC_2;
		if (header.length < at + 4)
			return null;
		final String magic = new String(header, at, 4, StandardCharsets.ISO_8859_1);
		return magic.matches(first ? "(n\\+|ni)1\0" : "(n\\+|ni)2\0") ? magic.substring(0, 3) : null;
	}

	Path path() {
		return path;
	}

	/** Whether the file that the header was read from is compressed. */
	boolean gzip() {
		return gzip;
	}

	/** 1 or 2. */
	int version() {
		return first ? 1 : 2;
	}

	/** Bytes of the header. */
	int length() {
		return first ? VERSION_1 : VERSION_2;
	}

	/** Whether the voxels are in the same file. */
	boolean single() {
		return magic.charAt(1) == '+';
	}

	ByteOrder order() {
		return bytes.order();
	}

	/** The number of axes, 1 to 7, and what follows: how many voxels along each. */
	long dim(final int i) {
		return first ? bytes.getShort(40 + 2 * i) : bytes.getLong(16 + 8 * i);
	}

	int datatype() {
		return bytes.getShort(first ? 70 : 12);
	}

	double pixdim(final int axis) {
		return first ? exact(bytes.getFloat(80 + 4 * axis)) : bytes.getDouble(112 + 8 * axis);
	}

	/** NB: a float in NIfTI-1, which nevertheless means bytes. */
	double voxOffset() {
		return first ? bytes.getFloat(108) : bytes.getLong(168);
	}

	double slope() {
		return first ? exact(bytes.getFloat(112)) : bytes.getDouble(176);
	}

	double intercept() {
		return first ? exact(bytes.getFloat(116)) : bytes.getDouble(184);
	}

	/** Of space only: 1 metre, 2 millimetre, 3 micrometre. */
	int spaceUnit() {
		return (first ? bytes.get(123) : bytes.getInt(500)) & 7;
	}

	boolean hasSform() {
		return (first ? bytes.getShort(254) : bytes.getInt(348)) > 0;
	}

	/** How far the matrix in srow_x, srow_y and srow_z moves from one voxel to the next along an axis. */
	double sformStep(final int axis) {
		double squares = 0;
		for (int row = 0; row < 3; row++) {
			final int at = 4 * row + axis;
			final double component = first ? bytes.getFloat(280 + 4 * at) : bytes.getDouble(400 + 8 * at);
			squares += component * component;
		}
		final double step = Math.sqrt(squares);
		return first ? exact((float) step) : step;
	}

	/** The number that was meant: 0.025 and not 0.02500000037. */
	private static double exact(final float value) {
		return Double.parseDouble(Float.toString(value));
	}

	InvalidInputException wrong(final String field, final Object value, final String expected) {
		return new InvalidInputException(path + ": field '" + field + "' is '" + value + "', " + expected);
	}
}
