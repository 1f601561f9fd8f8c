package org.labelupscaler.points.npy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.labelupscaler.points.Coordinate;

/**
 * A number or a text in each element of an array.
 *
 * @param name what it is called
 * @param kind NumPy's letter: i, u, f, b (truth), S (bytes), U (text), V (nothing: a gap)
 * @param bytes how many it takes
 * @param big whether its highest byte is first
 * @param offset bytes from the beginning of the element
 */
record NpyField(String name, char kind, int bytes, boolean big, int offset) {

	private static final Pattern TYPE = Pattern.compile("([<>|=]?)([iufbSUV])(\\d{1,8})");

	/** @return the field, or nothing if it is of a type that is not read */
	static Optional<NpyField> of(final String name, final String type, final int offset) {
		final Matcher parts = TYPE.matcher(type);
		if (!parts.matches())
			return Optional.empty();
		final char kind = parts.group(2).charAt(0);
		final int size = Integer.parseInt(parts.group(3)) * (kind == 'U' ? 4 : 1);
		final boolean known = switch (kind) {
			case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
			case 'f' -> size == 4 || size == 8;
			case 'b' -> size == 1;
			default -> true;
		};
		return known ? Optional.of(new NpyField(name, kind, size, parts.group(1).equals(">"), offset)) : Optional.empty();
	}

	boolean isNumber() {
		return kind == 'i' || kind == 'u' || kind == 'f';
	}

	/** The bits of a number, those of shorter ones with the sign in front. */
	private long bits(final ByteBuffer little, final int at) {
		return switch (bytes) {
			case 1 -> little.get(at);
			case 2 -> big ? Short.reverseBytes(little.getShort(at)) : little.getShort(at);
			case 4 -> big ? Integer.reverseBytes(little.getInt(at)) : little.getInt(at);
			default -> big ? Long.reverseBytes(little.getLong(at)) : little.getLong(at);
		};
	}

	private long unsigned(final long bits) {
		return bytes == 8 ? bits : bits & (1L << 8 * bytes) - 1;
	}

	/**
	 * @param little the bytes, in little endian
	 * @param at where it begins
	 * @return the number; that of 64-bit integers beyond 2^53 is rounded
	 */
	double number(final ByteBuffer little, final int at) {
		final long bits = bits(little, at);
		if (kind == 'f')
			return bytes == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
		if (kind == 'i')
			return bits;
		final long value = unsigned(bits);
		// NB: the lowest bit is kept, so that halving does not hide which way to round.
		return value >= 0 ? value : (double) (value >>> 1 | value & 1) * 2;
	}

	/** What {@link #number} is in decimal, without loss; or the text. */
	String text(final ByteBuffer little, final int at) {
		return switch (kind) {
			case 'i' -> Long.toString(bits(little, at));
			case 'u' -> Long.toUnsignedString(unsigned(bits(little, at)));
			case 'f' -> bytes == 4 ? Float.toString((float) number(little, at)) : Coordinate.text(number(little, at));
			case 'b' -> little.get(at) == 0 ? "False" : "True";
			case 'S' -> latin(little, at);
			case 'U' -> unicode(little, at);
			default -> "";
		};
	}

	private String latin(final ByteBuffer little, final int at) {
		int end = bytes;
		while (end > 0 && little.get(at + end - 1) == 0)
			end--;
		final byte[] letters = new byte[end];
		little.get(at, letters);
		return new String(letters, StandardCharsets.ISO_8859_1);
	}

	private String unicode(final ByteBuffer little, final int at) {
		final StringBuilder text = new StringBuilder();
		for (int i = 0; i < bytes; i += 4) {
			final int letter = big ? Integer.reverseBytes(little.getInt(at + i)) : little.getInt(at + i);
			text.appendCodePoint(Character.isValidCodePoint(letter) ? letter : 0xFFFD);
		}
		int end = text.length();
		while (end > 0 && text.charAt(end - 1) == 0)
			end--;
		return text.substring(0, end);
	}
}
