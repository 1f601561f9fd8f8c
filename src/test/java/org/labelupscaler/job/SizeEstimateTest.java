package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.volume.VolumeFormats;
import org.labelupscaler.words.OptionsBuilder;

/** What a plan says of one file, before it is written: its size, where equal tiles and planes are stored once, and its index. */
class SizeEstimateTest extends AbstractJobTest {

	/** With blocks of 16 and less: so small that the index weighs as much as the voxels. */
	@ParameterizedTest
	@CsvSource({ "e.ome.tif, 6, '2,2,1'", "e.ome.tif, '3,3,9', none", "e.ome.tif, 2, '2,2,1;8,8,1'", "e.ims, 6, '2,2,2'", "e.ims, 2, '2,2,2;8,8,8'" })
	void aFileIsAboutAsLargeAsThePlanSays(final String name, final String factors, final String levels) throws Exception {
		for (final boolean random : new boolean[] { true, false }) {
			final Volume source = TestSources.random(new Random(5), LabelType.UINT16, 40, 40, 40);
			for (int i = 0; i < source.labels().length; i++)
				source.labels()[i] = random ? new Random(i).nextInt(1000) : i / 1600 + i % 40 / 13;
			final OptionsBuilder builder = options(source, "x").factors(factors).levels(levels).block("16");
			final UpscaleOptions options = builder.target(folder.resolve((random ? "r" : "s") + name).toString()).build();
			try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
				final double said = job.estimate().bytes();
				job.run(ProgressListener.NONE);
				final double written = Files.size(options.target());
				// NB: the groups and histograms of an Imaris file have the same size in each.
				final int groups = name.endsWith("ims") ? 60_000 : 5_000;
				assertTrue(said > 0.75 * written - groups && said < 1.4 * written + groups, name + " " + random + ": " + said + " bytes planned, " +
					written + " written");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "m.ome.tif, 16, 12", "m.ims, 12, 12", "m.n5, 0, 0" })
	void theIndexIsPartOfTheMemory(final String name, final long ofTile, final long ofChunk) throws Exception {
		final Volume source = TestSources.random(new Random(6), LabelType.UINT16, 40, 40, 40);
		final UpscaleOptions options = options(source, "y").factors("8").levels("none").block("16").target(folder.resolve(name).toString()).build();
		final VolumeFormat format = VolumeFormats.of(options.target());
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			final long index = format.indexMemory(job.plan().volume());
			// NB: 320³ voxels in blocks of 16³
			assertTrue(index >= 8000 * ofChunk && (ofChunk > 0 || index == 0), index + " bytes");
			assertTrue(!name.endsWith("tif") || index >= 8000 * 16 * ofTile, index + " bytes");
			assertTrue(job.memory() >= index);
		}
	}
}
