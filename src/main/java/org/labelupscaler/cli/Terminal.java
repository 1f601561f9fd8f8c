package org.labelupscaler.cli;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.labelupscaler.Remedy;
import org.labelupscaler.store.Stores;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;

/** What a terminal is told: exit codes, and texts as it can show them. */
final class Terminal {

	/** What the program is called in what to type next: as launchers are, or where the build has left them. */
	static final String PROGRAM = System.getProperty("labelupscaler.command", "label-upscaler");

	static final int OK = 0;
	static final int FAILED = 1;
	static final int WRONG_INPUT = 2;
	static final int CANCELLED = 130;

	/** Settings as options. */
	static final Remedy.Dialect DIALECT = setting -> "--" + setting.name().replace(' ', '-') + (setting.value().isEmpty() ? ""
		: " " + setting.value());

	private Terminal() {}

	/** The last part of a name, which is enough to know it again. */
	static String name(final String path) {
		final String plain = path.contains("://") ? path.replaceFirst("(?s)[?#].*", "") : path;
		return plain.replaceFirst("[/\\\\]+$", "").replaceFirst("(?s).*[/\\\\](?=[^/\\\\])", "");
	}

	/** A name as it is typed into a shell. */
	static String quoted(final Path path) {
		return quoted(Stores.describe(path), File.separatorChar == '\\');
	}

	/** The same, for the shells of Windows or for others. NB: cmd knows no other quotes than double ones, which no name on Windows has. */
	static String quoted(final String name, final boolean windows) {
		if (name.matches("[\\p{L}\\p{N}_@%+=:,./" + (windows ? "\\\\" : "") + "-]+"))
			return name;
		return windows ? '"' + name + '"' : "'" + name.replace("'", "'\\''") + "'";
	}

	/** What opens a container. */
	static String open(final VolumeFormat format, final Path container) {
		return "Open:    Plugins > Label Upscaler > View Labels in BigDataViewer... in Fiji, or " + format.howToOpen(format.store(container));
	}

	/** What to type to see a container. */
	static String preview(final Path container) {
		return PROGRAM + " preview " + quoted(container) + " " + quoted(Path.of(VolumeFormats.sibling(container, ".png").getFileName().toString()));
	}

	/**
	 * @param text a text that may come from a file
	 * @return it, without characters that a terminal takes for commands
	 */
	static String shown(final String text) {
		return text.replaceAll("[\\p{Cntrl}\\x80-\\x9F&&[^\n\t]]", "?");
	}

	/** A text with what the terminal's character set lacks in plain letters: mm^3 and 3 dots. */
	static String encodable(final String text) {
		return encodable(encodable(text, charset("stdout", System::getProperty)), charset("stderr", System::getProperty));
	}

	/** The same for a character set. */
	static String encodable(final String text, final Charset charset) {
		if (charset.newEncoder().canEncode(text))
			return text;
		return text.replace("\u00B2", "^2").replace("\u00B3", "^3").replace("\u2026", "...").replace("\u00B5", "u").replace("\u03C3", "sigma");
	}

	/** A JSON document for a stream of a character set. NB: JSON is UTF-8; all that is not ASCII is in its strings, which can say it in ASCII. */
	static String json(final String document, final Charset charset) {
		return charset.equals(StandardCharsets.UTF_8) ? document : Pattern.compile("[^\\x00-\\x7F]").matcher(document).replaceAll(letter -> letter.group()
			.chars().mapToObj(c -> String.format("\\\\u%04x", c)).collect(Collectors.joining()));
	}

	/**
	 * The character set of one of Java's streams. NB: Java 19 and later say it; earlier ones only if the stream goes to a console, whose
	 * character set on Windows is not that of the system.
	 *
	 * @param stream stdout or stderr
	 * @param properties Java's
	 */
	static Charset charset(final String stream, final UnaryOperator<String> properties) {
		for (final String name : List.of(stream + ".encoding", "sun." + stream + ".encoding", "native.encoding"))
			if (properties.apply(name) != null)
				try {
					return Charset.forName(properties.apply(name));
				}
				catch (final IllegalArgumentException e) {
					// NB: Java itself then takes the next one, too.
				}
		return Charset.defaultCharset();
	}
}
