package org.labelupscaler.cells.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.PlainN5;
import org.labelupscaler.cells.MemoryCells;
import org.labelupscaler.cells.MemoryCells.Cell;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Executor;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.PieceProgram;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.SerialisingExecutor;
import org.labelupscaler.job.Worker;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.volume.VolumeSpec;
import org.labelupscaler.volume.WriteMode;

/** Drawing that is sent elsewhere, done twice and in any order makes the same volume as drawing that is done here. */
class SerialisedDrawingTest extends AbstractCellVolumeTest {

	private static final long[] SIZE = { 45, 38, 31 };
	private static final VolumeSpec GRID = grid(SIZE, new int[] { 8, 7, 6 }, new VoxelSize(2, 2, 3, "um"), "zstd",
		new long[] { 2, 2, 1 }, new long[] { 4, 4, 2 });
	private static final CellVolumePlan PLAN = plan(GRID, "7um", CellValue.NUMBER);
	private static final List<Cell> CELLS = randomCells(new Random(12), 150, SIZE);
	private static final ProgressListener.Progress NOT_LAST = CellVolumeProgress.drawing(0, 1, 0, 0);

	private CellVolumeReport drawn(final String name, final Existing existing, final DrawingLimits limits,
		final Executor executor) throws Exception
	{
		return CellVolumeJob.run(PLAN, new CellVolumeOptions(folder.resolve(name), existing, false, 2, Optional.empty()), limits, executor,
			new MemoryCells(CELLS, SIZE, 0, 16), ProgressListener.NONE);
	}

	/** All that lies in a container. */
	private Map<String, String> tree(final String name) throws Exception {
		return new TreeMap<>(PlainN5.tree(folder.resolve(name)));
	}

	private static List<Long> counts(final CellVolumeReport report) {
		return List.of(report.cells(), report.drawn(), report.outside(), report.background(), report.written(), report.kept(), report
			.bytesWritten());
	}

	private void sameAsHere(final String ending, final DrawingLimits limits, final Executor executor) throws Exception {
		final CellVolumeReport here = drawn("here" + ending, Existing.FAIL, limits, new LocalExecutor(2));
		final CellVolumeReport there = drawn("there" + ending, Existing.FAIL, limits, executor);
		assertTrue(here.complete() && there.complete());
		assertEquals(counts(here), counts(there));
		assertTrue(here.written() > 60);
		assertEquals(tree("here" + ending), tree("there" + ending));
		try (var files = Files.list(folder)) {
			assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")), "a temporary file is left");
		}
	}

	@ParameterizedTest
	@CsvSource({ ".n5,1", ".n5,2", ".ome.zarr,1", ".ome.zarr,2", ".ome.zarr,3" })
	void eachPieceTwiceInAnyOrder(final String ending, final long seed) throws Exception {
		final SerialisingExecutor executor = new SerialisingExecutor(seed);
		sameAsHere(ending, seed == 2 ? DrawingLimits.USUAL : TINY, executor);
		assertTrue(executor.stopped() > 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { ".n5", ".ome.zarr" })
	void inProcessesOfTheirOwn(final String ending) throws Exception {
		final PieceProgram.Processes executor = new PieceProgram.Processes(4, folder);
		sameAsHere(ending, TINY, executor);
		assertTrue(executor.started() >= 3, "a process for each level");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".n5", ".ome.zarr" })
	void aRunThatIsResumedMendsTheBlocks(final String ending) throws Exception {
		drawn("v" + ending, Existing.FAIL, TINY, new LocalExecutor(2));
		final Map<String, String> whole = tree("v" + ending);
		final Path root = folder.resolve("v" + ending);
		final List<String> blocks = whole.keySet().stream().filter(key -> key.matches(".*/(c/)?\\d+(/\\d+)*")).toList();
		for (int b = 0; b < blocks.size(); b += 3)
			Files.write(root.resolve(blocks.get(b)), new byte[] { 1, 2, 3 });
		for (int b = 1; b < blocks.size(); b += 3)
			Files.delete(root.resolve(blocks.get(b)));
		assertTrue(blocks.size() > 2);
		assertTrue(drawn("v" + ending, Existing.RESUME, TINY, new SerialisingExecutor(5, true)).complete());
		assertEquals(whole, tree("v" + ending));
	}

	private CellFile file(final List<double[]> cells) {
		final CellFile file = CellFile.shared(folder);
		final ByteBuffer records = ByteBuffer.allocate(cells.size() * CellFile.RECORD);
		cells.forEach(cell -> CellFile.put(cell[0], cell[1], cell[2], (long) cell[3], (long) cell[4], records));
		file.put(0, records.flip());
		return file;
	}

	private static List<double[]> content(final CellFile file, final long from, final long to) {
		final List<double[]> cells = new ArrayList<>();
		file.visit(from, to, (x, y, z, number, value) -> cells.add(new double[] { x, y, z, number, value }));
		return cells;
	}

	/** The oracle is the rule by hand: of each range the cells whose balls have blocks in it, in the order of the list. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void sortingComesToTheSame(final long seed) throws Exception {
		final Random random = new Random(seed);
		final List<double[]> cells = new ArrayList<>();
		for (int c = 0; c < 1000; c++)
			cells.add(new double[] { random.nextDouble() * SIZE[0], random.nextDouble() * SIZE[1], random.nextDouble() * SIZE[2], c + 1, random
				.nextInt(9) });
		final DrawnLevel level = new DrawnLevel(LocalStore.at(folder).ref(), VolumeFormats.DEFAULT.word(), GRID, new WriteMode(true, false,
			false), PLAN.radius(), 1);
		final Ranges ranges = Ranges.of(level.order(), 8, 5);
		try (CellFile all = file(cells); CellFile sorted = CellFile.shared(folder)) {
			final SortWork counting = SortWork.counting(level, ranges, all, cells.size(), 70);
			assertEquals(15, counting.pieces());
			final SerialisingExecutor executor = new SerialisingExecutor(seed);
			final SortTally counted = executor.run(counting, tally -> NOT_LAST, ProgressListener.NONE).tally();
			assertEquals(cells.size(), counted.cells());
			executor.run(counting.putting(sorted, counted), tally -> NOT_LAST, ProgressListener.NONE);
			final long[] starts = counted.starts();
			for (int r = 0; r < ranges.count(); r++) {
				final int range = r;
				final Balls balls = level.balls();
				final boolean[] reaches = { false };
				final List<double[]> wanted = cells.stream().filter(cell -> {
					reaches[0] = false;
					balls.blocks(cell[0], cell[1], cell[2], (first, last) -> reaches[0] |= first < ranges.end(range) && last >= ranges.first(range));
					return reaches[0];
				}).toList();
				assertTrue(wanted.size() > 20);
				assertArrayEquals(wanted.toArray(), content(sorted, starts[r], starts[r + 1]).toArray());
			}
		}
	}

	@Test
	void whatHasNoNameIsNotSent() {
		try (CellFile file = CellFile.of(folder)) {
			assertThrows(NotSerializableException.class, () -> {
				try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
					out.writeObject(file);
				}
			});
		}
	}

	@Test
	void aWorkerThatDoesNotReachTheCellsSaysWhereTheyAre() {
		final byte[] sent;
		final DrawnLevel level = new DrawnLevel(LocalStore.at(folder).ref(), VolumeFormats.DEFAULT.word(), GRID, new WriteMode(true, false,
			false), PLAN.radius(), 0);
		final Ranges ranges = Ranges.of(level.order(), 8, 5);
		try (CellFile file = CellFile.shared(folder)) {
			sent = SerialisingExecutor.bytes(new DrawWork(level, ranges, file, new long[ranges.count() + 1], folder, TINY));
		}
		final DrawWork there = SerialisingExecutor.object(sent);
		final String message = assertThrows(LabelUpscalerException.class, () -> {
			try (Worker<DrawTally> worker = there.open()) {
				worker.run(0, null);
			}
		}).getMessage();
		assertTrue(message.startsWith("The cells are not found in " + folder), message);
		assertTrue(Arrays.stream(message.split("\n")).count() == 1);
	}
}
