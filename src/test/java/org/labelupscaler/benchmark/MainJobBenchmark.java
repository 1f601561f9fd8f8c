package org.labelupscaler.benchmark;

import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.labelupscaler.label.RunBlock;
import org.labelupscaler.n5.N5Dataset;
import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.encode.Compression;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.upscale.BlockSampler;
import org.labelupscaler.upscale.Existing;
import org.labelupscaler.upscale.Level;
import org.labelupscaler.upscale.ProgressListener;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscalePlan;
import org.labelupscaler.upscale.UpscaleReport;
import org.labelupscaler.upscale.Upscaler;

import com.sun.management.OperatingSystemMXBean;

/**
 * The main job on a real annotation, beside the prototype's way of encoding, in one process, taking turns: loading the
 * source is not timed. Arguments: source, an empty folder for the output, threads, rounds, then any of
 * {@code product}, {@code encode} (nothing written) and {@code prototype}.
 */
public final class MainJobBenchmark {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private MainJobBenchmark() {}

	/** @param args see above */
	public static void main(final String[] args) throws Exception {
		final Path folder = Path.of(args[1]);
		final int threads = Integer.parseInt(args[2]);
		final int rounds = Integer.parseInt(args[3]);
		System.out.println("| job | way | wall s | CPU s | files | bytes | logical GB/s |");
		System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
		for (int round = 0; round < rounds; round++)
			for (final String size : new String[] { "2112,1280,1824", "6000,3636,5182" })
				for (final String levels : new String[] { "none", "auto" })
					for (final String way : List.of(args).subList(4, args.length)) {
						if (levels.equals("auto") && !way.equals("product"))
							continue;
						final UpscaleOptions options = UpscaleOptions.builder().source(args[0]).target(folder.resolve(way + size +
							levels + round + ".n5").toString()).size(size).unit("um").levels(levels).threads("" + threads).build();
						final SourceFile file = options.describeSource();
						try (LabelSource source = file.open(SourceOptions.defaults())) {
							final UpscalePlan plan = UpscalePlan.of(options, file, source);
							final long cpu = SYSTEM.getProcessCpuTime();
							final double[] result = way.equals("product") ? product(options, plan, source) : blocks(options, plan,
								source, way);
							System.out.printf(Locale.ROOT, "| %s, levels %s | %s | %.2f | %.2f | %.0f | %.0f | %.0f |%n", size,
								levels, way, result[0], (SYSTEM.getProcessCpuTime() - cpu) / 1e9, result[1], result[2], plan.bytes() /
									result[0] / 1e9);
						}
					}
	}

	private static double[] product(final UpscaleOptions options, final UpscalePlan plan, final LabelSource source)
		throws Exception
	{
		final long start = System.nanoTime();
		final UpscaleReport report = new Upscaler(plan, source, options.target(), Existing.FAIL, options.threads()).run(
			ProgressListener.NONE);
		return new double[] { (System.nanoTime() - start) / 1e9, report.written(), report.bytesWritten() };
	}

	private static double[] blocks(final UpscaleOptions options, final UpscalePlan plan, final LabelSource source,
		final String way) throws Exception
	{
		final long start = System.nanoTime();
		final AtomicLong next = new AtomicLong();
		final AtomicLong files = new AtomicLong();
		final AtomicLong bytes = new AtomicLong();
		final Level level = plan.levels().get(0);
		final N5Dataset dataset = plan.datasets(options.target()).get(0);
		final Thread[] workers = new Thread[options.threads()];
		for (int t = 0; t < workers.length; t++) {
			workers[t] = new Thread(() -> {
				final BlockSampler sampler = new BlockSampler(source);
				final BlockCodec codec = way.equals("prototype") ? new PlaneDeflateCodec() : Compression.DEFAULT.newCodec(
					ByteOrder.BIG_ENDIAN);
				final ByteBuilder out = new ByteBuilder();
				for (long column; (column = next.getAndIncrement()) < level.grid().columns();)
					for (long b = 0; b < level.grid().blocksPerColumn(); b++) {
						final long[] position = level.grid().position(column * level.grid().blocksPerColumn() + b);
						final RunBlock block = sampler.sample(level, position);
						if (block.isUniform() && block.label(0, 0, 0) == 0)
							continue;
						N5Dataset.encode(block, codec, out);
						files.incrementAndGet();
						bytes.addAndGet(out.size());
						if (way.equals("prototype"))
							dataset.put(position, out.toByteBuffer());
					}
			});
			workers[t].start();
		}
		for (final Thread worker : workers)
			worker.join();
		return new double[] { (System.nanoTime() - start) / 1e9, files.get(), bytes.get() };
	}
}
