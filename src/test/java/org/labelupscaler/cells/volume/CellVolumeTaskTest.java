package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellVolumeWords;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;
import org.labelupscaler.words.VolumeKey;

/** From words and files to a volume, over a container and over its source; and what other commands make of it. */
class CellVolumeTaskTest {

	@TempDir
	Path folder;
	private Path labels;
	private Path list;

	@BeforeEach
	void makeFiles() throws Exception {
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(4), LabelType.UINT16, 12, 10, 8), folder.resolve(
			"a.nrrd"));
		labels = folder.resolve("labels.n5");
		UpscaleJob.run(UpscaleWords.builder().source(source.toString()).target(labels.toString()).factors("5").block("16").compression(
			"zstd").levels("2,2,2").offset("3,0,1").build(), ProgressListener.NONE);
		final Random random = new Random(8);
		final StringBuilder csv = new StringBuilder("name,x,y,z\n");
		for (int c = 0; c < 200; c++)
			csv.append("c" + c + "," + random.nextDouble() * 60 + "," + random.nextDouble() * 50 + "," + random.nextDouble() * 45 +
				"\n");
		list = Files.writeString(folder.resolve("my cells.csv"), csv);
	}

	private CellWords cells() {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, list.toString());
	}

	private static CellVolumeTask.Result run(final CellWords cells, final Map<VolumeKey, String> words) throws Exception {
		return CellVolumeWords.of(words::get).volume(cells).run(ProgressListener.NONE);
	}

	@Test
	void aCellHasTheIdThatTheLabelsHaveThere() throws Exception {
		final CellVolumeTask.Result result = run(cells(), Map.of(VolumeKey.RADIUS, "0"));
		assertEquals(200, result.report().cells());
		assertTrue(result.report().outside() > 0);
		final Path target = folder.resolve("my cells-volume.n5");
		for (int l = 0; l < 2; l++)
			assertEquals(PlainN5.attributes(labels.resolve("setup0/timepoint0/s" + l)).toString(), PlainN5.attributes(target
				.resolve("setup0/timepoint0/s" + l)).toString(), "the same grid");
		final Volume ids = PlainN5.read(labels.resolve("setup0/timepoint0/s0"));
		final Volume drawn = PlainN5.read(target.resolve("setup0/timepoint0/s0"));
		final long shown = Arrays.stream(drawn.labels()).filter(v -> v != 0).count();
		assertTrue(shown > 50 && shown <= result.report().drawn(), shown + " voxels");
		for (int i = 0; i < drawn.labels().length; i++)
			assertTrue(drawn.labels()[i] == 0 || drawn.labels()[i] == ids.labels()[i]);
	}

	@Test
	void theWordsAreCheckedAtOnce() {
		final String message = assertThrows(InvalidInputException.class, () -> run(cells().set(CellKey.CELLS, ""), Map.of(
			VolumeKey.RADIUS, "big", VolumeKey.VALUE, "colour", VolumeKey.SYNC, "maybe", VolumeKey.EXISTING, "ask")))
			.getMessage();
		for (final String field : new String[] { "radius: 'big'", "value: 'colour'", "sync: 'maybe'", "existing: 'ask'", "cells:" })
			assertTrue(message.contains(field), message);
		assertEquals(5, message.lines().count(), message);
	}

	@Test
	void whatIsReadIsNotWrittenTo() throws Exception {
		final Map<String, String> before = PlainN5.tree(folder);
		for (final String target : new String[] { labels.toString(), labels.resolve("cells.n5").toString(), list.toString() })
			assertThrows(InvalidInputException.class, () -> run(cells(), Map.of(VolumeKey.OUTPUT, target, VolumeKey.EXISTING,
				"overwrite")), target);
		assertEquals(before, PlainN5.tree(folder));
	}

	@Test
	void anotherListOrOtherLabelsAreNotResumed() throws Exception {
		run(cells(), Map.of());
		run(cells(), Map.of(VolumeKey.EXISTING, "resume"));
		final String text = Files.readString(list);
		Files.writeString(list, text.replace("c7,", "c7,1"));
		assertTrue(assertThrows(InvalidInputException.class, () -> run(cells(), Map.of(VolumeKey.EXISTING, "resume"))).getMessage()
			.contains("the list of cells is not the same"));
		Files.writeString(list, text);
		assertTrue(assertThrows(InvalidInputException.class, () -> run(cells().set(CellKey.ZERO, "centre"), Map.of(
			VolumeKey.EXISTING, "resume"))).getMessage().contains("placement was"));
		assertTrue(run(cells(), Map.of(VolumeKey.EXISTING, "resume")).report().kept() > 0);
	}

	@Test
	void theCommandLineTellsWhatItIs() throws Exception {
		final Path target = folder.resolve("cells.n5");
		final String made = output(0, "cellvolume", labels.toString(), list.toString(), target.toString(), "--radius", "3",
			"--value", "number");
		assertTrue(made.contains("balls of radius 3 voxels, value number"), made);
		final String info = output(0, "info", target.toString());
		assertTrue(info.contains("a volume of cells") && info.contains("uint32") && info.contains("3 voxels"), info);
		assertTrue(info.contains("my cells.csv"), info);
		output(0, "preview", target.toString(), folder.resolve("slice.png").toString());
		assertTrue(Files.size(folder.resolve("slice.png")) > 100);
		final String verify = output(2, "verify", target.toString());
		assertTrue(verify.contains("is a volume of cells, not upscaled labels"), verify);
		assertEquals(1, verify.lines().filter(line -> !line.startsWith("Reading cells.n5 ")).count(), verify);
		final String over = output(2, "upscale", folder.resolve("a.nrrd").toString(), target.toString(), "--factors", "2",
			"--existing", "overwrite");
		assertTrue(over.contains("holds a volume of cells, which upscaled labels must not replace"), over);
		output(2, "cellvolume", target.toString(), list.toString(), folder.resolve("again.n5").toString());
	}

	private static String output(final int code, final String... words) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final PrintStream out = System.out;
		final PrintStream err = System.err;
		try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
			System.setOut(both);
			System.setErr(both);
			assertEquals(code, Main.run(words), () -> bytes.toString(StandardCharsets.UTF_8));
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}
}
