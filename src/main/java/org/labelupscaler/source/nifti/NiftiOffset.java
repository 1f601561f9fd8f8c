package org.labelupscaler.source.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/**
 * Where the voxels of a NIfTI file begin: at vox_offset. In one file with the header they cannot begin before that ends, and
 * the format leaves four more bytes behind it. Where vox_offset says less, which programs write who mean "behind the
 * header", one reader begins there (nifticlib, ITK) and another four bytes later, or refuses (nibabel); only the length of
 * the file tells who is right.
 *
 * @param bytes byte at which the voxels begin, decoded
 * @param exact whether the file must end with the voxels for that to be right
 * @param notes what the user should know of it
 */
record NiftiOffset(long bytes, boolean exact, List<String> notes) {

	/** What deflate can shrink by, at most, and a little. */
	private static final int DEFLATE = 1040;
	/** What follows the header before the voxels: whether there are extensions. */
	private static final int EXTENDER = 4;

	/** For so many bytes of voxels. */
	static NiftiOffset of(final NiftiHeader header, final Path data, final boolean gzip, final long voxels) {
		final double stated = header.voxOffset();
		try {
			final long length = Files.size(data);
			if (!(stated >= 0 && stated <= (double) length * (gzip ? DEFLATE : 1)))
				throw header.wrong("vox_offset", stated, "but " + data.getFileName() + " has " + length + " bytes");
			if (stated != Math.rint(stated))
				throw header.wrong("vox_offset", stated, "expected a whole number");
			final long first = header.length() + EXTENDER;
			if (!header.single() || stated >= first)
				return new NiftiOffset((long) stated, false, List.of());
			final boolean early = gzip ? (int) (header.length() + voxels) == decodedLength(data, length) : length == header
				.length() + voxels;
			final long begin = early ? header.length() : first;
			return new NiftiOffset(begin, true, stated == 0 && !early || stated == begin ? List.of() : List.of("The header says " +
				"that the voxels begin at byte " + (long) stated + "; by the length of the file they begin at " + begin + "."));
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + data + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/** Modulo 2^32, as the end of a gzip stream says it; only an indication, which is proved by decoding. */
	private static int decodedLength(final Path data, final long length) throws IOException {
		if (length < Integer.BYTES)
			return 0;
		try (SeekableByteChannel in = Files.newByteChannel(data).position(length - Integer.BYTES)) {
			final ByteBuffer end = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
			while (end.hasRemaining())
				if (in.read(end) < 0)
					throw new EOFException("it ends too early");
			return end.getInt(0);
		}
	}
}
