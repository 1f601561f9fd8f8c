package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.cells.volume.CellVolumeTask;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.words.CellVolumeWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Write Cells as a Volume...</i> in plain ImageJ: cells as balls in a volume. */
public final class Write_Cell_Volume extends LabelPlugin {

	/** Made by ImageJ. */
	public Write_Cell_Volume() {
		super(Form.WRITE_VOLUME);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final CellVolumeTask task = CellVolumeWords.of(key -> words.get(key.key())).volume(cells(words));
		final CellVolumeTask.Result result = task.run(progress);
		if (result.report().complete())
			IJ.log(CellVolumeWords.text(task, result, dialect()));
		else
			stopped(result.message());
	}
}
