package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Parts of a job, done by runs of their own, against the same job done by one run. */
class JobPartTest extends AbstractJobTest {

	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		source = TestSources.writeNrrd(TestSources.random(new Random(8), LabelType.UINT16, 20, 15, 12), folder.resolve("brain.nrrd"));
	}

	private OptionsBuilder job(final String target) {
		return UpscaleWords.builder().source(source.toString()).target(folder.resolve(target).toString()).size("70,50,40").block("16").threads(
			"2");
	}

	private static UpscaleReport done(final OptionsBuilder options) throws Exception {
		return UpscaleJob.run(options.build(), ProgressListener.NONE);
	}

	private UpscaleReport part(final String target, final String part) throws Exception {
		return done(job(target).part(part));
	}

	private String refused(final String target, final String part) {
		return assertThrows(InvalidInputException.class, () -> part(target, part)).getMessage();
	}

	@ParameterizedTest
	@CsvSource({ "n5, 1", "n5, 3", "n5, 500", "ome.zarr, 4", "precomputed, 5" })
	void partsInAnyOrderAreTheWhole(final String ending, final int count) throws Exception {
		final UpscaleReport whole = done(job("whole." + ending));
		final Integer[] order = new Integer[count];
		Arrays.setAll(order, i -> i + 1);
		Collections.shuffle(Arrays.asList(order), new Random(count));
		final String target = "parts." + ending;
		long blocks = 0;
		for (final int part : order) {
			final UpscaleReport report = part(target, part + "/" + count);
			assertTrue(report.complete());
			assertTrue(report.labels().isEmpty(), "known at the end only");
			blocks += report.written() + report.background();
			assertEquals(0, report.kept());
		}
		assertEquals(whole.written() + whole.background(), blocks, "each block once");
		final UpscaleReport end = part(target, "finish");
		assertEquals(whole.labels().orElseThrow().rows(), end.labels().orElseThrow().rows());
		assertEquals(whole.written(), end.written());
		assertEquals(whole.logicalBytes(), end.logicalBytes());
		assertEquals(PlainN5.tree(folder.resolve("whole." + ending)), PlainN5.tree(folder.resolve(target)));
		assertEquals(Files.readString(folder.resolve("whole." + ending + ".labels.csv")), Files.readString(folder.resolve(target + ".labels.csv")));
		assertEquals(folder.resolve(target) + " is complete, so no part of it is left to be done.", refused(target, "1/" + count));
		assertEquals(folder.resolve(target) + " is complete, so no part of it is left to be done.", refused(target, "finish"));
	}

	@Test
	void whatIsMissingIsNamed() throws Exception {
		assertEquals(folder.resolve("p.n5") + ": no part of the job is done yet. Run all parts, then finish.", refused("p.n5", "finish"));
		assertFalse(Files.exists(folder.resolve("p.n5")), "nothing was made");
		part("p.n5", "2/4");
		part("p.n5", "4/4");
		final Map<?, ?> before = PlainN5.tree(folder.resolve("p.n5"));
		assertEquals(folder.resolve("p.n5") + ": of 4 parts these are not done: 1, 3. Run them, then finish.", refused("p.n5", "finish"));
		assertEquals(before, PlainN5.tree(folder.resolve("p.n5")));
		part("p.n5", "1/4");
		part("p.n5", "3/4");
		final Path result = folder.resolve("p.n5/label-upscaler-parts/3-of-4");
		final byte[] good = Files.readAllBytes(result);
		for (final int length : new int[] { 0, 8, 72, good.length - 1, good.length + 1 }) {
			Files.write(result, Arrays.copyOf(good, length));
			assertEquals(result + " is damaged. Run part 3/4 again, then finish.", refused("p.n5", "finish"));
		}
		part("p.n5", "3/4");
		assertTrue(part("p.n5", "finish").complete());
	}

	/** As in an array whose size was changed half-way. */
	@Test
	void theNumberOfPartsMayChange() throws Exception {
		part("p.n5", "1/3");
		part("p.n5", "1/2");
		assertEquals(0, part("p.n5", "2/2").kept() - keptBy(3));
		assertTrue(part("p.n5", "finish").complete());
		done(job("whole.n5"));
		assertEquals(PlainN5.tree(folder.resolve("whole.n5")), PlainN5.tree(folder.resolve("p.n5")));
	}

	/** Blocks that both the second of two parts and the first of so many do. */
	private long keptBy(final int count) throws Exception {
		part("q.n5", "1/" + count);
		return part("q.n5", "2/2").kept();
	}

	@Test
	void aStoppedPartDoesNotCount() throws Exception {
		part("p.n5", "2/2");
		final boolean[] stop = { false };
		final UpscaleReport stopped = UpscaleJob.run(job("p.n5").part("1/2").threads("1").build(), new ProgressListener() {

			@Override
			public void progress(final Progress progress) {}

			@Override
			public boolean cancelled() {
				// NB: asked first when the source is opened.
				final boolean now = stop[0];
				stop[0] = Files.exists(folder.resolve("p.n5"));
				return now;
			}
		});
		if (!stopped.complete())
			assertTrue(refused("p.n5", "finish").contains("not done: 1."));
		part("p.n5", "1/2");
		assertTrue(part("p.n5", "finish").complete());
	}

	@Test
	void otherRunsOfTheJobDoAllThatIsLeft() throws Exception {
		part("p.n5", "2/3");
		assertTrue(assertThrows(InvalidInputException.class, () -> done(job("p.n5"))).getMessage().contains("exists already"));
		assertTrue(done(job("p.n5").existing("resume")).kept() > 0);
		assertFalse(Files.exists(folder.resolve("p.n5/label-upscaler-parts")));
		part("q.n5", "2/3");
		done(job("q.n5").existing("overwrite"));
		assertEquals(PlainN5.tree(folder.resolve("p.n5")), PlainN5.tree(folder.resolve("q.n5")));
	}

	@Test
	void anotherJobIsRefused() throws Exception {
		part("p.n5", "1/2");
		final String refused = assertThrows(InvalidInputException.class, () -> done(job("p.n5").part("2/2").block("32"))).getMessage();
		assertTrue(refused.contains("made by another job"), refused);
		assertTrue(assertThrows(InvalidInputException.class, () -> job("p.n5").part("2/2").existing("overwrite").build()).getMessage()
			.startsWith("existing: a part goes on"));
		assertTrue(refused("one.ome.tif", "1/2").startsWith("part: an OME-TIFF is one file"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0/3", "4/3", "1/0", "3", "a/b", "1/3/5", "-1/3", "1/9999999", "all" })
	void whatIsNoPartIsRefused(final String word) {
		assertTrue(assertThrows(InvalidInputException.class, () -> job("p.n5").part(word).build()).getMessage().startsWith("part: " + word));
	}

	/** Half of a block as a killed part leaves it, beside what others may have put there. */
	private Path leave(final Path root) throws Exception {
		final Path block;
		try (Stream<Path> files = Files.walk(root)) {
			block = files.filter(file -> file.getFileName().toString().equals("0") && Files.isRegularFile(file)).sorted().findFirst().orElseThrow();
		}
		Files.write(block.resolveSibling("1~00000000000000ff.part"), new byte[5]);
		Files.write(block.resolveSibling("0~0123456789abcdef.part"), new byte[5]);
		Files.write(root.resolve("attributes.json~0123456789abcdef.part"), new byte[5]);
		return Files.write(block.resolveSibling("mine~0123456789abcdef.part"), new byte[5]);
	}

	private static List<String> unfinished(final Path root) throws Exception {
		return PlainN5.tree(root).keySet().stream().filter(name -> name.endsWith(".part")).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "finish", "resume", "elsewhere" })
	void whatKilledPartsLeftHalfWrittenGoesAtTheEnd(final String how) throws Exception {
		final Path root = folder.resolve("p.n5");
		part("p.n5", "1/2");
		part("p.n5", "2/2");
		final Path mine = leave(root);
		final List<String> left = unfinished(root);
		assertEquals(4, left.size());
		part("p.n5", "1/2");
		assertEquals(left, unfinished(root), "another part may be writing them");
		if (how.equals("finish"))
			part("p.n5", "finish");
		else if (how.equals("resume"))
			done(job("p.n5").existing("resume"));
		else
			try (UpscaleJob job = UpscaleJob.open(job("p.n5").existing("resume").build(), ProgressListener.NONE)) {
				assertTrue(job.run(new SerialisingExecutor(3, true), ProgressListener.NONE).complete());
			}
		assertEquals(List.of(root.relativize(mine).toString()), unfinished(root));
		assertEquals(5, Files.size(mine));
		Files.delete(mine);
		done(job("whole.n5"));
		assertEquals(PlainN5.tree(folder.resolve("whole.n5")), PlainN5.tree(root));
	}

	/** As the driver of a cluster does: workers elsewhere may have been killed, though the container is new. */
	@Test
	void whatKilledWorkersLeftGoesAtTheEndToo() throws Exception {
		final Path root = folder.resolve("p.n5");
		final Executor killing = new SerialisingExecutor(3) {

			@Override
			public <T extends Tally<T>> Outcome<T> run(final Work<T> work, final Function<? super T, ? extends ProgressListener.Progress> how,
				final ProgressListener listener) throws InterruptedException
			{
				final Outcome<T> outcome = super.run(work, how, listener);
				try {
					leave(root);
				}
				catch (final Exception e) {
					throw new AssertionError(e);
				}
				return outcome;
			}
		};
		try (UpscaleJob job = UpscaleJob.open(job("p.n5").build(), ProgressListener.NONE)) {
			assertTrue(job.run(killing, ProgressListener.NONE).complete());
		}
		assertEquals(1, unfinished(root).size());
	}
}
