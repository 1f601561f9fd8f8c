package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Targets that exist already: refused, resumed, overwritten, never mixed, and nothing else touched. */
class ExistingTargetTest extends AbstractJobTest {

	@Test
	void anExistingTargetIsNotTouched() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		final UpscaleOptions options = options(source, "t").factors("2").build();
		run(options);
		final Map<String, String> before = PlainN5.tree(options.target());
		assertThrows(InvalidInputException.class, () -> run(again(options, Existing.FAIL)));
		final UpscaleOptions other = options(source, "t").factors("2").compression("lz4").existing("resume").build();
		final String message = assertThrows(InvalidInputException.class, () -> run(other)).getMessage();
		assertTrue(message.contains("compression was \"gzip:1\", now \"lz4\""), message);
		assertEquals(before, PlainN5.tree(options.target()));

		final Volume changed = new Volume(source.type(), source.size(), source.labels().clone());
		changed.labels()[7] ^= 3;
		TestSources.writeNrrd(changed, options.source());
		final String hash = assertThrows(InvalidInputException.class, () -> run(again(options, Existing.RESUME)))
			.getMessage();
		assertTrue(hash.contains("content of the source"), hash);
		assertEquals(before, PlainN5.tree(options.target()));
	}

	@Test
	void overwritingDeletesOnlyWhatThisProgramMade() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		final UpscaleOptions first = options(source, "o").factors("9").block("8").levels("none").build();
		run(first);
		final UpscaleOptions second = options(source, "o").factors("2").existing("overwrite").build();
		Files.createDirectory(first.target().resolve("mine"));
		final String message = assertThrows(InvalidInputException.class, () -> run(second)).getMessage();
		assertTrue(message.contains("mine"), message);
		assertTrue(Files.exists(first.target().resolve("setup0/timepoint0/s0/1/1/1")));
		Files.delete(first.target().resolve("mine"));
		for (final String foreign : new String[] { "setup0/notes.txt", "setup0/timepoint0/s0/notes.txt", "o.xml",
			"setup0/timepoint0/s0/1/1/1.bak" })
		{
			Files.writeString(first.target().resolve(foreign), "mine");
			assertTrue(assertThrows(InvalidInputException.class, () -> run(second)).getMessage().contains(foreign));
			Files.delete(first.target().resolve(foreign));
		}
		Files.writeString(first.target().resolve("setup0/timepoint0/s0/1/1/0.part"), "left by a killed run");
		Files.writeString(folder.resolve("o.settings.xml"), "the user's bookmarks");
		run(second);
		assertFalse(Files.exists(first.target().resolve("setup0/timepoint0/s0/1/1/1")));
		assertEquals("the user's bookmarks", Files.readString(folder.resolve("o.settings.xml")));

		Files.writeString(folder.resolve("table.n5.labels.csv"), "my own table");
		assertThrows(InvalidInputException.class, () -> run(options(source, "table").factors("2").existing("overwrite")
			.build()));
		assertEquals("my own table", Files.readString(folder.resolve("table.n5.labels.csv")));
		assertThrows(InvalidInputException.class, () -> run(options(source, "o").target(folder.resolve("o").toString())
			.factors("2").existing("overwrite").build()), "the XML belongs to o.n5");

		final Path foreign = Files.createDirectory(folder.resolve("foreign.n5"));
		Files.writeString(foreign.resolve("attributes.json"), "{\"n5\":\"2.0.0\"}");
		for (final String existing : new String[] { "fail", "resume", "overwrite" })
			assertThrows(InvalidInputException.class, () -> run(options(source, "foreign").factors("2").existing(existing)
				.build()), existing);
		assertEquals("{\"n5\":\"2.0.0\"}", Files.readString(foreign.resolve("attributes.json")));
	}

	@Test
	void linksAreNotFollowedWhenOverwriting() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		run(options(source, "l").factors("2").build());
		final Path precious = Files.createDirectory(folder.resolve("precious"));
		Files.writeString(precious.resolve("data"), "do not lose");
		Files.createSymbolicLink(folder.resolve("l.n5/setup0/timepoint0/link"), precious);
		assertThrows(InvalidInputException.class, () -> run(options(source, "l").factors("3").existing("overwrite").build()));
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
		Files.delete(folder.resolve("l.n5/setup0/timepoint0/link"));
		// Names that this program would give a block's folder, a level, and its lock.
		for (final String name : new String[] { "setup0/timepoint0/s0/7", "setup0/timepoint0/s0/0/0/5",
			".label-upscaler.lock" })
		{
			final Path link = Files.createSymbolicLink(folder.resolve("l.n5").resolve(name), precious.resolve(name.startsWith(
				".") ? "data" : "."));
			assertThrows(InvalidInputException.class, () -> run(options(source, "l").factors("3").existing("overwrite").build()),
				name);
			assertEquals("do not lose", Files.readString(precious.resolve("data")));
			Files.deleteIfExists(link);
		}
		Files.createDirectories(folder.resolve("l.n5/setup0/timepoint0/s9/0"));
		assertThrows(InvalidInputException.class, () -> run(options(source, "l").factors("3").existing("overwrite").build()),
			"a level that the job did not make");
		Files.delete(folder.resolve("l.n5/setup0/timepoint0/s9/0"));
		Files.delete(folder.resolve("l.n5/setup0/timepoint0/s9"));
		run(options(source, "l").factors("3").existing("overwrite").build());
		assertEquals("do not lose", Files.readString(precious.resolve("data")));
	}

	@Test
	void aContainerThroughALinkIsTheContainer() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		final Path link = Files.createSymbolicLink(folder.resolve("link.n5"), Path.of("real.n5"));
		run(options(source, "real").factors("2").build());
		run(options(source, "real").target(link.toString()).factors("3").existing("overwrite").build());
		assertTrue(Files.readString(folder.resolve("real.xml")).contains("<size>15 15 15</size>"));
		assertFalse(Files.exists(folder.resolve("link.xml")));
	}

	@Test
	void settingsInsideAreTheUsersToo() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		run(options(source, "my labels").factors("2").build());
		final Path settings = folder.resolve("my labels.n5/bigdataviewer.settings.xml");
		Files.writeString(settings, "the user's bookmarks");
		run(options(source, "my labels").factors("3").existing("overwrite").build());
		assertEquals("the user's bookmarks", Files.readString(settings));
		final Path renamed = Files.move(folder.resolve("my labels.n5"), folder.resolve("renamed.n5"));
		run(options(source, "renamed").factors("2").existing("overwrite").build());
		assertFalse(Files.exists(renamed.resolve("bigdataviewer.xml")));
		assertTrue(Files.exists(folder.resolve("renamed.xml")));
	}

	@Test
	void twoRunsAtOnceDoNotMix() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5);
		final UpscaleOptions options = options(source, "lock").factors("2").existing("resume").build();
		try (Lease held = LocalStore.at(options.target()).lease()) {
			final String message = assertThrows(InvalidInputException.class, () -> run(options)).getMessage();
			assertTrue(message.contains("another run"), message);
		}
		assertTrue(run(options).complete());
		assertFalse(Files.exists(options.target().resolve(".label-upscaler.lock")));
	}

	@Test
	void rawVoxelsAreTheSameOnlyInTheSameOrder() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT16, 5, 5, 5);
		final Path file = Files.write(folder.resolve("r.raw"), TestSources.bytes(source, false));
		final OptionsBuilder little = UpscaleWords.builder().source(file.toString()).target(folder.resolve("r.n5")
			.toString()).factors("2").rawSize("5,5,5").rawType("uint16");
		run(little.build());
		final UpscaleOptions big = little.rawEndian("big").existing("resume").build();
		assertTrue(assertThrows(InvalidInputException.class, () -> run(big)).getMessage().contains("sourceRaw"));
	}

	@Test
	void aCancelledRunIsResumedToTheSameBytes() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT32, 30, 30, 30);
		final UpscaleOptions whole = options(source, "whole").factors("4").block("8").threads("2").build();
		run(whole);
		final UpscaleOptions cut = options(source, "cut").source(whole.source().toString()).factors("4").block("8").threads("2").build();
		final UpscaleReport stopped = run(cut, new ProgressListener() {

			@Override
			public void progress(final Progress progress) {}

			@Override
			public boolean cancelled() {
				return true;
			}
		});
		assertFalse(stopped.complete());
		assertTrue(stopped.labels().isEmpty());
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(cut.target()).record().state().orElseThrow());
		final UpscaleReport completed = run(again(cut, Existing.RESUME));
		assertTrue(completed.complete());
		assertEquals(stopped.written(), completed.kept());
		assertEquals(PlainN5.tree(whole.target()), PlainN5.tree(cut.target()));
		assertEquals(Files.readString(folder.resolve("whole.n5.labels.csv")), Files.readString(folder.resolve(
			"cut.n5.labels.csv")));
	}

	@Test
	void aSourceThatIsChangedMeanwhileIsNoticed() throws Exception {
		final Volume volume = TestSources.random(new Random(8), LabelType.UINT16, 20, 20, 20);
		final UpscaleOptions options = options(volume, "changed").factors("3").block("16").build();
		final boolean[] changed = { false };
		final String message = assertThrows(LabelUpscalerException.class, () -> run(options, progress -> {
			if (changed[0])
				return;
			changed[0] = true;
			try {
				Files.write(options.source(), new byte[] { 1 }, StandardOpenOption.APPEND);
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		})).getMessage();
		assertTrue(message.contains(options.source() + " was changed"), message);
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(options.target()).record().state().orElseThrow());
	}

	/** Java says so late if its compiler has been at the code; hence several rounds. */
	@Test
	void aMappedSourceThatIsShortenedIsNamed() throws Exception {
		final Volume volume = TestSources.random(new Random(8), LabelType.UINT32, 40, 40, 40);
		for (int round = 0; round < 20; round++) {
			final Path raw = TestSources.write(folder.resolve("raw" + round + ".nrrd"), TestSources.header(volume, false,
				"raw") + "\n", TestSources.bytes(volume, false));
			final UpscaleOptions options = UpscaleWords.builder().source(raw.toString()).target(folder.resolve("raw" + round +
				".n5").toString()).factors("2").block("20").threads("2").build();
			try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
				Files.write(raw, new byte[0]);
				final String message = assertThrows(LabelUpscalerException.class, () -> job.run(ProgressListener.NONE))
					.getMessage();
				assertTrue(message.contains(raw + " was changed or shortened"), message);
				assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(options.target()).record().state().orElseThrow());
			}
		}
	}

	/** Missing folders are made as they are needed; so the run would go on in a new one, without the first blocks. */
	@Test
	void aContainerThatIsMovedAwayMeanwhileIsNotComplete() throws Exception {
		final UpscaleOptions options = options(TestSources.random(new Random(2), LabelType.UINT8, 8, 8, 8), "moved").factors(
			"4").block("8").background("write").build();
		final Path elsewhere = folder.resolve("elsewhere.n5");
		final String message = assertThrows(LabelUpscalerException.class, () -> run(options, progress -> {
			if (!progress.isLast() || Files.exists(elsewhere))
				return;
			try {
				Files.move(options.target(), elsewhere);
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		})).getMessage();
		assertTrue(message.contains(options.target() + " was moved"), message);
		assertTrue(OwnVolume.of(options.target()).isEmpty(), "nothing calls itself a container");
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(elsewhere).record().state().orElseThrow());
		Files.move(elsewhere, options.target());
		assertTrue(run(again(options, Existing.RESUME)).complete());
	}

	@Test
	void aBlockThatCannotBeWrittenFailsTheRun() throws Exception {
		final Volume source = TestSources.random(new Random(2), LabelType.UINT8, 8, 8, 8);
		final UpscaleOptions options = options(source, "f").factors("4").block("8").background("write").build();
		run(options);
		// A folder stands where a block should be.
		final Path block = options.target().resolve("setup0/timepoint0/s0/2/1/3");
		Files.delete(block);
		Files.createDirectories(block.resolve("in the way"));
		final String message = assertThrows(LabelUpscalerException.class, () -> run(again(options, Existing.RESUME)))
			.getMessage();
		assertTrue(message.contains("s0/2/1/3"), message);
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(options.target()).record().state().orElseThrow());
	}

	/** What other programs have not finished is theirs as well. */
	@Test
	void aFolderWithHalfAFileOfSomebodyElseIsForeign() throws Exception {
		final Volume volume = TestSources.random(new Random(8), LabelType.UINT8, 5, 4, 3);
		final UpscaleOptions options = options(volume, "a").factors("2").build();
		Files.createDirectories(options.target());
		Files.writeString(options.target().resolve("film.mkv.part"), "somebody's");
		assertTrue(assertThrows(InvalidInputException.class, () -> run(options)).getMessage().contains("not made by this program"));
		Files.delete(options.target().resolve("film.mkv.part"));
		Files.writeString(options.target().resolve("attributes.json.part"), "{");
		assertTrue(run(options).complete());
	}
}
