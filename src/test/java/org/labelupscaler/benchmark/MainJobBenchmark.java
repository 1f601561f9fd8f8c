package org.labelupscaler.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.labelupscaler.encode.BlockCodec;
import org.labelupscaler.encode.ByteBuilder;
import org.labelupscaler.job.BlockSampler;
import org.labelupscaler.job.Existing;
import org.labelupscaler.job.Level;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.label.RunBlock;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.LocalStore;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.BlockFrame;
import org.labelupscaler.volume.VolumeFormat;
import org.labelupscaler.words.UpscaleWords;

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
						final UpscaleOptions options = UpscaleWords.builder().source(args[0]).target(folder.resolve(way + size +
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
		final long perColumn = level.grid().gridSize()[2];
		final long columns = level.grid().blocks() / perColumn;
		final Store store = LocalStore.at(options.target());
		final VolumeFormat format = options.format();
		final Thread[] workers = new Thread[options.threads()];
		for (int t = 0; t < workers.length; t++) {
			workers[t] = new Thread(() -> {
				final BlockSampler sampler = new BlockSampler(source);
				final BlockCodec prototype = new PlaneDeflateCodec();
				final BlockFrame frame = format.newFrame(plan.volume());
				final ByteBuilder out = new ByteBuilder();
				for (long column; (column = next.getAndIncrement()) < columns;)
					for (long b = 0; b < perColumn; b++) {
						final long[] position = level.grid().position(column * perColumn + b);
						final RunBlock block = sampler.sample(level, position);
						if (block.isUniform() && block.label(0, 0, 0) == 0)
							continue;
						out.clear();
						if (way.equals("prototype"))
							prototype.encode(block, out);
						else
							frame.encode(block, out);
						files.incrementAndGet();
						bytes.addAndGet(out.size());
						if (way.equals("prototype"))
							put(store, format.level(0).resolve(position[0] + "/" + position[1] + "/" + position[2]), out);
					}
			});
			workers[t].start();
		}
		for (final Thread worker : workers)
			worker.join();
		return new double[] { (System.nanoTime() - start) / 1e9, files.get(), bytes.get() };
	}

	private static void put(final Store store, final Key key, final ByteBuilder content) {
		try {
			store.put(key, content.toByteBuffer());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
