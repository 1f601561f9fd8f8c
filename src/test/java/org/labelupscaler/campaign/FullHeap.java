package org.labelupscaler.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Runs a job through the API in a process whose heap it fills first, or while the job is at work. */
final class FullHeap {

	private static final int PIECE = 64 << 10;

	private static final int MOST_PIECES = 1 << 16;

	private final List<byte[]> ballast = new ArrayList<>(MOST_PIECES);

	private FullHeap() {}

	/** Starts it; negative kilobytes only ask whether the plan is accepted. */
	static Program start(final Job job, final Path folder, final int heap, final int freeKilobytes, final boolean later)
		throws Exception
	{
		final List<String> words = new ArrayList<>(Program.java(FullHeap.class, "-Xmx" + heap + "m"));
		words.addAll(List.of(job.source().toString(), Format.N5.target(folder).toString(), "" + freeKilobytes, "" +
			later));
		words.addAll(job.options());
		return Program.startAny(words);
	}

	/** @param args source, target, kilobytes to leave, whether only under the run, options of the command line */
	public static void main(final String[] args) throws Exception {
		OptionsBuilder builder = UpscaleWords.builder().source(args[0]).target(args[1]);
		for (int i = 4; i < args.length; i += 2)
			builder = switch (args[i]) {
				case "--size" -> builder.size(args[i + 1]);
				case "--compression" -> builder.compression(args[i + 1]);
				case "--block" -> builder.block(args[i + 1]);
				case "--threads" -> builder.threads(args[i + 1]);
				case "--background" -> builder.background(args[i + 1]);
				default -> throw new IllegalArgumentException(args[i]);
			};
		final int free = Integer.parseInt(args[2]);
		try {
			run(builder.build(), free, Boolean.parseBoolean(args[3]));
		}
		catch (final LabelUpscalerException e) {
			System.out.println("label-upscaler: " + e.getMessage());
			System.exit(1);
		}
		catch (final OutOfMemoryError e) {
			// NB: what the command line makes a line of, too.
			System.out.println("label-upscaler: Out of memory.");
			System.exit(1);
		}
	}

	private static void run(final UpscaleOptions options, final int freeKilobytes, final boolean later) throws Exception {
		final FullHeap heap = new FullHeap();
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			if (freeKilobytes < 0)
				return;
			final long[] used = new long[2];
			if (!later)
				heap.fill(freeKilobytes);
			job.run(progress -> {
				// NB: by a tenth of the blocks everything is loaded and every buffer has grown.
				if (progress.done() > progress.all() / 10 && used[0] == 0) {
					if (later)
						heap.fill(freeKilobytes);
					used[0] = used();
				}
				if (progress.isLast())
					used[1] = used();
			});
			System.out.println("grown: " + (used[1] - used[0] >> 10));
		}
	}

	/** To the brim, and then gives some back: how much a collector can really use is not what it says. */
	private void fill(final int freeKilobytes) {
		try {
			while (true)
				ballast.add(new byte[PIECE]);
		}
		catch (final OutOfMemoryError e) {
			final int pieces = Math.min(ballast.size(), (freeKilobytes << 10) / PIECE);
			ballast.subList(ballast.size() - pieces, ballast.size()).clear();
		}
	}

	private static long used() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}
}
