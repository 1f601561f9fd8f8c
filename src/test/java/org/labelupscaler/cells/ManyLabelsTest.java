package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/** Volumes of very many labels are refused in a sentence, not in memory. */
class ManyLabelsTest {

	@TempDir
	private Path folder;

	private AssignReport assign(final int labels) throws Exception {
		final int[] size = { 128, 128, 20 };
		final long[] voxels = new long[size[0] * size[1] * size[2]];
		for (int i = 0; i < voxels.length; i++)
			voxels[i] = 1 + i % labels;
		final Path source = TestSources.writeNrrd(new Volume(LabelType.UINT32, size, voxels), folder.resolve("many.nrrd"));
		final Path cells = Files.writeString(folder.resolve("cells.csv"), "x,y,z\n1,1,1\n");
		try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.EXISTING, "overwrite").assign(new CellWords().set(OptionKey.INPUT, source.toString()).set(
			CellKey.CELLS, cells.toString())), ProgressListener.NONE))
		{
			return job.run(ProgressListener.NONE);
		}
	}

	@Test
	void aQuarterOfAMillionIsEnough() throws Exception {
		assertEquals(1, assign(249_999).cells());
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(file -> file.toString().contains("cells-")).forEach(file -> assertTrue(file.toFile().delete()));
		}
		final String said = assertThrows(InvalidInputException.class, () -> assign(250_001)).getMessage();
		assertTrue(said.startsWith("many.nrrd has more than 250,000 labels"), said);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(List.of("cells.csv", "many.nrrd"), files.map(file -> file.getFileName().toString()).sorted().toList());
		}
	}
}
