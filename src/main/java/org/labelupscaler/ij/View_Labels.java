package org.labelupscaler.ij;

import java.util.List;
import java.util.Map;

import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; View Labels in BigDataViewer...</i> in plain ImageJ: opens what has been written. */
public final class View_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public View_Labels() {
		super("View Labels in BigDataViewer", Description.NONE, List.of(Field.CONTAINER, Field.VIEW, Field.ONTOLOGY,
			Field.IMAGE));
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) {
		final ViewOptions view = ViewOptions.of(words.get("view"), words.get("ontology"), words.get("image"));
		view.open(LabelPyramid.open(ViewOptions.container(words.get("input")))).ifPresent(IJ::log);
	}
}
