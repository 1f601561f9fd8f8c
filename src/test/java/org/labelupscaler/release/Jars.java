package org.labelupscaler.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small jars for tests. */
final class Jars {

	private Jars() {}

	/**
	 * @param entries name, content, name, content …, in the order of the jar; a name that ends with a slash is a folder
	 * @return the jar, in a folder that is made if it is not there
	 */
	static Path write(final Path jar, final String... entries) throws IOException {
		Files.createDirectories(jar.getParent());
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < entries.length; i += 2) {
				zip.putNextEntry(new ZipEntry(entries[i]));
				zip.write(entries[i + 1].getBytes(StandardCharsets.ISO_8859_1));
				zip.closeEntry();
			}
		}
		return jar;
	}
}
