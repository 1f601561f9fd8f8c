package org.labelupscaler.benchmark;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.label.LabelType;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One 128 x 128 x 128 block of uint32 with two smooth borders through it, as upscaling makes it, encoded by each codec and
 * by the prototype's way.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

	private static final int BLOCK = 128;

	/** The codec; "prototype" deflates expanded planes. */
	@Param({ "gzip:1", "gzip:6", "lz4", "zstd:1", "zstd:3", "raw", "prototype" })
	public String codec;

	/** How often each source voxel repeats along each axis. */
	@Param({ "1", "4", "11" })
	public int factor;

	private BlockCodec encoder;
	private RunBlock block;
	private final ByteBuilder out = new ByteBuilder();

	/** Makes the block. */
	@Setup
	public void setUp() {
		final int n = (BLOCK + factor - 1) / factor;
		final int[] runs = new int[n];
		Arrays.fill(runs, factor);
		runs[n - 1] = BLOCK - factor * (n - 1);
		final long[] labels = new long[n * n * n];
		final Random random = new Random(1);
		final double bend = 2 + random.nextDouble();
		for (int z = 0, i = 0; z < n; z++)
			for (int y = 0; y < n; y++)
				for (int x = 0; x < n; x++, i++) {
					final double border = 0.4 * n + 0.1 * n * Math.sin(bend * y / n + 3.0 * z / n);
					labels[i] = x < border ? 672 : y + z < n ? 507 : 312782574L;
				}
		block = RunBlock.of(LabelType.UINT32, labels, runs, runs, runs);
		encoder = codec.equals("prototype") ? new PlaneDeflateCodec() : Compression.parse(codec).newCodec(ByteOrder.BIG_ENDIAN);
	}

	/** @return bytes of the encoded block */
	@Benchmark
	public int encode() {
		out.clear();
		encoder.encode(block, out);
		return out.size();
	}
}
