package org.labelupscaler.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The updater's checksum written once more, in another way: the jar is read from front to back, everything that counts becomes one
 * text, and comments are taken out by looking at whole lines and the line before each.
 */
final class SlowChecksum {

	private SlowChecksum() {}

	/** @return as {@link SiteChecksum#of} */
	static String of(final String name, final Path file) throws Exception {
		final StringBuilder all = new StringBuilder();
		if (name.endsWith(".jar"))
			entries(file).forEach((entry, content) -> all.append(entry.replaceAll("[^\\x00-\\x7f]", "?")).append(entry.equals(
				"META-INF/MANIFEST.MF") ? "" : entry.endsWith(".properties") ? withoutComments(content) : content));
		else
			all.append(name).append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
		final StringBuilder hex = new StringBuilder();
		for (final byte b : MessageDigest.getInstance("SHA-1").digest(all.toString().getBytes(StandardCharsets.ISO_8859_1)))
			hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
		return hex.toString();
	}

	private static TreeMap<String, String> entries(final Path jar) throws IOException {
		final TreeMap<String, String> entries = new TreeMap<>();
		try (InputStream in = Files.newInputStream(jar); ZipInputStream zip = new ZipInputStream(in)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		return entries;
	}

	private static String withoutComments(final String text) {
		final String[] lines = text.split("\n", -1);
		final StringBuilder counted = new StringBuilder();
		boolean overlooked = false;
		for (int i = 0; i < lines.length; i++) {
			final boolean last = i == lines.length - 1;
			final boolean comment = lines[i].startsWith("#") && !overlooked;
			overlooked = !overlooked && Pattern.matches("#*", lines[i]);
			counted.append(comment ? "" : lines[i]).append(last ? "" : "\n");
		}
		return counted.toString();
	}
}
