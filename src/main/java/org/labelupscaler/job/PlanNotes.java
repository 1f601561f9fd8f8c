package org.labelupscaler.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.SourceFile;

/** What a user should know of a job before it runs: what was guessed, what nobody has said, what looks wrong. */
public final class PlanNotes {

	/** Factors and lengths that differ by more are a sign of a wrong axis order. */
	private static final double LARGEST_RATIO = 1.05;

	private PlanNotes() {}

	/**
	 * @param options what is wanted
	 * @param file the source's header
	 * @param plan what comes of it; a draft will do
	 * @return sentences, the most important first
	 */
	public static List<String> of(final UpscaleOptions options, final SourceFile file, final UpscalePlan plan) {
		return of(options, file, plan, Remedy.Dialect.DIALOG);
	}

	/**
	 * @param options what is wanted
	 * @param file the source's header
	 * @param plan what comes of it; a draft will do
	 * @param dialect how the user says settings
	 * @return sentences, the most important first
	 */
	public static List<String> of(final UpscaleOptions options, final SourceFile file, final UpscalePlan plan, final Remedy.Dialect dialect) {
		final List<String> notes = new ArrayList<>();
		factors(options.targetSize(), plan).ifPresent(notes::add);
		extent(plan).ifPresent(notes::add);
		notes.addAll(file.notes());
		options.labels().ontology().notes().forEach(note -> notes.add("Ontology " + note));
		if (options.targetSize() instanceof TargetSize.Match match)
			match.image().notes().forEach(note -> notes.add("The image to match: " + note));
		unit(plan.voxelSize()).map(note -> note.say(dialect)).ifPresent(notes::add);
		notes.addAll(options.format().notes(plan.volume()));
		return notes;
	}

	private static Optional<Message> unit(final VoxelSize voxelSize) {
		if (voxelSize.hasUnit())
			return Optional.empty();
		return Optional.of(voxelSize.known() ? new Message("The file does not say the unit of its voxel size, so volumes have none.",
			Remedy.SAY_UNIT) : new Message("The file does not say how large its voxels are, so volumes are counted in voxels of the source. " +
				"If their edges are 1 of some unit, say which.", Remedy.SAY_UNIT));
	}

	/**
	 * Looks for a sign that the axes of source and target are not in the same order: factors that differ by more than 5 %
	 * between axes whose voxels are equally long, in the source and, if it is known, in the target.
	 *
	 * @param target the target's size, in the way the user said it
	 * @param plan the job
	 * @return a warning, if there is such a sign
	 */
	static Optional<String> factors(final TargetSize target, final UpscalePlan plan) {
		if (target instanceof TargetSize.Factors factors && factors.factors().size() == 1)
			return Optional.empty();
		final double[] wanted = target.wantedEdges().orElse(new double[] { 1, 1, 1 });
		double worst = LARGEST_RATIO;
		Optional<String> warning = Optional.empty();
		for (int a = 0; a < 3; a++)
			for (int b = 0; b < 3; b++) {
				final boolean flat = plan.sourceSize()[a] == 1 || plan.sourceSize()[b] == 1;
				final boolean equal = equal(plan.sourceVoxelSize().get(a), plan.sourceVoxelSize().get(b)) && equal(wanted[a],
					wanted[b]);
				final double ratio = plan.factor(a) / plan.factor(b);
				if (flat || !equal || ratio <= worst)
					continue;
				worst = ratio;
				warning = Optional.of("The factors differ: " + VoxelSize.format(plan.factor(a)) + " along " + "xyz".charAt(a) +
					", " + VoxelSize.format(plan.factor(b)) + " along " + "xyz".charAt(b) + ", though voxels are equally long " +
					"there. Is the order of the axes right (axes)?");
			}
		return warning;
	}

	/**
	 * Compares how long source and target are where both say it: an image to match should show the same space.
	 *
	 * @param plan the job
	 * @return a warning, if they differ by more than 5 %
	 */
	public static Optional<String> extent(final UpscalePlan plan) {
		final Optional<LengthUnit> from = LengthUnit.parse(plan.sourceVoxelSize().unit());
		final Optional<LengthUnit> to = LengthUnit.parse(plan.voxelSize().unit());
		if (from.isEmpty() || to.isEmpty())
			return Optional.empty();
		final double unit = from.get().in(to.get()).doubleValue();
		for (int d = 0; d < 3; d++) {
			final double source = plan.sourceSize()[d] * plan.sourceVoxelSize().get(d) * unit;
			final double target = plan.size()[d] * plan.voxelSize().get(d);
			if (plan.sourceSize()[d] > 1 && Math.max(source / target, target / source) > LARGEST_RATIO)
				return Optional.of("Along " + "xyz".charAt(d) + " the labels are " + VoxelSize.format(source) + " " + plan.voxelSize()
					.unit() + " long, but the image to match is " + VoxelSize.format(target) + " " + plan.voxelSize().unit() +
					". Do they show the same space, in this order of the axes (axes)?");
		}
		return Optional.empty();
	}

	private static boolean equal(final double a, final double b) {
		return Math.abs(a - b) <= 1e-3 * Math.max(a, b);
	}
}
