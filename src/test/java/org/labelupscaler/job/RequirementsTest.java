package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.words.OptionsBuilder;

/** The memory that a job says it needs is enough for its output, even if no two voxels of the source are equal. */
class RequirementsTest extends AbstractJobTest {

	@ParameterizedTest
	@CsvSource({ "gzip", "lz4", "zstd", "zstd:3", "raw" })
	void theOutputOfNoiseFits(final String compression) throws Exception {
		for (final LabelType type : new LabelType[] { LabelType.UINT8, LabelType.UINT16, LabelType.UINT32, LabelType.UINT64 })
			for (final String factors : new String[] { "1", "7,1,1", "3,2,1", "1,1,8", "4" }) {
				final Volume noise = TestSources.random(new Random(3), type, 64, 64, 64);
				final Random random = new Random(4);
				for (int i = 0; i < noise.labels().length; i++)
					noise.labels()[i] = type.bytes() == 8 ? random.nextLong() : random.nextLong() & (1L << 8 * type.bytes()) - 1;
				final OptionsBuilder builder = options(noise, "m").factors(factors).levels("none").compression(compression);
				final UpscaleOptions options = builder.block("64").build();
				final SourceFile file = options.describeSource();
				try (LabelSource source = file.open(SourceOptions.defaults())) {
					final UpscalePlan plan = UpscalePlan.of(options, file, source);
					final UpscalePlan tiny = UpscalePlan.of(builder.block("1").build(), file, source);
					final long said = Requirements.memory(plan, options.format(), options.target(), 1) - Requirements.memory(tiny, options.format(), options.target(), 1);
					final ByteBuilder out = new ByteBuilder();
					final BlockCodec codec = plan.compression().newCodec(ByteOrder.BIG_ENDIAN);
					final RunBlock block = new BlockSampler(source).sample(plan.levels().get(0), new long[3]);
					codec.encode(block, out);
					// NB: while the array grows, the old one, of half the length, is there as well.
					final long needed = out.array().length + out.array().length / 2;
					assertTrue(needed <= said, type + " x " + factors + ": " + needed + " bytes of output, " + said + " planned");
				}
			}
	}

	/** NB: nothing is asked of a server for that; the figures are those of two buffers of 8 MiB, the second grown by doubling. */
	@ParameterizedTest
	@CsvSource({ "ome.zarr, 2000, 41943040", "ome.zarr, 32, 0", "n5, 2000, 0", "ome.zarr:0.4, 2000, 0" })
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "names have no colons there")
	void shardsOnTheirWayToABucketCount(final String ending, final int size, final long bytes) throws Exception {
		final Volume small = TestSources.random(new Random(3), LabelType.UINT8, 4, 4, 4);
		final String name = ending.replaceFirst(":.*", "");
		final OptionsBuilder builder = options(small, "m").size(size + "," + size + "," + size).block("32").threads("2").unit("um");
		if (ending.contains(":"))
			builder.format("ome-zarr-0.4");
		final UpscaleOptions there = builder.target("s3://endpoint=http://127.0.0.1:9,anonymous=true@bucket/m." + name).build();
		final UpscaleOptions here = builder.target(folder.resolve("m." + name).toString()).build();
		final SourceFile file = there.describeSource();
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(there, file, source);
			assertEquals(bytes, memory(plan, there) - memory(plan, here));
			assertEquals(bytes, Requirements.appended(plan.volume(), there.format(), there.target(), 2));
		}
	}

	private static long memory(final UpscalePlan plan, final UpscaleOptions options) {
		return Requirements.memory(plan, options.format(), options.target(), options.threads());
	}
}
