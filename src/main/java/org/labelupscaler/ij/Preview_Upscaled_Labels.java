package org.labelupscaler.ij;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.labelupscaler.Owned;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.window.ViewOptions;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.ViewWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Preview Upscaled Labels...</i> in plain ImageJ: nothing is written. */
public final class Preview_Upscaled_Labels extends LabelPlugin {

	/** What matters only to what is written. */
	private static final Set<OptionKey> OF_CONTAINER = EnumSet.of(OptionKey.OUTPUT, OptionKey.FORMAT, OptionKey.COMPRESSION, OptionKey.BLOCK,
		OptionKey.BACKGROUND, OptionKey.EXISTING, OptionKey.SYNC, OptionKey.THREADS);

	/** Made by ImageJ. */
	public Preview_Upscaled_Labels() {
		super("Preview Upscaled Labels", Description.OF_PREVIEW, Stream.concat(Arrays.stream(OptionKey.values()).filter(
			key -> !OF_CONTAINER.contains(key)).map(key -> key == OptionKey.TEMP ? Field.folder("Temp folder (empty: system)")
				: Field.of(key)), Stream.of(Field.VIEW, Field.IMAGE)).toList());
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final UpscaleOptions options = options(words).buildForReading();
		// NB: the ontology does not know the numbers of a mask, or of labels that are renumbered.
		final ViewOptions view = ViewWords.options(words.get("view"), options.labels().writesIds() ? words.get("ontology") : "",
			words.get("image"));
		try (Owned<LabelPyramid> labels = Owned.of(LabelPyramid.preview(options, progress))) {
			view.open(labels, progress).ifPresent(IJ::log);
		}
	}
}
