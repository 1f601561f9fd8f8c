package org.labelupscaler.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher for Linux and macOS, with Javas that only say how they are called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

	@TempDir
	private Path folder;

	private Path launcher;

	@BeforeEach
	void unpack() throws IOException {
		launcher = executable(folder.resolve("a b/lu/bin/label-upscaler"), Files.readString(Path.of("src/assembly/bin/label-upscaler")));
	}

	private static Path executable(final Path file, final String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		assertTrue(file.toFile().setExecutable(true));
		return file;
	}

	/** @return the home of a Java that prints each of its arguments in a line, or its version if it is asked for that */
	private Path java(final String version) throws IOException {
		final Path home = folder.resolve("java " + version);
		executable(home.resolve("bin/java"), "#!/bin/sh\nif [ \"$1\" = -version ]; then echo \"openjdk version \\\"" + version +
			"\\\" 2020-01-01\" >&2; else printf '%s\\n' \"$@\"; fi\n");
		return home;
	}

	private record Said(int status, String text) {}

	/** Nothing of this process's environment is handed on but the path to the tools. */
	private Said start(final Path program, final Map<String, String> environment, final String... words) throws Exception {
		final String[] line = new String[words.length + 2];
		line[0] = "/bin/sh";
		line[1] = program.toString();
		System.arraycopy(words, 0, line, 2, words.length);
		final ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true).directory(folder.toFile());
		builder.environment().clear();
		builder.environment().putAll(new TreeMap<>(Map.of("PATH", tools().toString())));
		builder.environment().putAll(environment);
		final Process process = builder.start();
		final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Said(process.waitFor(), text);
	}

	/** A folder of what the launcher calls, without any Java. */
	private Path tools() throws IOException {
		final Path tools = Files.createDirectories(folder.resolve("tools"));
		for (final String tool : Set.of("dirname", "readlink", "sed", "head"))
			for (final String place : Set.of("/bin/", "/usr/bin/"))
				if (Files.exists(Path.of(place + tool)))
					executable(tools.resolve(tool), "#!/bin/sh\nexec " + place + tool + " \"$@\"\n");
		return tools;
	}

	private Map<String, String> javaHome(final Path home) {
		return Map.of("JAVA_HOME", home.toString());
	}

	@Test
	void wordsAndFoldersMayHaveSpaces() throws Exception {
		final Said said = start(launcher, javaHome(java("17.0.1")), "verify", "my labels.nrrd", "", "*");
		assertEquals("-XX:MaxRAMPercentage=50\n-Dfile.encoding=UTF-8\n-Dlabelupscaler.command=label-upscaler\n-cp\n" + folder.toRealPath() +
			"/a b/lu/lib/*\norg.labelupscaler.cli.Main\nverify\nmy labels.nrrd\n\n*\n", said.text());
		assertEquals(0, said.status());
	}

	/** Long work needs both compilers of Java. */
	@Test
	void onlyWhatTakesAMomentBeginsQuickly() throws Exception {
		for (final String word : new String[] { "info", "chart", "help", "--help", "--version" })
			assertTrue(start(launcher, javaHome(java("17")), word).text().startsWith("-XX:TieredStopAtLevel=1\n-XX:MaxRAM"), word);
		for (final String word : new String[] { "upscale", "verify", "preview", "cells", "project", "cellvolume", "cellpoints", "demo", "@info" })
			assertTrue(start(launcher, javaHome(java("17")), word).text().startsWith("-XX:MaxRAM"), word);
		assertTrue(start(launcher, javaHome(java("17"))).text().startsWith("-XX:MaxRAM"));
	}

	/** The launcher for Windows cannot be run here; what it hands to Java must be the same. */
	@Test
	void onWindowsJavaIsStartedInTheSameWay() throws IOException {
		final String windows = Files.readString(Path.of("src/assembly/bin/label-upscaler.bat")).lines().filter(line -> line.contains(" -cp "))
			.findFirst().orElseThrow();
		final String here = Files.readString(launcher).lines().filter(line -> line.contains(" -cp ")).findFirst().orElseThrow();
		assertEquals(here.replace("exec \"$java\" $quick", "\"%LU_JAVA%\" %LU_QUICK%").replace("$JAVA_OPTS", "%JAVA_OPTS%").replace("$home/lib/*", "%LU_LIB%\\*")
			.replace("\"$@\"", "%*"), windows);
	}

	/** The class path's last separator must not stand before a quote, nor may any letter depend on the character set of a console. */
	@Test
	void theOneForWindowsIsPlain() throws IOException {
		final String windows = Files.readString(Path.of("src/assembly/bin/label-upscaler.bat"));
		assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(windows));
		assertTrue(windows.lines().noneMatch(line -> line.contains("\\\"")), windows);
	}

	@Test
	void aLinkFindsItsLibraries() throws Exception {
		final Path link = Files.createDirectories(folder.resolve("home/bin")).resolve("lu");
		Files.createSymbolicLink(link.resolveSibling("second"), link.getParent().relativize(launcher));
		Files.createSymbolicLink(link, Path.of("second"));
		final Said said = start(link, javaHome(java("25")));
		assertTrue(said.text().contains(folder.toRealPath() + "/a b/lu/lib/*\n"), said.text());
	}

	@Test
	void optionsOfJavaComeAfterTheOwn() throws Exception {
		final Said said = start(launcher, Map.of("JAVA_HOME", java("21").toString(), "JAVA_OPTS", "-Xmx512m -Da=b"));
		assertTrue(said.text().contains("command=label-upscaler\n-Xmx512m\n-Da=b\n-cp\n"), said.text());
	}

	@Test
	@DisabledOnOs(OS.MAC)
	void aMissingOrOldJavaIsOneSentence() throws Exception {
		for (final Said said : new Said[] { start(launcher, Map.of()), start(launcher, javaHome(folder.resolve("nowhere"))), start(launcher,
			javaHome(java("11.0.2"))), start(launcher, javaHome(java("1.8.0_402"))) }) {
			assertEquals(1, said.status());
			assertTrue(said.text().matches("label-upscaler: .*Install Java 17 or later.*\n"), said.text());
		}
		assertTrue(start(launcher, javaHome(java("1.8.0_402"))).text().contains("Java 1.8.0_402, which is too old"));
	}

	@Test
	void theFileReleaseIsAskedFirst() throws Exception {
		final Path home = java("11.0.2");
		Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\nJAVA_VERSION_DATE=\"2025-04-15\"\n");
		assertEquals(0, start(launcher, javaHome(home)).status());
		Files.writeString(home.resolve("release"), "JAVA_VERSION=\"16\"\n");
		assertTrue(start(launcher, javaHome(home)).text().contains("Java 16, which is too old"));
	}

	@Test
	@DisabledOnOs(OS.MAC)
	void aJavaOnThePathIsEnough() throws Exception {
		Files.createSymbolicLink(tools().resolve("java"), java("18-ea").resolve("bin/java"));
		final Said said = start(launcher, Map.of());
		assertEquals(0, said.status(), said.text());
		assertTrue(said.text().contains("org.labelupscaler.cli.Main"), said.text());
	}
}
