package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.Owned;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.words.ViewWords;

/** <i>Plugins &gt; Label Upscaler &gt; Preview Upscaled Labels...</i> in plain ImageJ: nothing is written. */
public final class Preview_Upscaled_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public Preview_Upscaled_Labels() {
		super(Form.PREVIEW);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final UpscaleOptions options = options(words).buildForReading();
		// NB: the ontology does not know the numbers of a mask, or of labels that are renumbered.
		final ViewOptions view = ViewWords.options(words.get("view"), options.labels().writesIds() ? words.get("ontology") : "",
			words.get("image"));
		try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.preview(options, progress))) {
			view.open(labels, progress).ifPresent(LabelPlugin::sayBelow);
		}
	}
}
