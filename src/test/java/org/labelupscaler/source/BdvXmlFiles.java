package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** XML files of BigDataViewer beside images that others have written. */
abstract class BdvXmlFiles {

	@TempDir
	Path folder;

	@BeforeEach
	void unpack() throws Exception {
		GoldenArrays.unpack("hdf5/files", folder);
	}

	static List<String> expected() throws Exception {
		return Hdf5Files.expected().filter(line -> line.contains(".xml")).toList();
	}

	Path change(final String right, final String wrong) throws Exception {
		final String text = Files.readString(folder.resolve("bdv.xml"));
		final String changed = text.replaceAll(right, java.util.regex.Matcher.quoteReplacement(wrong));
		assertTrue(!changed.equals(text), right);
		return Files.write(folder.resolve("changed.xml"), changed.getBytes(StandardCharsets.UTF_8));
	}
}
