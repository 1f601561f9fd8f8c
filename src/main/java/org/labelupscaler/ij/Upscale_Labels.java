package org.labelupscaler.ij;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.labelupscaler.Owned;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscaleReport;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.Viewer;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PlanText;
import org.labelupscaler.words.ViewWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Upscale Labels...</i> in plain ImageJ: the main job. */
public final class Upscale_Labels extends LabelPlugin {

	private static final Field VIEW_RESULT = new Field("View the result", Field.Kind.CHOICE, "no", List.of("no", "bdv",
		"stack"));

	/** Made by ImageJ. */
	public Upscale_Labels() {
		super("Upscale Labels", Description.OF_CONTAINER, Stream.concat(Arrays.stream(OptionKey.values()).map(Field::of),
			Stream.of(VIEW_RESULT)).toList());
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final Viewer viewer = ViewWords.viewer(words.get("view"), Viewer.NO);
		final UpscaleOptions options = options(words).build();
		try (UpscaleJob job = UpscaleJob.open(options, progress)) {
			job.warnings().forEach(IJ::log);
			final UpscaleReport report = job.run(progress);
			if (!report.complete()) {
				IJ.log(PlanText.stopped(options).say(dialect()));
				return;
			}
			IJ.log(PlanText.written(options, report));
		}
		if (viewer != Viewer.NO)
			try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(options.target()))) {
				viewer.openLabels(labels, LabelColors.of(options.labels())).ifPresent(IJ::log);
			}
	}
}
