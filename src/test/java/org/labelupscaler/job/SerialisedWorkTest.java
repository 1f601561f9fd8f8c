package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.Histogram;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.WriteMode;

import com.google.gson.JsonObject;

/** Work that is sent elsewhere, done twice and in any order comes to the same as work that is done here. */
class SerialisedWorkTest extends AbstractJobTest {

	private final Volume volume = TestSources.random(new Random(8), LabelType.UINT16, 11, 9, 10);

	private UpscaleOptions options(final String ending, final String name) throws Exception {
		return options(volume, name).target(folder.resolve(name + ending).toString()).factors("4").block("5,4,5").levels(
			"2,2,2;4,4,4").compression("zstd").threads("2").build();
	}

	/** Blocks and metadata of a container, without the XML and the table beside it. */
	private static Map<String, String> blocks(final Path container, final VolumeFormat format) throws Exception {
		final Map<String, String> blocks = new TreeMap<>(PlainN5.tree(container));
		blocks.keySet().removeIf(key -> !key.startsWith(format.level(0).parent().name()) || key.endsWith(".json") || key.contains(
			"/.") || key.startsWith("."));
		return blocks;
	}

	private void sameAsHere(final String ending, final SerialisingExecutor executor) throws Exception {
		final UpscaleOptions options = options(ending, "here");
		final UpscaleReport report = run(options);
		final VolumeFormat format = VolumeFormats.of(options.target());
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			final SharedSource source = new SharedSource(plan.plannedSource(), labels, folder);
			final Path there = folder.resolve("there" + ending);
			final Store store = LocalStore.at(there);
			format.writeRecord(store, plan.volume(), new VolumeRecord(VolumeRecord.State.RUNNING, new JsonObject()), false);
			format.begin(store, plan.volume(), "t");
			final Executor.Outcome<UpscaleTally> outcome = executor.run(new UpscaleWork(new PlannedVolume(plan, store, format), source,
				new WriteMode(false, false, false)), tally -> NOT_LAST, ProgressListener.NONE);
			assertTrue(outcome.complete());
			final UpscaleTally tally = outcome.tally();
			assertEquals(blocks(options.target(), format), blocks(there, format));
			assertTrue(blocks(there, format).size() > 20);
			assertEquals(List.of(report.written(), report.kept(), report.background(), report.bytesWritten(), report.logicalBytes()),
				List.of(tally.written().written(), tally.written().kept(), tally.written().background(), tally.written().bytes(), tally
					.bytes()));
			assertEquals(plan.blocks(), tally.blocks());
			assertEquals(report.labels().orElseThrow(), LabelTable.of(tally.counts(), labels, plan.voxelSize(), Ontology.NONE));

			for (final boolean decodeAll : new boolean[] { true, false }) {
				final VerifyWork verify = new VerifyWork(new PlannedVolume(plan, store, format), source, decodeAll);
				final VerifyReport wanted = new LocalExecutor(2).run(verify, tally2 -> NOT_LAST, ProgressListener.NONE).tally().report(
					true);
				assertEquals(wanted, executor.run(verify, tally2 -> NOT_LAST, ProgressListener.NONE).tally().report(true));
				assertTrue(wanted.difference().isEmpty() && wanted.finished());
			}
		}
	}

	private static final ProgressListener.Progress NOT_LAST = new BlockProgress(0, 1, 0, 0);

	@ParameterizedTest
	@CsvSource({ ".n5,1", ".n5,2", ".ome.zarr,1", ".ome.zarr,2", ".ome.zarr,3" })
	void eachPieceTwiceInAnyOrder(final String ending, final long seed) throws Exception {
		final SerialisingExecutor executor = new SerialisingExecutor(seed);
		sameAsHere(ending, executor);
		assertTrue(executor.stopped() > 10, executor.stopped() + " stopped");
	}

	@ParameterizedTest
	@CsvSource({ ".n5", ".ome.zarr" })
	void inProcessesOfTheirOwn(final String ending) throws Exception {
		final PieceProgram.Processes executor = new PieceProgram.Processes(4, folder);
		sameAsHere(ending, executor);
		assertTrue(executor.started() >= 3);
	}

	/** A folder of the same name, but on another disk, would take blocks that nobody finds again. */
	@ParameterizedTest
	@CsvSource({ "none", "COMPLETE" })
	void aWorkerThatDoesNotReachTheContainerWritesNothing(final String state) throws Exception {
		final UpscaleOptions options = options(".n5", "u");
		final SourceFile file = options.describeSource();
		final VolumeFormat format = VolumeFormats.of(options.target());
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			final Store store = LocalStore.at(options.target());
			if (!state.equals("none"))
				format.writeRecord(store, plan.volume(), new VolumeRecord(VolumeRecord.State.valueOf(state), new JsonObject()), false);
			final Map<String, String> before = PlainN5.tree(folder);
			final UpscaleWork work = new UpscaleWork(new PlannedVolume(plan, store, format), new SharedSource(plan.plannedSource(), labels, folder),
				new WriteMode(false, false, false));
			final InvalidInputException e = assertThrows(InvalidInputException.class, () -> new SerialisingExecutor(1).run(work, tally -> NOT_LAST,
				ProgressListener.NONE));
			assertTrue(e.getMessage().startsWith(options.target() + " is not there as this run has begun it."), e.getMessage());
			assertEquals(before, PlainN5.tree(folder));
		}
	}

	/** Elsewhere a copy is read, and it must be the very source. */
	@Test
	void aCopyOfTheSourceIsRead() throws Exception {
		final UpscaleOptions options = options(".n5", "c");
		final SourceFile file = options.describeSource();
		final VolumeFormat format = VolumeFormats.of(options.target());
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			final Store store = LocalStore.at(options.target());
			format.writeRecord(store, plan.volume(), new VolumeRecord(VolumeRecord.State.RUNNING, new JsonObject()), false);
			format.begin(store, plan.volume(), "t");
			final Work<UpscaleTally> work = new UpscaleWork(new PlannedVolume(plan, store, format), new SharedSource(plan.plannedSource(), labels,
				folder), new WriteMode(false, false, false));
			assertEquals(List.of(folder.resolve("c.nrrd")), work.inputs());
			final Path copy = Files.createDirectory(folder.resolve("sent")).resolve("c.nrrd");
			Files.move(folder.resolve("c.nrrd"), copy);
			assertThrows(InvalidInputException.class, () -> new SerialisingExecutor(1).run(work, tally -> NOT_LAST, ProgressListener.NONE));
			assertEquals(plan.blocks(), new SerialisingExecutor(1).run(work.reading(copy), tally -> NOT_LAST, ProgressListener.NONE).tally()
				.blocks());
			Files.write(copy, new byte[1], StandardOpenOption.APPEND);
			assertThrows(InvalidInputException.class, () -> new SerialisingExecutor(1).run(work.reading(copy), tally -> NOT_LAST,
				ProgressListener.NONE));
		}
	}

	/** The first difference is the same one, whoever found it. */
	@ParameterizedTest
	@CsvSource({ ".n5", ".ome.zarr" })
	void differencesAreTheSame(final String ending) throws Exception {
		final UpscaleOptions options = options(ending, "d");
		run(options);
		final VolumeFormat format = VolumeFormats.of(options.target());
		final Store store = LocalStore.at(options.target());
		int damaged = 0;
		for (final String key : blocks(options.target(), format).keySet())
			if (key.hashCode() % 3 == 0) {
				store.put(new org.labelupscaler.store.Key(key), ByteBuffer.wrap(new byte[] { 1, 2, 3 }));
				damaged++;
			}
		assertTrue(damaged > 3);
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			final VerifyWork verify = new VerifyWork(new PlannedVolume(plan, store, format), new SharedSource(plan.plannedSource(), labels, folder),
				true);
			final VerifyReport wanted = new LocalExecutor(1).run(verify, tally -> NOT_LAST, ProgressListener.NONE).tally().report(true);
			assertTrue(wanted.difference().isPresent());
			for (long seed = 0; seed < 3; seed++)
				assertEquals(wanted, new SerialisingExecutor(seed).run(verify, tally -> NOT_LAST, ProgressListener.NONE).tally().report(
					true));
		}
	}

	private static Map<Long, Long> map(final Histogram histogram) {
		final Map<Long, Long> map = new TreeMap<>();
		histogram.forEach(map::put);
		return map;
	}

	@Test
	void sidesAreTheSame() throws Exception {
		final UpscaleOptions options = options(TestSources.random(new Random(3), LabelType.INT32, 150, 140, 7), "s").factors("2")
			.build();
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			for (int axis = 0; axis < 3; axis++) {
				final SideWork work = new SideWork(new SharedSource(plan.plannedSource(), labels, folder), labels, plan.levels().get(0),
					axis, 9, 100, "too many");
				assertEquals(4, work.pieces());
				final SideTally here = new LocalExecutor(2).run(work, tally -> NOT_LAST, ProgressListener.NONE).tally();
				for (final SerialisingExecutor executor : List.of(new SerialisingExecutor(axis), new PieceProgram.Processes(axis, folder))) {
					if (executor instanceof PieceProgram.Processes && axis > 0)
						continue;
					final SideTally there = executor.run(work, tally -> NOT_LAST, ProgressListener.NONE).tally();
					assertEquals(map(here.below()), map(there.below()));
					assertEquals(map(here.above()), map(there.above()));
					assertEquals(here.bytes(), there.bytes());
					assertEquals(work.boxes(), there.blocks());
				}
			}
		}
	}

	/** Every block of every level is in one piece, once. */
	@Test
	void piecesHaveEachBlockOnce() throws Exception {
		final UpscaleOptions options = options(".n5", "p");
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, file, labels);
			for (final VolumeFormat format : VolumeFormats.all()) {
				final LevelPieces pieces = new LevelPieces(plan.levels(), level -> format.portions(plan.volume(), level.index()));
				final Map<String, Integer> seen = new TreeMap<>();
				int last = Integer.MAX_VALUE;
				for (long p = 0; p < pieces.count(); p++) {
					final LevelPieces.Piece piece = pieces.get(p);
					assertTrue(piece.level().index() <= last, "coarse levels first");
					last = piece.level().index();
					for (final long[] position : piece)
						seen.merge(piece.level().index() + ":" + piece.level().grid().block(position), 1, Integer::sum);
				}
				assertEquals(plan.blocks(), seen.size());
				assertTrue(seen.values().stream().allMatch(times -> times == 1));
			}
		}
	}
}
