package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.cells.picture.ProjectionTask;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.words.PictureWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Project Cells over Regions...</i> in plain ImageJ: the density of cells. */
public final class Project_Cells extends LabelPlugin {

	/** Made by ImageJ. */
	public Project_Cells() {
		super(Form.PROJECT);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final ProjectionTask task = PictureWords.of(key -> words.get(key.key())).projection(cells(words));
		final ProjectionTask.Result result = task.run(progress);
		IJ.log(result.text());
		show(task.picture(), result.picture());
	}
}
