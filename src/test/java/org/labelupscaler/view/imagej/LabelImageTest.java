package org.labelupscaler.view.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.Owned;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.job.UpscalePlan;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.OntologyReader;
import org.labelupscaler.view.LabelColors;
import org.labelupscaler.view.LabelPyramid;
import org.labelupscaler.view.Scene;
import org.labelupscaler.words.UpscaleWords;

/** Labels as an ImageJ stack, without a window: colours, texts, the level that is chosen, and what is closed. */
class LabelImageTest {

	@TempDir
	private Path folder;

	private MemorySource source;

	@ParameterizedTest
	@EnumSource(value = LabelType.class, names = { "UINT8", "INT16", "UINT32", "UINT64" })
	void pixelsHaveTheColoursOfTheirLabels(final LabelType type) throws Exception {
		final Volume volume = TestSources.random(new Random(type.ordinal()), type, 11, 7, 3);
		volume.labels()[0] = type.signed() ? -9 : type == LabelType.UINT64 ? -1L << 53 : 200;
		final long[] target = { 33, 300, 4 };
		final LabelImage image = LabelImage.of(scene(volume, "33,300,4", "none"), LabelColors.PLAIN);
		assertEquals(33, image.getWidth());
		assertEquals(300, image.getHeight());
		assertEquals(4, image.getStackSize());
		assertTrue(image.getStack().isVirtual());
		for (int z = 0; z < 4; z++) {
			final int[] pixels = (int[]) image.getStack().getPixels(z + 1);
			for (int y = 0; y < 300; y++)
				for (int x = 0; x < 33; x++) {
					final long label = SlowReference.label(volume, target, new long[] { 1, 1, 1 }, x, y, z);
					assertEquals(LabelColors.PLAIN.argb(label), pixels[y * 33 + x]);
				}
		}
		image.flush();
	}

	@Test
	void neighbouringIdsAbove2To53AreTwoColoursAndTwoTexts() throws Exception {
		final long large = (1L << 53) + 1;
		final long largest = -1;
		final Volume volume = new Volume(LabelType.UINT64, new int[] { 4, 1, 1 }, new long[] { large, large + 1, largest,
			0 });
		final LabelImage image = LabelImage.of(scene(volume, "4,1,1", "none"), LabelColors.PLAIN);
		final int[] pixels = (int[]) image.getStack().getPixels(1);
		assertEquals(LabelColors.PLAIN.argb(large), pixels[0]);
		assertEquals(LabelColors.PLAIN.argb(large + 1), pixels[1]);
		assertFalse(pixels[0] == pixels[1]);
		assertEquals("label=9007199254740993", image.label(0, 0));
		assertEquals("label=9007199254740994", image.label(1, 0));
		assertEquals("label=18446744073709551615", image.label(2, 0));
		assertEquals("label=0 background", image.label(3, 0));
	}

	@Test
	void theTextNamesTheLabelOfTheSliceThatIsShown() throws Exception {
		final Ontology ontology = OntologyReader.read(Files.writeString(folder.resolve("o.csv"),
			"id,name,acronym,colour\n5,Cortex,CTX,0000FF\n"));
		final Volume volume = new Volume(LabelType.INT32, new int[] { 2, 2, 2 }, new long[] { 0, 5, 6, -7, 1, 2, 3, 4 });
		final LabelImage image = LabelImage.of(scene(volume, "2,2,2", "none"), new LabelColors(ontology));
		assertEquals(0xFF0000FF, ((int[]) image.getStack().getPixels(1))[1]);
		assertEquals("label=5 Cortex (CTX)", image.label(1, 0));
		assertEquals("label=6", image.label(0, 1));
		assertEquals("label=-7", image.label(1, 1));
		image.setSlice(2);
		assertEquals("label=2", image.label(1, 0));
		assertEquals("label=4", image.label(1, 1));
		for (final int[] outside : new int[][] { { -1, 0 }, { 0, -1 }, { 2, 0 }, { 0, 2 } })
			assertEquals("", image.label(outside[0], outside[1]));
	}

	@Test
	void theFinestLevelIsShownThatFits() throws Exception {
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2);
		final LabelImage fits = LabelImage.of(scene(volume, "4096,4096,2", "2,2,1"), LabelColors.PLAIN, 1 << 24);
		assertEquals(4096, fits.getWidth());
		assertEquals("l.nrrd upscaled", fits.getTitle());
		fits.flush();
		final LabelImage image = LabelImage.of(scene(volume, "4097,4096,2", "2,1,1;8,64,1"), LabelColors.PLAIN, 1 << 24);
		assertEquals(2049, image.getWidth());
		assertEquals(4096, image.getHeight());
		assertEquals("l.nrrd upscaled (1:2)", image.getTitle());
		final long[] target = { 4097, 4096, 2 };
		assertEquals("label=" + SlowReference.label(volume, target, new long[] { 2, 1, 1 }, 2048, 3000, 0), image.label(2048,
			3000).replace(" background", ""));
		// Voxels of the source are 25 x 25 x 50 um.
		assertEquals(25 * 6 * 2 / 4097.0, image.getCalibration().pixelWidth, 1e-12);
		assertEquals(25 * 5 / 4096.0, image.getCalibration().pixelHeight, 1e-12);
		assertEquals(50, image.getCalibration().pixelDepth, 1e-12);
		assertEquals("micron", image.getCalibration().getUnit().replace("µm", "micron"));
		image.flush();
	}

	/** Voxels of the source are 25 x 25 x 50 um. */
	@ParameterizedTest
	@CsvSource(value = { "6,5,2 | none | 1000000 |", "6,10,2 | none | 1000000 | 25 x 12.5 um", "12,10,2 | 4,2,1 | 100 | 50 x 25 um",
		"600,500,2 | 2,2,1 | 200000 |", "600,501,2 | none | 1000000 |" }, delimiter = '|')
	void whatImageJDrawsDeformedIsSaid(final String size, final String levels, final long mostPixels, final String pixels)
		throws Exception
	{
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2);
		final LabelImage image = LabelImage.of(scene(volume, size, levels), LabelColors.PLAIN, mostPixels);
		assertEquals(pixels == null, image.note().isEmpty());
		if (pixels != null)
			assertTrue(image.note().orElseThrow().startsWith("The pixels of this stack are " + pixels + ", "), image.note().toString());
		image.flush();
	}

	@Test
	void slicesThatAreTooLargeAreRefusedAndTheVolumeIsClosed() throws Exception {
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2);
		try (Owned<Scene> scene = scene(volume, "100000,100000,2", "2,2,1")) {
			final String message = assertThrows(LabelUpscalerException.class, () -> LabelImage.of(scene, LabelColors.PLAIN)).getMessage();
			assertTrue(message.contains("50000 x 50000") && message.contains("levels=auto"), message);
			assertFalse(source.closed());
		}
		assertTrue(source.closed(), "nobody has taken it");
	}

	@Test
	void whatCannotBeReadIsEmptyAndSaid() throws Exception {
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2);
		final UpscaleOptions options = options(volume, "6,5,2", "none");
		final MemorySource failing = new MemorySource(volume) {

			@Override
			public void read(final long[] min, final int[] size, final long[] out) {
				throw new LabelUpscalerException("the disk is gone");
			}
		};
		final LabelPyramid pyramid = LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(failing));
		final LabelImage image = LabelImage.of(Owned.of(new Scene(pyramid, Optional.empty())), LabelColors.PLAIN);
		assertEquals(0, image.getStack().getProcessor(1).get(3, 2) & 0xFFFFFF);
		assertEquals("the disk is gone", image.label(3, 2));
		image.close();
		assertEquals("", image.label(3, 2));
		assertTrue(failing.closed());
	}

	@Test
	void aDeletedSliceIsGoneAndTheOthersKeepTheirIds() throws Exception {
		final Volume volume = TestSources.random(new Random(2), LabelType.UINT16, 6, 5, 4);
		final LabelImage image = LabelImage.of(scene(volume, "6,5,4", "none"), LabelColors.PLAIN);
		image.getStack().deleteSlice(2);
		image.getStack().deleteLastSlice();
		assertEquals(2, image.getStack().size());
		image.setSlice(2);
		for (int x = 0; x < 6; x++) {
			assertEquals(LabelColors.PLAIN.argb(volume.at(x, 3, 2)) & 0xFFFFFF, image.getStack().getProcessor(2).get(x, 3) & 0xFFFFFF);
			assertTrue(image.label(x, 3).startsWith("label=" + volume.at(x, 3, 2)), image.label(x, 3));
		}
	}

	@Test
	void closingTheImageClosesTheVolume() throws Exception {
		final LabelImage image = LabelImage.of(scene(TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2), "12,10,2",
			"auto"), LabelColors.PLAIN);
		image.setSlice(2);
		assertFalse(source.closed());
		image.flush();
		assertTrue(source.closed());
	}

	@Test
	void aDuplicateIsAnImageOfItsOwn() throws Exception {
		final LabelImage image = LabelImage.of(scene(TestSources.random(new Random(2), LabelType.UINT8, 6, 5, 2), "12,10,2",
			"auto"), LabelColors.PLAIN);
		final int[] pixels = ((int[]) image.getStack().getPixels(2)).clone();
		final ij.ImagePlus copy = image.duplicate();
		image.flush();
		assertFalse(copy.getStack().isVirtual());
		for (int i = 0; i < pixels.length; i++)
			assertEquals(pixels[i] & 0xFFFFFF, ((int[]) copy.getStack().getPixels(2))[i] & 0xFFFFFF);
	}

	private Owned<Scene> scene(final Volume volume, final String size, final String levels) throws Exception {
		return Owned.of(new Scene(pyramid(volume, size, levels), Optional.empty()));
	}

	private LabelPyramid pyramid(final Volume volume, final String size, final String levels) throws Exception {
		final UpscaleOptions options = options(volume, size, levels);
		source = new MemorySource(volume);
		return LabelPyramid.preview(UpscalePlan.draft(options, options.describeSource()), Owned.of(source));
	}

	private UpscaleOptions options(final Volume volume, final String size, final String levels) throws Exception {
		final Path file = TestSources.writeNrrd(volume, folder.resolve("l.nrrd"));
		return UpscaleWords.builder().source(file.toString()).size(size).levels(levels).build();
	}
}
