package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;

/**
 * What a dialog says while its fields are edited: the target that would come out, or what is wrong. The size is there at
 * once; how many bytes it will take needs a look at the voxels and follows a moment later.
 */
public final class LivePlan implements AutoCloseable {

	/** Sources larger than this are not read just to show a number. */
	private static final long MOST_BYTES_READ = 8L << 30;
	private static final int LONGEST = 60;

	private final Runnable changed;
	private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
		final Thread thread = new Thread(task, "label-upscaler-estimate");
		thread.setDaemon(true);
		return thread;
	});
	private Object wanted;
	private Object known;
	private String disk = "";
	/** Only touched by the reader. */
	private Object openedKey;
	private LabelSource opened;

	/** @param changed called, in another thread, when {@link #text} has become better */
	public LivePlan(final Runnable changed) {
		this.changed = changed;
	}

	/**
	 * @param builder the words that stand in the dialog
	 * @param writes whether a container is to be made
	 * @return a few lines; quick, and never throws
	 */
	public String text(final OptionsBuilder builder, final boolean writes) {
		try {
			final UpscaleOptions options = writes ? builder.build() : builder.buildForReading();
			final SourceFile file = options.describeSource();
			Requirements.checkTargetSize(options, file);
			final UpscalePlan plan = UpscalePlan.draft(options, file);
			final List<String> lines = new ArrayList<>();
			lines.add("Source: " + shortened(file.name()) + ", " + BlockGrid.format(file.size()) + " voxels of " + file
				.type() + ", " + file.voxelSize());
			if (writes) {
				final Path folder = Requirements.checkFolders(options);
				Upscaler.checkTarget(plan, options.target(), options.existing());
				Requirements.checkMemory(plan, options.threads());
				lines.add("Output: " + shortened(options.target().toString()));
				lines.add("Target: " + PlanText.target(plan));
				lines.add("Levels: " + plan.pyramid().levels() + ", together " + PlanText.voxels(plan));
				lines.add("Disk: " + disk(options, file, plan, folder));
			}
			else {
				lines.add("Target: " + PlanText.target(plan));
				lines.add("Levels: " + plan.pyramid().levels() + ", computed as you look; nothing is written.");
			}
			return String.join("\n", lines);
		}
		catch (final LabelUpscalerException e) {
			return e.getMessage();
		}
	}

	private synchronized String disk(final UpscaleOptions options, final SourceFile file, final UpscalePlan plan,
		final Path folder)
	{
		final Object key = List.of(plan.toJson().toString(), options.acceptRoundedIds());
		wanted = key;
		final String free = Quantities.bytes(Requirements.free(folder)) + " free";
		if (file.size()[0] * file.size()[1] * file.size()[2] * file.type().bytes() > MOST_BYTES_READ)
			return "known when it starts; " + free;
		if (Objects.equals(known, key))
			return disk + "; " + free;
		reader.execute(() -> estimate(key, options, file));
		return "looking at the labels …; " + free;
	}

	private void estimate(final Object key, final UpscaleOptions options, final SourceFile file) {
		synchronized (this) {
			if (!key.equals(wanted) || key.equals(known))
				return;
		}
		String text;
		try {
			final Object source = List.of(options.source() == null ? file : options.source(), options.rawLayout().map(Object::toString)
				.orElse(""), options.acceptRoundedIds());
			if (!source.equals(openedKey)) {
				closeOpened();
				opened = file.open(new SourceOptions(SourceOptions.defaults().temporaryFolder(), options.acceptRoundedIds()));
				openedKey = source;
			}
			final SizeEstimate estimate = SizeEstimate.of(UpscalePlan.draft(options, file), opened);
			text = PlanText.disk(estimate);
		}
		catch (final LabelUpscalerException e) {
			text = e.getMessage();
		}
		synchronized (this) {
			known = key;
			disk = text;
		}
		changed.run();
	}

	private void closeOpened() {
		if (opened != null)
			opened.close();
		opened = null;
		openedKey = null;
	}

	/** The end of a long text. */
	private static String shortened(final String text) {
		return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
	}

	/** Stops reading, and gives back the source. */
	@Override
	public void close() {
		reader.execute(this::closeOpened);
		reader.shutdown();
	}
}
