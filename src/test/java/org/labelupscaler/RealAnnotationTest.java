package org.labelupscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.LabelTable;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.job.Verifier;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.words.UpscaleWords;

/** The Allen annotation at 25 um, where it lies beside the project; skipped elsewhere. */
class RealAnnotationTest {

	private static final Path ANNOTATION = Path.of("../shared/data/annotation_25.nrrd");

	@TempDir
	private Path folder;

	@BeforeEach
	void annotationIsThere() {
		Assumptions.assumeTrue(Files.exists(ANNOTATION), ANNOTATION + " is not here");
	}

	@Test
	void hasTheVoxelsItsReadmeCounts() {
		final SourceFile file = Sources.describe(ANNOTATION);
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(LabelType.UINT32, source.type());
			final Map<Long, int[]> counts = new HashMap<>();
			final long[] plane = new long[528 * 320];
			for (int z = 0; z < 456; z++) {
				source.read(new long[] { 0, 0, z }, new int[] { 528, 320, 1 }, plane);
				for (int i = 0; i < plane.length;) {
					final int start = i;
					while (i < plane.length && plane[i] == plane[start])
						i++;
					counts.computeIfAbsent(plane[start], l -> new int[1])[0] += i - start;
				}
			}
			assertEquals(672, counts.size());
			assertEquals(77, counts.keySet().stream().filter(l -> l > 1 << 24).count());
			assertEquals(614454277L, counts.keySet().stream().max(Long::compare).orElseThrow());
			assertEquals(44658375, counts.get(0L)[0]);
			assertEquals(1665238, counts.get(672L)[0]);
			assertEquals(1053648, counts.get(507L)[0]);
			assertEquals(740202, counts.get(961L)[0]);
		}
	}

	@Test
	void threeTimesIsRightInEveryVoxel() throws Exception {
		final UpscaleOptions options = UpscaleWords.builder().source(ANNOTATION.toString()).target(folder.resolve(
			"labels.n5").toString()).factors("3").unit("um").build();
		final SourceFile file = options.describeSource();
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			final UpscalePlan plan = UpscalePlan.of(options, file, source);
			final UpscaleReport report = new Upscaler(plan, source, options.target(), Existing.FAIL, 2).run(
				ProgressListener.NONE);
			final VerifyReport verified = new Verifier(plan, source, options.target()).all(true, 2, ProgressListener.NONE);
			assertEquals("", verified.difference().map(Message::fact).orElse(""));
			assertTrue(verified.finished());
			assertEquals(plan.blocks(), verified.blocks());
			final Map<Long, Long> table = new HashMap<>();
			for (final LabelTable.Row row : report.labels().orElseThrow().rows())
				table.put(row.label(), row.voxels());
			assertEquals(672, table.size());
			assertEquals(27L * 44658375, table.get(0L));
			assertEquals(27L * 1665238, table.get(672L));
			assertEquals(27L * 740202, table.get(961L));
		}
	}
}
