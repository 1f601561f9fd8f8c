package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.campaign.Disk;
import org.labelupscaler.campaign.Program;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.LocalStore;

/** Runs in a process of their own that is killed, interrupted, or out of disk space, and then resumed. */
@Timeout(300)
class KillAndResumeTest {

	@TempDir
	private Path folder;
	private Path source;

	@BeforeEach
	void makeSource() throws IOException {
		source = TestSources.writeNrrd(TestSources.random(new Random(5), LabelType.UINT32, 40, 40, 40), folder.resolve(
			"brain.nrrd"));
	}

	private ProcessBuilder program(final Path target, final String... more) {
		final List<String> words = new ArrayList<>(Program.java(Main.class, "-Xmx128m"));
		words.addAll(List.of("upscale", source.toString(), target.toString(), "--size", "240,240,240", "--threads", "2",
			"--progress", "none"));
		words.addAll(List.of(more));
		if (!words.contains("--block"))
			words.addAll(List.of("--block", "20"));
		return new ProcessBuilder(words).redirectErrorStream(true);
	}

	private static String finish(final Process process, final int exitCode) throws Exception {
		final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(exitCode, process.waitFor(), said);
		return said;
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "lz4", "zstd", "raw" })
	void aKilledRunEndsInTheSameBytes(final String compression) throws Exception {
		final Path whole = folder.resolve("whole.n5");
		finish(program(whole, "--compression", compression).start(), 0);
		final Random random = new Random(compression.hashCode());
		final Path target = folder.resolve("killed.n5");
		final Path s0 = target.resolve("setup0/timepoint0/s0");
		// NB: columns are worked through in the order of x, so that each run is killed a little later than the one before.
		for (final Path sign : new Path[] { target, s0.resolve("2"), s0.resolve("5"), s0.resolve("9") }) {
			final Process process = program(target, "--compression", compression, "--existing", "resume").start();
			while (process.isAlive() && !Files.exists(sign))
				Thread.sleep(1);
			Thread.sleep(random.nextInt(40));
			process.destroyForcibly().waitFor();
			final boolean killed = process.exitValue() > 128;
			assertTrue(killed, "the run ended before it could be killed: " + process.exitValue());
		}
		finish(program(target, "--compression", compression, "--existing", "resume").start(), 0);
		assertEquals(PlainN5.tree(whole), PlainN5.tree(target));
		assertEquals(Files.readString(folder.resolve("whole.n5.labels.csv")), Files.readString(folder.resolve(
			"killed.n5.labels.csv")));
		assertNothingTemporary();
	}

	private void assertNothingTemporary() throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			assertFalse(walk.anyMatch(p -> p.toString().endsWith(".part") || p.toString().endsWith(".tmp") || p.toString()
				.endsWith(".lock")));
		}
	}

	@Test
	void controlCLeavesAResumableContainer() throws Exception {
		Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "signals are not of Windows");
		final Path target = folder.resolve("stopped.n5");
		final Process process = program(target, "--background", "write", "--block", "4").start();
		while (process.isAlive() && !Files.exists(target.resolve("setup0/timepoint0/s0/0")))
			Thread.sleep(5);
		new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
		final String said = finish(process, 130);
		assertTrue(said.contains("--existing resume"), said);
		assertNothingTemporaryBut(".lock");
		assertTrue(Files.readString(target.resolve("attributes.json")).contains("running"));
		final String info = new String(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-cp", System.getProperty("java.class.path"), Main.class.getName(), "verify", target.toString(), "--blocks", "5")
				.redirectErrorStream(true).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertTrue(info.contains("not complete") || info.contains("expected label"), info);
	}

	private void assertNothingTemporaryBut(final String ending) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			final List<Path> left = walk.filter(p -> p.toString().endsWith(".part") || p.toString().endsWith(".tmp")).filter(
				p -> !p.toString().endsWith(ending)).toList();
			assertEquals(List.of(), left);
		}
	}

	/** NB: two processes; the lock of a file is of the process, so a test within one would not see it lost. */
	@Test
	void aSecondProcessIsRefused() throws Exception {
		final Path target = folder.resolve("shared.n5");
		final Process first = program(target, "--background", "write", "--block", "5").start();
		while (first.isAlive() && !Files.exists(target.resolve("setup0/timepoint0/s0/0")))
			Thread.sleep(5);
		for (final String existing : new String[] { "resume", "overwrite" }) {
			final String refused = finish(program(target, "--background", "write", "--block", "5", "--existing", existing)
				.start(), 2);
			assertTrue(refused.contains("another run"), refused);
		}
		assertTrue(first.isAlive(), "the first run should still be at work");
		new ProcessBuilder("kill", "-INT", "" + first.pid()).start().waitFor();
		finish(first, 130);
		finish(program(target, "--background", "write", "--block", "5", "--existing", "resume").start(), 0);
		assertNothingTemporary();
	}

	/** A run that is refused in the same process must not take the lock away from the one that has it. */
	@Test
	void aRefusedRunLeavesTheLockAlone() throws Exception {
		final Path target = folder.resolve("held.n5");
		try (Lease held = LocalStore.at(target).lease()) {
			assertThrows(InvalidInputException.class, () -> LocalStore.at(target).lease());
			final String refused = finish(program(target, "--existing", "resume").start(), 2);
			assertTrue(refused.contains("another run"), refused);
		}
		finish(program(target, "--existing", "resume").start(), 0);
	}

	/** On a file system of a few megabytes, where one can be mounted. */
	@Test
	void aFullDiskIsSaidAndLeavesNothingHalfWritten() throws Exception {
		final Path disk = Files.createDirectory(folder.resolve("disk"));
		final Disk small = Disk.mount(disk, "size=3m");
		Assumptions.assumeTrue(small != null, "no file system can be mounted here");
		try (small) {
			final Path target = disk.resolve("labels.n5");
			// NB: the estimate sees that it will not fit; the run is made to try nevertheless by resuming.
			final String refused = finish(program(target, "--compression", "raw", "--temp", folder.toString()).start(), 2);
			assertTrue(refused.contains("free"), refused);
			assertFalse(Files.exists(target));
			Files.createDirectory(target);
			final String failed = finish(program(target, "--compression", "raw", "--existing", "resume", "--temp", folder
				.toString()).start(), 1);
			assertTrue(failed.contains("No space left") && failed.contains("block") && !failed.contains("\tat "), failed);
			final Path whole = folder.resolve("whole.n5");
			finish(program(whole, "--compression", "raw").start(), 0);
			final Map<String, String> good = PlainN5.tree(whole);
			final Map<String, String> found = PlainN5.tree(target);
			assertTrue(found.size() > 10);
			found.forEach((name, bytes) -> {
				if (!name.equals("attributes.json"))
					assertEquals(good.get(name), bytes, name + " is whole");
			});
			assertTrue(small.remount("size=500m"));
			finish(program(target, "--compression", "raw", "--existing", "resume").start(), 0);
			assertEquals(good, PlainN5.tree(target));
		}
	}

	@Test
	void aReadOnlyFolderIsSaid() throws Exception {
		final Path disk = Files.createDirectory(folder.resolve("disk"));
		final Disk readOnly = Disk.mount(disk, "size=3m,ro");
		Assumptions.assumeTrue(readOnly != null, "no file system can be mounted here");
		try (readOnly) {
			final String refused = finish(program(disk.resolve("labels.n5")).start(), 2);
			assertEquals(1, refused.lines().filter(line -> !line.startsWith("Reading brain.nrrd ")).count(), refused);
			assertTrue(refused.contains(disk.toString()), refused);
		}
	}
}
