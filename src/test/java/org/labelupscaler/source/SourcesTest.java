package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.labelupscaler.example.CrateFormat;

/** Which formats there are, and in which order they are asked. */
class SourcesTest {

	@Test
	void formatsAreAskedByPriority() {
		assertEquals(List.of("NrrdFormat", "MetaImageFormat", "NiftiFormat", "MghFormat", "AmiraFormat", "NpyFormat", "Hdf5Format",
			"BdvXmlFormat", "ZarrFormat", "N5Format", "PrecomputedFormat", "MicroscopeFormat", "TiffFormat", "PictureFormat",
			"CrateFormat"), Sources.formats().stream().map(format -> format.getClass().getSimpleName()).toList());
		final Set<Integer> priorities = Sources.formats().stream().map(SourceFormat::priority).collect(Collectors.toSet());
		assertEquals(Sources.formats().size(), priorities.size(), "no two have the same");
		assertEquals(0, new CrateFormat().priority());
	}

	@Test
	void noFormatIsForgotten() throws Exception {
		final Set<String> written = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/labelupscaler/source"))) {
			for (final Path file : files.filter(path -> path.toString().endsWith(".java")).toList())
				if (Files.readString(file).contains(" implements SourceFormat "))
					written.add(file.getFileName().toString().replace(".java", ""));
		}
		assertTrue(written.size() >= 14);
		final Set<String> found = new TreeSet<>();
		Sources.formats().forEach(format -> found.add(format.getClass().getSimpleName()));
		found.remove("CrateFormat");
		assertEquals(written, found);
	}
}
