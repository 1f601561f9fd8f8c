package org.labelupscaler.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The checksum by which Fiji's updater knows a file. Two builds of the same content have the same, although their dates differ: a jar
 * counts by its entries in the order of their names, each name in ASCII followed by the content; of the manifest only the name counts,
 * and of {@code .properties} files no comments. The rule is that of imagej-updater, which refuses what has another checksum.
 */
final class SiteChecksum {

	private static final String MANIFEST = "META-INF/MANIFEST.MF";

	private SiteChecksum() {}

	/**
	 * @param name path of the file below the folder of Fiji, with slashes; it counts if the file is no jar
	 * @param file where its content is
	 * @return SHA-1 in small hexadecimal digits
	 * @throws IOException if the file cannot be read, or is named a jar and is none
	 */
	static String of(final String name, final Path file) throws IOException {
		final MessageDigest digest = sha1();
		if (name.endsWith(".jar")) {
			try (ZipFile jar = new ZipFile(file.toFile())) {
				// NB: by UTF-16 units, as Java compares strings.
				final List<? extends ZipEntry> entries = jar.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
				for (final ZipEntry entry : entries) {
					digest.update(ascii(entry.getName()));
					if (!entry.getName().equals(MANIFEST))
						digest.update(counted(entry.getName(), jar.getInputStream(entry).readAllBytes()));
				}
			}
		}
		else {
			digest.update(ascii(name));
			digest.update(Files.readAllBytes(file));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	private static byte[] counted(final String entry, final byte[] content) {
		return entry.endsWith(".properties") ? withoutComments(content) : content;
	}

	/**
	 * A line that begins with # counts as an empty line. NB: the updater overlooks that a line begins where the line before was empty,
	 * or of nothing but #, so that a comment there counts in full; a checksum must follow it in this.
	 */
	private static byte[] withoutComments(final byte[] content) {
		final ByteArrayOutputStream counted = new ByteArrayOutputStream(content.length);
		boolean begins = true;
		for (int i = 0; i < content.length;) {
			final byte b = content[i++];
			if (!begins || b != '#') {
				counted.write(b);
				begins = !begins && b == '\n';
				continue;
			}
			boolean only = true;
			while (i < content.length && content[i] != '\n')
				only &= content[i++] == '#';
			if (i == content.length)
				break;
			counted.write(content[i++]);
			begins = !only;
		}
		return counted.toByteArray();
	}

	private static byte[] ascii(final String name) {
		return name.getBytes(StandardCharsets.US_ASCII);
	}

	private static MessageDigest sha1() {
		try {
			return MessageDigest.getInstance("SHA-1");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-1", e);
		}
	}
}
