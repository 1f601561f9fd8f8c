package org.labelupscaler.label;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The integer types that labels come in.
 * <p>
 * In memory a label is a {@code long}: sign-extended for the signed types, zero-extended for the unsigned ones, the bit
 * pattern itself for {@link #UINT64}. {@link #format} and {@link #compare} know the difference.
 */
public enum LabelType {

	/** Unsigned, 8 bit. */
	UINT8(1, false),
	/** Unsigned, 16 bit. */
	UINT16(2, false),
	/** Unsigned, 32 bit. */
	UINT32(4, false),
	/** Unsigned, 64 bit. */
	UINT64(8, false),
	/** Signed, 8 bit. */
	INT8(1, true),
	/** Signed, 16 bit. */
	INT16(2, true),
	/** Signed, 32 bit. */
	INT32(4, true),
	/** Signed, 64 bit. */
	INT64(8, true);

	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	/** From so many labels on a bulk copy pays. */
	private static final int BULK = 24;

	private final int bytes;
	private final boolean signed;

	LabelType(final int bytes, final boolean signed) {
		this.bytes = bytes;
		this.signed = signed;
	}

	/** @return bytes of one label: 1, 2, 4 or 8 */
	public int bytes() {
		return bytes;
	}

	/** @return whether labels may be negative */
	public boolean signed() {
		return signed;
	}

	/** @return the name that N5 attributes and the command line use, for example "uint32" */
	public String n5Name() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @param name a name such as "uint32", in any case
	 * @return the type, or nothing if it is none of the eight
	 */
	public static Optional<LabelType> byName(final String name) {
		return Arrays.stream(values()).filter(t -> t.name().equalsIgnoreCase(name.strip())).findFirst();
	}

	/** @return all names, for messages */
	public static String names() {
		return Arrays.stream(values()).map(LabelType::n5Name).collect(Collectors.joining(", "));
	}

	/**
	 * @param label a label of this type
	 * @return its decimal form
	 */
	public String format(final long label) {
		return this == UINT64 ? Long.toUnsignedString(label) : Long.toString(label);
	}

	/**
	 * @param a a label of this type
	 * @param b another
	 * @return negative, zero or positive as a is smaller, equal or larger
	 */
	public int compare(final long a, final long b) {
		return this == UINT64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
	}

	/**
	 * Reads one label.
	 *
	 * @param buffer where to read, in the byte order set on it
	 * @param at byte position
	 * @return the label
	 */
	public long get(final ByteBuffer buffer, final int at) {
		return switch (this) {
			case UINT8 -> buffer.get(at) & 0xFFL;
			case INT8 -> buffer.get(at);
			case UINT16 -> buffer.getShort(at) & 0xFFFFL;
			case INT16 -> buffer.getShort(at);
			case UINT32 -> buffer.getInt(at) & 0xFFFFFFFFL;
			case INT32 -> buffer.getInt(at);
			case UINT64, INT64 -> buffer.getLong(at);
		};
	}

	/**
	 * Reads consecutive labels.
	 *
	 * @param buffer where to read, in the byte order set on it
	 * @param at byte position of the first
	 * @param out takes them
	 * @param from first index in {@code out}
	 * @param count how many
	 */
	public void get(final ByteBuffer buffer, final int at, final long[] out, final int from, final int count) {
		if (count < BULK) {
			// NB: a loop for each of the usual types; to look at the type for every label would cost more than the labels.
			switch (this) {
				case UINT8 -> {
					for (int i = 0; i < count; i++)
						out[from + i] = buffer.get(at + i) & 0xFFL;
				}
				case UINT16 -> {
					for (int i = 0; i < count; i++)
						out[from + i] = buffer.getShort(at + 2 * i) & 0xFFFFL;
				}
				case UINT32 -> {
					for (int i = 0; i < count; i++)
						out[from + i] = buffer.getInt(at + 4 * i) & 0xFFFFFFFFL;
				}
				case INT8, INT16, INT32, UINT64, INT64 -> {
					for (int i = 0; i < count; i++)
						out[from + i] = get(buffer, at + bytes * i);
				}
			}
			return;
		}
		// NB: a bulk copy and a plain loop over an array are several times faster than single reads from a buffer.
		final ByteBuffer part = buffer.slice(at, count * bytes).order(buffer.order());
		switch (this) {
			case UINT8, INT8 -> {
				final byte[] values = new byte[count];
				part.get(0, values);
				final long mask = signed ? -1 : 0xFF;
				for (int i = 0; i < count; i++)
					out[from + i] = values[i] & mask;
			}
			case UINT16, INT16 -> {
				final short[] values = new short[count];
				part.asShortBuffer().get(0, values);
				final long mask = signed ? -1 : 0xFFFF;
				for (int i = 0; i < count; i++)
					out[from + i] = values[i] & mask;
			}
			case UINT32, INT32 -> {
				final int[] values = new int[count];
				part.asIntBuffer().get(0, values);
				final long mask = signed ? -1 : 0xFFFFFFFFL;
				for (int i = 0; i < count; i++)
					out[from + i] = values[i] & mask;
			}
			case UINT64, INT64 -> part.asLongBuffer().get(0, out, from, count);
		}
	}

	/**
	 * Writes one label.
	 *
	 * @param label the label
	 * @param order which of its bytes comes first
	 * @param out takes its bytes
	 * @param at first index
	 */
	public void put(final long label, final ByteOrder order, final byte[] out, final int at) {
		final long value = order == ByteOrder.BIG_ENDIAN ? label : Long.reverseBytes(label) >>> 64 - 8 * bytes;
		switch (bytes) {
			case 1 -> out[at] = (byte) value;
			case 2 -> SHORT.set(out, at, (short) value);
			case 4 -> INT.set(out, at, (int) value);
			default -> LONG.set(out, at, value);
		}
	}
}
