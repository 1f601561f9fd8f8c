package org.labelupscaler.view;

import java.util.List;
import java.util.OptionalInt;

import org.labelupscaler.job.LabelOptions;
import org.labelupscaler.ontology.IdColors;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.Structure;

/**
 * A colour for every label: that of the ontology, if there is one and it has one for the label; else always the same one,
 * bright enough for a black background, and far from those of labels with neighbouring ids. Label 0, the background, is
 * transparent black. Immutable.
 */
public final class LabelColors {

	/** Without an ontology. */
	public static final LabelColors PLAIN = new LabelColors(Ontology.NONE);

	private final Ontology ontology;

	/** @param ontology names and colours of the labels */
	public LabelColors(final Ontology ontology) {
		this.ontology = ontology;
	}

	/**
	 * @param options a job
	 * @return the colours of what it writes: those of its ontology, if it has one that knows what is written
	 */
	public static LabelColors of(final LabelOptions options) {
		return options.writesIds() ? new LabelColors(options.ontology()) : PLAIN;
	}

	/** @return names and colours; {@link Ontology#NONE} if nobody has given any */
	public Ontology ontology() {
		return ontology;
	}

	/** @return what was guessed of the ontology's file, or is not used; sentences for the user */
	public List<String> notes() {
		return ontology.notes().stream().map(note -> "Ontology " + note).toList();
	}

	/**
	 * @param label a label of any type, as it stands in memory
	 * @return what it is called; empty if nobody says
	 */
	public String name(final long label) {
		return label == 0 ? "background" : ontology.structure(label).map(Structure::title).orElse("");
	}

	/**
	 * @param label a label of any type, as it stands in memory
	 * @return its colour as 0xAARRGGBB
	 */
	public int argb(final long label) {
		if (label == 0)
			return 0;
		final OptionalInt rgb = ontology.structure(label).map(Structure::rgb).orElse(OptionalInt.empty());
		return 0xFF000000 | (rgb.isPresent() ? rgb.getAsInt() : IdColors.rgb(label));
	}

	/**
	 * Colours many labels; neighbours are mostly equal, and cost next to nothing then.
	 *
	 * @param labels the labels
	 * @param count how many
	 * @param out takes their colours as 0xAARRGGBB
	 * @param at first index in {@code out}
	 */
	public void argb(final long[] labels, final int count, final int[] out, final int at) {
		long last = 0;
		int color = 0;
		for (int i = 0; i < count; i++) {
			if (labels[i] != last) {
				last = labels[i];
				color = argb(last);
			}
			out[at + i] = color;
		}
	}
}
