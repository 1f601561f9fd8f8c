package org.labelupscaler.view.bdv;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.view.CellVolume;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.view.window.Viewer;
import org.labelupscaler.words.UpscaleWords;

/** Where BigDataViewer is missing. */
class BigDataViewerWindowTest {

	@TempDir
	Path folder;

	@Test
	void aWindowThatDoesNotOpenClosesLabelsAndCells() throws Exception {
		assumeFalse(Viewer.hasBigDataViewer());
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2);
		final UpscaleOptions options = UpscaleWords.builder().source(TestSources.writeNrrd(volume, folder.resolve("a.nrrd")).toString())
			.factors("2").buildForReading();
		final UpscalePlan plan = UpscalePlan.draft(options, options.describeSource());
		final MemorySource labels = new MemorySource(volume);
		final MemorySource cells = new MemorySource(volume);
		final Scene both = new Scene(LabelPyramid.preview(plan, Owned.of(labels)), Optional.of(new CellVolume(LabelPyramid.preview(plan,
			Owned.of(cells)), LabelColors.PLAIN)));
		try (Owned<Scene> scene = Owned.of(both)) {
			final String message = assertThrows(LabelUpscalerException.class, () -> BigDataViewerWindow.open(scene, LabelColors.PLAIN, Optional
				.empty())).getMessage();
			assertTrue(message.startsWith("BigDataViewer is missing or too old here"), message);
		}
		assertTrue(labels.closed());
		assertTrue(cells.closed());
	}
}
