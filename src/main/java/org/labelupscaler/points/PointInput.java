package org.labelupscaler.points;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

/** The bytes of a list of points, gzipped or not. Immutable; can be opened as often as needed. */
public final class PointInput {

	private static final int START = 1 << 16;
	private static final int BUFFER = 1 << 16;

	private final Path path;
	private final boolean gzip;
	private final byte[] start;

	private PointInput(final Path path) {
		this.path = path;
		if (!Files.exists(path))
			throw new InvalidInputException("Cannot read " + path + ": no such file");
		// NB: a pipe can be read once only, and is read twice.
		if (!Files.isRegularFile(path))
			throw new InvalidInputException("Cannot read " + path + ": it is no file");
		try (InputStream in = Files.newInputStream(path)) {
			final byte[] magic = in.readNBytes(2);
			gzip = magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
			try (Bytes bytes = open()) {
				start = bytes.readNBytes(START);
			}
		}
		catch (final IOException e) {
			throw unreadable(e);
		}
		if (start.length == 0)
			throw new InvalidInputException(path + " is empty");
	}

	/**
	 * @param path a file
	 * @return its bytes
	 * @throws InvalidInputException if it is empty or cannot be read
	 */
	public static PointInput of(final Path path) {
		return new PointInput(path);
	}

	/** @return the file */
	public Path path() {
		return path;
	}

	/** @return whether it is gzipped */
	public boolean isGzip() {
		return gzip;
	}

	/** @return the first 64 KiB, unpacked; not a copy */
	public byte[] start() {
		return start;
	}

	/**
	 * @param magic some letters, a byte each
	 * @return whether the content begins with them
	 */
	public boolean startsWith(final String magic) {
		return start.length >= magic.length() && new String(start, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
	}

	/**
	 * @param ending the ending of a name, in lower case
	 * @return whether the file's name ends so, in any case and without .gz
	 */
	public boolean endsWith(final String ending) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		return (name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name).endsWith(ending);
	}

	/**
	 * @return the content from its first byte on, unpacked; the caller closes it
	 * @throws IOException if it cannot be opened
	 */
	public Bytes open() throws IOException {
		final Counted raw = new Counted(Files.newInputStream(path));
		try {
			return new Bytes(gzip ? new GZIPInputStream(raw, BUFFER) : new BufferedInputStream(raw, BUFFER), raw,
				Files.size(path));
		}
		catch (final IOException e) {
			raw.close();
			throw e;
		}
	}

	/**
	 * @param failure why it cannot be read
	 * @return the same, for a user
	 */
	public InvalidInputException unreadable(final IOException failure) {
		return new InvalidInputException("Cannot read " + path + ": " + LabelUpscalerException.reason(failure), failure);
	}

	/** The content as a stream that knows how far it is. */
	public static final class Bytes extends FilterInputStream {

		private final Counted raw;
		private final long all;

		private Bytes(final InputStream in, final Counted raw, final long all) {
			super(in);
			this.raw = raw;
			this.all = Math.max(1, all);
		}

		/** @return bytes of the file that have been read */
		public long done() {
			return Math.min(all, raw.count);
		}

		/** @return bytes of the file, at least 1 */
		public long all() {
			return all;
		}
	}

	private static final class Counted extends FilterInputStream {

		private long count;

		Counted(final InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			final int b = super.read();
			count += b < 0 ? 0 : 1;
			return b;
		}

		@Override
		public int read(final byte[] to, final int at, final int most) throws IOException {
			final int n = super.read(to, at, most);
			count += Math.max(0, n);
			return n;
		}
	}

	/** NB: the beginning tells whether the same name is still the same file. */
	@Override
	public boolean equals(final Object other) {
		return other instanceof PointInput o && path.equals(o.path) && gzip == o.gzip && Arrays.equals(start, o.start);
	}

	@Override
	public int hashCode() {
		return 31 * path.hashCode() + Arrays.hashCode(start);
	}
}
