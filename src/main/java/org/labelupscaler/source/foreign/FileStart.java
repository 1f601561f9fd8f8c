package org.labelupscaler.source.foreign;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a file, by which its format is known.
 *
 * @param name the file's name without a folder, in lower case
 * @param length bytes of the whole file; 0 if that is not known, as of something compressed
 * @param bytes its first bytes, {@value #MOST} at most; not copied
 */
record FileStart(String name, long length, byte[] bytes) {

	/** How much is looked at: a comment or some metadata may stand before what tells. */
	static final int MOST = 1 << 16;

	/** Bytes of a text by which it is known to be one. */
	private static final int TEXT = 4096;

	/** Bytes that begin with the header of a DICOM file. */
	private static final int HEADER = 1024;

	private static final Pattern STORAGE_CLASS = Pattern.compile("(?s)\\x02\\x00\\x02\\x00UI..([0-9.]{1,64})");
	private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]{1,60}:)?([\\w.-]{1,60})");

	/** What a file of that magic has in front. */
	static Predicate<FileStart> starts(final String magic) {
		return at(0, magic);
	}

	/** What a file of that magic has there; a byte for each letter. */
	static Predicate<FileStart> at(final int offset, final String magic) {
		return start -> start.has(offset, magic);
	}

	/** The same of bytes in hexadecimal, with spaces between. */
	static Predicate<FileStart> hex(final int offset, final String magic) {
		final StringBuilder letters = new StringBuilder();
		for (final String digits : magic.split(" "))
			letters.append((char) Integer.parseInt(digits, 16));
		return at(offset, letters.toString());
	}

	/** What a file of that name has, in any case. */
	static Predicate<FileStart> named(final String... endings) {
		return start -> {
			for (final String ending : endings)
				if (start.name.endsWith(ending))
					return true;
			return false;
		};
	}

	/** What a file has that says so somewhere in its beginning; a byte for each letter. */
	static Predicate<FileStart> says(final String words) {
		return start -> start.letters().contains(words);
	}

	/** What XML of that root element is. */
	static Predicate<FileStart> root(final String... elements) {
		return start -> {
			for (final String element : elements)
				if (start.root().equals(element))
					return true;
			return false;
		};
	}

	/** Lets a name be any whose letters are in lower case. */
	static FileStart of(final String name, final long length, final byte[] bytes) {
		return new FileStart(name.toLowerCase(Locale.ROOT), length, bytes);
	}

	boolean has(final int offset, final String magic) {
		if (bytes.length - magic.length() < offset)
			return false;
		for (int i = 0; i < magic.length(); i++)
			if ((bytes[offset + i] & 0xFF) != magic.charAt(i))
				return false;
		return true;
	}

	/** A byte of the file, 0 … 255; −1 behind its beginning. */
	int at(final int offset) {
		return offset < bytes.length ? bytes[offset] & 0xFF : -1;
	}

	/** A number of 32 bits, the smaller bytes first; −1 behind the beginning. */
	int int32(final int offset) {
		return offset + 4 > bytes.length ? -1 : at(offset) | at(offset + 1) << 8 | at(offset + 2) << 16 | at(offset + 3) << 24;
	}

	/** What a DICOM file holds, as its header says in the element (0002,0002); empty if it does not. */
	String storageClass() {
		final String header = new String(bytes, 0, Math.min(HEADER, bytes.length), StandardCharsets.ISO_8859_1);
		final Matcher stored = STORAGE_CLASS.matcher(header);
		return stored.find() ? stored.group(1) : "";
	}

	/** All bytes, a letter for each. */
	String letters() {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** Whether this is text: no control characters but those of lines, and no bytes that are no letters. */
	boolean isText() {
		final String text = text();
		final int most = Math.min(text.length(), TEXT);
		for (int i = 0; i < most; i++) {
			final char c = text.charAt(i);
			if (c < ' ' && "\t\n\r\f".indexOf(c) < 0 || c == 0x7F || c == '\uFFFD' && i < most - 1)
				return false;
		}
		return most > 0;
	}

	/** As text: UTF-16 if its mark is in front, else UTF-8, without space in front. */
	String text() {
		final Charset charset = has(0, "\u00FF\u00FE") ? StandardCharsets.UTF_16LE : has(0, "\u00FE\u00FF")
			? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
		final String text = new String(bytes, charset);
		return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
	}

	/** The name of the root element without its prefix, of text that is XML; empty of everything else. */
	String root() {
		// NB: a look at the first byte first; few files are XML.
		if (bytes.length == 0 || "<\u00EF\u00FE\u00FF \t\r\n".indexOf(at(0)) < 0)
			return "";
		final String text = text();
		int at = 0;
		while (text.startsWith("<?", at) || text.startsWith("<!", at)) {
			final int subset = text.startsWith("<!DOCTYPE", at) ? text.indexOf('[', at) : -1;
			final String end = text.charAt(at + 1) == '?' ? "?>" : text.startsWith("<!--", at) ? "-->" : subset >= 0 && subset < text
				.indexOf('>', at) ? "]>" : ">";
			final int found = text.indexOf(end, at);
			if (found < 0)
				return "";
			at = found + end.length();
			while (at < text.length() && Character.isWhitespace(text.charAt(at)))
				at++;
		}
		final Matcher root = ROOT.matcher(text);
		return root.region(at, text.length()).lookingAt() ? root.group(1) : "";
	}
}
