package org.labelupscaler.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.VoxelPart.Behind;
import org.labelupscaler.source.VoxelPart.Encoding;

/**
 * The voxels of stretches of files, decoded; says where a stream is damaged, too short or too long.
 *
 * @param behind what may follow the voxels in a stream
 */
record VoxelParts(VolumeHeader header, List<VoxelPart> parts, Behind behind) implements VoxelContent {

	/** It is small in all formats; more is made to keep a program busy. */
	private static final long LONGEST_FOOTER = 1 << 28;
	/** What the decoder of bzip2 says of what follows a stream, and is not another. */
	private static final String BEHIND_BZIP2 = "Unexpected data after a valid BZip2 stream";

	@Override
	public void writeTo(final FileChannel to) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
		for (final VoxelPart part : parts)
			write(part, buffer, to);
	}

	private void write(final VoxelPart part, final ByteBuffer buffer, final FileChannel to) throws IOException {
		try (FileChannel from = open(part.file()).position(part.offset()); InputStream in = decoded(part, from)) {
			final boolean toTheEnd = part.encoding() != Encoding.RAW;
			long done = -part.skip();
			while (done < part.bytes() || toTheEnd) {
				// NB: one byte more, to see whether there is one, but by itself: it can be what the decoder stumbles over.
				final long wanted = done < 0 ? -done : Math.max(1, part.bytes() - done);
				final int n = read(part, in, buffer.array(), (int) Math.min(buffer.capacity(), wanted), done);
				if (n < 0)
					break;
				done += n;
				if (done > part.bytes()) {
					checkSurplus(part, in, buffer.array());
					break;
				}
				buffer.position(0).limit(done <= 0 ? 0 : n);
				while (buffer.hasRemaining())
					to.write(buffer);
			}
			if (done < part.bytes())
				throw wrongLength(part, " is truncated: it holds " + Math.max(0, done) + " bytes of voxels, not ", null);
		}
	}

	/** Decodes what is left of a stream that has more than the voxels, to its end or to where it is too long. */
	private void checkSurplus(final VoxelPart part, final InputStream in, final byte[] buffer) throws IOException {
		final long most = switch (behind) {
			case NOTHING -> 0;
			case SURPLUS -> Surplus.most(part);
			case FOOTER -> LONGEST_FOOTER;
		};
		long surplus = 1;
		for (int n = 0; n >= 0 && surplus <= most; surplus += Math.max(0, n))
			n = read(part, in, buffer, buffer.length, part.bytes());
		if (surplus > most || behind == Behind.SURPLUS && !Surplus.mayFollow(header, part, surplus))
			throw wrongLength(part, " does not match its size: it holds more than ", null);
	}

	/** A zlib stream; knows whether something follows it. */
	private static final class ZlibStream extends InflaterInputStream {

		ZlibStream(final InputStream in) {
			super(in, new Inflater(), 1 << 16);
		}

		boolean hasSurplus() throws IOException {
			return inf.getRemaining() > 0 || in.read() >= 0;
		}

		@Override
		public void close() throws IOException {
			super.close();
			inf.end();
		}
	}

	private static FileChannel open(final Path file) {
		try {
			return FileChannel.open(file, StandardOpenOption.READ);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	private InputStream decoded(final VoxelPart part, final FileChannel from) {
		final BufferedInputStream in = new BufferedInputStream(Channels.newInputStream(from), 1 << 16);
		try {
			return switch (part.encoding()) {
				case RAW -> in;
				case GZIP -> new GzipStream(in);
				case ZLIB -> new ZlibStream(in);
				case BZIP2 -> new BZip2CompressorInputStream(in, true);
			};
		}
		catch (final IOException | RuntimeException e) {
			throw damaged(part, 0, e);
		}
	}

	private int read(final VoxelPart part, final InputStream in, final byte[] buffer, final int most, final long done)
		throws IOException
	{
		try {
			final int n = in.read(buffer, 0, most);
			if (n < 0 && behind == Behind.NOTHING && (in instanceof GzipStream gzip && gzip.hasSurplus() ||
				in instanceof ZlibStream zlib && zlib.hasSurplus()))
				throw new IOException("something follows its end");
			return n;
		}
		catch (final EOFException e) {
			if (done == part.bytes())
				throw new InvalidInputException(part.file() + " is truncated: the end of its " + stream(part) + " is missing", e);
			throw wrongLength(part, " is truncated: its " + stream(part) + " ends after " + Math.max(0, done) +
				" bytes of voxels, not ", e);
		}
		catch (final java.nio.channels.ClosedByInterruptException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			// NB: all sums of the stream itself have been checked when that is said.
			if (behind != Behind.NOTHING && done >= part.bytes() && BEHIND_BZIP2.equals(e.getMessage()))
				return -1;
			throw damaged(part, Math.max(0, done), e);
		}
	}

	private static String stream(final VoxelPart part) {
		return part.encoding().name().toLowerCase(Locale.ROOT) + " stream";
	}

	private static InvalidInputException damaged(final VoxelPart part, final long done, final Exception e) {
		return new InvalidInputException(part.file() + " is damaged: its " + stream(part) + " cannot be decoded after " + done +
			" bytes of voxels (" + (e instanceof IOException io ? LabelUpscalerException.reason(io) : e.toString()) + ")", e);
	}

	private InvalidInputException wrongLength(final VoxelPart part, final String what, final Exception cause) {
		final String need = parts.size() > 1 ? "" : " as " + header.says().replaceFirst(" are \\d+ bytes$", "") + " need";
		return new InvalidInputException(part.file() + what + part.bytes() + need, cause);
	}
}
