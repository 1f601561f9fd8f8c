package org.labelupscaler.source.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import io.jhdf.ObjectHeader;
import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.Message;

/**
 * Reads the header of a group or a dataset. Not jhdf, which refuses the versions of messages that came with HDF5 1.12 and
 * 2.0 although they hold what earlier ones held (File Format Specification 4.0, IV.A.2.d and IV.A.2.i), and takes a
 * datatype that is kept elsewhere in the file for one that is written here. Such messages are given to jhdf in the earlier
 * form.
 */
final class HeaderReader {

	/** A message as it is in the file; in a header of version 1 its length is a multiple of 8. */
	private record Raw(int type, int flags, byte[] data, boolean old) {}

	/** A stretch of messages. */
	private record Piece(long address, long length) {}

	private static final int DATATYPE = 3;
	private static final int EXTERNAL = 7;
	private static final int LAYOUT = 8;
	private static final int ATTRIBUTE = 12;
	private static final int CONTINUATION = 16;

	private static final int SHARED = 2;
	/** Class of data layouts. */
	private static final int VIRTUAL = 3;
	/** Classes of datatypes. */
	private static final int ENUM = 8;
	private static final int VARIABLE = 9;
	private static final int ARRAY = 10;

	private static final int MOST_MESSAGES = 1 << 16;
	private static final int DEEPEST_TYPE = 16;

	private final BoundedStorage storage;

	private HeaderReader(final BoundedStorage storage) {
		this.storage = storage;
	}

	static ObjectHeader read(final BoundedStorage storage, final long address) {
		try {
			final List<Message> messages = new ArrayList<>();
			final HeaderReader reader = new HeaderReader(storage);
			for (final Raw raw : reader.messages(address))
				messages.add(reader.message(raw));
			return new ObjectHeader.ObjectHeaderV2(address, messages);
		}
		catch (final java.nio.BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
			throw new HdfException("Failed to read object header at address: " + address, e);
		}
	}

	private List<Raw> messages(final long address) {
		final boolean first = storage.readBufferFromAddress(address, 1).get() == 1;
		final List<Raw> found = new ArrayList<>();
		final Deque<Piece> pieces = new ArrayDeque<>();
		if (first)
			old(address, found, pieces);
		else
			modern(address, found, pieces);
		return found;
	}

	/** Version 1: no checksums, the number of messages in all pieces. */
	private void old(final long address, final List<Raw> found, final Deque<Piece> pieces) {
		final ByteBuffer head = storage.readBufferFromAddress(address, 12);
		final int count = head.getShort(2) & 0xFFFF;
		pieces.add(new Piece(address + 16, head.getInt(8) & 0xFFFFFFFFL));
		while (!pieces.isEmpty()) {
			final Piece piece = pieces.pop();
			final ByteBuffer bytes = bytes(piece);
			while (bytes.remaining() >= 8 && found.size() < count) {
				final int type = bytes.getShort() & 0xFFFF;
				final int length = bytes.getShort() & 0xFFFF;
				final int flags = bytes.get();
				bytes.position(bytes.position() + 3);
				add(new Raw(type, flags, take(bytes, length), true), found, pieces);
			}
		}
	}

	private void modern(final long address, final List<Raw> found, final Deque<Piece> pieces) {
		final ByteBuffer head = storage.readBufferFromAddress(address, 6);
		signature(head, "OHDR");
		if (head.get() != 2)
			throw new HdfException("Invalid version of an object header at address: " + address);
		final int flags = head.get();
		final int more = ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
		final int width = 1 << (flags & 3);
		final long length = ChunkIndex.number(storage.readBufferFromAddress(address + 6 + more, width), width);
		final int prefix = 6 + more + width;
		final boolean ordered = (flags & 0x04) != 0;
		pieces.add(new Piece(address, prefix + length + 4));
		boolean start = true;
		while (!pieces.isEmpty()) {
			final ByteBuffer bytes = bytes(pieces.pop());
			ChecksumUtils.validateChecksum(bytes);
			bytes.rewind().limit(bytes.limit() - 4);
			if (start)
				bytes.position(prefix);
			else
				signature(bytes, "OCHK");
			start = false;
			while (bytes.remaining() >= (ordered ? 6 : 4)) {
				final int type = bytes.get() & 0xFF;
				final int size = bytes.getShort() & 0xFFFF;
				final int messageFlags = bytes.get();
				if (ordered)
					bytes.getShort();
				add(new Raw(type, messageFlags, take(bytes, size), false), found, pieces);
			}
		}
	}

	private ByteBuffer bytes(final Piece piece) {
		if (piece.length() < 0 || piece.length() > Integer.MAX_VALUE / 2)
			throw new HdfException(piece.length() + " bytes of an object header at " + piece.address() +
				" are beyond the end of the file");
		return storage.readBufferFromAddress(piece.address(), (int) piece.length());
	}

	private static void signature(final ByteBuffer bytes, final String wanted) {
		for (int i = 0; i < wanted.length(); i++)
			if (bytes.get() != wanted.charAt(i))
				throw new HdfException("an object header has no " + wanted + " where it should");
	}

	private static byte[] take(final ByteBuffer bytes, final int length) {
		final byte[] taken = new byte[Math.min(length, bytes.remaining())];
		bytes.get(taken);
		if (taken.length < length)
			throw new HdfException("a message of an object header ends too soon");
		return taken;
	}

	private void add(final Raw raw, final List<Raw> found, final Deque<Piece> pieces) {
		// NB: a header may lead back to itself.
		if (found.size() >= MOST_MESSAGES)
			throw new HdfException("an object header has more than " + MOST_MESSAGES + " messages");
		found.add(raw);
		if (raw.type() == CONTINUATION) {
			final ByteBuffer where = ByteBuffer.wrap(raw.data()).order(ByteOrder.LITTLE_ENDIAN);
			pieces.add(new Piece(ChunkIndex.number(where, storage.getSizeOfOffsets()), ChunkIndex.number(where, storage
				.getSizeOfLengths())));
		}
	}

	private Message message(final Raw raw) {
		byte[] data = raw.data();
		if ((raw.flags() & SHARED) != 0)
			data = shared(raw);
		switch (raw.type()) {
			case DATATYPE -> data = withoutNames(earlier(data, 0, 0));
			case ATTRIBUTE -> earlierAttribute(data);
			case EXTERNAL -> throw new HdfException("its voxels are in another file (External Data Files), which is not read; " +
				"copy the dataset into one file, for example with h5repack");
			case LAYOUT -> earlierLayout(data);
			default -> {}
		}
		if (raw.type() > 0xFF)
			throw new HdfException("an object header has a message of the unknown type " + raw.type());
		// NB: jhdf warns of bytes that it does not need, unless they fill up a message of version 1.
		final int fill = raw.old() ? -data.length & 7 : 0;
		final ByteBuffer rebuilt = ByteBuffer.allocate(8 + data.length + fill).order(ByteOrder.LITTLE_ENDIAN);
		final byte flags = (byte) (raw.flags() & ~SHARED);
		if (raw.old())
			rebuilt.putShort((short) raw.type()).putShort((short) (data.length + fill)).put(flags).put(new byte[3]).put(data);
		else
			rebuilt.put((byte) raw.type()).putShort((short) data.length).put(flags).put(data);
		rebuilt.position(rebuilt.position() + fill).flip();
		return raw.old() ? Message.readObjectHeaderV1Message(rebuilt, storage) : Message.readObjectHeaderV2Message(rebuilt,
			storage, false);
	}

	/** What another object's header, that of a named datatype, has instead. */
	private byte[] shared(final Raw raw) {
		final ByteBuffer where = ByteBuffer.wrap(raw.data()).order(ByteOrder.LITTLE_ENDIAN);
		final int version = where.get();
		final int kind = where.get();
		if (version < 1 || version > 3 || version == 3 && kind == 1)
			throw new HdfException("a part of its header is in a table of shared messages, which is not supported");
		if (version == 1)
			where.position(8);
		final long address = ChunkIndex.number(where, storage.getSizeOfOffsets());
		return messages(address).stream().filter(other -> other.type() == raw.type() && (other.flags() & SHARED) == 0).findFirst()
			.orElseThrow(() -> new HdfException("a part of its header is missing where it should be shared")).data();
	}

	private static void earlierLayout(final byte[] data) {
		if (data.length > 1 && data[0] >= 3 && data[1] == VIRTUAL)
			throw new HdfException("it is a virtual dataset (Virtual storage), whose voxels are in others; name these, or copy it " +
				"into one dataset");
		// NB: they differ in the width of numbers in the index of chunks, which its own header says.
		if (data.length > 0 && data[0] == 5)
			data[0] = 4;
	}

	/** In version 3, which alone has new datatypes: version, flags, three lengths, encoding, name, datatype. */
	private static void earlierAttribute(final byte[] data) {
		if (data.length < 9 || data[0] != 3 || (data[1] & 1) != 0)
			return;
		final int name = data[2] & 0xFF | (data[3] & 0xFF) << 8;
		earlier(data, 9 + name, 0);
	}

	/** Versions 4 and 5 of a datatype are those of references and complex numbers; all others are as in 3. */
	private static byte[] earlier(final byte[] data, final int at, final int depth) {
		if (at + 8 > data.length || depth > DEEPEST_TYPE)
			return data;
		final int version = data[at] >> 4 & 0xF;
		if (version == 4 || version == 5)
			data[at] = (byte) (data[at] & 0xF | 3 << 4);
		final int kind = data[at] & 0xF;
		if (kind == ENUM || kind == VARIABLE)
			earlier(data, at + 8, depth + 1);
		else if (kind == ARRAY && version >= 3 && at + 9 <= data.length)
			earlier(data, at + 9 + 4 * (data[at + 8] & 0xFF), depth + 1);
		return data;
	}

	/** Numbers with names are numbers; the truth values of h5py and PyTables, which are called signed, are 0 and 1. */
	private static byte[] withoutNames(final byte[] data) {
		final int fixed = 12;
		if (data.length < 8 + fixed || (data[0] & 0xF) != ENUM || (data[8] & 0xF) != 0)
			return data;
		final byte[] numbers = Arrays.copyOfRange(data, 8, 8 + fixed);
		final String names = new String(data, 8 + fixed, data.length - 8 - fixed, StandardCharsets.ISO_8859_1);
		final boolean two = data[1] == 2 && data[2] == 0;
		if (two && names.startsWith("FALSE\0") && names.replaceFirst("^FALSE\0+", "").startsWith("TRUE\0"))
			numbers[1] &= ~0x08;
		return numbers;
	}
}
