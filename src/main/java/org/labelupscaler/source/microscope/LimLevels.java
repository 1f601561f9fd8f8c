package org.labelupscaler.source.microscope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/**
 * Values with names, within levels with names, as Nikon's programs store metadata ("lite variant"): a byte for the type, one for
 * the length of the name, the name in UTF-16 with a zero behind it, the value; all little-endian. A level is the number of its
 * items, its length from its own first byte on, the items, and 8 bytes for each of them. What has no name is an element of a list.
 */
final class LimLevels {

	private static final int BOOL = 1;
	private static final int INT32 = 2;
	private static final int UINT32 = 3;
	private static final int INT64 = 4;
	private static final int UINT64 = 5;
	private static final int DOUBLE = 6;
	private static final int POINTER = 7;
	private static final int STRING = 8;
	private static final int BYTES = 9;
	private static final int LEVEL = 11;
	private static final int COMPRESSED = 76;
	/** Before what is compressed. */
	private static final int COMPRESSED_AT = 12;
	private static final int LONGEST = 64 << 20;
	private static final int DEEPEST = 40;

	private final Set<String> wanted;
	private final ByteBuffer bytes;

	private LimLevels(final Set<String> wanted, final ByteBuffer bytes) {
		this.wanted = wanted;
		this.bytes = bytes;
	}

	/**
	 * @param bytes what is stored
	 * @param wanted the names of values and levels; other levels are passed over, other values left out. Elements of a list within
	 *          a wanted level are named "0", "1" and so on
	 * @return numbers as Long or Double, and levels as Map, by their names
	 * @throws IOException if it is damaged or too long
	 */
	static Map<String, Object> read(final ByteBuffer bytes, final Set<String> wanted) throws IOException {
		try {
			final ByteBuffer plain = bytes.hasRemaining() && bytes.get(bytes.position()) == COMPRESSED ? inflated(bytes) : bytes;
			return new LimLevels(wanted, plain.order(ByteOrder.LITTLE_ENDIAN)).items(Integer.MAX_VALUE, plain.limit(), 0);
		}
		catch (final IllegalArgumentException | BufferUnderflowException e) {
			throw new IOException("its metadata are damaged", e);
		}
	}

	private static ByteBuffer inflated(final ByteBuffer bytes) throws IOException {
		final byte[] packed = new byte[bytes.remaining()];
		bytes.get(packed);
		try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed, COMPRESSED_AT, Math.max(0,
			packed.length - COMPRESSED_AT))))
		{
			final byte[] plain = in.readNBytes(LONGEST + 1);
			if (plain.length > LONGEST)
				throw new IOException("its metadata are longer than " + LONGEST + " bytes");
			return ByteBuffer.wrap(plain);
		}
	}

	private Map<String, Object> items(final int count, final int end, final int depth) throws IOException {
		if (depth > DEEPEST)
			throw new IOException("its metadata are nested more than " + DEEPEST + " deep");
		final Map<String, Object> values = new LinkedHashMap<>();
		int element = 0;
		for (int i = 0; i < count && bytes.position() < end; i++) {
			final int begin = bytes.position();
			final int type = bytes.get() & 0xFF;
			final String name = name();
			final String key = name.isEmpty() ? Integer.toString(element++) : name;
			final Object value = value(type, begin, name.isEmpty() || wanted.contains(name), depth);
			if (value != null && (name.isEmpty() || wanted.contains(name)))
				values.put(key, value);
		}
		return values;
	}

	private String name() {
		final byte[] letters = new byte[2 * (bytes.get() & 0xFF)];
		bytes.get(letters);
		return new String(letters, 0, Math.max(0, letters.length - 2), StandardCharsets.UTF_16LE);
	}

	/** Null of what is passed over. */
	private Object value(final int type, final int begin, final boolean open, final int depth) throws IOException {
		switch (type) {
			case BOOL:
				return (long) bytes.get();
			case INT32:
				return (long) bytes.getInt();
			case UINT32:
				return bytes.getInt() & 0xFFFFFFFFL;
			case INT64, UINT64, POINTER:
				return bytes.getLong();
			case DOUBLE:
				return bytes.getDouble();
			case STRING:
				while (bytes.getShort() != 0) {
					// a text
				}
				return null;
			case BYTES:
				skip(bytes.getLong());
				return null;
			case LEVEL:
				final int count = bytes.getInt();
				final long end = begin + bytes.getLong();
				if (count < 0 || end < bytes.position() || end > bytes.limit())
					throw new IOException("its metadata are damaged: a level has " + count + " items and ends at byte " + end);
				final Map<String, Object> level = open ? items(count, (int) end, depth + 1) : null;
				bytes.position((int) end);
				skip(8L * count);
				return level;
			default:
				throw new IOException("its metadata are damaged, or newer than what is known: a value is of type " + type);
		}
	}

	private void skip(final long length) throws IOException {
		if (length < 0 || length > bytes.remaining())
			throw new IOException("its metadata are damaged: they end too soon");
		bytes.position(bytes.position() + (int) length);
	}
}
