package org.labelupscaler.macro;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.words.MacroOptions;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;

/**
 * The words of the macro that runs a command. Stricter and more exact than ImageJ's own reading of them: a key that there is
 * not, or that stands twice, is an error, and a path may contain what looks like a key.
 */
public final class MacroWords {

	private MacroWords() {}

	/**
	 * @param keys the keys there are
	 * @return the words of the macro that runs the calling thread, by key; nothing if it was no macro, or gave no words
	 * @throws InvalidInputException if its text is no options, or has other keys, or a variable that there is not
	 */
	public static Optional<Map<String, String>> given(final Collection<String> keys) {
		final String text = Macro.getOptions();
		if (text == null || text.isBlank())
			return Optional.empty();
		final Map<String, String> words = MacroOptions.parse(text);
		MacroOptions.checkKeys(words, keys);
		words.replaceAll(MacroWords::value);
		return Optional.of(words);
	}

	/** In a macro, {@code &name} stands for the content of a variable. */
	private static String value(final String key, final String word) {
		final Interpreter macro = Interpreter.getInstance();
		if (!word.startsWith("&") || macro == null)
			return word;
		final String name = word.substring(1);
		final String text = macro.getStringVariable(name);
		if (text != null)
			return text;
		final double number = macro.getVariable2(name);
		if (Double.isNaN(number))
			throw new InvalidInputException(key + ": the macro has no variable '" + name + "'");
		return number == Math.rint(number) ? IJ.d2s(number, 0) : Double.toString(number);
	}
}
