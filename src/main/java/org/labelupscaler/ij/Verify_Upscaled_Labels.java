package org.labelupscaler.ij;

import java.util.Map;

import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.dialog.Form;
import org.labelupscaler.job.VerifyJob;
import org.labelupscaler.job.VerifyOptions;
import org.labelupscaler.job.VerifyReport;
import org.labelupscaler.source.imagej.OpenImage;
import org.labelupscaler.words.VerifyWords;

import ij.IJ;

/** <i>Plugins &gt; Label Upscaler &gt; Verify Upscaled Labels...</i> in plain ImageJ: compares a container with its source. */
public final class Verify_Upscaled_Labels extends LabelPlugin {

	/** Made by ImageJ. */
	public Verify_Upscaled_Labels() {
		super(Form.VERIFY);
	}

	@Override
	void perform(final Map<String, String> words, final StatusBarProgress progress) throws InterruptedException {
		final VerifyOptions options = VerifyWords.of(key -> words.get(key.key())).build();
		try (VerifyJob job = VerifyJob.open(options, OpenImage::active, progress)) {
			final VerifyReport report = job.run(progress);
			if (report.difference().isPresent())
				throw new LabelUpscalerException(report.difference().stream().toList(), null);
			IJ.log(job.result(report));
		}
	}
}
