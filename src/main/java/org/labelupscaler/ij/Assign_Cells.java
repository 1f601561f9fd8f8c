package org.labelupscaler.ij;

import java.util.List;
import java.util.Map;

import org.labelupscaler.cells.AssignJob;
import org.labelupscaler.cells.AssignOptions;
import org.labelupscaler.cells.CellKey;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Assign Cells to Regions...</i> in plain ImageJ: finds the region of each cell. */
public final class Assign_Cells extends CellPlugin {

	/** Made by ImageJ. */
	public Assign_Cells() {
		super("Assign Cells to Regions", Field.of(CellKey.MIDLINE), Field.file("Output .csv (empty: beside cells)"), Field.of(
			CellKey.TABLE), new Field("Existing output", Field.Kind.CHOICE, "fail", List.of("fail", "overwrite")));
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final AssignOptions options = AssignOptions.of(builder(words), words.get("output"), words.get("table"), words.get(
			"existing"), words.get("midline"));
		try (AssignJob job = AssignJob.open(options, progress)) {
			IJ.log(job.text(job.run(progress)));
		}
	}
}
