package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labelupscaler.grid.PointAxis;
import org.labelupscaler.job.LocalExecutor;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.TargetLabels;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.points.PointFilter;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/** The Allen annotation at 25 um with its ontology, where they lie beside the project; skipped elsewhere. */
class RealCellsTest {

	private static final Path ANNOTATION = Path.of("../shared/data/annotation_25.nrrd");
	private static final Path TREE = Path.of("../shared/data/allen_structure_tree.csv");

	@BeforeEach
	void annotationIsThere() {
		Assumptions.assumeTrue(Files.exists(ANNOTATION), ANNOTATION + " is not here");
	}

	/** Each voxel is a cell: then there are as many cells in each region as it has voxels, on each side and with all below. */
	@Test
	void itsOwnVoxelsAsCellsAreItsLabelTable() throws Exception {
		final UpscaleOptions options = UpscaleWords.builder().source(ANNOTATION.toString()).unit("um").factors("1").set(
			OptionKey.ONTOLOGY, TREE.toString()).buildForReading();
		try (TargetLabels target = TargetLabels.open(options, ProgressListener.NONE)) {
			final long[] size = target.level().grid().size();
			final CellLabels labels = new CellLabels(target.source(), target.level().maps(), target.voxelSize(), new double[3],
				"real", target.ontology());
			final Midline midline = Midline.parse("z");
			final AssignedRows rows = new AssignedRows(labels, Optional.of(midline));
			final MemoryPoints voxels = new MemoryPoints(size[0] * size[1] * size[2], 1 << 16, (i, xyz) -> {
				xyz[0] = i % size[0] + 0.25;
				xyz[1] = i / size[0] % size[1];
				xyz[2] = i / size[0] / size[1] + 0.75;
			});
			final CellCounts counts = new CellCounts();
			new FileCells(voxels, new CellPlacement(PointAxis.ofVoxels(size[0]),
				PointAxis.ofVoxels(size[1]), PointAxis.ofVoxels(size[2])), labels, PointFilter.ALL, false, 2, Path.of("target"))
					.run(batch -> CellCounts.of(batch, rows), counts::add, ProgressListener.NONE);
			assertEquals(voxels.count(), counts.cells());
			assertEquals(0, counts.outside());
			final TargetLabels.Sides sides = target.count(2, midline.firstBeyond(size[2]), new LocalExecutor(2), ProgressListener.NONE);
			final RegionTable table = RegionTable.of(labels, Optional.of(midline), counts.counts(), new RegionTable.Counts(sides.below(),
				sides.above()), 0);
			final Map<Long, long[]> expected = plainly(target.source(), size, target.ontology());
			for (final RegionTable.Row row : table.rows()) {
				final long[] e = expected.remove(row.structure().id());
				final String name = row.structure().title();
				assertEquals(e[0], row.own().left().cells(), name);
				assertEquals(e[1], row.own().right().cells(), name);
				assertEquals(e[2], row.withBelow().left().cells(), name);
				assertEquals(e[3], row.withBelow().right().cells(), name);
				assertEquals(row.own().both().cells(), row.own().both().voxels(), name);
				assertEquals(row.withBelow().both().cells(), row.withBelow().both().voxels(), name);
				if (row.withBelow().both().voxels() > 0)
					assertEquals(0, new BigDecimal("64000").compareTo(table.density(row.withBelow().both()).orElseThrow()), name);
			}
			assertEquals(Map.of(), expected);
			assertEquals(44_658_375, table.rows().get(table.rows().size() - 1).own().both().cells());
		}
	}

	/** Left and right of the middle along z, own and with all above: one voxel after the other. */
	private static Map<Long, long[]> plainly(final LabelSource source, final long[] size, final Ontology ontology) {
		final Map<Long, long[]> own = new HashMap<>();
		final int[] plane = { (int) size[0], (int) size[1], 1 };
		final long[] labels = new long[plane[0] * plane[1]];
		for (int z = 0; z < size[2]; z++) {
			source.read(new long[] { 0, 0, z }, plane, labels);
			for (final long label : labels)
				own.computeIfAbsent(label, l -> new long[2])[z < 228 ? 0 : 1]++;
		}
		final Map<Long, long[]> all = new HashMap<>();
		own.forEach((id, n) -> {
			final long[] e = all.computeIfAbsent(id, l -> new long[4]);
			for (int side = 0; side < 2; side++) {
				e[side] += n[side];
				e[2 + side] += n[side];
			}
			if (id != 0)
				ontology.ancestors(id).forEach(above -> {
					final long[] sum = all.computeIfAbsent(above.id(), l -> new long[4]);
					sum[2] += n[0];
					sum[3] += n[1];
				});
		});
		return all;
	}
}
