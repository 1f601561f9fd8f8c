package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/** TIFF files that the real ImageJ writes, compared with what it reads from them itself. */
class TiffImageJTest {

	private static final int WIDTH = 9;
	private static final int HEIGHT = 7;
	private static final int DEPTH = 4;

	@TempDir
	private Path folder;

	private static ImagePlus stack(final int bits, final int depth, final int most) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		final Random random = new Random(bits);
		for (int z = 0; z < depth; z++) {
			final ImageProcessor plane = bits == 8 ? new ByteProcessor(WIDTH, HEIGHT) : bits == 16 ? new ShortProcessor(WIDTH, HEIGHT)
				: new FloatProcessor(WIDTH, HEIGHT);
			for (int i = 0; i < WIDTH * HEIGHT; i++)
				plane.setf(i, random.nextInt(most));
			stack.addSlice(plane);
		}
		return new ImagePlus("labels", stack);
	}

	private Path save(final ImagePlus image) {
		final Path file = folder.resolve("ij.tif");
		final FileSaver saver = new FileSaver(image);
		assertTrue(image.getStackSize() > 1 ? saver.saveAsTiffStack(file.toString()) : saver.saveAsTiff(file.toString()));
		return file;
	}

	private void check(final ImagePlus image, final Path file, final LabelType type, final int added) {
		final SourceFile described = Sources.describe(file);
		final int depth = image.getStackSize();
		assertArrayEquals(new long[] { WIDTH, HEIGHT, depth }, described.size());
		final long[] labels = new long[WIDTH * HEIGHT * depth];
		try (LabelSource source = described.open(new SourceOptions(folder, false))) {
			assertEquals(type, source.type());
			source.read(new long[3], new int[] { WIDTH, HEIGHT, depth }, labels);
		}
		for (int i = 0; i < labels.length; i++)
			assertEquals((long) image.getStack().getProcessor(i / (WIDTH * HEIGHT) + 1).getf(i % (WIDTH * HEIGHT)) + added, labels[i]);
	}

	@ParameterizedTest
	@CsvSource({ "8,256,UINT8,4", "16,65536,UINT16,4", "32,16777216,UINT32,4", "8,256,UINT8,1", "16,65536,UINT16,1" })
	void allTypesAreRead(final int bits, final int most, final LabelType type, final int depth) {
		final ImagePlus image = stack(bits, depth, most);
		check(image, save(image), type, 0);
	}

	@Test
	void aColourTableAndSignedVoxelsAreRead() {
		final ImagePlus colours = stack(8, DEPTH, 256);
		final byte[] shades = new byte[256];
		new Random(2).nextBytes(shades);
		colours.setLut(new LUT(shades, new byte[256], shades));
		final Path file = save(colours);
		assertTrue(new Opener().openImage(file.toString()).getProcessor().isColorLut());
		check(colours, file, LabelType.UINT8, 0);
		final ImagePlus signed = stack(16, DEPTH, 65536);
		signed.getCalibration().setSigned16BitCalibration();
		check(signed, save(signed), LabelType.INT16, -32768);
	}

	@ParameterizedTest
	@CsvSource({ "4,25,25,50,um,um", "4,0.5,0.25,1,micron,um", "4,0.5,0.25,1,µm,um", "4,2,2,3,mm,mm", "4,2,2,3,pixel,pixel",
		"4,1,1,1,pixel,pixel", "4,0.001,0.002,0.004,cm,cm", "4,10,10,7,nm,nm", "4,2,4,8,furlong,pixel" })
	void voxelSizesAreThoseThatImageJReads(final int depth, final double x, final double y, final double z, final String unit,
		final String expected)
	{
		final ImagePlus image = stack(8, depth, 256);
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = x;
		calibration.pixelHeight = y;
		calibration.pixelDepth = z;
		calibration.setUnit(unit);
		final Path file = save(image);
		final VoxelSize size = Sources.describe(file).voxelSize();
		assertEquals(size, Sources.measure(file).voxelSize());
		final Calibration opened = new Opener().openImage(file.toString()).getCalibration();
		assertEquals(expected, size.unit());
		assertArrayEquals(new double[] { opened.pixelWidth, opened.pixelHeight, opened.pixelDepth }, size.toArray(), 1e-12);
		assertArrayEquals(new double[] { x, y, z }, size.toArray(), 1e-5);
	}

	@Test
	void everyAxisHasAUnitOfItsOwn() {
		final ImagePlus image = stack(8, DEPTH, 256);
		final Calibration calibration = image.getCalibration();
		calibration.pixelWidth = 25;
		calibration.pixelHeight = 0.025;
		calibration.pixelDepth = 0.05;
		calibration.setXUnit("micron");
		calibration.setYUnit("mm");
		calibration.setZUnit("mm");
		final Path file = save(image);
		assertEquals("mm", new Opener().openImage(file.toString()).getCalibration().getZUnit());
		assertEquals(new VoxelSize(25, 25, 50, "um"), Sources.describe(file).voxelSize());
	}

	@Test
	void calibratedValuesAreRefusedButMeasured() {
		final ImagePlus image = stack(16, DEPTH, 65536);
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 5, 2 }, "density");
		final Path file = save(image);
		assertEquals(7, new Opener().openImage(file.toString()).getCalibration().getCValue(1));
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
		assertTrue(message.contains("5 + 2 x the stored number") && message.contains("slope 1"), message);
		assertEquals(DEPTH, Sources.measure(file).size()[2]);
		image.getCalibration().setFunction(Calibration.POLY2, new double[] { 0, 1, 2 }, "density");
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(save(image))).getMessage().contains("function 1"));
		image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { 0, 1 }, "id");
		check(image, save(image), LabelType.UINT16, 0);
	}

	/** File > Save As > ZIP. */
	@Test
	void aStackInAZipFileIsRead() {
		final ImagePlus image = stack(16, DEPTH, 65536);
		image.getCalibration().pixelWidth = 2;
		image.getCalibration().pixelHeight = 2;
		image.getCalibration().pixelDepth = 5;
		image.getCalibration().setUnit("um");
		final Path file = folder.resolve("ij.zip");
		assertTrue(new FileSaver(image).saveAsZip(file.toString()));
		check(image, file, LabelType.UINT16, 0);
		assertEquals(new VoxelSize(2, 2, 5, "um"), Sources.describe(file).voxelSize());
		assertEquals(List.of(file), Sources.describe(file).files());
	}

	@Test
	void whatNobodySaidIsUnknown() {
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(save(stack(8, DEPTH, 256))).voxelSize());
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(save(stack(8, 1, 256))).voxelSize());
		final ImagePlus image = stack(8, DEPTH, 256);
		image.getCalibration().pixelWidth = 2;
		image.getCalibration().pixelHeight = 2;
		image.getCalibration().setUnit("um");
		final SourceFile file = Sources.describe(save(image));
		assertEquals(new VoxelSize(2, 2, 1, "um"), file.voxelSize());
		assertTrue(file.notes().toString().contains("(spacing); it is taken as 1 \u00B5m"), file.notes().toString());
	}

	@Test
	void ofASingleImageTheThicknessIsThatOfItsPixels() {
		final ImagePlus image = stack(8, 1, 256);
		image.getCalibration().pixelWidth = 4;
		image.getCalibration().pixelHeight = 5;
		image.getCalibration().setUnit("um");
		assertEquals(new VoxelSize(4, 5, 4, "um"), Sources.describe(save(image)).voxelSize());
	}

	/** As ImageJ writes a stack beyond 4 GB: one directory, and all planes behind each other. */
	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a file has no holes")
	void beyondFourGigabytesThereIsOneDirectory() throws Exception {
		final ImagePlus image = stack(16, DEPTH, 65536);
		final Path file = save(image);
		final byte[] whole = Files.readAllBytes(file);
		final ByteBuffer header = ByteBuffer.wrap(whole).order(whole[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		final int directory = header.getInt(4);
		header.putInt(directory + 2 + 12 * header.getShort(directory), 0);
		Files.write(file, whole);
		check(image, file, LabelType.UINT16, 0);
		// A file of holes, 6 GB long.
		try (RandomAccessFile out = new RandomAccessFile(folder.resolve("huge.tif").toFile(), "rw")) {
			out.write(TestTiff.bytes(ByteOrder.BIG_ENDIAN, false, TestTiff.Page.of(30_000, 20_000, 16, new byte[0]).text(
				"ImageJ=1.54p\nimages=5\nslices=5\n")));
			out.seek(8 + 5L * 30_000 * 20_000 * 2 - 2);
			out.writeShort(4711);
		}
		try (LabelSource source = Sources.describe(folder.resolve("huge.tif")).open(new SourceOptions(folder, false))) {
			assertArrayEquals(new long[] { 30_000, 20_000, 5 }, source.size());
			final long[] label = new long[1];
			source.read(new long[] { 29_999, 19_999, 4 }, new int[] { 1, 1, 1 }, label);
			assertEquals(4711, label[0]);
		}
	}
}
