package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.TestSources;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.CancelledException;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.JobKind;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.Verifier;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.store.Lease;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeRecord;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.words.UpscaleWords;

/** Targets that exist already: refused, resumed, overwritten, never mixed with labels, and nothing else touched. */
class ExistingCellVolumeTest extends AbstractCellVolumeTest {

	private static final long[] SIZE = { 60, 50, 40 };
	private static final VolumeSpec GRID = grid(SIZE, new int[] { 8, 8, 8 }, new VoxelSize(2, 2, 2, "um"), "gzip",
		new long[] { 2, 2, 2 });
	private static final List<Cell> CELLS = randomCells(new Random(11), 200, SIZE);

	private CellVolumeReport run(final CellVolumePlan plan, final String name, final Existing existing,
		final ProgressListener listener) throws Exception
	{
		return run(plan, options(name, existing, 2), CELLS, TINY, listener);
	}

	private CellVolumeReport run(final CellVolumePlan plan, final String name, final Existing existing) throws Exception {
		return run(plan, name, existing, ProgressListener.NONE);
	}

	private static CellVolumePlan plan() {
		return plan(GRID, "3", CellValue.NUMBER);
	}

	@Test
	void aRadiusThatNoDiskCanSortIsRefusedAndNothingIsWritten() {
		final VolumeSpec grid = grid(new long[] { 64, 64, 64 }, new int[] { 8, 8, 8 }, VoxelSize.UNKNOWN, "gzip");
		final String message = assertThrows(InvalidInputException.class, () -> run(plan(grid, "1e7", CellValue.NUMBER), options("large",
			Existing.FAIL, 1), List.of(new Cell(4, 4, 4, 1)), new DrawingLimits(Integer.MAX_VALUE, 1 << 10, 1 << 10),
			ProgressListener.NONE)).getMessage();
		assertTrue(message.startsWith("To sort 1 cell of this radius takes about "), message);
		assertFalse(Files.exists(folder.resolve("large.n5")));
	}

	@Test
	void resumingMendsWhateverIsWrong() throws Exception {
		run(plan(), "whole", Existing.FAIL);
		final Path root = folder.resolve("whole.n5");
		final Map<String, String> expected = PlainN5.tree(root);
		final List<String> blocks = expected.keySet().stream().filter(f -> f.matches(".*/s\\d+/\\d+/\\d+/\\d+")).toList();
		assertTrue(blocks.size() > 50);
		final Random random = new Random(7);
		for (int round = 0; round < 3; round++) {
			for (int i = 0; i < 20; i++) {
				final Path block = root.resolve(blocks.get(random.nextInt(blocks.size())));
				switch (random.nextInt(3)) {
					case 0 -> Files.deleteIfExists(block);
					case 1 -> Files.write(block, new byte[random.nextInt(40)]);
					default -> Files.writeString(block.resolveSibling(block.getFileName() + ".part"), "left by a killed run");
				}
			}
			// Blocks where no cell is.
			for (int x = 0; x < 8; x++)
				for (int z = 0; z < 5; z++) {
					final Path block = root.resolve("setup0/timepoint0/s0/" + x + "/6/" + z);
					if (!expected.containsKey(root.relativize(block).toString())) {
						Files.createDirectories(block.getParent());
						Files.writeString(block, "from another list of cells");
					}
				}
			assertTrue(run(plan(), options("whole", Existing.RESUME, 2), CELLS, round == 0 ? TINY : DrawingLimits.USUAL,
				ProgressListener.NONE).complete());
			final Map<String, String> mended = PlainN5.tree(root);
			mended.keySet().removeIf(f -> f.endsWith(".part") && !blocks.contains(f));
			assertEquals(expected, mended);
		}
	}

	@Test
	void anExistingTargetIsNotTouched() throws Exception {
		run(plan(), "v", Existing.FAIL);
		final Map<String, String> before = PlainN5.tree(folder);
		assertThrows(InvalidInputException.class, () -> run(plan(), "v", Existing.FAIL));
		assertRefused("radius was \"3\", now \"4\"", plan(GRID, "4", CellValue.NUMBER));
		assertRefused("value was \"number\", now \"id\"", plan(GRID, "3", CellValue.ID));
		assertRefused("regions was not given, now [1,2]", plan(GRID, "3", CellValue.NUMBER, 2L, 1L));
		final CellVolumePlan p = plan();
		assertRefused("the list of cells is not the same", new CellVolumePlan(p.grid(), p.title(), new CellOrigin(
			"/data/cells.csv", "c2", "/data/labels.nrrd", "l1", "voxels"), p.radius(), p.value(), p.regions()));
		assertRefused("the labels are not the same", new CellVolumePlan(p.grid(), p.title(), new CellOrigin("/data/cells.csv",
			"c1", "/data/labels.nrrd", "l2", "voxels"), p.radius(), p.value(), p.regions()));
		assertRefused("placement was", new CellVolumePlan(p.grid(), p.title(), new CellOrigin("/data/cells.csv", "c1",
			"/data/labels.nrrd", "l1", "units=um"), p.radius(), p.value(), p.regions()));
		assertEquals(before, PlainN5.tree(folder));
		// Where the files lie does not matter.
		assertTrue(run(new CellVolumePlan(p.grid(), "other", new CellOrigin("/moved/cells.csv", "c1", "/moved/labels.nrrd",
			"l1", "voxels"), p.radius(), p.value(), p.regions()), "v", Existing.RESUME).complete());
	}

	private void assertRefused(final String why, final CellVolumePlan other) {
		final String message = assertThrows(InvalidInputException.class, () -> run(other, "v", Existing.RESUME)).getMessage();
		assertTrue(message.contains(why), message);
	}

	@Test
	void overwritingDeletesOnlyWhatThisProgramMade() throws Exception {
		run(plan(), "v", Existing.FAIL);
		final Path root = folder.resolve("v.n5");
		Files.writeString(root.resolve("setup0/notes.txt"), "mine");
		assertTrue(assertThrows(InvalidInputException.class, () -> run(plan(GRID, "1", CellValue.ID), "v", Existing.OVERWRITE))
			.getMessage().contains("notes.txt"));
		Files.delete(root.resolve("setup0/notes.txt"));
		run(plan(GRID, "1", CellValue.ID), "v", Existing.OVERWRITE);
		check(plan(GRID, "1", CellValue.ID), root, CELLS, 1, new double[] { 1, 1, 1 }, "overwritten");

		final Path foreign = Files.createDirectory(folder.resolve("foreign.n5"));
		Files.writeString(foreign.resolve("attributes.json"), "{\"n5\":\"2.0.0\"}");
		final Path precious = Files.createDirectory(folder.resolve("precious.n5"));
		Files.writeString(precious.resolve("thesis.txt"), "mine");
		Files.writeString(folder.resolve("file.n5"), "mine");
		Files.writeString(folder.resolve("xml.xml"), "mine");
		for (final Existing existing : Existing.values())
			for (final String name : new String[] { "foreign", "precious", "file", "xml" })
				assertThrows(InvalidInputException.class, () -> run(plan(), name, existing), name + " " + existing);
		assertEquals("{attributes.json={\"n5\":\"2.0.0\"}}", PlainN5.tree(foreign).toString());
		assertEquals("{thesis.txt=mine}", PlainN5.tree(precious).toString());
		assertFalse(Files.exists(folder.resolve("xml.n5")));
	}

	@Test
	void cellsAndLabelsNeverReplaceEachOther() throws Exception {
		final Path source = TestSources.writeNrrd(TestSources.random(new Random(2), LabelType.UINT8, 5, 5, 5), folder.resolve(
			"labels.nrrd"));
		final UpscaleOptions labels = UpscaleWords.builder().source(source.toString()).target(folder.resolve("labels.n5")
			.toString()).factors("2").build();
		UpscaleJob.run(labels, ProgressListener.NONE);
		run(plan(), "cells", Existing.FAIL);
		assertEquals(JobKind.LABELS, JobKind.of(OwnVolume.require(folder.resolve("labels.n5"))));
		assertEquals(JobKind.CELLS, JobKind.of(OwnVolume.require(folder.resolve("cells.n5"))));
		final Map<String, String> before = PlainN5.tree(folder);
		for (final Existing existing : Existing.values()) {
			final String cells = assertThrows(InvalidInputException.class, () -> run(plan(), "labels", existing)).getMessage();
			assertTrue(cells.contains("holds upscaled labels, which a volume of cells must not replace"), cells);
			final UpscaleOptions over = UpscaleWords.builder().source(source.toString()).target(folder.resolve("cells.n5")
				.toString()).factors("2").existing(existing.name()).build();
			final String message = assertThrows(InvalidInputException.class, () -> UpscaleJob.run(over, ProgressListener.NONE))
				.getMessage();
			assertTrue(message.contains("holds a volume of cells, which upscaled labels must not replace"), message);
		}
		assertEquals(before, PlainN5.tree(folder));
		final String verify = assertThrows(InvalidInputException.class, () -> Verifier.plan(folder.resolve("cells.n5")))
			.getMessage();
		assertEquals(folder.resolve("cells.n5") + " is a volume of cells, not upscaled labels.", verify);
		assertThrows(InvalidInputException.class, () -> CellVolumePlan.read(OwnVolume.require(folder.resolve("labels.n5"))));
	}

	@Test
	void whatANewerVersionMadeIsNotTouched() throws Exception {
		run(plan(), "v", Existing.FAIL);
		final Path attributes = folder.resolve("v.n5/attributes.json");
		Files.writeString(attributes, Files.readString(attributes).replace("\"cells\",\n", "\"clouds\",\n"));
		for (final Existing existing : Existing.values())
			assertTrue(assertThrows(InvalidInputException.class, () -> run(plan(), "v", existing)).getMessage().contains(
				"does not know (\"clouds\")"));
	}

	@Test
	void aListThatIsDamagedChangesNothing() throws Exception {
		run(plan(), "v", Existing.FAIL);
		final Map<String, String> before = PlainN5.tree(folder);
		final List<Exception> failures = new ArrayList<>(List.of(new InvalidInputException("line 7"), new CancelledException()));
		for (final Exception failure : failures) {
			assertThrows(failure.getClass(), () -> CellVolumeJob.run(plan(GRID, "1", CellValue.ID), options("v",
				Existing.OVERWRITE, 2), new MemoryCells(CELLS, SIZE, 0, 16)
				{

					@Override
					public <R> void run(final java.util.function.Function<org.labelupscaler.cells.AssignedCells, R> work,
						final java.util.function.Consumer<R> take, final ProgressListener listener)
					{
						throw (RuntimeException) failure;
					}
				}, ProgressListener.NONE));
			assertThrows(failure.getClass(), () -> CellVolumeJob.run(plan(), options("new", Existing.FAIL, 2), new MemoryCells(
				CELLS, SIZE, 0, 16)
				{

					@Override
					public <R> void run(final java.util.function.Function<org.labelupscaler.cells.AssignedCells, R> work,
						final java.util.function.Consumer<R> take, final ProgressListener listener)
					{
						throw (RuntimeException) failure;
					}
				}, ProgressListener.NONE));
		}
		assertEquals(before, PlainN5.tree(folder));
		assertFalse(Files.exists(folder.resolve("new.n5")));
	}

	@Test
	void aBlockThatCannotBeWrittenFailsTheRun() throws Exception {
		run(plan(), "v", Existing.FAIL);
		final Path root = folder.resolve("v.n5");
		final String block = PlainN5.tree(root).keySet().stream().filter(f -> f.matches(".*/s0/\\d+/\\d+/\\d+")).findFirst()
			.orElseThrow();
		Files.delete(root.resolve(block));
		Files.createDirectories(root.resolve(block).resolve("in the way"));
		final String message = assertThrows(LabelUpscalerException.class, () -> run(plan(), "v", Existing.RESUME)).getMessage();
		assertTrue(message.contains(block), message);
		assertEquals(VolumeRecord.State.RUNNING, OwnVolume.require(root).record().state().orElseThrow());
		assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().startsWith("label-upscaler")));
	}

	@Test
	void twoRunsAtOnceDoNotMix() throws Exception {
		try (Lease held = LocalStore.at(folder.resolve("v.n5")).lease()) {
			assertTrue(assertThrows(InvalidInputException.class, () -> run(plan(), "v", Existing.RESUME)).getMessage().contains(
				"another run"));
		}
		assertTrue(run(plan(), "v", Existing.RESUME).complete());
	}
}
