package org.labelupscaler.volume.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

import org.labelupscaler.store.FileStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.single.GrowingFile;

/**
 * The first bytes of an HDF5 file that this program has written: HDF5's superblock (II.A, version 0), and behind it, where no object of
 * HDF5 is, what makes the file this program's own: where the objects are, with their checksum, and the indices of the large datasets.
 * The objects are the end of the file and begin with the record of the job. A file that another program has changed has another
 * checksum; one that it has written anew has none of this.
 */
public final class Hdf5Start {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n' };
	private static final byte[] MARK = "Label Upscaler 1".getBytes(StandardCharsets.US_ASCII);
	private static final int SUPERBLOCK = 96;
	private static final int END_OF_FILE = 40;
	private static final int OWN = SUPERBLOCK + MARK.length;
	private static final int INDICES = OWN + 8 + 4 * 4;
	private static final int MOST_INDICES = 1 << 12;

	/** Address of the groups, attributes and small datasets, of which the record is the first. */
	private final long objects;
	private final int objectBytes;
	/** CRC-32C of them. */
	private final int checksum;
	private final int recordBytes;
	private final long[] indices;

	private Hdf5Start(final long objects, final int objectBytes, final int checksum, final int recordBytes, final long[] indices) {
		this.objects = objects;
		this.objectBytes = objectBytes;
		this.checksum = checksum;
		this.recordBytes = recordBytes;
		this.indices = indices;
	}

	/** @return addresses of the indices of chunks; a copy */
	public long[] indices() {
		return indices.clone();
	}

	/**
	 * @param indices how many indices of chunks there are
	 * @return how many bytes this has
	 */
	public static int bytes(final int indices) {
		return INDICES + 8 * indices + 8;
	}

	/**
	 * Writes the objects at the end of a file, and this at its start, where there must be room for it.
	 *
	 * @param file the file, to which nobody appends any more
	 * @param root the root group; a dataset that is the record is added to it
	 * @param name what to call that
	 * @param record the record
	 * @param indices addresses of the indices of chunks
	 * @throws IOException if it cannot be written
	 */
	public static void write(final GrowingFile file, final Hdf5Group root, final String name, final byte[] record,
		final long[] indices) throws IOException
	{
		final long start = file.align(8);
		final Hdf5Bytes out = new Hdf5Bytes(start);
		root.add(name, new Hdf5Object.Written(Hdf5Dataset.whole(new long[] { record.length }, Hdf5Type.UINT8, record).write(out)));
		final long header = root.write(out);
		final byte[] objects = out.align().toArray();
		file.append(ByteBuffer.wrap(objects));
		file.replace(0, ByteBuffer.wrap(new Hdf5Start(start, objects.length, crc(objects), record.length, indices).bytes(header, file
			.size())));
	}

	private byte[] bytes(final long root, final long endOfFile) {
		final Hdf5Bytes out = new Hdf5Bytes(0).put(SIGNATURE);
		// NB: versions, sizes of addresses and lengths; nodes of groups.
		out.int8(0, 0, 0, 0, 0, 8, 8, 0).int16(Hdf5Group.LEAF_K).int16(Hdf5Group.INTERNAL_K).int32(0);
		out.int64(0, Hdf5Bytes.NOWHERE, endOfFile, Hdf5Bytes.NOWHERE).int64(0, root).zeros(24);
		out.put(MARK).int64(objects).int32(objectBytes).int32(checksum).int32(recordBytes).int32(indices.length).int64(indices);
		return out.int64(crc(out.toArray()) & 0xFFFFFFFFL).toArray();
	}

	private static int crc(final byte[] bytes) {
		final CRC32C crc = new CRC32C();
		crc.update(bytes);
		return (int) crc.getValue();
	}

	/**
	 * @param store where a file may be
	 * @return what this program has written at its start; nothing if it has not written the file
	 * @throws IOException if that is damaged, or cannot be read
	 */
	public static Optional<Hdf5Start> read(final Store store) throws IOException {
		final OptionalLong size = store.size(FileStore.CONTENT);
		if (size.isEmpty() || size.getAsLong() < bytes(0))
			return Optional.empty();
		final ByteBuffer fixed = get(store, 0, INDICES);
		if (!fixed.slice(0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE)) || !fixed.slice(SUPERBLOCK, MARK.length).equals(ByteBuffer
			.wrap(MARK)))
			return Optional.empty();
		final int count = fixed.getInt(INDICES - 4);
		if (count < 0 || count > MOST_INDICES || size.getAsLong() < bytes(count))
			throw new IOException("its start is damaged");
		final ByteBuffer all = get(store, 0, bytes(count));
		if (all.getLong(bytes(count) - 8) != (crc(Arrays.copyOf(all.array(), bytes(count) - 8)) & 0xFFFFFFFFL))
			throw new IOException("its start is damaged");
		if (all.getLong(END_OF_FILE) != size.getAsLong())
			throw new IOException("it has " + size.getAsLong() + " bytes, but had " + all.getLong(END_OF_FILE) +
				" when it was written");
		final long[] indices = new long[count];
		for (int i = 0; i < count; i++)
			indices[i] = all.getLong(INDICES + 8 * i);
		return Optional.of(new Hdf5Start(all.getLong(OWN), all.getInt(OWN + 8), all.getInt(OWN + 12), all.getInt(OWN + 16),
			indices));
	}

	/**
	 * @param store where the file is
	 * @return the record of the job
	 * @throws IOException if it cannot be read
	 */
	public byte[] record(final Store store) throws IOException {
		return get(store, objects, recordBytes).array();
	}

	/**
	 * @param store where the file is
	 * @return whether the groups, attributes and small datasets are those that this program has written
	 * @throws IOException if they cannot be read
	 */
	public boolean isUnchanged(final Store store) throws IOException {
		return crc(get(store, objects, objectBytes).array()) == checksum;
	}

	private static ByteBuffer get(final Store store, final long from, final int count) throws IOException {
		return store.get(FileStore.CONTENT, from, count).orElseThrow(() -> new IOException("it is no file")).order(
			ByteOrder.LITTLE_ENDIAN);
	}
}
