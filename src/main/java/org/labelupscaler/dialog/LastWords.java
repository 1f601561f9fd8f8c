package org.labelupscaler.dialog;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.labelupscaler.Remedy;

/** What was last typed into each dialog, until ImageJ ends. Macros never see it. Thread-safe. */
public final class LastWords {

	private static final String EXISTING = "existing";
	private static final Map<String, Map<String, String>> WORDS = new ConcurrentHashMap<>();

	private LastWords() {}

	/**
	 * @param form a dialog
	 * @return what was last typed into it; whether to replace something is asked anew each time
	 */
	public static Map<String, String> of(final Form form) {
		return WORDS.getOrDefault(form.command(), Map.of());
	}

	/**
	 * @param form a dialog
	 * @param words what was typed
	 */
	public static void keep(final Form form, final Map<String, String> words) {
		final Map<String, String> kept = new HashMap<>(words);
		kept.remove(EXISTING);
		WORDS.put(form.command(), Map.copyOf(kept));
	}

	/**
	 * Has the dialog offer next time what goes on with a job that was stopped.
	 *
	 * @param form its dialog
	 * @param remedy what can be done about it
	 */
	public static void stopped(final Form form, final Remedy remedy) {
		final Map<String, String> kept = new HashMap<>(of(form));
		for (final Remedy.Setting setting : remedy.settings())
			if (setting.key().equals(EXISTING) && setting.value().equals("resume"))
				kept.put(EXISTING, setting.value());
		WORDS.put(form.command(), Map.copyOf(kept));
	}
}
