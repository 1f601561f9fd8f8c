package org.labelupscaler.source.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Owned;
import org.labelupscaler.source.SourceOptions;

/**
 * A TIFF file that is open: its header, its directories and their values, read through a small window. The format is
 * described in TIFF Revision 6.0 (Adobe, 1992); BigTIFF has numbers of 64 bits in their places. Not thread-safe.
 */
final class TiffReader implements AutoCloseable {

	private static final int WINDOW = 1 << 13;

	private final Path path;
	private final FileChannel channel;
	private final long length;
	private final ByteOrder order;
	private final boolean big;
	private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
	private long windowStart;

	private TiffReader(final Path path, final FileChannel channel) throws IOException {
		this.path = path;
		this.channel = channel;
		length = channel.size();
		if (length < 16)
			throw new InvalidInputException(path + " is no TIFF file: it has only " + length + " bytes");
		final ByteBuffer start = read(0, 8);
		if (!starts(start.array(), start.arrayOffset() + start.position()))
			throw new InvalidInputException(path + " is no TIFF file: it does not start as one");
		order = start.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
		start.order(order);
		big = start.getShort(2) == 43;
		if (big && (start.getShort(4) != 8 || start.getShort(6) != 0))
			throw new InvalidInputException(path + " is damaged: its BigTIFF header is not that of 64-bit offsets");
	}

	/**
	 * @param path a file
	 * @return it, open; the caller closes it
	 * @throws InvalidInputException if it is no TIFF file
	 */
	static TiffReader open(final Path path) {
		return open(path, SourceOptions.defaults().temporaryFolder());
	}

	/**
	 * @param path a file, or a ZIP file that holds one
	 * @param temporaryFolder where to the latter is unpacked, until the reader is closed
	 * @return it, open; the caller closes it
	 * @throws InvalidInputException if it is no TIFF file
	 */
	static TiffReader open(final Path path, final Path temporaryFolder) {
		try {
			// NB: among slices there may be a pipe, and to open that could take for ever.
			if (Files.exists(path) && !Files.isRegularFile(path))
				throw new InvalidInputException(path + " is no file");
			try (Owned<FileChannel> channel = Owned.of(ZippedTiff.isZip(path) ? ZippedTiff.unpack(path, temporaryFolder) : FileChannel.open(
				path, StandardOpenOption.READ)))
			{
				final TiffReader reader = new TiffReader(path, channel.get());
				channel.take();
				return reader;
			}
		}
		catch (final IOException e) {
			throw cannotRead(path, e);
		}
	}

	private static InvalidInputException cannotRead(final Path path, final IOException e) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(e), e);
	}

	/** Whether bytes are those at the start of a TIFF file of either kind. */
	static boolean starts(final byte[] bytes, final int from) {
		if (bytes.length < from + 4)
			return false;
		final int kind = bytes[from] == 'I' && bytes[from + 1] == 'I' && bytes[from + 3] == 0 ? bytes[from + 2] : bytes[from] ==
			'M' && bytes[from + 1] == 'M' && bytes[from + 2] == 0 ? bytes[from + 3] : 0;
		return kind == 42 || kind == 43;
	}

	Path path() {
		return path;
	}

	long length() {
		return length;
	}

	ByteOrder order() {
		return order;
	}

	boolean isBig() {
		return big;
	}

	/** Bytes of the file that are known to be there, at the position of a buffer; not to be changed, nor kept. */
	ByteBuffer read(final long position, final int bytes) {
		if (position < windowStart || position + bytes > windowStart + window.limit())
			load(position, bytes);
		return window.slice((int) (position - windowStart), bytes).order(order == null ? ByteOrder.LITTLE_ENDIAN : order);
	}

	private void load(final long position, final int bytes) {
		if (bytes > window.capacity())
			window = ByteBuffer.allocate(bytes);
		window.clear().limit(Math.max(bytes, WINDOW));
		windowStart = position;
		try {
			while (window.hasRemaining() && channel.read(window, position + window.position()) >= 0);
		}
		catch (final IOException e) {
			throw cannotRead(path, e);
		}
		window.flip();
		if (window.limit() < bytes)
			throw new InvalidInputException(path + " was shortened while it was read");
	}

	/** Bytes of the file as they are, beginning anywhere within it. */
	InputStream stream(final long position, final long bytes) {
		return new ChannelStream(channel, position, Math.min(bytes, length - position));
	}

	/** Where the first directory is. */
	long firstDirectory() {
		return big ? read(8, 8).getLong(0) : Integer.toUnsignedLong(read(4, 4).getInt(0));
	}

	/**
	 * @param field a field of whole numbers
	 * @param from first of its values
	 * @param count how many of them
	 * @return them; below 0 what is too large for a long
	 */
	long[] numbers(final TiffField field, final long from, final int count) {
		final int bytes = field.valueBytes();
		final ByteBuffer in = read(field.position() + from * bytes, count * bytes);
		final long[] numbers = new long[count];
		for (int i = 0; i < count; i++)
			numbers[i] = switch (bytes) {
				case 1 -> in.get(i) & 0xFF;
				case 2 -> in.getShort(2 * i) & 0xFFFF;
				case 4 -> Integer.toUnsignedLong(in.getInt(4 * i));
				default -> in.getLong(8 * i);
			};
		return numbers;
	}

	/** The two numbers of the first value of a field of fractions. */
	long[] fraction(final TiffField field) {
		final ByteBuffer in = read(field.position(), 8);
		return new long[] { Integer.toUnsignedLong(in.getInt(0)), Integer.toUnsignedLong(in.getInt(4)) };
	}

	/** A whole number of 32 bits with sign within a field of bytes. */
	int integer(final TiffField field, final int at) {
		return read(field.position() + at, 4).getInt(0);
	}

	/** A floating-point number of 64 bits within a field of bytes. */
	double decimal(final TiffField field, final int at) {
		return read(field.position() + at, 8).getDouble(0);
	}

	/** A text, up to its end or so many bytes. NB: it should be ASCII and is UTF-8 or Latin-1. */
	String text(final TiffField field, final int most) {
		final int bytes = (int) Math.min(field.count() * field.valueBytes(), most);
		final byte[] text = new byte[bytes];
		final ByteBuffer in = read(field.position(), bytes);
		int n = 0;
		while (n < bytes && in.get(n) != 0)
			n++;
		in.get(text);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, 0, n)).toString();
		}
		catch (final CharacterCodingException e) {
			return new String(text, 0, n, StandardCharsets.ISO_8859_1);
		}
	}

	@Override
	public void close() {
		try {
			channel.close();
		}
		catch (final IOException e) {
			// NB: nothing was written that anybody could miss.
		}
	}
}
