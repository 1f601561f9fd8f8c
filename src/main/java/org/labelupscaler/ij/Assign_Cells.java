package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.words.AssignWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Assign Cells to Regions...</i> in plain ImageJ: finds the region of each cell. */
public final class Assign_Cells extends LabelPlugin {

	/** Made by ImageJ. */
	public Assign_Cells() {
		super(Form.ASSIGN);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final AssignOptions options = AssignWords.of(key -> words.get(key.key())).assign(cells(words));
		try (AssignJob job = AssignJob.open(options, progress)) {
			IJ.log(job.text(job.run(progress), dialect()));
			showTable(options.table());
		}
	}
}
