package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against values of the real updater, and against the rule written in another way. */
class SiteChecksumTest {

	private static final String[] JAR = { //
		"z/last.txt", "#not a comment\n", //
		"META-INF/", "", //
		"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nMain-Class: a.B\r\n\r\n", //
		"META-INF/maven/pom.properties", "#Created by Maven\n#Sun Nov 29\nversion=1\n\n#kept, after an empty line\n#\n#kept too\n##\n" +
			"#and this\na=#b\n#open end", //
		"a/", "", //
		"a/B.class", "\u00ca\u00fe\u00ba\u00be\u0000", //
	};

	@TempDir
	private Path folder;

	private String ofJar(final String... entries) throws IOException {
		return SiteChecksum.of("jars/any.jar", Jars.write(folder.resolve("any.jar"), entries));
	}

	private static String[] with(final String... changes) {
		final String[] entries = JAR.clone();
		for (int i = 0; i < entries.length; i += 2)
			for (int j = 0; j < changes.length; j += 2)
				if (entries[i].equals(changes[j]))
					entries[i + 1] = changes[j + 1];
		return entries;
	}

	/** Values that {@code UpdaterUtil.getDigest} of imagej-updater 2.0.4 gave for these files. */
	@Test
	void theRealUpdaterSaysTheSame() throws Exception {
		assertEquals("e72dc0fe1922c4970489ae3b061b0ea4b8d7d1fe", ofJar(JAR));
		assertEquals("16a6fab1c490ba3b3ff222572928beb5815be75e", SiteChecksum.of("luts/labels.lut", Files.writeString(folder.resolve("x"),
			"#1\n\n#2\n")));
	}

	@Test
	void whatABuildChangesDoesNotCount() throws IOException {
		final String sum = ofJar(JAR);
		assertEquals(sum, ofJar(with("META-INF/MANIFEST.MF", "other")));
		assertEquals(sum, ofJar(with("META-INF/maven/pom.properties", JAR[7].replace("Nov 29", "Dec 1"))));
		final List<String> turned = new ArrayList<>();
		for (int i = JAR.length - 2; i >= 0; i -= 2)
			turned.addAll(List.of(JAR[i], JAR[i + 1]));
		assertEquals(sum, ofJar(turned.toArray(String[]::new)));
	}

	@Test
	void whatAProgrammerChangesCounts() throws IOException {
		final String sum = ofJar(JAR);
		assertNotEquals(sum, ofJar(with("META-INF/maven/pom.properties", JAR[7].replace("version=1", "version=2"))));
		assertNotEquals(sum, ofJar(with("META-INF/maven/pom.properties", JAR[7].replace("kept,", "kept"))));
		assertNotEquals(sum, ofJar(with("z/last.txt", "#another\n")));
		assertNotEquals(sum, ofJar(with("a/B.class", "")));
		final List<String> fewer = new ArrayList<>(List.of(JAR));
		fewer.subList(fewer.indexOf("a/"), fewer.indexOf("a/") + 2).clear();
		assertNotEquals(sum, ofJar(fewer.toArray(String[]::new)), "folders count");
	}

	@Test
	void aFileThatIsNoJarCountsWithItsPath() throws IOException {
		final Path file = Files.writeString(folder.resolve("x.txt"), "labels");
		assertNotEquals(SiteChecksum.of("macros/a.txt", file), SiteChecksum.of("macros/b.txt", file));
		assertThrows(IOException.class, () -> SiteChecksum.of("jars/x.jar", file), "it is no jar");
	}

	@Test
	void randomJarsHaveTheSumOfTheRuleInAnotherForm() throws Exception {
		final Random random = new Random(18);
		for (int n = 0; n < 300; n++) {
			final List<String> entries = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				final StringBuilder text = new StringBuilder();
				for (int c = random.nextInt(40); c > 0; c--)
					text.append("#\n\ra\u00e9".charAt(Math.min(4, random.nextInt(8))));
				entries.addAll(List.of("\u00e9Zab/_".charAt(random.nextInt(5)) + "" + i + (random.nextBoolean() ? ".properties" : ".txt"), text
					.toString()));
			}
			final Path jar = Jars.write(folder.resolve("r.jar"), entries.toArray(String[]::new));
			assertEquals(SlowChecksum.of("jars/r.jar", jar), SiteChecksum.of("jars/r.jar", jar), entries::toString);
		}
	}
}
