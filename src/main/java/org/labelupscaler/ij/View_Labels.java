package org.labelupscaler.ij;

import java.nio.file.Path;
import java.util.Map;

import org.labelupscaler.Owned;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.words.ViewWords;

/** <i>Plugins &gt; Label Upscaler &gt; View Labels in BigDataViewer...</i> in plain ImageJ: opens what has been written. */
public final class View_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public View_Labels() {
		super(Form.VIEW);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final Path input = ViewWords.container(words.get("input"));
		final ViewOptions view = ViewWords.options(words.get("view"), words.get("ontology"), words.get("image")).with(ViewWords.cells(
			input, key -> words.get(key.key())));
		try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.open(input))) {
			view.open(labels, progress).ifPresent(LabelPlugin::sayBelow);
		}
	}
}
