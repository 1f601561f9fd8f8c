package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.Deflater;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeFormats;

/**
 * Encoding is many times faster than a plain loop that writes every voxel and leaves the rest to a library, in the same
 * process on the same blocks. The bounds are a fifth of what was measured, so that a machine under load passes and a
 * tenfold slow-down does not.
 */
class SpeedTest extends AbstractJobTest {

	private static final int EDGE = 64;
	private static final int ROUNDS = 5;

	/** Balls in balls, as regions of a brain are. */
	private static Volume balls() {
		final long[] labels = new long[EDGE * EDGE * EDGE];
		for (int i = 0; i < labels.length; i++) {
			final double x = i % EDGE - 30, y = i / EDGE % EDGE - 33, z = i / EDGE / EDGE - 28;
			final double radius = Math.sqrt(x * x + y * y + z * z);
			labels[i] = radius > 31 ? 0 : 100 + (long) (radius / 3) * 7 + (x > 0 ? 614_454_000 : 0);
		}
		return new Volume(LabelType.UINT32, new int[] { EDGE, EDGE, EDGE }, labels);
	}

	@ParameterizedTest
	@CsvSource({ "gzip,4", "zstd,5", "lz4,4", "raw,4" })
	void encodingIsFasterThanAPlainLoop(final String compression, final double least) throws Exception {
		final UpscaleOptions options = options(balls(), "speed").factors("4").block("128").levels("none").compression(
			compression).build();
		final boolean deflate = !compression.equals("raw");
		try (LabelSource source = options.describeSource().open(SourceOptions.defaults())) {
			final UpscalePlan plan = UpscalePlan.of(options, options.describeSource(), source);
			final long[] labels = MemorySource.all(source);
			double loop = Double.MAX_VALUE;
			double product = Double.MAX_VALUE;
			for (int round = 0; round < ROUNDS; round++) {
				final long start = System.nanoTime();
				final long written = plainLoop(plan, labels, deflate);
				final long between = System.nanoTime();
				final long encoded = encode(plan, source);
				loop = Math.min(loop, between - start);
				product = Math.min(product, System.nanoTime() - between);
				assertEquals(written > 0, encoded > 0);
			}
			final double ratio = loop / product;
			System.out.printf(Locale.ROOT, "%s: %.1f times faster than a plain loop%n", compression, ratio);
			assertTrue(ratio > least, compression + " is only " + ratio + " times faster than a plain loop, not " + least);
		}
	}

	private static long encode(final UpscalePlan plan, final LabelSource source) {
		final BlockSampler sampler = new BlockSampler(source);
		final BlockFrame frame = VolumeFormats.DEFAULT.newFrame(plan.volume());
		final ByteBuilder out = new ByteBuilder();
		final Level level = plan.levels().get(0);
		long bytes = 0;
		for (long b = 0; b < level.grid().blocks(); b++) {
			out.clear();
			frame.encode(sampler.sample(level, level.grid().position(b)), out);
			bytes += out.size();
		}
		return bytes;
	}

	/** What anybody would write first. */
	private static long plainLoop(final UpscalePlan plan, final long[] labels, final boolean deflate) {
		final Level level = plan.levels().get(0);
		final AxisMap[] maps = level.maps().toArray(AxisMap[]::new);
		long bytes = 0;
		for (long b = 0; b < level.grid().blocks(); b++) {
			final long[] position = level.grid().position(b);
			final int[] size = level.grid().blockSize(position);
			final ByteBuffer voxels = ByteBuffer.allocate(4 * size[0] * size[1] * size[2]);
			for (int z = 0; z < size[2]; z++)
				for (int y = 0; y < size[1]; y++)
					for (int x = 0; x < size[0]; x++)
						voxels.putInt((int) labels[(int) ((maps[2].sourceIndex(level.grid().min(position, 2) + z) * EDGE + maps[1]
							.sourceIndex(level.grid().min(position, 1) + y)) * EDGE + maps[0].sourceIndex(level.grid().min(position,
								0) + x))]);
			bytes += deflate ? deflated(voxels.array()) : voxels.capacity();
		}
		return bytes;
	}

	private static long deflated(final byte[] voxels) {
		final Deflater zlib = new Deflater(1, true);
		try {
			zlib.setInput(voxels);
			zlib.finish();
			final byte[] buffer = new byte[1 << 16];
			long bytes = 0;
			while (!zlib.finished())
				bytes += zlib.deflate(buffer);
			return bytes;
		}
		finally {
			zlib.end();
		}
	}
}
