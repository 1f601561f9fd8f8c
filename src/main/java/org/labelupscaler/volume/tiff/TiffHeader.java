package org.labelupscaler.volume.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.labelupscaler.json.JsonText;
import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeRecord;

/**
 * The first bytes of a file: the header of BigTIFF (16 bytes), and behind it, where readers follow no pointer, by what this program
 * knows its own file again. A copy that another program writes does not have it.
 *
 * @param firstPage where the first directory is
 * @param record where the record of the job is, as JSON
 * @param recordBytes how long it is
 * @param background where the tile is that is only label 0; 0 if there is none
 */
record TiffHeader(long firstPage, long record, long recordBytes, long background) {

	/** How many bytes it has. */
	static final int BYTES = 56;

	/** Little-endian, version 43, offsets of 8 bytes. */
	private static final byte[] BIG_TIFF = { 'I', 'I', 43, 0, 8, 0, 0, 0 };
	private static final byte[] OWN = "LabelUpscaler 1\n".getBytes(StandardCharsets.US_ASCII);

	/** As bytes. */
	ByteBuffer write() {
		final ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.put(BIG_TIFF).putLong(firstPage).put(OWN).putLong(record).putLong(recordBytes).putLong(background);
		return bytes.flip();
	}

	/** What a file begins with; nothing if this program did not write it, or it cannot be read. */
	static Optional<TiffHeader> read(final Store store) {
		try {
			if (store.size(FileStore.CONTENT).orElse(0) < BYTES)
				return Optional.empty();
			return store.get(FileStore.CONTENT, 0, BYTES).flatMap(TiffHeader::of);
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	private static Optional<TiffHeader> of(final ByteBuffer bytes) {
		final byte[] start = new byte[8];
		final byte[] own = new byte[OWN.length];
		bytes.order(ByteOrder.LITTLE_ENDIAN).get(start);
		final long firstPage = bytes.getLong();
		bytes.get(own);
		return Arrays.equals(start, BIG_TIFF) && Arrays.equals(own, OWN) ? Optional.of(new TiffHeader(firstPage, bytes.getLong(), bytes
			.getLong(), bytes.getLong())) : Optional.empty();
	}

	/** What the job was asked to do; nothing if that is damaged. */
	Optional<VolumeRecord> record(final Store store) {
		try {
			final long size = store.size(FileStore.CONTENT).orElse(0);
			if (recordBytes < 1 || recordBytes > JsonText.LONGEST || record < BYTES || record > size - recordBytes)
				return Optional.empty();
			final Optional<ByteBuffer> json = store.get(FileStore.CONTENT, record, (int) recordBytes);
			return json.map(j -> JsonText.parse(StandardCharsets.UTF_8.decode(j).toString())).filter(j -> j.isJsonObject()).flatMap(
				j -> VolumeRecord.of(j.getAsJsonObject()));
		}
		catch (final IOException | RuntimeException e) {
			return Optional.empty();
		}
	}
}
