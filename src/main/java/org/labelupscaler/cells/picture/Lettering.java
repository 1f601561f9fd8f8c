package org.labelupscaler.cells.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.LabelUpscalerException;

/**
 * The letters of a picture, without serifs.
 *
 * @param size their size in units of the page
 * @param bold whether they are bold
 */
record Lettering(double size, boolean bold) {

	private static final String ELLIPSIS = "…";
	private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

	/** What most is written in: on a page as wide as a text column, the smallest that journals take. */
	static final Lettering PLAIN = new Lettering(14, false);
	/** For what is read last. */
	static final Lettering SMALL = new Lettering(12, false);
	/** For titles. */
	static final Lettering TITLE = new Lettering(18, true);

	/**
	 * To be called before letters are measured.
	 *
	 * @throws LabelUpscalerException if there are no fonts, as on a bare server, where Java only ends with an error of its own
	 */
	static void checkFonts() {
		try {
			PLAIN.width("A");
		}
		catch (final InternalError | LinkageError | NullPointerException e) {
			throw new LabelUpscalerException("A picture needs letters, and Java finds no fonts here. Install fontconfig and a font, for " +
				"example the packages fontconfig and fonts-dejavu-core.", e);
		}
	}

	Font font() {
		return new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
	}

	/** How wide a text is, in units of the page. */
	double width(final String text) {
		return text.isEmpty() ? 0 : font().getStringBounds(Glyphs.shown(text), CONTEXT).getWidth();
	}

	/**
	 * Makes a text fit.
	 *
	 * @param text a text
	 * @param end what must stay at its end, such as an acronym; may be empty
	 * @param most the room there is
	 * @return text and end; if there is too little room, as many letters of the text as there is room for, "…" and the end
	 */
	String fitted(final String text, final String end, final double most) {
		if (width(text + end) <= most)
			return text + end;
		int letters = text.length();
		String shortened;
		do {
			// NB: a letter outside of Unicode's first plane is two chars, and is not to be cut in half.
			letters = letters == 0 ? 0 : text.offsetByCodePoints(letters, -1);
			final String kept = text.substring(0, letters).stripTrailing().replaceFirst("[,;:(-]+$", "");
			shortened = kept + ELLIPSIS + end;
		}
		while (letters > 0 && width(shortened) > most);
		return letters == 0 && !end.isBlank() ? end.strip() : shortened;
	}

	/** Breaks a text into lines between its words; within a word only if that is too long for a line. */
	List<String> lines(final String text, final double most) {
		final List<String> lines = new ArrayList<>();
		for (final String word : text.split(" ")) {
			final int last = lines.size() - 1;
			if (last >= 0 && width(lines.get(last) + " " + word) <= most)
				lines.set(last, lines.get(last) + " " + word);
			else
				addWord(lines, word, most);
		}
		return lines;
	}

	private void addWord(final List<String> lines, final String word, final double most) {
		String rest = word;
		while (width(rest) > most) {
			int fitting = rest.offsetByCodePoints(0, 1);
			while (fitting < rest.length() && width(rest.substring(0, rest.offsetByCodePoints(fitting, 1))) <= most)
				fitting = rest.offsetByCodePoints(fitting, 1);
			if (fitting == rest.length())
				break;
			lines.add(rest.substring(0, fitting));
			rest = rest.substring(fitting);
		}
		lines.add(rest);
	}
}
