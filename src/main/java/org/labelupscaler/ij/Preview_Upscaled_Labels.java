package org.labelupscaler.ij;

import java.util.List;
import java.util.Map;

import org.labelupscaler.upscale.OptionKey;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Preview Upscaled Labels...</i> in plain ImageJ: nothing is written. */
public final class Preview_Upscaled_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public Preview_Upscaled_Labels() {
		super("Preview Upscaled Labels", Description.OF_PREVIEW, List.of(Field.of(OptionKey.INPUT), Field.of(
			OptionKey.FACTORS), Field.of(OptionKey.SIZE), Field.of(OptionKey.VOXELSIZE), Field.of(OptionKey.UNIT), Field.of(
				OptionKey.LEVELS), Field.folder("Temp folder (empty: system)"), Field.of(OptionKey.ROUNDEDIDS), Field.of(
					OptionKey.RAW), Field.VIEW, Field.ONTOLOGY,
			Field.IMAGE));
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final ViewOptions view = ViewOptions.of(words.get("view"), words.get("ontology"), words.get("image"));
		view.open(LabelPyramid.preview(options(words).buildForReading(), progress)).ifPresent(IJ::log);
	}
}
