package org.labelupscaler.job;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Owned;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.Histogram;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.source.Fingerprint;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;
import org.labelupscaler.source.arrange.Values;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeSpec;

import com.google.gson.JsonObject;

/**
 * The labels of a target at full resolution, written or not: a source and where each target voxel takes its label from. Of
 * a container that this program has made the source is the file it was made from, as long as that is there and unchanged,
 * since its labels are the same by the scaling rule and far quicker to read; else the container's own blocks. Thread-safe.
 */
public final class TargetLabels implements AutoCloseable {

	/** A label image with more is no annotation, and a table of them no help; so many take some hundred megabytes to add up. */
	public static final int MOST_LABELS = 250_000;


	private final LabelSource source;
	private final UpscalePlan plan;
	private final UpscalePlan measured;
	private final String title;
	private final String origin;
	private final Ontology ontology;

	private TargetLabels(final LabelSource source, final UpscalePlan plan, final UpscalePlan measured, final String title,
		final String origin, final Ontology ontology)
	{
		this.measured = measured;
		this.source = source;
		this.plan = plan;
		this.title = title;
		this.origin = origin;
		this.ontology = ontology;
	}

	/**
	 * @param path a file or folder
	 * @return whether it is a container that holds upscaled labels, made by this program
	 */
	public static boolean isContainer(final Path path) {
		return path != null && OwnVolume.of(path).isPresent();
	}

	/**
	 * Opens the labels of a job, or those of a container that is named as its source. Of a container all that says how large
	 * it is and what is in it is recorded, so of the options only ontology, folder and rounded ids count.
	 *
	 * @param options the job; its target need not be named
	 * @param listener asked whether to stop; hears nothing
	 * @return the labels; the caller closes them
	 * @throws InvalidInputException if they cannot be read
	 * @throws CancelledException if the listener said so
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public static TargetLabels open(final UpscaleOptions options, final ProgressListener listener)
		throws InterruptedException
	{
		return Opening.run(() -> isContainer(options.source()) ? ofContainer(options) : ofSource(options), listener);
	}

	private static TargetLabels ofSource(final UpscaleOptions options) {
		final SourceFile file = options.describeSource();
		final UpscalePlan plan = UpscalePlan.draft(options, file);
		return new TargetLabels(options.openSource(file, folder(options)), plan, plan, plan.title(), file.name() + " (" + file.format() +
			")", options.labels().ontology());
	}

	private static Path folder(final UpscaleOptions options) {
		return options.temporaryFolder().orElse(SourceOptions.defaults().temporaryFolder());
	}

	private static TargetLabels ofContainer(final UpscaleOptions options) {
		final Path container = options.source();
		final UpscalePlan recorded = Verifier.plan(container);
		final UpscalePlan plan = recorded.at(options.unit().map(recorded.voxelSize()::withDefaultUnit).orElse(recorded.voxelSize()),
			recorded.offset());
		final String title = container.toAbsolutePath().normalize().getFileName().toString();
		final Ontology ontology = plan.arrangement().values() == Values.MASK ? Ontology.NONE : options.labels().ontology();
		final SourceFile file;
		try {
			file = plan.plannedSource().describe(null);
		}
		catch (final InvalidInputException e) {
			return ofBlocks(options, plan, title, ontology, e.getMessage());
		}
		try (Owned<LabelSource> labels = Owned.of(file.open(new SourceOptions(folder(options), true)))) {
			return new TargetLabels(plan.arrangement().of(labels), plan, plan, title, container + ", read from " + file.name() +
				", which it was made from", ontology);
		}
	}

	private static TargetLabels ofBlocks(final UpscaleOptions options, final UpscalePlan made, final String title,
		final Ontology ontology, final String why)
	{
		final Path container = options.source();
		if (!OwnVolume.require(container).isComplete())
			throw new InvalidInputException(container + " is not complete, and what it was made from cannot be read instead: " + why);
		if (made.arrangement().values() == Values.COMPACT)
			throw new InvalidInputException(container + " holds labels that were numbered anew, and what they were called is known " +
				"only with its source: " + why + ". Name the source file instead.");
		final SourceFile file = Sources.describe(container);
		final UpscaleOptions same = new UpscaleOptionsBuilder().source(container).factors(1).buildForReading();
		final UpscalePlan plan = UpscalePlan.draft(same, file).at(made.voxelSize(), made.offset());
		return new TargetLabels(same.openSource(file, folder(options)), plan, made, title, container + ", its own blocks (" + why + ")",
			ontology);
	}

	/** @return what to say if there are more than {@link #MOST_LABELS} labels to count */
	public InvalidInputException tooMany() {
		return new InvalidInputException(title + " has more than " + Quantities.count(MOST_LABELS) +
			" labels with something to count, and no table is made of so many. Upscale only some of them (labels), and name that container.");
	}

	/** @return what to call them: the name of the container or of the source */
	public String title() {
		return title;
	}

	/** @return where they come from, in words */
	public String origin() {
		return origin;
	}

	/** @return where each target voxel takes its label from; not to be closed */
	public LabelSource source() {
		return source;
	}

	/**
	 * What a container of the same grid has to be like: as the container that is named, or as one that would be made.
	 *
	 * @param options what the labels were opened with
	 * @return size, voxel size, offset, blocks, levels; its type is that of the {@linkplain LabelSource#idType ids}
	 */
	public VolumeSpec volume(final UpscaleOptions options) {
		final VolumeSpec volume = isContainer(options.source()) ? Verifier.plan(options.source()).volume() : plan.volume();
		return volume.withType(source.idType());
	}

	/**
	 * What tells these labels from all others. Reads the source, unless it is a container.
	 *
	 * @param options what the labels were opened with
	 * @return letters and digits
	 */
	public static String fingerprint(final UpscaleOptions options) {
		if (!isContainer(options.source()))
			return options.describeSource().sha256();
		final JsonObject job = PlanJson.write(Verifier.plan(options.source()));
		job.remove("source");
		return Fingerprint.sha256(job.toString());
	}

	/** @return the target at full resolution: its maps to the source, and its blocks */
	public Level level() {
		return plan.levels().get(0);
	}

	/** @return the target: size, voxel size, offset, blocks, levels; a draft, see {@link UpscalePlan#draft} */
	public UpscalePlan plan() {
		return plan;
	}

	/** @return the plan that the voxel size comes from: of a container the recorded one, wherever its labels are read */
	public UpscalePlan measured() {
		return measured;
	}

	/** @return names, colours and tree of the labels; {@link Ontology#NONE} if there are none */
	public Ontology ontology() {
		return ontology;
	}

	/**
	 * Target voxels of each label, on both sides of a plane. Exact.
	 *
	 * @param below those whose index along the axis is below the plane, by {@linkplain LabelSource#id id}
	 * @param above the others
	 */
	public record Sides(Map<Long, Long> below, Map<Long, Long> above) {}

	/**
	 * Counts the voxels of each label.
	 *
	 * @param axis the axis a plane stands on, 0, 1 or 2
	 * @param plane the first target voxel beyond it, 0 … size
	 * @param executor has them counted
	 * @param listener hears of the progress and can cancel
	 * @return the counts
	 * @throws CancelledException if the listener said so
	 * @throws InvalidInputException if there are more than {@link #MOST_LABELS} labels
	 * @throws org.labelupscaler.LabelUpscalerException if the source cannot be read
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Sides count(final int axis, final long plane, final Executor executor, final ProgressListener listener)
		throws InterruptedException
	{
		final SideWork work = new SideWork(new SharedSource(plan.plannedSource(), source, SourceOptions.defaults()
			.temporaryFolder()), source, level(), axis, plane, MOST_LABELS,
			tooMany().getMessage());
		final long start = System.nanoTime();
		final AtomicBoolean many = new AtomicBoolean();
		final Executor.Outcome<SideTally> outcome = executor.run(work, tally -> {
			// NB: each worker may have seen fewer.
			many.set(tally.labels() > MOST_LABELS);
			return new BlockProgress(tally.blocks(), work.boxes(), tally.bytes(), (System.nanoTime() - start) / 1e9);
		}, listener.stoppedBy(many::get));
		final SideTally tally = outcome.tally();
		if (tally.labels() > MOST_LABELS)
			throw tooMany();
		if (!outcome.complete())
			throw new CancelledException();
		return new Sides(byId(tally.below()), byId(tally.above()));
	}

	private Map<Long, Long> byId(final Histogram histogram) {
		final Map<Long, Long> counts = new HashMap<>();
		histogram.forEach((label, count) -> counts.merge(source.id(label), count, Long::sum));
		return counts;
	}

	/** @return edges of a target voxel */
	public VoxelSize voxelSize() {
		return plan.voxelSize();
	}

	@Override
	public void close() {
		source.close();
	}
}
