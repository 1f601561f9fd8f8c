package org.labelupscaler.source.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labelupscaler.source.imagej.TestImages.HEIGHT;
import static org.labelupscaler.source.imagej.TestImages.SLICES;
import static org.labelupscaler.source.imagej.TestImages.WIDTH;
import static org.labelupscaler.source.imagej.TestImages.image;
import static org.labelupscaler.source.imagej.TestImages.values;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.source.imagej.TestImages.CountedStack;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/** Images of ImageJ as sources: every pixel a label, exactly, or refused in words that help. */
class OpenImageTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource({ "8,UINT8", "16,UINT16", "32,UINT32" })
	void everyPixelIsItsLabel(final int bits, final LabelType type) {
		final ImagePlus image = image(bits, 1);
		final OpenImage open = new OpenImage(image);
		assertArrayEquals(new long[] { WIDTH, HEIGHT, SLICES }, open.size());
		try (LabelSource labels = open(open)) {
			assertEquals(type, labels.type());
			assertArrayEquals(open.size(), labels.size());
			assertArrayEquals(values(bits, 1), MemorySource.all(labels));
		}
		assertTrue(open.location().isEmpty() && open.files().isEmpty());
	}

	@Test
	void oneImageIsAVolumeOfOneSlice() {
		final ImagePlus image = new ImagePlus("one", new ByteProcessor(3, 2, new byte[] { 1, 2, 3, -4, -5, 0 }));
		assertArrayEquals(new long[] { 3, 2, 1 }, new OpenImage(image).size());
		try (LabelSource labels = open(new OpenImage(image))) {
			assertArrayEquals(new long[] { 1, 2, 3, 252, 251, 0 }, MemorySource.all(labels));
		}
	}

	@Test
	void aColourTableDoesNotMatter() {
		final ByteProcessor pixels = new ByteProcessor(2, 2, new byte[] { 0, 1, (byte) 200, (byte) 255 });
		final byte[] colours = new byte[256];
		new Random(1).nextBytes(colours);
		pixels.setLut(new LUT(colours, colours.clone(), new byte[256]));
		final ImagePlus image = new ImagePlus("table", pixels);
		image.setTypeToColor256();
		assertEquals(ImagePlus.COLOR_256, image.getType());
		try (LabelSource labels = open(new OpenImage(image))) {
			assertArrayEquals(new long[] { 0, 1, 200, 255 }, MemorySource.all(labels));
		}
	}

	@Test
	void signedPixelsAreSigned() {
		final short[] stored = { 0, (short) 0x8000, (short) 0x7FFF, (short) 0xFFFF, (short) 0x8005, 1 };
		final ImagePlus image = new ImagePlus("signed", new ShortProcessor(3, 2, stored, null));
		image.getCalibration().setSigned16BitCalibration();
		assertEquals(SourceType.INT16, new OpenImage(image).type());
		try (LabelSource labels = open(new OpenImage(image))) {
			assertEquals(LabelType.INT16, labels.type());
			assertArrayEquals(new long[] { -32768, 0, -1, 32767, 5, -32767 }, MemorySource.all(labels));
		}
	}

	@Test
	void anOriginIsSaidToBeUnused() {
		final ImagePlus image = calibrated(0.5, "um");
		assertEquals(0, new OpenImage(image).notes().size());
		image.getCalibration().yOrigin = 3;
		assertTrue(new OpenImage(image).notes().toString().contains("origin"));
	}

	@Test
	void calibratedValuesAreRefused() {
		final ImagePlus image = image(16, 1);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 5, 2 }, "density");
		assertEquals(7, image.getCalibration().getCValue(1));
		assertTrue(refused(() -> new OpenImage(image)).contains("calibrated values"));
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 0, 1 }, "id");
		assertArrayEquals(new long[] { WIDTH, HEIGHT, SLICES }, new OpenImage(image).size());
		image.getCalibration().setFunction(Calibration.POLY2, new double[] { 0, 1, 2 }, "id");
		assertTrue(refused(() -> new OpenImage(image)).contains("Calibrate"));
		final ImagePlus dense = image(8, 1);
		dense.getCalibration().setFunction(Calibration.UNCALIBRATED_OD, null, "OD");
		assertTrue(refused(() -> new OpenImage(dense)).contains("calibrated values"));
	}

	@Test
	void floatsAreExactUpTo2To24() {
		final float[] values = { 0, -0f, 1, 16777215, 16777216, -16777216 };
		try (LabelSource labels = open(new OpenImage(floats(values)))) {
			assertEquals(LabelType.INT32, labels.type());
			assertArrayEquals(new long[] { 0, 0, 1, 16777215, 16777216, -16777216 }, MemorySource.all(labels));
		}
	}

	@ParameterizedTest
	@ValueSource(floats = { 0.5f, 1e-20f, -3.25f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void floatsThatAreNoWholeNumbersAreRefused(final float value) {
		final String message = refused(() -> open(new OpenImage(floats(1, 2, value, 3))).close());
		assertTrue(message.contains("(2, 0, 0)") && message.contains(" " + (Float.isInfinite(value) ? "infinite" : value)), message);
	}

	@Test
	void floatsAbove2To24AreRefusedUnlessAccepted() {
		final OpenImage open = new OpenImage(floats(1, 614454272f));
		final String message = refused(() -> open(open).close());
		assertTrue(message.contains("614454272") && message.contains("name the label file itself"), message);
		try (LabelSource labels = open.open(new SourceOptions(folder, true))) {
			assertArrayEquals(new long[] { 1, 614454272L }, MemorySource.all(labels));
		}
	}

	@Test
	void coloursAreRefused() {
		final String message = refused(() -> new OpenImage(new ImagePlus("photo.jpg", new ColorProcessor(2, 2))));
		assertTrue(message.contains("photo.jpg") && message.contains("RGB"), message);
	}

	@Test
	void channelsAndTimePointsAreRefused() {
		final ImagePlus image = image(8, 1);
		image.setDimensions(2, 2, 1);
		assertTrue(refused(() -> new OpenImage(image)).contains("2 channels"));
		image.setDimensions(1, 1, 4);
		assertTrue(refused(() -> new OpenImage(image)).contains("4 time points"));
		image.setDimensions(1, 4, 1);
		assertEquals(4, new OpenImage(image).size()[2]);
	}

	@ParameterizedTest
	@CsvSource({ "micron,um", "um,um", "µm,um", "mm,mm", "pixel,pixel", "pixels,pixel", "'',pixel", "nm,nm" })
	void theCalibrationIsTheVoxelSize(final String unit, final String expected) {
		assertEquals(new VoxelSize(0.5, 0.25, 2, expected), new OpenImage(calibrated(0.5, unit)).voxelSize());
	}

	@Test
	void anUncalibratedImageHasNoVoxelSize() {
		assertEquals(VoxelSize.UNKNOWN, new OpenImage(image(8, 1)).voxelSize());
		for (final double edge : new double[] { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
			assertEquals(VoxelSize.UNKNOWN, new OpenImage(calibrated(edge, "um")).voxelSize());
	}

	@Test
	void aUnitIsTakenOnlyWhereTheImageHasNone() {
		assertEquals(new VoxelSize(0.5, 0.25, 2, "mm"), new OpenImage(calibrated(0.5, "pixel")).withDefaultUnit("mm")
			.voxelSize());
		assertEquals("um", new OpenImage(calibrated(0.5, "micron")).withDefaultUnit("mm").voxelSize().unit());
		assertEquals(VoxelSize.UNKNOWN.withUnit("mm"), new OpenImage(image(8, 1)).withDefaultUnit("mm").voxelSize());
	}

	private static ImagePlus calibrated(final double edge, final String unit) {
		final ImagePlus image = image(8, 1);
		image.getCalibration().pixelWidth = edge;
		image.getCalibration().pixelHeight = 0.25;
		image.getCalibration().pixelDepth = 2;
		image.getCalibration().setUnit(unit);
		return image;
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void equalPixelsHaveEqualHashesAndOthersDoNot(final int bits) {
		final String hash = new OpenImage(image(bits, 1)).sha256();
		assertTrue(hash.matches("[0-9a-f]{64}"), hash);
		final OpenImage opened = new OpenImage(image(bits, 1));
		open(opened).close();
		assertEquals(hash, opened.sha256(), "with the copy or without");
		assertEquals(hash, opened.withDefaultUnit("um").sha256());
		final ImagePlus renamed = image(bits, 1);
		renamed.setTitle("another");
		renamed.getCalibration().pixelWidth = 3;
		renamed.setSlice(3);
		assertEquals(hash, new OpenImage(renamed).sha256());

		assertNotEquals(hash, new OpenImage(image(bits, 2)).sha256());
		for (int slice = 1; slice <= SLICES; slice++) {
			final ImagePlus changed = image(bits, 1);
			final ImageProcessor pixels = changed.getStack().getProcessor(slice);
			pixels.setf(WIDTH - 1, HEIGHT - 1, pixels.getf(WIDTH - 1, HEIGHT - 1) + 1);
			assertNotEquals(hash, new OpenImage(changed).sha256());
		}
	}

	@Test
	void theSizeAndTheTypeBelongToTheHash() {
		final byte[] six = { 1, 2, 3, 4, 5, 6 };
		final String hash = new OpenImage(new ImagePlus("a", new ByteProcessor(3, 2, six))).sha256();
		assertNotEquals(hash, new OpenImage(new ImagePlus("a", new ByteProcessor(2, 3, six))).sha256());
		// The labels 1 and 2, whose bytes are the same in both types.
		final ImagePlus unsigned = new ImagePlus("a", new ShortProcessor(2, 1, new short[] { 1, 2 }, null));
		final ImagePlus signed = new ImagePlus("a", new ShortProcessor(2, 1, new short[] { (short) 0x8001, (short) 0x8002 },
			null));
		signed.getCalibration().setSigned16BitCalibration();
		assertNotEquals(new OpenImage(unsigned).sha256(), new OpenImage(signed).sha256());
	}

	@Test
	void whatHappensToTheImageAfterwardsDoesNotMatter() {
		final ImagePlus image = image(16, 1);
		final OpenImage open = new OpenImage(image);
		try (LabelSource labels = open(open)) {
			final String hash = open.sha256();
			for (int slice = 1; slice <= SLICES; slice++)
				Arrays.fill((short[]) image.getStack().getPixels(slice), (short) 9);
			assertArrayEquals(values(16, 1), MemorySource.all(labels));
			assertEquals(hash, open.sha256());
			image.close();
			assertArrayEquals(values(16, 1), MemorySource.all(labels));
		}
	}

	@Test
	void aSliceOfAnotherSizeIsRefused() {
		final ImageStack broken = new CountedStack() {

			@Override
			public ImageProcessor getProcessor(final int n) {
				return n == 3 ? new ByteProcessor(2, 2) : super.getProcessor(n);
			}
		};
		final OpenImage open = new OpenImage(new ImagePlus("broken", broken));
		assertTrue(refused(() -> open(open).close()).contains("Slice 3"));
		assertTrue(refused(open::sha256).contains("Slice 3"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	void anImageThatIsCroppedWhileItIsReadIsRefused(final int when) {
		final ImagePlus image = new ImagePlus();
		final ij.ImageStack cropped = new ij.ImageStack(3, 2);
		final ij.ImageStack stack = new ij.ImageStack(6, 4) {

			@Override
			public Object getPixels(final int n) {
				if (n == when)
					image.setStack(cropped);
				return super.getPixels(n);
			}
		};
		for (int z = 0; z < 3; z++) {
			stack.addSlice(new ij.process.ByteProcessor(6, 4));
			cropped.addSlice(new ij.process.ByteProcessor(3, 2));
		}
		image.setStack(stack);
		final String message = refused(() -> open(new OpenImage(image)).close());
		assertTrue(message.contains("was changed while it was read"), message);
	}

	private LabelSource open(final OpenImage image) {
		return image.open(new SourceOptions(folder, false));
	}

	private static String refused(final org.junit.jupiter.api.function.Executable what) {
		return assertThrows(InvalidInputException.class, what).getMessage();
	}

	private static ImagePlus floats(final float... values) {
		return new ImagePlus("floats", new FloatProcessor(values.length, 1, values));
	}
}
