package org.labelupscaler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.labelupscaler.InvalidInputException;

/**
 * The list of entries at the end of a zip file (PKWARE, APPNOTE 4.3, also of 64 bits): whoever opens the file reads all of it
 * into memory, so its length is looked at before.
 */
public final class ZipDirectory {

	/** The list of all entries is held in memory, and takes several times as much. */
	private static final long LONGEST_LIST = 256L << 20;

	private static final int END = 0x06054b50;
	private static final int END_BYTES = 22;
	private static final int END_64 = 0x06064b50;
	private static final int LOCATOR_64 = 0x07064b50;
	private static final int LOCATOR_64_BYTES = 20;

	private ZipDirectory() {}

	/**
	 * @param file a zip file
	 * @throws InvalidInputException if its list of entries is longer than memory should hold, or is not there
	 * @throws IOException if it cannot be read
	 */
	public static void checkLength(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			final long length = channel.size();
			final int tail = (int) Math.min(length, END_BYTES + 0xFFFF + LOCATOR_64_BYTES);
			final ByteBuffer end = read(channel, length - tail, tail);
			for (int at = tail - END_BYTES; at >= 0; at--)
				if (end.getInt(at) == END) {
					long list = Integer.toUnsignedLong(end.getInt(at + 12));
					if (list == 0xFFFFFFFFL && at >= LOCATOR_64_BYTES && end.getInt(at - LOCATOR_64_BYTES) == LOCATOR_64) {
						final long place = end.getLong(at - LOCATOR_64_BYTES + 8);
						final ByteBuffer end64 = place < 0 || place > length - 56 ? ByteBuffer.allocate(56) : read(channel, place, 56);
						list = end64.getInt(0) == END_64 ? end64.getLong(40) : -1;
					}
					if (list < 0 || list > LONGEST_LIST || list > Runtime.getRuntime().maxMemory() / 8)
						throw new InvalidInputException(file + ": its list of files has " + list + " bytes, which is more than is read; " +
							"unpack it");
					return;
				}
			throw new InvalidInputException("Cannot read " + file + " as a zip file: it has no end record; is it complete?");
		}
	}

	private static ByteBuffer read(final FileChannel channel, final long at, final int count) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
		while (bytes.hasRemaining())
			if (channel.read(bytes, at + bytes.position()) < 0)
				throw new IOException("it ends too early");
		return bytes;
	}
}
