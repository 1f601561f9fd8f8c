package org.labelupscaler.source.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.HeaderFields;
import org.labelupscaler.source.picture.PlaneHeader.Kind;

/** A PNG file (W3C, Portable Network Graphics, third edition). */
final class PngPlane implements Plane {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 };
	/** By how much deflate shrinks at the very most. */
	private static final long MOST_SHRINK = 1040;
	private static final int MOST_CHUNKS = 10_000;
	/** An interlaced image is put together in memory. */
	private static final long LARGEST_INTERLACED = Math.min(1L << 28, Runtime.getRuntime().maxMemory() / 4);
	private static final int BUFFER = 1 << 18;

	/** First voxel and step along x and y of the seven passes of an interlaced image. */
	private static final int[][] PASSES = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 }, { 1, 0, 2,
		2 }, { 0, 1, 1, 2 } };

	private final FileBytes in;
	private final PlaneHeader header;
	private final boolean interlaced;
	/** Where the voxels begin. */
	private long data;

	static boolean starts(final byte[] start) {
		for (int i = 0; i < SIGNATURE.length; i++)
			if (start.length <= i || start[i] != SIGNATURE[i])
				return false;
		return true;
	}

	/** @param in the file; closed with this */
	PngPlane(final FileBytes in) throws IOException {
		this.in = in;
		if (in.length() < 33 || !starts(in.read(0, 8, ByteOrder.BIG_ENDIAN).array()))
			throw new InvalidInputException(in.path() + " is no PNG file: it does not start as one");
		final ByteBuffer first = chunk(8, 13, "IHDR");
		final int width = first.getInt(0);
		final int height = first.getInt(4);
		final int bits = first.get(8) & 0xFF;
		final int type = first.get(9) & 0xFF;
		if (first.get(10) != 0 || first.get(11) != 0 || (first.get(12) & 0xFE) != 0)
			throw new InvalidInputException(in.path() + " is damaged: it has a way to compress, filter or interlace that PNG does not");
		interlaced = first.get(12) == 1;
		final Kind kind = kind(in.path(), type, bits);
		final List<String> notes = new ArrayList<>();
		final byte[] colours = chunks(kind, bits, notes);
		if (kind == Kind.GRAY && bits < 8)
			notes.add("The file has " + bits + "-bit numbers, 0 to " + ((1 << bits) - 1) + "; they are taken as they are stored.");
		if (kind == Kind.TABLE)
			notes.add("The file has a colour table; the labels are the numbers in it, not the colours.");
		header = new PlaneHeader(in.path(), "PNG", width, height, bits, kind, colours, notes);
		if ((double) width * height * bits / 8 > (double) in.length() * MOST_SHRINK)
			throw new InvalidInputException(in.path() + " is truncated or its size is wrong: " + header.says() + ", but its " + in
				.length() + " bytes cannot hold that many");
	}

	private static Kind kind(final Path path, final int type, final int bits) {
		final Kind kind = switch (type) {
			case 0 -> Kind.GRAY;
			case 2, 6 -> Kind.RGB;
			case 3 -> Kind.TABLE;
			case 4 -> Kind.GRAY_ALPHA;
			default -> null;
		};
		final boolean few = bits == 1 || bits == 2 || bits == 4;
		if (kind == null || !(bits == 8 || bits == 16 && kind != Kind.TABLE || few && (kind == Kind.GRAY || kind == Kind.TABLE)))
			throw new InvalidInputException(path + " is damaged: colour type " + type + " with " + bits + " bits is none of PNG");
		return kind;
	}

	/** A chunk whose length and type are known. */
	private ByteBuffer chunk(final long position, final int length, final String type) throws IOException {
		final ByteBuffer whole = in.read(position, length + 12, ByteOrder.BIG_ENDIAN);
		final CRC32 crc = new CRC32();
		crc.update(whole.array(), 4, length + 4);
		for (int i = 0; i < 4; i++)
			if (whole.get(4 + i) != type.charAt(i) || whole.getInt(0) != length || whole.getInt(8 + length) != (int) crc.getValue())
				throw new InvalidInputException(in.path() + " is damaged: its chunk " + type + " is not as it was written");
		return whole.slice(8, length);
	}

	/** Finds the voxels; returns the colour table on the way there. */
	private byte[] chunks(final Kind kind, final int bits, final List<String> notes) throws IOException {
		byte[] colours = new byte[0];
		long position = 33;
		for (int n = 0; n < MOST_CHUNKS; n++) {
			if (position + 12 > in.length())
				break;
			final ByteBuffer head = in.read(position, 8, ByteOrder.BIG_ENDIAN);
			final long length = Integer.toUnsignedLong(head.getInt(0));
			final String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
			if (length > in.length() - position - 12)
				break;
			switch (type) {
				case "IDAT" -> {
					data = position;
					return colours;
				}
				case "PLTE" -> {
					if (length > 768)
						throw new InvalidInputException(in.path() + " is damaged: its colour table (PLTE) has " + length + " bytes");
					if (kind == Kind.TABLE)
						colours = bytes(chunk(position, (int) length, type));
				}
				case "sBIT" -> {
					if (kind == Kind.GRAY && length == 1 && in.read(position + 8, 1, ByteOrder.BIG_ENDIAN).get(0) != bits)
						notes.add("The file says that only " + (in.read(position + 8, 1, ByteOrder.BIG_ENDIAN).get(0) & 0xFF) +
							" bits of its numbers are significant (sBIT); they are taken as they are stored.");
				}
				case "acTL" -> throw new InvalidInputException(in.path() + " is an animation (APNG), which is no slice of labels");
				default -> {
					if (Character.isUpperCase(type.charAt(0)))
						throw new InvalidInputException(in.path() + " is damaged, or needs the chunk '" + HeaderFields.shown(type) +
							"', which is not known");
				}
			}
			position += length + 12;
		}
		throw new InvalidInputException(in.path() + " is truncated or damaged: it has no voxels (IDAT)");
	}

	private static byte[] bytes(final ByteBuffer from) {
		final byte[] bytes = new byte[from.remaining()];
		from.get(bytes);
		return bytes;
	}

	@Override
	public PlaneHeader header() {
		return header;
	}

	@Override
	public void writeTo(final FileChannel out, final long position) throws IOException {
		try (InputStream stored = new InflaterInputStream(new PngData(in, data))) {
			final PngRows rows = new PngRows(stored, header.bits());
			if (interlaced)
				writeInterlaced(rows, out, position);
			else
				write(rows, out, position);
			// NB: behind its last byte a stream checks its checksum.
			if (stored.read() >= 0)
				throw new IOException("it has more voxels than it says");
		}
		catch (final ClosedByInterruptException e) {
			throw e;
		}
		catch (final EOFException e) {
			throw new InvalidInputException(in.path() + " is damaged or truncated: it ends too early", e);
		}
		catch (final OutIOException e) {
			throw e.reason();
		}
		catch (final IOException e) {
			throw new InvalidInputException(in.path() + " is damaged: " + LabelUpscalerException.reason(e), e);
		}
	}

	private void write(final PngRows rows, final FileChannel out, final long position) throws IOException {
		final int rowBytes = header.width() * header.type().bytes();
		final byte[] buffer = new byte[Math.max(1, Math.min(header.height(), BUFFER / rowBytes)) * rowBytes];
		long at = position;
		int filled = 0;
		for (int y = 0; y < header.height(); y++) {
			rows.next(header.width(), buffer, filled);
			filled += rowBytes;
			if (filled == buffer.length || y == header.height() - 1) {
				OutIOException.write(out, buffer, filled, at);
				at += filled;
				filled = 0;
			}
		}
	}

	private void writeInterlaced(final PngRows rows, final FileChannel out, final long position) throws IOException {
		final int bytes = header.type().bytes();
		final long size = (long) header.width() * header.height() * bytes;
		if (size > LARGEST_INTERLACED)
			throw new InvalidInputException(in.path() + " is interlaced, and too large for that; save it without");
		final byte[] plane = new byte[(int) size];
		final byte[] row = new byte[header.width() * bytes];
		for (final int[] pass : PASSES) {
			final int width = (header.width() - pass[0] + pass[2] - 1) / pass[2];
			if (width < 1)
				continue;
			rows.startPass();
			for (int y = pass[1]; y < header.height(); y += pass[3]) {
				rows.next(width, row, 0);
				for (int x = 0; x < width; x++)
					for (int b = 0; b < bytes; b++)
						plane[(y * header.width() + pass[0] + x * pass[2]) * bytes + b] = row[x * bytes + b];
			}
		}
		OutIOException.write(out, plane, plane.length, position);
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
