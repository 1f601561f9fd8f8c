package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.job.PlanNotes;
import org.labelupscaler.job.Requirements;
import org.labelupscaler.job.SizeEstimate;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.source.Fingerprint;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.text.Quantities;

/**
 * What a dialog says while its fields are edited: the target that would come out, or what is wrong. The size is there at
 * once; how many bytes it will take needs a look at the voxels and follows a moment later.
 */
public final class LivePlan implements AutoCloseable {

	/** Sources larger than this are not read just to show a number. */
	private static final long MOST_BYTES_READ = 2L << 30;
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
	private boolean closed;
	/** Only touched by the reader, and when it has ended. */
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
	public LiveText text(final OptionsBuilder builder, final boolean writes) {
		if (builder.isAtAddress())
			return LiveLook.AT_ADDRESS;
		try {
			final UpscaleOptions options = writes ? builder.build() : builder.buildForReading();
			final SourceFile file = options.describeSource();
			Requirements.checkTargetSize(options, file);
			final UpscalePlan plan = UpscalePlan.draft(options, file);
			final List<String> lines = new ArrayList<>();
			lines.add("Source: " + shortened(file.name()) + ", " + BlockGrid.format(file.size()) + " voxels of " + file
				.type() + ", " + file.voxelSize());
			PlanText.arrangement(options).ifPresent(what -> lines.add("Taken: " + what));
			PlanText.match(options.targetSize()).ifPresent(image -> lines.add("Match: " + image));
			PlanNotes.of(options, file, plan).forEach(note -> lines.add("Note: " + note));
			if (writes) {
				PlanText.several(plan).ifPresent(note -> lines.add("Note: " + note));
				final Path folder = Requirements.checkFolders(options);
				Upscaler.checkTarget(plan, options.target(), options.format(), options.existing());
				Requirements.checkApart(options, file);
				Requirements.checkMemory(plan, options, 0);
				lines.add("Output: " + shortened(options.target().toString()));
				lines.add("Target: " + PlanText.target(plan));
				lines.add("Levels: " + plan.pyramid().levels() + ", together " + PlanText.voxels(plan));
				lines.add("Disk: " + disk(options, file, plan, folder));
			}
			else {
				lines.add("Target: " + PlanText.target(plan));
				lines.add("Levels: " + plan.pyramid().levels() + ", computed as you look; nothing is written.");
			}
			return LiveText.of(String.join("\n", lines));
		}
		catch (final LabelUpscalerException e) {
			return LiveText.wrong(e.say(Remedy.Dialect.DIALOG));
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			return LiveText.wrong("This cannot be told: " + e);
		}
	}

	private synchronized String disk(final UpscaleOptions options, final SourceFile file, final UpscalePlan plan,
		final Path folder)
	{
		final String free = Quantities.bytes(Requirements.free(folder)) + " free";
		if (file.size()[0] * file.size()[1] * file.size()[2] * file.type().bytes() > MOST_BYTES_READ)
			return "known when it starts; " + free;
		final Object key = List.of(sourceKey(file), plan, options.acceptRoundedIds());
		wanted = key;
		if (Objects.equals(known, key))
			return disk + "; " + free;
		if (!closed)
			reader.execute(() -> estimate(key, options, file, folder));
		return "looking at the labels …; " + free;
	}

	private void estimate(final Object key, final UpscaleOptions options, final SourceFile file, final Path folder) {
		synchronized (this) {
			if (closed || !key.equals(wanted) || key.equals(known))
				return;
		}
		String text;
		try {
			open(options, file, Requirements.temporaryFolder(options, folder));
			// NB: arranged anew each time, so that a source is not decoded again for other labels.
			text = PlanText.disk(SizeEstimate.of(UpscalePlan.draft(options, file), options.arrangement().over(opened), options.format()));
		}
		catch (final LabelUpscalerException e) {
			text = e.say(Remedy.Dialect.DIALOG);
		}
		catch (final RuntimeException | LinkageError | OutOfMemoryError e) {
			text = "unknown (" + e + ")";
		}
		synchronized (this) {
			if (closed)
				return;
			known = key;
			disk = text;
		}
		changed.run();
	}

	/** Opens the source, unless it is open already. */
	private void open(final UpscaleOptions options, final SourceFile file, final Path temporaryFolder) {
		final Object key = List.of(sourceKey(file), options.rawLayout().map(Object::toString).orElse(""), options
			.acceptRoundedIds());
		if (key.equals(openedKey))
			return;
		closeOpened();
		opened = file.open(new SourceOptions(temporaryFolder, options.acceptRoundedIds()));
		openedKey = key;
	}

	/** What tells one source from another, and from itself before it was changed. */
	private static Object sourceKey(final SourceFile file) {
		// NB: not of all files, of which a container may have very many.
		return file.location().map(path -> (Object) List.of(Fingerprint.of(List.of(path)), file.type(), BlockGrid.format(file
			.size()))).orElse(file);
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

	/** Stops reading, and gives back the source. {@link #text} stays usable, without estimates. */
	@Override
	public synchronized void close() {
		if (closed)
			return;
		closed = true;
		reader.shutdownNow(); // interrupts what is being read
		final Thread closing = new Thread(this::closeWhenRead, "label-upscaler-closing");
		closing.setDaemon(true);
		closing.start();
	}

	private void closeWhenRead() {
		try {
			reader.awaitTermination(1, TimeUnit.HOURS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		closeOpened();
	}
}
