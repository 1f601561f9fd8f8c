package org.labelupscaler.volume.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.labelupscaler.label.LabelType;

/** The type of an element, as a datatype message says it (IV.A.2.d), little-endian. Immutable. */
public final class Hdf5Type {

	private static final int VERSION = 0x10;

	/** A signed integer of 8 bits. */
	static final Hdf5Type INT8 = integer(1, 8);
	/** A signed integer of 32 bits. */
	public static final Hdf5Type INT32 = integer(4, 8);
	/** A signed integer of 64 bits. */
	public static final Hdf5Type INT64 = integer(8, 8);
	/** An unsigned integer of 64 bits. */
	public static final Hdf5Type UINT64 = integer(8, 0);
	/** An IEEE number of 32 bits: sign, 8 bits of exponent, 23 of mantissa whose first is not written. */
	public static final Hdf5Type FLOAT32 = real(4, 23, 8, 127);
	/** An IEEE number of 64 bits. */
	public static final Hdf5Type FLOAT64 = real(8, 52, 11, 1023);
	/** A sequence of {@link #INT8}: how many, and where in a global heap they are. */
	static final Hdf5Type SEQUENCE = new Hdf5Type(head(9, 0).int32(16).put(INT8.message).toArray(), 16);

	private final byte[] message;
	private final int bytes;

	private Hdf5Type(final byte[] message, final int bytes) {
		this.message = message;
		this.bytes = bytes;
	}

	/** What the message says; not a copy, not to be changed. */
	byte[] message() {
		return message;
	}

	/** @return bytes of an element */
	public int bytes() {
		return bytes;
	}

	/**
	 * A field of a compound.
	 *
	 * @param name its name, ASCII
	 * @param type its type
	 */
	public record Field(String name, Hdf5Type type) {}

	/** That of labels. */
	static Hdf5Type of(final LabelType type) {
		return integer(type.bytes(), type.signed() ? 8 : 0);
	}

	/** An unsigned integer. */
	static Hdf5Type unsigned(final int bytes) {
		return integer(bytes, 0);
	}

	/** Class 0; bit 3 says that it has a sign. */
	private static Hdf5Type integer(final int bytes, final int sign) {
		return new Hdf5Type(head(0, sign).int32(bytes).int16(0).int16(8 * bytes).toArray(), bytes);
	}

	/** Class 1; bit 5 says that the first bit of the mantissa is not written. */
	private static Hdf5Type real(final int bytes, final int mantissa, final int exponent, final int bias) {
		final Hdf5Bytes out = new Hdf5Bytes(0).int8(VERSION | 1, 0x20, 8 * bytes - 1, 0).int32(bytes).int16(0).int16(8 * bytes);
		return new Hdf5Type(out.int8(mantissa, exponent, 0, mantissa).int32(bias).toArray(), bytes);
	}

	/**
	 * @param bytes how long a text may be, with the zero that ends it
	 * @return a text of UTF-8 that a zero ends, which is how Imaris wants them
	 */
	public static Hdf5Type text(final int bytes) {
		return new Hdf5Type(head(3, 0x10).int32(bytes).toArray(), bytes);
	}

	/** A single character, as Imaris has its texts. */
	static Hdf5Type character() {
		return new Hdf5Type(head(3, 0).int32(1).toArray(), 1);
	}

	/**
	 * @param fields its fields, without gaps
	 * @return a compound of them
	 */
	public static Hdf5Type compound(final Field... fields) {
		final int bytes = List.of(fields).stream().mapToInt(field -> field.type.bytes).sum();
		final Hdf5Bytes out = head(6, fields.length).int32(bytes);
		int at = 0;
		for (final Field field : fields) {
			// NB: the name, with its zero, is filled up to a multiple of eight bytes wherever it begins. A field is no array, of which more
			// would be said.
			out.ascii(field.name).zeros(8 - field.name.length() % 8).int32(at).zeros(28).put(field.type.message);
			at += field.type.bytes;
		}
		return new Hdf5Type(out.toArray(), bytes);
	}

	private static Hdf5Bytes head(final int ofClass, final int bits) {
		return new Hdf5Bytes(0).int8(VERSION | ofClass, bits, 0, 0);
	}

	/**
	 * @param text a text
	 * @return the type that it fits in
	 */
	public static Hdf5Type textOf(final String text) {
		return text(text.getBytes(StandardCharsets.UTF_8).length + 1);
	}
}
