package org.labelupscaler.source.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.PlainN5;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.SourceType;
import org.labelupscaler.upscale.ProgressListener;
import org.labelupscaler.upscale.UpscaleJob;
import org.labelupscaler.upscale.OptionsBuilder;
import org.labelupscaler.upscale.UpscaleOptions;
import org.labelupscaler.upscale.UpscaleReport;
import org.labelupscaler.upscale.Verifier;
import org.labelupscaler.upscale.VerifyJob;
import org.labelupscaler.upscale.VerifyOptions;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;

/** Images of ImageJ as sources: every pixel a label, exactly, or refused in words that help. */
class OpenImageTest {

	private static final int WIDTH = 7;
	private static final int HEIGHT = 5;
	private static final int SLICES = 4;

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
		assertTrue(message.contains("(2, 0, 0)") && message.contains(" " + value), message);
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
	@CsvSource({ "micron,um", "um,um", "µm,um", "mm,mm", "pixel,pixel", "pixels,pixel", "'',pixel", "inch,inch", "nm,nm" })
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
		assertEquals(VoxelSize.UNKNOWN, new OpenImage(image(8, 1)).withDefaultUnit("mm").voxelSize());
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
	void aJobReadsEverySliceOfAVirtualStackOnce() throws Exception {
		final CountedStack stack = new CountedStack();
		final ImagePlus image = new ImagePlus("virtual", stack);
		Arrays.fill(stack.reads, 0);
		final UpscaleOptions options = options(image, "virtual").build();
		assertArrayEquals(new int[SLICES], stack.reads, "nothing is read before the job is opened");
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
			assertTrue(job.file().format().contains("virtual"));
		}
		assertArrayEquals(new int[] { 1, 1, 1, 1 }, stack.reads);
		assertTrue(verify(image, options.target()).difference().isEmpty());
		try (LabelSource labels = open(new OpenImage(image))) {
			assertArrayEquals(values(8, 1), MemorySource.all(labels));
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

	@Test
	void theOutputIsBesideTheFileOfTheImage() {
		final ImagePlus image = image(8, 1);
		final FileInfo info = new FileInfo();
		info.directory = folder.toString() + "/";
		info.fileName = "brain.tif";
		image.setFileInfo(info);
		final OptionsBuilder builder = UpscaleOptions.builder().image(new OpenImage(image)).factors("2");
		assertEquals(folder.resolve("brain-upscaled.n5"), builder.build().target());
	}

	@Test
	void anImageWithoutAFileNeedsAnOutput() {
		final ImagePlus image = image(8, 1);
		for (final String directory : new String[] { null, "", "https://example.org/images/" }) {
			final FileInfo info = new FileInfo();
			info.directory = directory;
			info.fileName = "brain.tif";
			image.setFileInfo(info);
			final String message = refused(() -> UpscaleOptions.builder().image(new OpenImage(image)).factors("2").build());
			assertTrue(message.startsWith("output:"), message);
		}
	}

	@Test
	void aNamedFileGoesBeforeTheImage() {
		final UpscaleOptions options = UpscaleOptions.builder().source("a.nrrd").image(new OpenImage(image(8, 1))).factors("2")
			.build();
		assertTrue(options.image().isEmpty());
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void anUpscaledImageFollowsTheRuleAndIsVerifiedAndResumed(final int bits) throws Exception {
		final ImagePlus image = image(bits, 1);
		final UpscaleOptions options = options(image, "job").build();
		assertTrue(run(options).complete());
		final Path full = options.target().resolve("setup0/timepoint0/s0");
		final Volume found = PlainN5.read(full);
		final Volume source = new Volume(found.type(), new int[] { WIDTH, HEIGHT, SLICES }, values(bits, 1));
		final long[] target = { 2 * WIDTH, 3 * HEIGHT, SLICES };
		for (int z = 0; z < target[2]; z++)
			for (int y = 0; y < target[1]; y++)
				for (int x = 0; x < target[0]; x++)
					assertEquals(SlowReference.label(source, target, new long[] { 1, 1, 1 }, x, y, z), found.at(x, y, z));
		assertTrue(verify(image(bits, 1), options.target()).finished());
		assertEquals(Optional.empty(), verify(image, options.target()).difference());

		final Map<String, String> before = PlainN5.tree(options.target());
		Files.delete(full.resolve("0/0/0"));
		assertTrue(verify(image, options.target()).difference().orElseThrow().contains("no block"));
		final ImagePlus again = image(bits, 1);
		again.setTitle("opened again");
		final UpscaleReport resumed = run(options(again, "job").existing("resume").build());
		assertEquals(1, resumed.written());
		assertTrue(resumed.kept() > 0);
		assertEquals(before.keySet(), PlainN5.tree(options.target()).keySet());
		assertArrayEquals(found.labels(), PlainN5.read(full).labels());
	}

	@Test
	void anImageThatIsCroppedWhileItIsReadIsRefused() {
		final ImagePlus image = new ImagePlus();
		final ij.ImageStack cropped = new ij.ImageStack(3, 2);
		final ij.ImageStack stack = new ij.ImageStack(6, 4) {

			@Override
			public Object getPixels(final int n) {
				if (n == 2)
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

	@Test
	void anotherImageIsNeitherResumedNorVerified() throws Exception {
		final UpscaleOptions options = options(image(8, 1), "job").build();
		run(options);
		final Map<String, String> before = PlainN5.tree(options.target());
		final ImagePlus other = image(8, 2);
		assertTrue(refused(() -> run(options(other, "job").existing("resume").build())).contains("content of the source"));
		assertTrue(refused(() -> verify(other, options.target())).contains("not what the container was made from"));
		assertTrue(refused(() -> verify(null, options.target())).contains("Open that image again"));
		assertEquals(before, PlainN5.tree(options.target()));
	}

	private OptionsBuilder options(final ImagePlus image, final String name) {
		return UpscaleOptions.builder().image(new OpenImage(image)).factors("2,3,1").block("4").background("write").threads(
			"2").target(folder.resolve(name + ".n5").toString());
	}

	private static UpscaleReport run(final UpscaleOptions options) throws Exception {
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			return job.run(ProgressListener.NONE);
		}
	}

	private static Verifier.Report verify(final ImagePlus image, final Path container) throws Exception {
		final Optional<SourceFile> open = Optional.ofNullable(image).map(OpenImage::new);
		try (VerifyJob job = VerifyJob.open(VerifyOptions.of(container.toString(), "", "all", "2", ""), () -> open,
			ProgressListener.NONE))
		{
			return job.run(ProgressListener.NONE);
		}
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

	/** All values a pixel can have come into it, small ones more often. */
	private static long[] values(final int bits, final int seed) {
		final Random random = new Random(31 * bits + seed);
		final long[] values = new long[WIDTH * HEIGHT * SLICES];
		for (int i = 0; i < values.length; i++)
			values[i] = random.nextInt(1 << Math.min(24, bits)) >> (random.nextBoolean() ? 0 : bits / 2);
		return values;
	}

	private static ImagePlus image(final int bits, final int seed) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int slice = 0; slice < SLICES; slice++)
			stack.addSlice(slice(bits, seed, slice));
		return new ImagePlus("labels " + bits, stack);
	}

	private static ImageProcessor slice(final int bits, final int seed, final int slice) {
		final ImageProcessor pixels = switch (bits) {
			case 8 -> new ByteProcessor(WIDTH, HEIGHT);
			case 16 -> new ShortProcessor(WIDTH, HEIGHT);
			default -> new FloatProcessor(WIDTH, HEIGHT);
		};
		final long[] values = values(bits, seed);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			pixels.setf(i, values[slice * WIDTH * HEIGHT + i]);
		return pixels;
	}

	private static class CountedStack extends VirtualStack {

		private final int[] reads = new int[SLICES];

		@Override
		public ImageProcessor getProcessor(final int n) {
			reads[n - 1]++;
			return slice(8, 1, n - 1);
		}

		@Override
		public Object getPixels(final int n) {
			return getProcessor(n).getPixels();
		}

		@Override
		public int getWidth() {
			return WIDTH;
		}

		@Override
		public int getHeight() {
			return HEIGHT;
		}

		@Override
		public int getSize() {
			return SLICES;
		}

		@Override
		public int size() {
			return SLICES;
		}

		@Override
		public int getBitDepth() {
			return 8;
		}

		@Override
		public String getSliceLabel(final int n) {
			return null;
		}
	}
}
