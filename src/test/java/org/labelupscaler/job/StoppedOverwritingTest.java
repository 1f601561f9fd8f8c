package org.labelupscaler.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.OwnVolume;
import org.labelupscaler.volume.VolumeFormats;

/** An overwriting that ends after any number of deleted files. */
class StoppedOverwritingTest extends AbstractJobTest {

	/** Found by the campaign: what was left of an OME-Zarr without its record was nobody's, and not touched for ever. */
	@ParameterizedTest
	@ValueSource(strings = { "n5", "ome-zarr", "ome-zarr-0.4", "precomputed" })
	void whatIsLeftIsKnownForItsOwn(final String word) throws Exception {
		final String ending = VolumeFormats.named(word).endings().get(0);
		final UpscaleOptions options = options(TestSources.random(new Random(2), LabelType.UINT8, 8, 8, 8), "f").target(folder.resolve(
			"labels" + ending).toString()).format(word).factors("2").block("8").levels("none").background("write").build();
		open(options, ProgressListener.NONE);
		int stopped = 0;
		boolean done = false;
		for (int calls = 0; !done; calls++) {
			final int most = calls;
			final int[] asked = new int[1];
			try {
				open(again(options, Existing.OVERWRITE), new ProgressListener() {

					@Override
					public void progress(final Progress progress) {}

					@Override
					public boolean cancelled() {
						return asked[0]++ >= most;
					}
				});
				done = true;
			}
			catch (final CancelledException e) {
				stopped++;
			}
			assertTrue(Files.isDirectory(options.target()));
			assertTrue(OwnVolume.of(options.target()).isPresent(), "stopped after " + calls + " calls");
			assertFalse(calls > 1000);
			if (!done)
				open(again(options, Existing.OVERWRITE), ProgressListener.NONE);
		}
		assertTrue(stopped > 3, "one for each file at least, not " + stopped);
	}

	private static void open(final UpscaleOptions options, final ProgressListener listener) throws Exception {
		try (UpscaleJob job = UpscaleJob.open(options, listener)) {
			if (!job.run(listener).complete())
				throw new CancelledException();
		}
	}
}
