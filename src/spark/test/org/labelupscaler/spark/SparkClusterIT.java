package org.labelupscaler.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.label.LabelType;

/**
 * The jar on a real cluster of one master and two workers, each a process: what comes out is, file by file and bit by bit, what the
 * command line writes in one process, whatever is killed meanwhile. Takes a minute or so.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkClusterIT {

	private static final Path JAR = Path.of("target", "label-upscaler-spark.jar").toAbsolutePath();
	private static final long MOST_SECONDS = 120;
	/** So much that a job lasts some seconds, and can be killed in the middle. */
	private static final String[] OPTIONS = { "--factors", "6", "--block", "24", "--levels", "2,2,2;4,4,4", "--unit", "um", "--progress",
		"none" };
	/** So long that the other worker does all the rest, and a copy of what stands still. */
	private static final long STANDSTILL_MILLISECONDS = 8000;
	private static final int MOST_ATTEMPTS = 5;
	private static final long ORPHANS_MILLISECONDS = 4000;
	/** Copies of tasks as soon as they are slower than others. */
	private static final List<String> SPECULATION = List.of("spark.speculation=true", "spark.speculation.interval=20ms",
		"spark.speculation.multiplier=1.01", "spark.speculation.quantile=0.05", "spark.speculation.minTaskRuntime=1ms");

	@TempDir
	private static Path folder;
	private static Path source;
	private static StandaloneCluster cluster;
	private static Map<String, String> expected;

	@BeforeAll
	static void start() throws Exception {
		cluster = new StandaloneCluster(Files.createDirectories(folder.resolve("spark-home")), 2);
		final Volume labels = TestSources.random(new Random(7), LabelType.UINT32, 110, 90, 80);
		source = TestSources.writeNrrd(labels, folder.resolve("labels.nrrd"));
		assertEquals(0, Main.run(words("here")));
		expected = tree("here");
		assertTrue(expected.size() > 5000, expected.size() + " files");
	}

	@AfterAll
	static void stop() throws Exception {
		cluster.close();
	}

	private static String[] words(final String place, final String... more) throws Exception {
		final List<String> words = new ArrayList<>(List.of("upscale", source.toString(), Files.createDirectories(folder.resolve(place)).resolve(
			"v.n5").toString()));
		words.addAll(List.of(OPTIONS));
		words.addAll(List.of(more));
		return words.toArray(String[]::new);
	}

	private static Map<String, String> tree(final String place) throws Exception {
		final Map<String, String> tree = PlainN5.tree(folder.resolve(place));
		// NB: an executor that is killed leaves what it has not finished.
		tree.keySet().removeIf(name -> name.contains("lock") || name.endsWith(".part"));
		return tree;
	}

	private static void assertSame(final String place) throws Exception {
		final Map<String, String> tree = tree(place);
		assertEquals(expected.keySet(), tree.keySet());
		assertEquals(expected, tree);
	}

	private static String said(final String name) throws Exception {
		return Files.readString(cluster.log(name));
	}

	private static void assertEnds(final Process driver, final String name, final int code) throws Exception {
		assertTrue(driver.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> name + " hangs");
		assertEquals(code, driver.exitValue(), said(name));
	}

	/** Waits until some blocks are there. */
	private static void awaitBlocks(final String place, final int count, final Process driver) throws Exception {
		final Path level = folder.resolve(place).resolve("v.n5");
		while (driver.isAlive()) {
			if (Files.exists(level))
				try (Stream<Path> files = Files.walk(level)) {
					if (files.filter(file -> file.getFileName().toString().matches("[0-9]+")).limit(count).count() == count)
						return;
				}
				catch (final UncheckedIOException e) {
					// NB: a temporary file that is gone by now.
				}
			Thread.sleep(50);
		}
		throw new AssertionError("ended before there were " + count + " blocks");
	}

	/** NB: whether it makes copies is Spark's own affair, and now and then it makes none while a worker stands still. */
	@Test
	@Order(1)
	void copiesOfSlowTasksChangeNothing() throws Exception {
		boolean copied = false;
		for (int attempt = 1; attempt <= MOST_ATTEMPTS && !copied; attempt++) {
			final String name = "speculation" + attempt;
			final Process driver = cluster.submit(name, JAR, SPECULATION, words(name));
			// NB: an executor that has just begun asks the other for the work, and would stand still with it.
			while (!(cluster.hasDoneTask(0, attempt) && cluster.hasDoneTask(1, attempt)) && driver.isAlive())
				Thread.sleep(20);
			final boolean standing = driver.isAlive() && cluster.signalExecutor(0, "STOP") > 0;
			// NB: if all is done by then, it is by copies of what stands still; otherwise what was copied is killed as it goes on.
			final boolean done = driver.waitFor(STANDSTILL_MILLISECONDS, TimeUnit.MILLISECONDS);
			cluster.signalExecutor(0, "CONT");
			assertEnds(driver, name, 0);
			assertSame(name);
			copied = standing && (done || said(name).contains("TaskKilled"));
		}
		assertTrue(copied, "Spark made no copies in " + MOST_ATTEMPTS + " attempts");
	}

	@Test
	@Order(2)
	void aSourceThatIsSentIsReadThere() throws Exception {
		final Process driver = cluster.submit("sent", JAR, List.of("spark.labelupscaler.source=send"), words("sent"));
		assertEnds(driver, "sent", 0);
		assertTrue(said("sent").contains("is sent to the workers"), said("sent"));
		assertSame("sent");
		final Process verify = cluster.submit("verify", JAR, List.of(), "verify", folder.resolve("sent/v.n5").toString(), "--blocks", "all",
			"--progress", "none");
		assertEnds(verify, "verify", 0);
		assertTrue(said("verify").contains("No difference"), said("verify"));
		assertFalse(said("verify").contains("is sent"), said("verify"));
	}

	@Test
	@Order(3)
	void aDriverThatIsKilledIsResumed() throws Exception {
		final Process driver = cluster.submit("killed", JAR, List.of(), words("resumed"));
		awaitBlocks("resumed", 500, driver);
		StandaloneCluster.kill(driver.toHandle());
		// NB: executors end when they miss the driver, and write until then.
		Thread.sleep(ORPHANS_MILLISECONDS);
		assertTrue(tree("resumed").size() < expected.size(), "killed too late");
		final Process again = cluster.submit("resumed", JAR, List.of(), words("resumed", "--existing", "resume"));
		assertEnds(again, "resumed", 0);
		assertSame("resumed");
	}

	@Test
	@Order(4)
	void aWorkerThatIsKilledIsReplaced() throws Exception {
		final Process driver = cluster.submit("one-worker", JAR, SPECULATION, words("one-worker"));
		awaitBlocks("one-worker", 500, driver);
		cluster.killWorker(0);
		assertEnds(driver, "one-worker", 0);
		assertTrue(said("one-worker").contains("Lost executor"), "killed too late: " + said("one-worker"));
		assertSame("one-worker");
	}

	/** NB: one worker is left by now. */
	@Test
	@Order(5)
	void aFailureOfAnExecutorIsOneLine() throws Exception {
		final String[] words = { "upscale", source.toString(), folder.resolve("damaged.n5").toString(), "--factors", "2", "--block", "32",
			"--unit", "um", "--progress", "none", "--existing", "resume" };
		assertEquals(0, Main.run(words));
		final Path block;
		try (Stream<Path> files = Files.walk(folder.resolve("damaged.n5"))) {
			block = files.filter(file -> file.toString().endsWith("/1/1/1")).sorted().findFirst().orElseThrow();
		}
		Files.delete(block);
		Files.createDirectories(block.resolve("in-the-way"));
		final Process driver = cluster.submit("failure", JAR, List.of(), words);
		assertEnds(driver, "failure", 1);
		final String said = said("failure");
		assertFalse(said.contains("\tat "), said);
		final List<String> lines = said.lines().filter(line -> line.startsWith("label-upscaler: ")).toList();
		assertEquals(1, lines.size(), said);
		assertTrue(lines.get(0).startsWith("label-upscaler: executor ") && lines.get(0).contains(block.toString()), said);
	}
}
