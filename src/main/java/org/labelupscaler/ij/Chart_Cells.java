package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.cells.picture.ChartTask;
import org.labelupscaler.cells.picture.Picture;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.words.PictureWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Chart Cells per Region...</i> in plain ImageJ: cells per region as bars. */
public final class Chart_Cells extends LabelPlugin {

	/** Made by ImageJ. */
	public Chart_Cells() {
		super(Form.CHART);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) {
		final ChartTask task = PictureWords.of(key -> words.get(key.key())).chart();
		final Picture picture = task.run();
		IJ.log(task.text(picture));
		show(task.picture(), picture);
	}
}
