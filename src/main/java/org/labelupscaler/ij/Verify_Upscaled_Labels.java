package org.labelupscaler.ij;

import java.util.List;
import java.util.Map;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.upscale.Verifier;
import org.labelupscaler.upscale.VerifyJob;
import org.labelupscaler.upscale.VerifyOptions;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Verify Upscaled Labels...</i> in plain ImageJ: compares a container with its source. */
public final class Verify_Upscaled_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public Verify_Upscaled_Labels() {
		super("Verify Upscaled Labels", Description.NONE, List.of(Field.CONTAINER, Field.file(
			"Source file (empty: as made)"), Field.text("Blocks (a number, all, or voxels)", "200"),
			Field.text("Threads (empty: all)", ""), Field.folder("Temp folder (empty: that of input)")));
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final VerifyOptions options = VerifyOptions.of(words.get("input"), words.get("source"), words.get("blocks"), words.get(
			"threads"), words.get("temp"));
		try (VerifyJob job = VerifyJob.open(options, OpenImage::active, progress)) {
			final Verifier.Report report = job.run(progress);
			if (report.difference().isPresent())
				throw new LabelUpscalerException(report.difference().stream().toList(), null);
			IJ.log(job.result(report));
		}
	}
}
