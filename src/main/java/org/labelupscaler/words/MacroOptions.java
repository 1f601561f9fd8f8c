package org.labelupscaler.words;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

/**
 * The option text of an ImageJ macro, {@code input=[/my data/a.nrrd] factors=2,2,2}: keys and words, words with spaces in
 * square brackets, as ImageJ's recorder writes them.
 */
public final class MacroOptions {

	private MacroOptions() {}

	/**
	 * @param options keys and words, in the order to print; empty words are left out
	 * @return the text
	 * @throws InvalidInputException if words have brackets that do not match, which no macro can hold
	 */
	public static String print(final Map<String, String> options) {
		final StringBuilder text = new StringBuilder();
		options.forEach((key, words) -> {
			if (words.isEmpty())
				return;
			if (!bracketsMatch(words))
				throw new InvalidInputException(key + ": '" + words + "' has brackets that do not match, which a macro cannot hold");
			final boolean plain = words.indexOf(' ') < 0 && words.charAt(0) != '[' && words.charAt(0) != '\'';
			text.append(text.length() == 0 ? "" : " ").append(key).append('=').append(plain ? words : "[" + words + "]");
		});
		return text.toString();
	}

	private static boolean bracketsMatch(final String words) {
		int open = 0;
		for (int i = 0; i < words.length() && open >= 0; i++)
			open += words.charAt(i) == '[' ? 1 : words.charAt(i) == ']' ? -1 : 0;
		return open == 0;
	}

	/**
	 * @param text what {@link #print} or ImageJ's recorder wrote
	 * @return the keys in lower case, with their words, in the order of the text
	 * @throws InvalidInputException if it is no such text, or a key stands twice
	 */
	public static Map<String, String> parse(final String text) {
		final Map<String, String> options = new LinkedHashMap<>();
		int at = 0;
		while (at < text.length()) {
			if (text.charAt(at) == ' ') {
				at++;
				continue;
			}
			final int equals = text.indexOf('=', at);
			final String key = equals < 0 ? text.substring(at) : text.substring(at, equals);
			if (equals < 0 || !key.matches("[A-Za-z]+"))
				throw new InvalidInputException("'" + key.strip() + "' in the options is no key=value");
			at = equals + 1;
			final int end = end(text, at, key);
			final boolean quoted = end < text.length() && text.charAt(end) != ' ';
			final String words = quoted ? text.substring(at + 1, end) : text.substring(at, end);
			if (options.putIfAbsent(key.toLowerCase(java.util.Locale.ROOT), words) != null)
				throw new InvalidInputException("'" + key + "' stands twice in the options");
			at = end + 1;
		}
		return options;
	}

	/**
	 * @param options what {@link #parse} made
	 * @param keys the keys there are
	 * @throws InvalidInputException if the options have another one
	 */
	public static void checkKeys(final Map<String, String> options, final Collection<String> keys) {
		for (final String key : options.keySet())
			if (!keys.contains(key))
				throw new InvalidInputException(key + ": there is no such option" + (Choices.near(key, keys).isEmpty() ? "; there are " + String.join(", ",
					keys) : Choices.meant(key, keys)));
	}

	/** Where the words end: at a space, at the bracket that matches the first one, or at the second quote. */
	private static int end(final String text, final int from, final String key) {
		final char first = from < text.length() ? text.charAt(from) : ' ';
		if (first != '[' && first != '\'') {
			final int space = text.indexOf(' ', from);
			return space < 0 ? text.length() : space;
		}
		int open = 0;
		for (int i = from; i < text.length(); i++) {
			final char c = text.charAt(i);
			open += c == '[' ? 1 : c == ']' ? -1 : 0;
			if (first == '[' ? open == 0 : i > from && c == '\'')
				return i;
		}
		throw new InvalidInputException(key + ": " + text.substring(from) + " in the options has no end");
	}
}
