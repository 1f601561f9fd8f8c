package org.labelupscaler.dialog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

import org.labelupscaler.Remedy;

/**
 * What was last typed into a dialog: all of it until ImageJ ends, and when it starts again what does no harm then. Only for dialogs; macros
 * neither see nor change it. Thread-safe if the settings are.
 */
public final class LastWords {

	/** What it is called in the settings, before the command and the key. */
	static final String PREFIX = "labelupscaler.";

	private static final String EXISTING = "existing";
	/** What somebody has agreed to once, which holds for no other day. */
	private static final Set<String> CONSENTS = Set.of(EXISTING, "roundedids", "badrows");
	/** What is said before a bucket, in which there can be no secret: after a colon there are slashes or the number of a port. */
	private static final Pattern BUCKET = Pattern.compile("s3:/+(?:(?:endpoint|region|profile|anonymous|path-style)=(?:[\\w./-]|:(?=//|\\d+[/,@]))*,?)+@",
		Pattern.CASE_INSENSITIVE);
	private static final Map<String, Map<String, String>> WORDS = new ConcurrentHashMap<>();

	private final Form form;
	private final BinaryOperator<String> read;
	private final BiConsumer<String, String> write;

	/**
	 * @param form a dialog
	 * @param read a setting of an earlier session, by its name; its second operand if there is none
	 * @param write sets one, or takes it away if it is null
	 */
	public LastWords(final Form form, final BinaryOperator<String> read, final BiConsumer<String, String> write) {
		this.form = form;
		this.read = read;
		this.write = write;
	}

	/** @return what was last typed; whether to replace something is asked anew each time */
	public Map<String, String> words() {
		return WORDS.computeIfAbsent(form.command(), command -> ofEarlierSession());
	}

	private Map<String, String> ofEarlierSession() {
		final Map<String, String> words = new HashMap<>();
		for (final Field field : form.fields()) {
			final String word = CONSENTS.contains(field.key()) ? null : read.apply(name(field), null);
			if (word != null && (field.kind() != Field.Kind.CHOICE || field.choices().contains(word)))
				words.put(field.key(), word);
		}
		return Map.copyOf(words);
	}

	/** @param words what was typed */
	public void keep(final Map<String, String> words) {
		final Map<String, String> kept = new HashMap<>(words);
		kept.remove(EXISTING);
		WORDS.put(form.command(), Map.copyOf(kept));
		for (final Field field : form.fields()) {
			final String word = words.getOrDefault(field.key(), field.initial());
			final boolean lasts = !word.equals(field.initial()) && !CONSENTS.contains(field.key()) && !mayHoldSecret(word);
			write.accept(name(field), lasts ? word : null);
		}
	}

	/** Whether it is an address with more in it than where something is: a user's name and password, or a signature. */
	private static boolean mayHoldSecret(final String word) {
		final String place = BUCKET.matcher(word).replaceFirst("s3://");
		return place.matches("(?s)\\w{2,}:[/\\\\].*") && (place.contains("@") || place.contains("?"));
	}

	private String name(final Field field) {
		return PREFIX + form.command().toLowerCase(Locale.ROOT).replace(" ", "") + "." + field.key();
	}

	/**
	 * Has the dialog offer next time, in this session, what goes on with a job that was stopped.
	 *
	 * @param remedy what can be done about it
	 */
	public void stopped(final Remedy remedy) {
		final Map<String, String> kept = new HashMap<>(words());
		for (final Remedy.Setting setting : remedy.settings())
			if (setting.key().equals(EXISTING) && setting.value().equals("resume"))
				kept.put(EXISTING, setting.value());
		WORDS.put(form.command(), Map.copyOf(kept));
	}

	/** As after the end of ImageJ, for tests. */
	static void forgetSession() {
		WORDS.clear();
	}
}
