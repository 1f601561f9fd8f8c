package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.dialog.Form;
import org.labelupscaler.words.CellPointsWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Write Cells for Other Programs...</i> in plain ImageJ: cells as points for others. */
public final class Write_Cell_Points extends LabelPlugin {

	/** Made by ImageJ. */
	public Write_Cell_Points() {
		super(Form.WRITE_POINTS);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		IJ.log(CellPointsWords.of(key -> words.get(key.key())).points(cells(words)).run(progress).message().say(dialect()));
	}
}
