package org.labelupscaler.ij;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.command.CommandDialogDriver;
import org.labelupscaler.job.Verifier;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;

/**
 * The real ImageJ 1.x with the built jar in its plugins folder, on a virtual display. Skipped where there is no display,
 * unless the variable LABEL_UPSCALER_DISPLAY says "required".
 */
class ImageJIT {

	private static VirtualDisplay display;

	@TempDir
	private Path folder;

	@BeforeAll
	static void openDisplay() throws IOException {
		display = VirtualDisplay.open("1366x768").orElse(null);
		final boolean required = "required".equals(System.getenv("LABEL_UPSCALER_DISPLAY"));
		assertTrue(display != null || !required, "there is neither Xvfb nor a display");
		assumeTrue(display != null);
	}

	@AfterAll
	static void closeDisplay() {
		if (display != null)
			display.close();
	}

	/** Lays out plugins and plugins/jars as the README says, all from target/dist. */
	private Path imageJ(final String without) throws IOException {
		final Path plugins = Files.createDirectories(folder.resolve("ImageJ/plugins"));
		Files.createDirectories(plugins.resolve("jars"));
		boolean found = false;
		try (Stream<Path> jars = Files.list(Path.of("target/dist/lib"))) {
			for (final Path jar : (Iterable<Path>) jars::iterator) {
				final String name = jar.getFileName().toString();
				found |= name.startsWith("Label_Upscaler");
				if (without.isEmpty() || !name.startsWith(without))
					Files.copy(jar, (name.startsWith("Label_Upscaler") ? plugins : plugins.resolve("jars")).resolve(name));
			}
		}
		assertTrue(found, "the jar has not been built");
		return plugins.getParent();
	}

	private String play(final String... words) throws Exception {
		return play(imageJ(""), words);
	}

	private String play(final Path imageJ, final String... words) throws Exception {
		final String ij = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(p -> new File(p)
			.getName().matches("ij-1.*\\.jar")).findFirst().orElseThrow();
		final List<String> command = new ArrayList<>(List.of("-Dplugins.dir=" + imageJ, "-cp", ij + File.pathSeparator + Path.of(
			"target/test-classes").toAbsolutePath(), ImageJDriver.class.getName()));
		command.addAll(List.of(words));
		return java(command);
	}

	/** Runs Java on the virtual display. */
	private String java(final List<String> arguments) throws Exception {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-Duser.home=" + folder));
		command.addAll(arguments);
		final Path log = folder.resolve("driver.log");
		final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
			.directory(Path.of("target").toFile());
		builder.environment().putAll(Map.of("DISPLAY", display.name(), "HOME", folder.toString()));
		final Process process = builder.start();
		final boolean ended = process.waitFor(3, TimeUnit.MINUTES);
		process.destroyForcibly();
		final String said = Files.readString(log);
		assertTrue(ended, said);
		assertEquals(0, process.exitValue(), said);
		return said;
	}

	@Test
	void theMenuHasTheEntriesAndTheirDialogsFitALaptop() throws Exception {
		play("menu");
	}

	@Test
	void whatIsTypedFastOrDroppedStaysAsItIs() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11);
		play("typing", TestSources.writeNrrd(volume, folder.resolve("my labels.nrrd")).toString());
	}

	@Test
	void theDialogAboutCellsTellsHowTheyAreUnderstood() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("my labels.nrrd"));
		final Path cells = Files.writeString(folder.resolve("my cells.csv"), "x,y,z\n1.5,2.5,3.5\n-1,0,0\n");
		play("assign", source.toString(), cells.toString());
		assertTrue(Files.exists(folder.resolve("my cells-assigned.csv")));
	}

	@Test
	void theDialogIsRecordedAndTheMacroDoesTheSameAndItsWordsOutliveImageJ() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("my labels.nrrd"));
		final Path expected = folder.resolve("expected.n5");
		assertEquals(0, Main.run("upscale", source.toString(), expected.toString(), "--factors", "3,2,4", "--progress",
			"none"));
		final Path first = folder.resolve("by \"dialog\".n5");
		final Path second = folder.resolve("by macro.n5");
		final Path imageJ = imageJ("");
		final String said = play(imageJ, "dialog", source.toString(), first.toString(), second.toString());
		assertTrue(said.contains("input=[" + source + "]"), said);
		assertEquals(PlainN5.tree(expected.resolve("setup0")), PlainN5.tree(first.resolve("setup0")));
		assertEquals(PlainN5.tree(first.resolve("setup0")), PlainN5.tree(second.resolve("setup0")));
		assertEquals(Files.readString(first.resolve("attributes.json")), Files.readString(second.resolve("attributes.json")));
		play(imageJ, "restarted", source.toString());
	}

	@Test
	void aCommandOfSciJavaHasTheSameDialog() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("my labels.nrrd"));
		java(List.of("-cp", System.getProperty("java.class.path"), CommandDialogDriver.class.getName(), source.toString(), folder.resolve(
			"by command.n5").toString()));
	}

	@Test
	void theImageInFrontIsTheSource() throws Exception {
		final Path target = folder.resolve("from image.n5");
		play("image", target.toString());
		final Volume found = PlainN5.read(target.resolve("setup0/timepoint0/s0"));
		assertEquals(LabelType.UINT16, found.type());
		for (int z = 0; z < 6; z++)
			for (int y = 0; y < 10; y++)
				for (int x = 0; x < 14; x++)
					assertEquals(1000 * (z / 2 + 1) + 10 * (y / 2) + x / 2, found.at(x, y, z));
		assertEquals(1.25, Verifier.plan(target).voxelSize().x());
		assertEquals("um", Verifier.plan(target).voxelSize().unit());
	}

	@Test
	void escapeStopsTheJobAndItCanBeResumed() throws Exception {
		final Volume noise = TestSources.random(new Random(6), LabelType.UINT16, 72, 72, 72);
		final Path source = TestSources.writeNrrd(noise, folder.resolve("noise.nrrd"));
		final Path target = folder.resolve("t.n5");
		play("escape", source.toString(), target.toString());
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(target).record().state().orElseThrow());
		assertEquals(0, Main.run("upscale", source.toString(), target.toString(), "--factors", "8", "--block", "16",
			"--existing", "resume", "--progress", "none"));
		assertEquals(0, Main.run("verify", target.toString(), "--blocks", "500", "--progress", "none"));
	}

	@Test
	void theStackShowsColoursAndTellsIds() throws Exception {
		final long[] ids = { -2L, (1L << 53) + 1 };
		final Volume volume = new Volume(LabelType.UINT64, new int[] { 2, 1, 1 }, ids);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("two.nrrd"));
		final Path target = folder.resolve("two.n5");
		assertEquals(0, Main.run("upscale", source.toString(), target.toString(), "--factors", "4,4,3", "--progress",
			"none"));
		final Path cells = Files.writeString(folder.resolve("my cells.csv"), "x,y,z\n5.2,2.9,2.5\n-1,0,0\n");
		play("stack", target.toString(), "18446744073709551614", "9007199254740993", cells.toString());
	}

	@Test
	void aMissingLibraryIsNamed() throws Exception {
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT8, 5, 4, 3);
		final Path source = TestSources.writeNrrd(volume, folder.resolve("small.nrrd"));
		final Path target = folder.resolve("small.n5");
		play(imageJ("gson"), "missing", source.toString(), target.toString());
		assertFalse(Files.exists(target.resolve("setup0")));
	}
}
