package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Sites of small jars, one upon the other. */
class UpdateSiteTest {

	private static final Set<String> FIJI = Set.of("jars/gson.jar");

	private static final long FIRST = 20270102030405L;

	private static final long SECOND = 20270203040506L;

	@TempDir
	private Path folder;

	private Path site(final String name) {
		return folder.resolve(name);
	}

	private UpdateSite.Offer program(final String version, final String content) throws IOException {
		final String name = "Label_Upscaler-" + version + ".jar";
		return new UpdateSite.Offer("plugins/" + name, Jars.write(folder.resolve("build/" + name), "META-INF/", "",
			"META-INF/MANIFEST.MF", "Implementation-Version: " + version, "plugins.config", content), "Labels <upscaled> & seen, in µm",
			List.of("jars/gson.jar"));
	}

	private UpdateSite.Offer library(final String version) throws IOException {
		final String name = "lib-" + version + ".jar";
		return new UpdateSite.Offer("jars/" + name, Jars.write(folder.resolve("build/" + name), "lib/A.class", "1"), "", List.of());
	}

	private UpdateSite.Offer lut() throws IOException {
		return new UpdateSite.Offer("luts/regions.lut", Files.writeString(folder.resolve("regions.lut"), "1 2 3"), "Colours", List.of());
	}

	private static Element plugin(final Document index, final String name) {
		for (int i = 0; i < index.getElementsByTagName("plugin").getLength(); i++)
			if (index.getElementsByTagName("plugin").item(i) instanceof final Element plugin && plugin.getAttribute("filename").equals(name))
				return plugin;
		throw new AssertionError("no " + name);
	}

	private static Element only(final Element plugin, final String tag) {
		assertEquals(1, plugin.getElementsByTagName(tag).getLength());
		return (Element) plugin.getElementsByTagName(tag).item(0);
	}

	@Test
	void aFirstSiteHasWhatItLists() throws Exception {
		UpdateSite.write(site("a"), List.of(program("0.1.0", "a"), library("1.0"), lut()), new SiteIndex(), FIRST);
		final Document index = SiteRules.check(site("a"), FIJI);
		assertEquals(3, index.getElementsByTagName("plugin").getLength());
		assertEquals(0, index.getElementsByTagName("previous-version").getLength());
		assertEquals("Labels <upscaled> & seen, in µm", only(plugin(index, "plugins/Label_Upscaler-0.1.0.jar"), "description")
			.getTextContent());
		assertTrue(Files.exists(site("a").resolve("plugins/Label_Upscaler-0.1.0.jar-20270102030405")));
	}

	@Test
	void theSameGivesTheSameBytes() throws Exception {
		UpdateSite.write(site("a"), List.of(program("0.1.0", "a"), library("1.0")), new SiteIndex(), FIRST);
		UpdateSite.write(site("b"), List.of(program("0.1.0", "a"), library("1.0")), new SiteIndex(), FIRST);
		assertArrayEquals(Files.readAllBytes(site("a").resolve("db.xml.gz")), Files.readAllBytes(site("b").resolve("db.xml.gz")));
	}

	@Test
	void aSecondSiteRemembersTheFirst() throws Exception {
		UpdateSite.write(site("a"), List.of(program("0.1.0", "a"), library("1.0"), lut()), new SiteIndex(), FIRST);
		final SiteIndex published = Release.published(site("a").resolve("db.xml.gz").toString());
		final String before = published.file("plugins/Label_Upscaler.jar").orElseThrow().current().orElseThrow().checksum();
		UpdateSite.write(site("b"), List.of(program("0.2.0", "b"), library("1.0")), published, SECOND);
		final Document index = SiteRules.check(site("b"), FIJI);
		final Element program = plugin(index, "plugins/Label_Upscaler-0.2.0.jar");
		assertEquals(Long.toString(SECOND), only(program, "version").getAttribute("timestamp"));
		final Element earlier = only(program, "previous-version");
		assertEquals("plugins/Label_Upscaler-0.1.0.jar", earlier.getAttribute("filename"));
		assertEquals(before, earlier.getAttribute("checksum"));
		assertEquals(Long.toString(FIRST), earlier.getAttribute("timestamp"));
		assertEquals(Long.toString(SECOND), earlier.getAttribute("timestamp-obsolete"));
		final Element library = plugin(index, "jars/lib-1.0.jar");
		assertEquals(Long.toString(FIRST), only(library, "version").getAttribute("timestamp"), "what did not change keeps its time");
		assertEquals(0, library.getElementsByTagName("previous-version").getLength());
		final Element lut = plugin(index, "luts/regions.lut");
		assertEquals(0, lut.getElementsByTagName("version").getLength(), "withdrawn");
		assertEquals(Long.toString(SECOND), only(lut, "previous-version").getAttribute("timestamp-obsolete"));
		// A third one remembers both, and one that goes back offers the first again.
		final SiteIndex second = Release.published(site("b").resolve("db.xml.gz").toString());
		UpdateSite.write(site("c"), List.of(program("0.1.0", "a"), library("1.0")), second, SECOND + 1);
		final Element back = plugin(SiteRules.check(site("c"), FIJI), "plugins/Label_Upscaler-0.1.0.jar");
		assertEquals(before, only(back, "version").getAttribute("checksum"));
		assertEquals("plugins/Label_Upscaler-0.2.0.jar", only(back, "previous-version").getAttribute("filename"));
		final SiteIndex third = UpdateSite.write(site("d"), List.of(program("0.3.0", "c")), second, SECOND + 1);
		assertEquals(List.of("plugins/Label_Upscaler-0.2.0.jar", "plugins/Label_Upscaler-0.1.0.jar"), third.file(
			"plugins/Label_Upscaler.jar").orElseThrow().earlier().stream().map(SiteFile.Earlier::name).toList());
	}

	@Test
	void aBuildOfTheSameContentIsNoNewVersion() throws Exception {
		UpdateSite.write(site("a"), List.of(program("0.1.0", "a")), new SiteIndex(), FIRST);
		final SiteIndex published = Release.published(site("a").resolve("db.xml.gz").toString());
		final UpdateSite.Offer again = new UpdateSite.Offer("plugins/Label_Upscaler-0.1.0.jar", Jars.write(folder.resolve("again.jar"),
			"plugins.config", "a", "META-INF/MANIFEST.MF", "Build-Date: another day, which makes the file larger", "META-INF/", ""), "", List
				.of());
		UpdateSite.write(site("b"), List.of(again), published, SECOND);
		final Element program = plugin(SiteRules.check(site("b"), FIJI), "plugins/Label_Upscaler-0.1.0.jar");
		assertEquals(Long.toString(FIRST), only(program, "version").getAttribute("timestamp"));
	}

	@Test
	void aReleaseIsLaterThanTheLast() throws Exception {
		UpdateSite.write(site("a"), List.of(program("0.1.0", "a"), lut()), new SiteIndex(), FIRST);
		final SiteIndex published = Release.published(site("a").resolve("db.xml.gz").toString());
		final String said = assertThrows(IllegalArgumentException.class, () -> UpdateSite.write(site("b"), List.of(program("0.2.0", "b"),
			lut()), published, FIRST)).getMessage();
		assertTrue(said.contains("20270102030405") && said.contains("outputTimestamp"), said);
		UpdateSite.write(site("b"), List.of(program("0.1.0", "a"), lut()), published, FIRST);
	}

	@Test
	void indexesOfOthersAreReadOrRefused() throws Exception {
		final Path noIndex = Files.writeString(folder.resolve("x"), "no gzip");
		assertTrue(assertThrows(IOException.class, () -> Release.published(noIndex.toString())).getMessage().contains(noIndex.toString()));
		assertThrows(IOException.class, () -> SiteIndex.read(new ByteArrayInputStream(new byte[0])));
		assertEquals(0, Release.published("").files().size());
		assertThrows(IllegalArgumentException.class, () -> UpdateSite.write(site("twice"), List.of(library("1.0"), library("1.1")),
			new SiteIndex(), FIRST));
	}
}
