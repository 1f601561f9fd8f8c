package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The update site of what this very build has left in target/dist, so that a new library, or another version, is seen here. */
class ReleaseIT {

	/** What Fiji has, named here once more. */
	static final Set<String> FIJI = Set.of("jars/gson.jar", "jars/commons-compress.jar", "jars/commons-io.jar",
		"jars/commons-lang3.jar", "jars/commons-codec.jar", "jars/lz4-java.jar", "jars/zstd-jni.jar", "jars/caffeine.jar", "jars/xz.jar",
		"jars/slf4j-api.jar");

	private static final Path LIB = Path.of("target/dist/lib");

	@TempDir
	private Path folder;

	@Test
	void theSiteShipsWhatFijiLacks() throws Exception {
		Files.createDirectories(folder.resolve("downloads"));
		Release.run(LIB.toString(), folder.resolve("site").toString(), folder.resolve("downloads").toString(), "2026-11-29T00:00:00Z",
			"Labels", "");
		final Document index = SiteRules.check(folder.resolve("site"), FIJI);
		assertEquals(Set.of("plugins/Label_Upscaler", "jars/jhdf", "jars/compress-lzf", "jars/commons-csv", "jars/url-connection-client"),
			names(index));
	}

	@Test
	void everyLibraryIsKnown() throws Exception {
		final List<Path> jars;
		try (Stream<Path> entries = Files.list(LIB)) {
			jars = new ArrayList<>(entries.toList());
		}
		final Path stranger = Jars.write(folder.resolve("stranger-1.0.jar"), "a", "");
		jars.add(stranger);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> FijiLibraries.offers(jars, "")).getMessage().contains(
			"stranger-1.0.jar"));
		jars.remove(stranger);
		assertTrue(jars.removeIf(jar -> jar.getFileName().toString().startsWith("gson")));
		assertThrows(IllegalArgumentException.class, () -> FijiLibraries.offers(jars, ""), "named as a dependency, and not used any more");
	}

	@Test
	void theZipForFijiHasTheSame() throws Exception {
		final String descriptor = Files.readString(Path.of("src/assembly/fiji.xml"));
		assertEquals(Set.of("jhdf", "compress-lzf", "commons-csv", "url-connection-client"), Stream.of(descriptor.split(
			"<include>[a-z.]+:|</include>")).filter(part -> part.matches("[a-z0-9-]+")).collect(Collectors.toSet()));
	}

	private static Set<String> names(final Document index) {
		final NodeList plugins = index.getElementsByTagName("plugin");
		return IntStream.range(0, plugins.getLength()).mapToObj(i -> ((Element) plugins.item(i)).getAttribute("filename").replaceFirst(
			"-\\d.*", "")).collect(Collectors.toSet());
	}
}
