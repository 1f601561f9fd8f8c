package org.labelupscaler.volume.hdf5;

import java.util.List;

/**
 * A message of an object header, in the version that HDF5 1.6 writes.
 *
 * @param type its type
 * @param body what it says; not copied
 */
record Hdf5Message(int type, byte[] body) {

	private static final int DEFLATE = 1;

	/** IV.A.2.b: a simple dataspace that cannot grow; the slowest axis comes first. */
	static Hdf5Message dataspace(final long... dimensions) {
		return new Hdf5Message(1, dataspaceBytes(dimensions));
	}

	private static byte[] dataspaceBytes(final long... dimensions) {
		return new Hdf5Bytes(0).int8(1, dimensions.length, 0, 0).int32(0).int64(dimensions).toArray();
	}

	/** IV.A.2.d: a kind of numbers. */
	static Hdf5Message datatype(final Hdf5Type type) {
		return new Hdf5Message(3, type.datatype());
	}

	/** IV.A.2.f: zeros, which are not written. */
	static Hdf5Message fill(final boolean chunked) {
		return new Hdf5Message(5, new Hdf5Bytes(0).int8(2, chunked ? 3 : 2, 2, 1).int32(0).toArray());
	}

	/** IV.A.2.i: one piece. */
	static Hdf5Message contiguous(final long address, final long bytes) {
		return new Hdf5Message(8, new Hdf5Bytes(0).int8(3, 1).int64(address, bytes).toArray());
	}

	/** IV.A.2.i: chunks, with the address of their index. */
	static Hdf5Message chunked(final long index, final int[] chunk, final int bytesPerVoxel) {
		final Hdf5Bytes body = new Hdf5Bytes(0).int8(3, 2, chunk.length + 1).int64(index);
		for (final int edge : chunk)
			body.int32(edge);
		return new Hdf5Message(8, body.int32(bytesPerVoxel).toArray());
	}

	/** IV.A.2.l: deflate, which a reader may leave out for a chunk that says so. */
	static Hdf5Message deflate(final int level) {
		return new Hdf5Message(11, new Hdf5Bytes(0).int8(1, 1).zeros(6).int16(DEFLATE).int16(8).int16(1).int16(1).ascii("deflate\0").int32(
			level).int32(0).toArray());
	}

	/** IV.A.2.m: a text as an array of single characters, which is how Imaris has them. */
	static Hdf5Message characters(final String name, final String text) {
		final byte[] value = new Hdf5Bytes(0).ascii(text.isEmpty() ? "\0" : text).toArray();
		return attribute(name, characters(1), dataspaceBytes(value.length), value);
	}

	/** IV.A.2.m: a text as one value, which ends with a zero. */
	static Hdf5Message text(final String name, final String text) {
		final byte[] value = new Hdf5Bytes(0).ascii(text + "\0").toArray();
		return attribute(name, characters(value.length), dataspaceBytes(), value);
	}

	/** IV.A.2.d, class 3: so many characters, up to a zero. */
	private static byte[] characters(final int count) {
		return new Hdf5Bytes(0).int8(0x13, 0, 0, 0).int32(count).toArray();
	}

	/** IV.A.2.m: an array of one number. */
	static Hdf5Message number(final String name, final int value) {
		return attribute(name, Hdf5Type.UINT32.datatype(), dataspaceBytes(1), new Hdf5Bytes(0).int32(value).toArray());
	}

	private static Hdf5Message attribute(final String name, final byte[] type, final byte[] space, final byte[] value) {
		final Hdf5Bytes body = new Hdf5Bytes(0).int8(1, 0).int16(name.length() + 1).int16(type.length).int16(space.length);
		return new Hdf5Message(12, body.ascii(name + "\0").align().put(type).align().put(space).align().put(value).toArray());
	}

	/** IV.A.2.r: the links of a group. */
	static Hdf5Message symbolTable(final long tree, final long heap) {
		return new Hdf5Message(17, new Hdf5Bytes(0).int64(tree, heap).toArray());
	}

	/** IV.A.1.a: an object header of version 1, which must begin at a multiple of 8. Returns where it is. */
	static long writeHeader(final List<Hdf5Message> messages, final Hdf5Bytes out) {
		final Hdf5Bytes all = new Hdf5Bytes(0);
		for (final Hdf5Message message : messages) {
			final int length = message.body.length + 7 & ~7;
			if (length > 0xFFFF)
				throw new IllegalArgumentException("a message of " + length + " bytes");
			all.int16(message.type).int16(length).int32(0).put(message.body).align();
		}
		final long address = out.align().address();
		out.int8(1, 0).int16(messages.size()).int32(1).int32(all.size()).int32(0).put(all.toArray());
		return address;
	}
}
