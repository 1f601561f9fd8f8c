package org.labelupscaler.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The letters of a text that does not say its character set: UTF-16 if its mark is in front, else UTF-8, with or without
 * its mark. Single bytes that are no UTF-8 are taken for Windows-1252, which is Latin-1 with quotes, dashes and the euro where
 * that has control characters: some programs write "µm" in whatever their computer has, and spreadsheets save so. Used by
 * one thread.
 */
public final class PlainText extends Reader {

	/** Windows-1252 from 0x80 on where it is not Latin-1; what it leaves open stays as it is, as browsers do. */
	private static final String WINDOWS = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D" +
		"\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

	private final InputStream in;
	private final CharsetDecoder decoder;
	private final boolean utf8;
	private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
	private boolean ended;
	/** The second half of a letter of two chars for which there was no room; −1 if there is none. */
	private int second = -1;
	private boolean guessed;

	/**
	 * @param in the bytes; closed with this
	 * @throws IOException if they cannot be read
	 */
	public PlainText(final InputStream in) throws IOException {
		this.in = in;
		fill();
		final int first = bytes.remaining() < 2 ? 0 : bytes.getShort(0) & 0xFFFF;
		final boolean mark = first == 0xEFBB && bytes.remaining() > 2 && (bytes.get(2) & 0xFF) == 0xBF;
		final Charset charset = first == 0xFFFE ? StandardCharsets.UTF_16LE : first == 0xFEFF ? StandardCharsets.UTF_16BE
			: StandardCharsets.UTF_8;
		utf8 = charset == StandardCharsets.UTF_8;
		bytes.position(mark ? 3 : utf8 ? 0 : 2);
		decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(
			CodingErrorAction.REPORT);
	}

	private void fill() throws IOException {
		bytes.compact();
		while (bytes.hasRemaining() && !ended) {
			final int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
			ended = n < 0;
			if (n > 0) {
				bytes.position(bytes.position() + n);
				break;
			}
		}
		bytes.flip();
	}

	@Override
	public int read(final char[] to, final int at, final int most) throws IOException {
		if (most == 0)
			return 0;
		if (second >= 0) {
			to[at] = (char) second;
			second = -1;
			return 1;
		}
		if (most == 1) {
			final char[] two = new char[2];
			final int n = read(two, 0, 2);
			to[at] = two[0];
			second = n == 2 ? two[1] : -1;
			return Math.min(1, n);
		}
		final CharBuffer out = CharBuffer.wrap(to, at, most);
		while (true) {
			final CoderResult result = decoder.decode(bytes, out, ended);
			if (result.isError() && out.hasRemaining())
				replace(result, out);
			else if (out.position() > at)
				return out.position() - at;
			else if (ended)
				return -1;
			else
				fill();
			if (!out.hasRemaining())
				return most;
		}
	}

	private void replace(final CoderResult result, final CharBuffer out) {
		guessed = true;
		if (utf8) {
			final int single = bytes.get() & 0xFF;
			out.put(single >= 0x80 && single < 0x80 + WINDOWS.length() ? WINDOWS.charAt(single - 0x80) : (char) single);
		}
		else {
			bytes.position(bytes.position() + result.length());
			out.put('\uFFFD');
		}
	}

	/** @return whether any of what was read so far was no text of its character set, so that letters are a guess */
	public boolean isGuessed() {
		return guessed;
	}

	@Override
	public void close() throws IOException {
		in.close();
	}
}
