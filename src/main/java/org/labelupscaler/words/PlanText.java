package org.labelupscaler.words;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.Level;
import org.labelupscaler.job.SizeEstimate;
import org.labelupscaler.job.TargetSize;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.arrange.Arrangement;
import org.labelupscaler.store.Stores;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.VolumeFormat;

/** A plan in words, for terminals and dialogs. */
public final class PlanText {

	/** Characters of a line in a window. */
	public static final int WIDTH = 100;

	/** Bytes of voxels that may take hours: 452 GB take some seconds at best (docs/benchmarks.md). */
	private static final long MUCH = 200_000_000_000_000L;

	private PlanText() {}

	/**
	 * @param lines text
	 * @return the same with long lines broken at spaces, for windows that would grow as wide as their text
	 */
	public static String wrapped(final String lines) {
		final StringBuilder text = new StringBuilder();
		lines.lines().forEach(line -> {
			int width = 0;
			for (final String word : line.split(" ")) {
				final boolean fits = width + word.length() < WIDTH;
				text.append(text.length() == 0 ? "" : width == 0 ? "\n" : fits ? " " : "\n    ").append(word);
				width = width > 0 && fits ? width + 1 + word.length() : 4 + word.length();
			}
		});
		return text.toString();
	}

	/**
	 * @param plan a job
	 * @return who can do it if it is much for one computer; nothing if it is not
	 */
	static Optional<String> several(final UpscalePlan plan) {
		return plan.bytes() < MUCH ? Optional.empty() : Optional.of("This may take hours on one computer. Several do it together from the command " +
			"line, in parts or on Apache Spark, with the same words (docs/cluster.md).");
	}

	/**
	 * @param plan a job
	 * @return size, type and voxel size of the target, and how many times larger it is
	 */
	public static String target(final UpscalePlan plan) {
		final StringBuilder factors = new StringBuilder();
		for (int d = 0; d < 3; d++)
			factors.append(d == 0 ? "" : " x ").append(VoxelSize.format(plan.factor(d)));
		return BlockGrid.format(plan.size()) + " voxels of " + plan.type().n5Name() + ", " + plan.voxelSize() + ", factors " +
			factors;
	}

	/**
	 * @param target a target's size
	 * @return the image it is taken from, and what was taken; nothing if there is none
	 */
	public static Optional<String> match(final TargetSize target) {
		if (!(target instanceof TargetSize.Match match))
			return Optional.empty();
		final ImageSize image = match.image();
		return Optional.of(image.name() + " (" + image.format() + "): " + BlockGrid.format(image.size()) + " voxels, " +
			image.voxelSize() + (image.offset().isEmpty() || image.offset().stream().allMatch(o -> o.signum() == 0) ? "" :
				", first voxel at " + image.offset().stream().map(o -> VoxelSize.format(o
					.doubleValue())).collect(Collectors.joining(", "))));
	}

	/**
	 * @param options a job
	 * @return what is done to the source before it is scaled, in words; nothing if nothing is done
	 */
	public static Optional<String> arrangement(final UpscaleOptions options) {
		final Arrangement arrangement = options.arrangement();
		final List<String> words = new ArrayList<>();
		arrangement.geometry().ifPresent(words::add);
		if (!options.labels().regions().isEmpty())
			words.add("regions " + shortened(String.join(", ", options.labels().regions())) + " and below");
		if (!options.labels().labels().isAll())
			words.add("labels " + shortened(options.labels().labels().toString()));
		switch (arrangement.values()) {
			case IDS -> {}
			case MASK -> words.add("written as 1");
			case COMPACT -> words.add("numbered from 1");
		}
		return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
	}

	private static String shortened(final String text) {
		return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
	}

	/**
	 * @param plan a job
	 * @return a line for each level: its size, voxel size, blocks and bytes
	 */
	public static List<String> levels(final UpscalePlan plan) {
		final List<String> lines = new ArrayList<>();
		for (final Level level : plan.levels())
			lines.add("%-3s %s voxels, %s, %s, %s".formatted("s" + level.index(), BlockGrid.format(level.grid().size()),
				plan.levelVoxelSize(level.index()), Quantities.count(level.grid().blocks(), "block"), Quantities.bytes((double) level
					.grid().voxels() * plan.type().bytes())));
		return lines;
	}

	/**
	 * @param plan a job
	 * @return bytes of voxels and blocks, of all levels
	 */
	public static String voxels(final UpscalePlan plan) {
		return Quantities.bytes(plan.bytes()) + " in " + Quantities.count(plan.blocks(), "block");
	}

	/**
	 * @param estimate what it will write
	 * @return bytes and files
	 */
	public static String disk(final SizeEstimate estimate) {
		final String about = estimate.exact() ? "" : "about ";
		return about + Quantities.bytes(estimate.diskBytes()) + " in " + (estimate.files() == 1 ? "" : about) + Quantities.count(estimate.files(), "file") + (estimate.exact() ? "" : " (an estimate from a sample of blocks)");
	}

	/**
	 * @param options a job that was stopped
	 * @return what to do about it
	 */
	public static Message stopped(final UpscaleOptions options) {
		return new Message("Stopped before " + Stores.describe(options.target()) + " was complete.", options.format().isFile() ? Remedy.NONE : Remedy.RESUME);
	}

	/**
	 * @param format its format
	 * @param target a container
	 * @return how to open it
	 */
	public static String howToOpen(final VolumeFormat format, final Path target) {
		return "Look at it with Plugins > Label Upscaler > View Labels in BigDataViewer..., or open " + format.howToOpen(format.store(target)) + ".";
	}

	/**
	 * @param options a job
	 * @param report what its complete run did
	 * @return what was written, and what opens it
	 */
	public static String written(final UpscaleOptions options, final UpscaleReport report) {
		return Stores.describe(options.target()) + " is complete.\n    " + done(report) + "\n    " + blocks(report) + "\n    " +
			howToOpen(options.format(), options.target()) + onlyBackground(report).map(note -> "\n    " + note).orElse("");
	}

	/**
	 * @param report what a complete run did
	 * @return a warning if there is nothing in the target but background
	 */
	public static Optional<String> onlyBackground(final UpscaleReport report) {
		final boolean empty = report.labels().isPresent() && report.labels().get().largestFirst().isEmpty();
		return empty ? Optional.of("There is nothing but background in it: no voxel has a label that was to be kept.") : Optional
			.empty();
	}

	/**
	 * @param report what a complete run did
	 * @return bytes of voxels, time and rate
	 */
	public static String done(final UpscaleReport report) {
		return Quantities.bytes(report.logicalBytes()) + " of voxels in " + Quantities.seconds(report.seconds()) + " (" +
			Quantities.bytes(report.logicalBytes() / Math.max(1e-9, report.seconds())) + "/s)";
	}

	/**
	 * @param report what a complete run did
	 * @return blocks written, kept, and not needed
	 */
	public static String blocks(final UpscaleReport report) {
		return Quantities.count(report.written(), "block") + " written, " + Quantities.bytes(report.bytesWritten()) + (report
			.kept() > 0 ? ", " + Quantities.count(report.kept()) + (report.kept() == 1 ? " was" : " were") + " there already" : "") + "; " + Quantities
				.count(report.background(), "block") + " of background " + (report.background() == 1 ? "needs" : "need") + " no file";
	}
}
