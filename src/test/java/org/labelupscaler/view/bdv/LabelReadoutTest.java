package org.labelupscaler.view.bdv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.swing.SwingUtilities;

import org.junit.jupiter.api.BeforeEach;
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
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.UpscaleWords;

/** The line under the viewer: id and name at the nearest voxel, in exact numbers, of the last place asked for. */
class LabelReadoutTest {

	/** Voxels of 12.5 x 25 x 50 um: twice as many as the source has along x. */
	private static final Volume VOLUME = new Volume(LabelType.UINT64, new int[] { 2, 2, 2 }, new long[] { 0, 5, 6, -1,
		(1L << 53) + 1, Long.MIN_VALUE, 7, 8 });

	@TempDir
	private Path folder;

	private LabelColors colors;
	private final Deque<Runnable> tasks = new ArrayDeque<>();

	@BeforeEach
	void readOntology() throws Exception {
		colors = new LabelColors(OntologyReader.read(Files.writeString(folder.resolve("o.csv"),
			"id,name,acronym\n5,Cortex,CTX\n18446744073709551615,Largest,\n")));
	}

	@Test
	void theNearestVoxelIsNamed() throws Exception {
		final LabelReadout readout = new LabelReadout(pyramid(new MemorySource(VOLUME)), colors, Runnable::run);
		assertEquals("label 0   background      voxel 0, 0, 0", shown(readout, 0, 0, 0));
		assertEquals("label 0   background      voxel 1, 0, 0", shown(readout, 18.7, 12.4, 24.9));
		assertEquals("label 5   Cortex (CTX)      voxel 2, 0, 0", shown(readout, 18.8, -12.5, -24.9));
		assertEquals("label 6      voxel 0, 1, 0", shown(readout, -6.2, 12.5, 0));
		assertEquals("label 18446744073709551615   Largest      voxel 3, 1, 0", shown(readout, 43.7, 37.4, 24));
		assertEquals("label 9007199254740993      voxel 0, 0, 1", shown(readout, 0, 0, 25));
		assertEquals("label 9223372036854775808      voxel 3, 0, 1", shown(readout, 37.5, 0, 74.9));
	}

	@Test
	void beyondTheVolumeNothingIsNamed() throws Exception {
		final LabelReadout readout = new LabelReadout(pyramid(new MemorySource(VOLUME)), colors, Runnable::run);
		final double[][] places = { { -6.3, 0, 0 }, { 43.8, 0, 0 }, { 0, -12.6, 0 }, { 0, 37.5, 0 }, { 0, 0, -25.1 }, { 0, 0,
			75 }, { 1e300, 0, 0 }, { 0, Double.POSITIVE_INFINITY, 0 } };
		for (final double[] place : places) {
			shown(readout, 0, 0, 0);
			assertEquals("outside", shown(readout, place));
		}
	}

	@Test
	void theOffsetOfTheLabelsCounts() throws Exception {
		final LabelReadout readout = new LabelReadout(pyramid(new MemorySource(VOLUME), "100,-50,7.5"), colors, Runnable::run);
		assertEquals("label 5   Cortex (CTX)      voxel 2, 0, 0", shown(readout, 125, -50, 7.5));
		assertEquals("label 8      voxel 3, 1, 1", shown(readout, 137.5, -25, 57.5));
		assertEquals("outside", shown(readout, 0, 0, 0));
	}

	@Test
	void onlyTheLastPlaceAskedForIsRead() throws Exception {
		final StringBuilder read = new StringBuilder();
		final LabelReadout readout = new LabelReadout(pyramid(new MemorySource(VOLUME) {

			@Override
			public void read(final long[] min, final int[] size, final long[] out) {
				read.append(min[0]).append(min[1]).append(min[2]).append(' ');
				super.read(min, size, out);
			}
		}), colors, tasks::add);
		readout.show(new double[] { 0, 0, 0 });
		readout.show(new double[] { 0, 25, 0 });
		assertEquals(1, tasks.size(), "one task is enough");
		assertEquals("label 8      voxel 3, 1, 1", shown(readout, 37.5, 25, 50));
		assertEquals("111 ", read.toString());
		assertEquals("label 0   background      voxel 0, 0, 0", shown(readout, 0, 0, 0), "it goes on reading afterwards");
		readout.show(new double[] { 0, 0, 0 });
		assertEquals("outside", shown(readout, -99, 0, 0));
	}

	@Test
	void whatCannotBeReadIsSaid() throws Exception {
		final LabelReadout readout = new LabelReadout(pyramid(new MemorySource(VOLUME) {

			@Override
			public void read(final long[] min, final int[] size, final long[] out) {
				throw new LabelUpscalerException("the disk is gone");
			}
		}), colors, Runnable::run);
		assertEquals("voxel 1, 0, 0: the disk is gone", shown(readout, 12.5, 0, 0));
		readout.problem("Out of memory");
		assertEquals("Out of memory", text(readout));
	}

	private String shown(final LabelReadout readout, final double... place) throws Exception {
		readout.show(place);
		while (!tasks.isEmpty())
			tasks.remove().run();
		return text(readout);
	}

	private static String text(final LabelReadout readout) throws Exception {
		final String[] text = new String[1];
		SwingUtilities.invokeAndWait(() -> text[0] = readout.getText());
		return text[0];
	}

	private LabelPyramid pyramid(final MemorySource source) throws Exception {
		return pyramid(source, "");
	}

	private LabelPyramid pyramid(final MemorySource source, final String offset) throws Exception {
		final Path file = TestSources.writeNrrd(VOLUME, folder.resolve("l.nrrd"));
		final UpscaleOptions options = UpscaleWords.builder().source(file.toString()).factors("2,1,1").levels("none")
			.set(OptionKey.OFFSET, offset).build();
		return LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(source));
	}
}
