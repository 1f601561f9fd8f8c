package org.labelupscaler.source.arrange;

import java.util.Arrays;
import java.util.function.LongPredicate;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.text.Choices;

/** Whether a volume has any of the labels that are wanted of it: without one, what is made of it would be background. */
final class KeptLabels {

	/** So many voxels can be looked at in a few seconds; in a larger volume what is wanted may be where nobody has looked. */
	private static final long MOST_VOXELS = 1L << 28;

	private KeptLabels() {}

	/**
	 * Looks for the first label that is kept; through all of the volume only if there is none.
	 *
	 * @param source a volume before labels are selected; stays open
	 * @param selection which labels are kept
	 * @param field the field of whoever selected them, for messages
	 * @param said what that says
	 * @throws InvalidInputException if it has none of them, and is not too large to be looked through; the message names some
	 *           of those that it has
	 */
	static void check(final LabelSource source, final LabelSelection selection, final String field, final String said) {
		final long[] size = source.size();
		if (selection.kept().isEmpty() || (double) size[0] * size[1] * size[2] > MOST_VOXELS)
			return;
		final LongPredicate kept = selection.of(source.type());
		final LabelSet labels = new LabelSet();
		final boolean[] found = new boolean[1];
		SourceBoxes.visit(source, (box, voxels) -> {
			found[0] = has(box, voxels, kept);
			labels.addAll(box, voxels);
			return !found[0] && labels.size() <= CompactSource.MOST_LABELS;
		});
		if (!found[0] && labels.size() <= CompactSource.MOST_LABELS)
			throw new InvalidInputException(field + ": " + source.name() + " has no voxel of " + said + (labels.size() == 0
				? "; it has nothing but background" : "; " + there(source, labels)));
	}

	private static boolean has(final long[] labels, final int voxels, final LongPredicate kept) {
		long last = 0;
		for (int i = 0; i < voxels; i++)
			if (labels[i] != last) {
				last = labels[i];
				if (kept.test(last))
					return true;
			}
		return false;
	}

	private static String there(final LabelSource source, final LabelSet labels) {
		final long[] ids = labels.sorted(source.type());
		final String all = ids.length == 1 ? "" : " from " + source.type().format(ids[0]) + " to " + source.type().format(
			ids[ids.length - 1]);
		return "its " + ids.length + (ids.length == 1 ? " label is" : " labels" + all + " are") + " " + Choices.listed(Arrays.stream(ids)
			.mapToObj(source.type()::format).toList());
	}
}
