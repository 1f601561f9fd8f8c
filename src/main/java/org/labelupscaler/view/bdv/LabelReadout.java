package org.labelupscaler.view.bdv;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;

/**
 * A line that says which label is under the cursor, at full resolution: its id, and its name if an ontology says it. Reads
 * in a thread of its own, only the last place asked for.
 */
final class LabelReadout extends JLabel {

	private static final long serialVersionUID = 1L;

	private final transient LabelPyramid pyramid;
	private final transient LabelColors colors;
	private final transient Executor reader;
	/** What is to be read, or is being read; nothing if the reader rests. */
	private final transient AtomicReference<long[]> wanted = new AtomicReference<>();
	/** The voxel under the cursor. */
	private transient volatile long[] shown;

	LabelReadout(final LabelPyramid pyramid, final LabelColors colors, final Executor reader) {
		super("Move the mouse over the labels to see their ids.");
		this.pyramid = pyramid;
		this.colors = colors;
		this.reader = reader;
		setName("label");
		setBorder(BorderFactory.createEmptyBorder(3, 8, 3, 8));
	}

	/** Shows the label at a place in units of the voxel size; the centre of the first voxel lies at the offset. */
	void show(final double[] place) {
		final long[] voxel = new long[3];
		final long[] size = pyramid.level(0).size();
		boolean inside = true;
		for (int d = 0; d < 3; d++) {
			voxel[d] = Math.round((place[d] - pyramid.offset()[d]) / pyramid.voxelSize().get(d));
			inside &= voxel[d] >= 0 && voxel[d] < size[d];
		}
		if (inside && Arrays.equals(voxel, shown))
			return;
		shown = inside ? voxel : null;
		if (!inside)
			setText("outside");
		else if (wanted.getAndSet(voxel) == null)
			reader.execute(this::read);
	}

	/** Says that something cannot be shown. */
	void problem(final String what) {
		SwingUtilities.invokeLater(() -> setText(what));
	}

	private void read() {
		for (long[] voxel = wanted.get(); voxel != null;) {
			final long[] read = voxel;
			final String text = text(read);
			SwingUtilities.invokeLater(() -> {
				if (shown == read)
					setText(text);
			});
			if (wanted.compareAndSet(read, null))
				return;
			voxel = wanted.get();
		}
	}

	private String text(final long[] voxel) {
		final String place = String.format(Locale.ROOT, "voxel %d, %d, %d", voxel[0], voxel[1], voxel[2]);
		try {
			final long[] label = new long[1];
			pyramid.level(0).read(voxel, new int[] { 1, 1, 1 }, label);
			final String name = colors.name(label[0]);
			return "label " + pyramid.level(0).type().format(label[0]) + (name.isEmpty() ? "" : "   " + name) + "      " + place;
		}
		catch (final RuntimeException e) {
			return place + ": " + LabelUpscalerException.say(e, Remedy.Dialect.DIALOG);
		}
	}
}
