package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.Owned;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.job.Upscaler;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.Viewer;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.ViewWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Upscale Labels...</i> in plain ImageJ: the main job. */
public final class Upscale_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public Upscale_Labels() {
		super(Form.UPSCALE);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final Viewer viewer = ViewWords.viewer(words.get("view"), Viewer.NO);
		final UpscaleOptions options = options(words).build();
		try (UpscaleJob job = UpscaleJob.open(options, progress)) {
			job.warnings(dialect()).forEach(IJ::log);
			final UpscaleReport report = job.run(progress);
			if (!report.complete()) {
				stopped(PlanText.stopped(options));
				return;
			}
			IJ.log(PlanText.written(options, report));
			showTable(Upscaler.labelTable(options.target()));
		}
		if (viewer != Viewer.NO)
			try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(options.target()))) {
				viewer.openLabels(labels, LabelColors.of(options.labels())).ifPresent(LabelPlugin::sayBelow);
			}
	}
}
