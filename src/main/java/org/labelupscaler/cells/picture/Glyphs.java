package org.labelupscaler.cells.picture;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which characters can be drawn. Names of regions come from files, and hold anything. */
final class Glyphs {

	/** What is drawn instead of any other. */
	static final char REPLACEMENT = '?';

	private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
	private static final int MOST_NAMED = 5;

	private Glyphs() {}

	/** Whether a character is text at all, as XML 1.0 has it: neither a control character nor half of one. */
	static boolean isText(final int c) {
		return c >= 0x20 && c < 0x7F || c >= 0xA0 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 || c == '\t' ||
			c == '\n';
	}

	private static boolean isDrawn(final int c) {
		return c < 0x7F && c >= 0x20 || c == '\t' || c == '\n' || isText(c) && FONT.canDisplay(c);
	}

	/** A text as it is drawn in pixels. */
	static String shown(final String text) {
		if (text.codePoints().allMatch(c -> c >= 0x20 && isDrawn(c)))
			return text;
		return text.codePoints().map(c -> isDrawn(c) ? Math.max(' ', c) : REPLACEMENT).collect(StringBuilder::new,
			StringBuilder::appendCodePoint, StringBuilder::append).toString();
	}

	/**
	 * @param texts what is drawn
	 * @param svg whether as texts of an SVG, whose reader has fonts of its own
	 * @return a sentence, if characters are replaced
	 */
	static Optional<String> note(final Stream<String> texts, final boolean svg) {
		final IntPredicate drawn = svg ? Glyphs::isText : Glyphs::isDrawn;
		final List<Integer> lacking = texts.flatMapToInt(String::codePoints).filter(c -> !drawn.test(c)).distinct().boxed().toList();
		if (lacking.isEmpty())
			return Optional.empty();
		final String some = lacking.stream().limit(MOST_NAMED).map(Glyphs::name).collect(Collectors.joining(", "));
		final String more = lacking.size() > MOST_NAMED ? " and " + (lacking.size() - MOST_NAMED) + " others" : "";
		return Optional.of("Characters that " + (svg ? "a drawing cannot have" : "the font lacks") + " are shown as '" + REPLACEMENT +
			"': " + some + more + "." + (!svg && lacking.stream().allMatch(Glyphs::isText) ? " An SVG keeps them." : ""));
	}

	private static String name(final int c) {
		final String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
		final String code = "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
		return isText(c) ? Character.toString(c) + " (" + code + ")" : code;
	}
}
