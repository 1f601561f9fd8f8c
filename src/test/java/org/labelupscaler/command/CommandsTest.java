package org.labelupscaler.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.cli.Main;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.words.UpscaleWords;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.TaskService;
import org.scijava.task.event.TaskEvent;

/** The commands as a script runs them, without a screen: the same containers and the same messages as elsewhere. */
class CommandsTest {

	@TempDir
	private Path folder;

	private Context context;
	private Path source;

	@BeforeEach
	void setUp() throws Exception {
		context = new Context(CommandService.class, TaskService.class, StatusService.class, LogService.class);
		context.service(LogService.class).setLevel(org.scijava.log.LogLevel.NONE);
		final Volume volume = TestSources.random(new Random(5), LabelType.UINT32, 23, 17, 11);
		source = TestSources.writeNrrd(volume, folder.resolve("my labels.nrrd"));
	}

	@AfterEach
	void tearDown() {
		context.dispose();
	}

	private Future<CommandModule> start(final Class<? extends Command> command, final Object... words) {
		return context.service(CommandService.class).run(command, true, words);
	}

	private CommandModule run(final Class<? extends Command> command, final Object... words) throws Exception {
		return start(command, words).get(60, TimeUnit.SECONDS);
	}

	@Test
	void aScriptGetsTheContainerOfTheCommandLine() throws Exception {
		final Path expected = folder.resolve("expected.n5");
		assertEquals(0, Main.run("upscale", source.toString(), expected.toString(), "--factors", "3,2,4", "--compression",
			"lz4", "--block", "16", "--progress", "none"));
		final Path found = folder.resolve("found.n5");
		final CommandModule module = run(UpscaleLabels.class, "input", source.toString(), "output", found.toString(),
			"factors", "3,2,4", "compression", "lz4", "block", "16", "view", "stack");
		assertFalse(module.isCanceled(), module.getCancelReason());
		assertEquals(PlainN5.tree(expected), PlainN5.tree(found));
		assertEquals(Files.readString(folder.resolve("expected.n5.labels.csv")), Files.readString(folder.resolve(
			"found.n5.labels.csv")));
	}

	@Test
	void notesOfAScriptSayTheWordsOfAScript() throws Exception {
		final Path plain = TestSources.write(folder.resolve("plain.nrrd"), "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\n" +
			"spacings: 5 5 5\nencoding: raw\n\n", new byte[] { 0, 1, 2, 3, 4, 5, 6, 7 });
		final PrintStream before = System.out;
		final ByteArrayOutputStream said = new ByteArrayOutputStream();
		System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
		try {
			assertFalse(run(UpscaleLabels.class, "input", plain.toString(), "factors", "2").isCanceled());
		}
		finally {
			System.setOut(before);
		}
		assertTrue(said.toString(StandardCharsets.UTF_8).contains("Choose it: unit=um for micrometres."), said.toString(StandardCharsets.UTF_8));
	}

	@Test
	void theOutputIsBesideTheInputIfNobodyNamesOne() throws Exception {
		assertFalse(run(UpscaleLabels.class, "input", source.toString(), "factors", "2").isCanceled());
		assertTrue(Files.isDirectory(folder.resolve("my labels-upscaled.n5")));
	}

	@Test
	void wrongWordsAreSaidAsEverywhereAndChangeNothing() throws Exception {
		final CommandModule module = run(UpscaleLabels.class, "input", source.toString(), "factors", "0", "levels", "some",
			"existing", "perhaps");
		assertTrue(module.isCanceled());
		final String message = assertThrows(InvalidInputException.class, () -> UpscaleWords.builder().source(source
			.toString()).factors("0").levels("some").existing("perhaps").build()).getMessage();
		assertEquals(message, module.getCancelReason());
		try (var files = Files.list(folder)) {
			assertEquals(1, files.count());
		}
	}

	@Test
	void withoutInputItSaysWhatToDo() throws Exception {
		final CommandModule module = run(UpscaleLabels.class, "factors", "2");
		assertTrue(module.isCanceled());
		assertEquals("input: name a label file, or open the label image first", module.getCancelReason());
	}

	@Test
	void verificationFindsAChangedBlock() throws Exception {
		final Path target = folder.resolve("t.n5");
		run(UpscaleLabels.class, "input", source.toString(), "output", target.toString(), "factors", "2", "block", "16",
			"compression", "raw", "background", "write");
		assertFalse(run(VerifyUpscaledLabels.class, "input", target.toString(), "blocks", "all").isCanceled());
		final Path block = target.resolve("setup0/timepoint0/s0/0/0/0");
		final byte[] bytes = Files.readAllBytes(block);
		bytes[bytes.length - 1] ^= 1;
		Files.write(block, bytes);
		final CommandModule module = run(VerifyUpscaledLabels.class, "input", target.toString(), "blocks", "all");
		assertTrue(module.isCanceled());
		assertTrue(module.getCancelReason().contains("expected label"), module.getCancelReason());
	}

	@Test
	void viewersSayWhatIsMissing() throws Exception {
		assertTrue(run(ViewLabels.class, "input", folder.resolve("none.n5").toString()).getCancelReason().contains(
			"there is no"));
		assertTrue(run(ViewLabels.class, "input", folder.toString()).getCancelReason().contains("has no N5 volume"));
		assertTrue(run(ViewLabels.class, "input", folder.toString(), "ontology", source.toString()).getCancelReason()
			.contains(source + " is no ontology this program knows: "));
		assertTrue(run(ViewLabels.class, "input", folder.toString(), "view", "wall").getCancelReason().contains(
			"'wall' is not no, bdv or stack"));
		assertTrue(run(ViewLabels.class, "input", folder.toString(), "cells", folder.resolve("none.csv").toString()).getCancelReason()
			.contains("cells: there is no " + folder.resolve("none.csv")));
		assertFalse(run(PreviewUpscaledLabels.class, "input", source.toString(), "factors", "2").isCanceled());
	}

	@Test
	void picturesOfCellsAreThoseOfTheCommandLine() throws Exception {
		final Path cells = Files.writeString(folder.resolve("my cells.csv"), "x,y,z\n1,2,3\n4,5,6\n22,16,10\n4,5,99\n");
		assertFalse(run(AssignCells.class, "input", source.toString(), "cells", cells.toString()).isCanceled());
		final Path table = folder.resolve("my cells-regions.csv");
		final Path expected = folder.resolve("expected.svg");
		final CommandModule chart = run(ChartCells.class, "table", table.toString(), "by", "density", "least", "1", "log", "yes",
			"title", "A title");
		assertFalse(chart.isCanceled(), chart.getCancelReason());
		assertEquals(0, Main.run("chart", table.toString(), folder.resolve("expected.png").toString(), "--by", "density",
			"--least", "1", "--log", "yes", "--title", "A title"));
		assertArrayEquals(Files.readAllBytes(folder.resolve("expected.png")), Files.readAllBytes(folder.resolve(
			"my cells-regions-chart.png")));
		final Path picture = folder.resolve("found.svg");
		final CommandModule projection = run(ProjectCells.class, "input", source.toString(), "cells", cells.toString(), "picture",
			picture.toString(), "axis", "y", "paper", "black", "slab", "1:16", "midline", "-x");
		assertFalse(projection.isCanceled(), projection.getCancelReason());
		assertEquals(0, Main.run("project", source.toString(), cells.toString(), expected.toString(), "--axis", "y", "--paper",
			"black", "--slab", "1:16", "--midline", "-x", "--progress", "none"));
		assertTrue(Files.readString(picture).contains(">L</text>"), "sides are marked");
		assertEquals(Files.readString(expected), Files.readString(picture));
		assertTrue(run(ChartCells.class, "table", cells.toString()).getCancelReason().contains("no table of cells per region"));
		assertTrue(run(ProjectCells.class, "cells", cells.toString(), "bin", "x").getCancelReason().contains(
			"bin: 'x' is not"));
	}

	/** Cancels the first task that writes blocks. */
	public static final class Canceller {

		private volatile boolean cancelled;

		/** Called by SciJava. */
		@EventHandler
		public void onEvent(final TaskEvent event) {
			final Task task = event.getTask();
			final String said = String.valueOf(task.getStatusMessage());
			if (task.getProgressValue() > 0 && said.contains("block") && !task.isDone() && !cancelled) {
				cancelled = true;
				task.cancel("the user");
			}
		}
	}

	@Test
	void cancellingTheTaskLeavesAContainerToResume() throws Exception {
		final Volume noise = TestSources.random(new Random(6), LabelType.UINT16, 48, 48, 48);
		final Path large = TestSources.writeNrrd(noise, folder.resolve("noise.nrrd"));
		final Path target = folder.resolve("t.n5");
		final Object[] words = { "input", large.toString(), "output", target.toString(), "factors", "8", "block", "16",
			"levels", "none", "existing", "resume", "background", "write" };
		final Canceller canceller = new Canceller();
		context.service(EventService.class).subscribe(canceller);
		final CommandModule module = run(UpscaleLabels.class, words);
		assertTrue(canceller.cancelled);
		assertTrue(module.isCanceled());
		assertTrue(module.getCancelReason().contains("existing=resume"), module.getCancelReason());
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(target).record().state().orElseThrow());
		assertTrue(LabelPyramid.open(target).warning().orElseThrow().contains("not complete"));
		assertFalse(run(UpscaleLabels.class, words).isCanceled());
		assertEquals(VolumeRecord.State.COMPLETE, OwnVolume.require(target).record().state().orElseThrow());
		assertTrue(LabelPyramid.open(target).warning().isEmpty());
		assertFalse(run(VerifyUpscaledLabels.class, "input", target.toString(), "blocks", "all").isCanceled());
	}

	@Test
	void cellsThatAreNotAllDrawnAreNoSuccess() throws Exception {
		final Path large = folder.resolve("large.n5");
		assertFalse(run(UpscaleLabels.class, "input", source.toString(), "output", large.toString(), "factors", "20", "view", "no").isCanceled());
		final StringBuilder rows = new StringBuilder("x,y,z\n");
		final Random random = new Random(7);
		for (int i = 0; i < 100_000; i++)
			rows.append(random.nextInt(460)).append(',').append(random.nextInt(340)).append(',').append(random.nextInt(220)).append('\n');
		final Path cells = Files.writeString(folder.resolve("cells.csv"), rows);
		final Path target = folder.resolve("cells.n5");
		final Object[] words = { "input", large.toString(), "cells", cells.toString(), "output", target.toString(), "radius", "9", "existing",
			"resume" };
		final Canceller canceller = new Canceller();
		context.service(EventService.class).subscribe(canceller);
		final CommandModule module = run(WriteCellVolume.class, words);
		assertTrue(canceller.cancelled);
		assertTrue(module.isCanceled());
		assertTrue(module.getCancelReason().contains("Stopped before it was complete"), module.getCancelReason());
		assertFalse(run(WriteCellVolume.class, words).isCanceled());
	}
}
