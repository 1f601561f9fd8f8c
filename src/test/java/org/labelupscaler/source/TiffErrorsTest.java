package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.TestTiff.Page;

/** TIFF files that are no labels, damaged, or made to do harm. */
@Timeout(60)
class TiffErrorsTest {

	@TempDir
	private Path folder;

	private static Page page() {
		return Page.of(4, 3, 8, new byte[12]);
	}

	private static Page deflated(final int width, final int height, final byte[] voxels) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
			deflater.write(voxels);
		}
		return Page.of(width, height, 8, out.toByteArray()).set(259, 3, 8);
	}

	private void open(final Path file) {
		Sources.describe(file).open(new SourceOptions(folder, false)).close();
	}

	private void refused(final Path file, final String... named) {
		final String message = assertThrows(InvalidInputException.class, () -> open(file)).getMessage();
		for (final String name : named)
			assertTrue(message.contains(name), message + " should name " + name);
		assertTrue(message.contains(file.getFileName().toString()) && !message.contains("\n"), message);
	}

	private void refused(final Page page, final String... named) throws IOException {
		refused(TestTiff.write(folder.resolve("w.tif"), page), named);
	}

	/** Also what the size is when only that matters. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"rgb|SamplesPerPixel is 3, a colour image|15 x 8 x 3", //
		"float16|BitsPerSample is 16 of type float|15 x 8 x 3", //
		"complex|SampleFormat is 6|15 x 8 x 1", //
		"jpeg|Compression is 7 (JPEG)|32 x 32 x 1", //
		"volumetric|ImageDepth is 16|16 x 16 x 16", //
		"imagej_channels|2 channels|15 x 8 x 3", //
		"imagej_no_axes|3 channels|15 x 8 x 1", //
		"imagej_frames|4 time points|15 x 8 x 3", //
		"ome_channels.ome|2 channels|15 x 8 x 3", //
		"ome_frames.ome|2 time points|15 x 8 x 3", //
		"shaped_four|more than three dimensions, [2, 3, 8, 15]|15 x 8 x 3", //
		"shaped_channels|2 channels|15 x 8 x 3", //
		"unlike|page 3 is 15 x 7 voxels of uint16, but the first is 15 x 8|15 x 8 x 2" })
	void whatIsNoLabelVolumeIsRefusedButMeasured(final String name, final String why, final String size) {
		final Path file = TiffTest.GOLDEN.resolve(name + ".tif");
		refused(file, why);
		assertEquals(size, BlockGrid.format(Sources.measure(file).size()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"256|4|0|ImageWidth is 0", //
		"256|4|4294967295|ImageWidth is 4294967295", //
		"257|4|0|ImageLength is 0", //
		"257|4|300|StripOffsets has 1 entries, but 4 x 300", //
		"257|4|2147483647|StripOffsets has 1 entries, but 4 x 2147483647", //
		"278|4|0|RowsPerStrip is 0", //
		"278|4|1|StripOffsets has 1 entries", //
		"258|3|12|BitsPerSample is 12", //
		"259|3|99|Compression is 99", //
		"259|3|2|CCITT", //
		"266|3|2|FillOrder is 2", //
		"277|3|0|SamplesPerPixel is 0", //
		"339|3|5|SampleFormat is 5", //
		"273|4|4000000000|page 1 has 12 bytes of voxels at byte 4000000000", //
		"273|4|200|truncated", //
		"273|4|0|truncated", //
		"322|3|16|TileLength is 0", //
		"32997|4|4|ImageDepth is 4" })
	void wrongFieldsAreRefusedByName(final int tag, final int type, final long value, final String why) throws Exception {
		refused(page().set(tag, type, value), why);
	}

	@Test
	void missingAndImpossibleFieldsAreRefusedByName() throws Exception {
		refused(page().remove(256), "ImageWidth is missing");
		refused(page().remove(273), "StripOffsets is missing");
		refused(page().remove(257).set(257, 11, 3), "ImageLength is no whole number");
		refused(page().claim(273, 4, 1 << 30, 8), "StripOffsets: 1073741824 values");
		refused(page().claim(270, 2, 4294967295L, 65, 65, 65, 65, 65), "ImageDescription: 4294967295 values");
		refused(deflated(4, 3, new byte[12]).remove(279), "StripByteCounts is missing");
		refused(deflated(4, 3, new byte[12]).set(317, 3, 3), "Predictor is 3");
		refused(deflated(4, 3, new byte[12]).set(317, 3, 34893), "Predictor is 34893");
		refused(page().set(258, 3, 64).set(256, 4, 2147483647).set(257, 4, 2147483647).set(278, 4, 2147483647), "too large");
		refused(deflated(4, 3, new byte[12]).set(256, 4, 2147483647), "rows of more than");
		for (final long count : new long[] { -1, 1L << 60 }) {
			final Path file = Files.write(folder.resolve("big.tif"), TestTiff.bytes(ByteOrder.BIG_ENDIAN, true, page().claim(273,
				16, count, 8)));
			refused(file, "StripOffsets: " + Long.toUnsignedString(count));
		}
	}

	@Test
	void whatCannotBeInsideIsRefusedAtOnce() throws Exception {
		refused(deflated(1 << 20, 1 << 20, new byte[12]).set(278, 4, 1 << 20), "cannot hold", "1048576 x 1048576 x 1");
		refused(deflated(4, 3, new byte[11]), "page 1, strip 1 holds 11 bytes of voxels, not 12");
		refused(deflated(4, 3, new byte[12]).set(279, 4, 0), "strip 1 is missing");
		refused(deflated(4, 3, new byte[12]).set(273, 4, 4000), "strip 1 is missing or not within");
		refused(Page.of(4, 3, 8, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }).set(259, 3, 8), "cannot be decoded as Deflate");
		refused(Page.of(4, 3, 8, new byte[] { -1, -1, -1, -1 }).set(259, 3, 5), "cannot be decoded as LZW");
		refused(Page.of(4, 3, 8, new byte[] { 11, 1 }).set(259, 3, 32773), "page 1, strip 1");
		refused(Page.of(4, 3, 8, new byte[] { -11 }).set(259, 3, 32773), "cannot be decoded as PackBits (it ends too early)");
		refused(Page.of(4, 3, 8, new byte[9]).set(259, 3, 50000), "ZSTD");
		refused(Page.of(4, 3, 8, new byte[40]).set(259, 3, 34925), "LZMA");
		assertNothingTemporary();
	}

	@Test
	void directoriesInCirclesAndNowhereAreRefused() throws Exception {
		final byte[] three = TestTiff.bytes(ByteOrder.LITTLE_ENDIAN, false, page(), page(), page());
		final long first = java.nio.ByteBuffer.wrap(three).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
		final Path file = folder.resolve("chain.tif");
		refused(Files.write(file, TestTiff.linkLast(three, first)), "start again");
		refused(Files.write(file, TestTiff.linkLast(three, three.length - 4 - 2 - 12 * 9)), "start again");
		refused(Files.write(file, TestTiff.linkLast(three, three.length)), "directory of page 4", "not within");
		refused(Files.write(file, TestTiff.linkLast(three, 9)), "page 4");
		assertEquals(3, Sources.describe(Files.write(file, three)).size()[2]);
		refused(Files.write(file, new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0 }), "only 8 bytes");
		refused(Files.write(file, Arrays.copyOf(new byte[] { 'I', 'I', 43, 0, 8, 0, 0, 0, 16 }, 24)), "0 fields");
		refused(Files.write(file, Arrays.copyOf(new byte[] { 'I', 'I', 43, 0, 4, 0, 0, 0, 16 }, 24)), "BigTIFF header");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"images=100|says that there are 100 planes, but the file is truncated", //
		"images=1099511627776|1099511627776 planes", //
		"images=999999999999999999999|images=999999999999999999999", //
		"images=x|images=x", //
		"images=-3|images=-3", //
		"images=0|images=0", //
		"channels=2|2 channels", //
		"frames=7|7 time points", //
		"unit=\\uZZZZ|escape", //
		"images=2~spacing=1e300|voxels are 1.0E300 large along z" })
	void wrongWordsOfImageJAreRefused(final String words, final String why) throws Exception {
		refused(page().set(282, 5, 1L << 32 | 1).text("ImageJ=1.54p\n" + words.replace('~', '\n') + "\n"), "ImageDescription", why);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"SizeZ='2'/>|2 planes, up to page 2, but the file has 1 page", //
		"SizeZ='1000000000000000'/>|1000000000000000 planes", //
		"SizeZ='-1'/>|SizeZ is -1", //
		"SizeZ='x'/>|SizeZ is 'x'", //
		"PhysicalSizeX='x'/>|PhysicalSizeX is 'x'", //
		"PhysicalSizeX='1e99'/>|voxels are 1.0E99 large along x", //
		"><TiffData IFD='7'/></Pixels>|up to page 8", //
		"><TiffData IFD='0' FirstZ='3'/></Pixels>|1 planes from 3 on", //
		"><TiffData IFD='0' PlaneCount='999999999999999999'/></Pixels>|999999999999999999 planes", //
		"SizeZ='2'><TiffData IFD='0'/></Pixels>|nothing of plane 1", //
		"/></Image><Image>|2 images", //
		"/><Broken>|damaged OME-XML" })
	void wrongOmeXmlIsRefused(final String words, final String why) throws Exception {
		refused(page().text("<OME><Image><Pixels SizeX='4' SizeY='3' " + words + "</Image></OME>"), "ImageDescription", why);
	}

	@Test
	void xmlThatMeansHarmIsRefused() throws Exception {
		final String bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
		refused(page().text(bomb + "<OME><Image>&b;</Image></OME>"), "document type");
		refused(page().text("<?xml version='1.0'?><!DOCTYPE x SYSTEM 'file:///etc/passwd'><OME></OME>"), "document type");
		refused(page().text("<OME>" + "<a>".repeat(200_000) + "</OME>"), "nested");
		refused(page().text("<OME x='" + "a".repeat(3_000_000) + "'></OME>"), "ImageDescription is damaged OME-XML");
		// What the reader holds at once, though there is a bracket at every second place.
		for (final String held : new String[] { "<OME><!--" + " <".repeat(2_000_000) + "--></OME>", "<OME x='" + " >".repeat(
			2_000_000) + "'></OME>", "<OME><![CDATA[" + " <".repeat(2_000_000) + "]]></OME>", "<OME><?x " + " >".repeat(2_000_000) +
				"?></OME>" })
			refused(page().text(held), "it has a tag, c");
		refused(page().text("<OME></OME>"), "without an image");
		// A million elements are much, but no harm.
		assertEquals(1, Sources.describe(TestTiff.write(folder.resolve("long.tif"), page().text(
			"<OME><Image><Pixels SizeX='4' SizeY='3' SizeZ='1'>" + "<Plane/>".repeat(1_000_000) + "</Pixels></Image></OME>")))
			.size()[2]);
	}

	@Test
	void jsonThatMeansHarmIsRefusedOrOfNoInterest() throws Exception {
		refused(page().text("{\"shape\": [9223372036854775807, 4, 3, 4]}"), "impossible");
		refused(page().text("{\"shape\": [9223372036854775807, 3, 4]}"), "impossible");
		refused(page().text("{\"shape\": [4294967296, 4294967296, 4294967296, 3, 4]}"), "impossible");
		refused(page().text("{\"shape\": [-5, 3, 4]}"), "impossible");
		for (final String text : new String[] { "{\"shape\": " + "[".repeat(100_000), "{\"shape\": \"x\"}", "{\"shape\": []}",
			"{\"shape\"", "{\"shape\": [3, 4], \"unit\": [], \"axes\": \"YX\"}" })
			assertEquals(1, Sources.describe(TestTiff.write(folder.resolve("j.tif"), page().text(text))).size()[2]);
	}

	@Test
	void planesInOtherFilesAreRefused() throws Exception {
		refused(page().text("<OME UUID='1'><Image><Pixels SizeX='4' SizeY='3' SizeZ='1'><TiffData IFD='0'><UUID FileName='../b.tif'>2" +
			"</UUID></TiffData></Pixels></Image></OME>"), "'../b.tif'", "slices");
	}

	@Test
	void senselessResolutionsAreUnknown() throws Exception {
		for (final long[] resolution : new long[][] { { 0 }, { 1L << 32 }, { 1 } }) {
			final Path file = TestTiff.write(folder.resolve("r.tif"), page().text("ImageJ=1\nunit=um\n").set(282, 5, resolution).set(283,
				5, resolution));
			assertEquals(VoxelSize.UNKNOWN, Sources.describe(file).voxelSize());
		}
	}

	/** Whatever is cut off or changed: a message, or a volume, and nothing else. */
	@ParameterizedTest
	@ValueSource(strings = { "lzw_big", "tiles_lzw", "big_tiff_big", "imagej", "ome_mixed.ome", "ome_reversed.ome", "zstd_little",
		"packbits_big", "shaped_axes", "predictor_float64_big", "lzma_little", "imagej_one_directory", "tiles" })
	void damageGivesAMessage(final String name) throws Exception {
		final byte[] good = Files.readAllBytes(TiffTest.GOLDEN.resolve(name + ".tif"));
		final Path file = folder.resolve("bad.tif");
		final Random random = new Random(5);
		final int rounds = Integer.getInteger("labelupscaler.fuzz", 60);
		for (int i = 0; i < rounds; i++) {
			byte[] bad = good.clone();
			if (i % 3 == 0)
				bad = Arrays.copyOf(bad, random.nextInt(bad.length));
			else
				for (int n = random.nextInt(8); n >= 0; n--)
					bad[random.nextInt(bad.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
			Files.write(file, bad);
			try {
				Sources.measure(file);
			}
			catch (final InvalidInputException e) {
				assertTrue(e.getMessage().contains("bad.tif"), e.getMessage());
			}
			try {
				open(file);
			}
			catch (final InvalidInputException e) {
				assertTrue(e.getMessage().contains("bad.tif"), e.getMessage());
			}
		}
		assertNothingTemporary();
	}

	@Test
	void damageToCompressedVoxelsIsNoticed() throws Exception {
		final byte[] voxels = new byte[3000];
		new Random(1).nextBytes(voxels);
		final byte[] good = TestTiff.bytes(ByteOrder.LITTLE_ENDIAN, false, deflated(60, 50, voxels));
		final Path file = folder.resolve("bad.tif");
		open(Files.write(file, good));
		for (int i = 0; i < 50; i++) {
			final byte[] bad = good.clone();
			bad[10 + i * 60] ^= 1;
			refused(Files.write(file, bad), "page 1, strip 1");
		}
		assertNothingTemporary();
	}

	/** Wherever it stands in the buffers of those who read it. */
	@Test
	void aWrongChecksumIsNoticed() throws Exception {
		final Random random = new Random(1);
		for (int size = 480; size < 540; size++) {
			final byte[] voxels = new byte[size];
			random.nextBytes(voxels);
			final ByteArrayOutputStream stored = new ByteArrayOutputStream();
			try (DeflaterOutputStream deflater = new DeflaterOutputStream(stored)) {
				deflater.write(voxels);
			}
			final byte[] strip = stored.toByteArray();
			strip[strip.length - 1] ^= 1;
			refused(Page.of(size, 1, 8, strip).set(259, 3, 8), "page 1, strip 1 cannot be decoded as Deflate");
		}
	}

	private void assertNothingTemporary() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			assertFalse(files.anyMatch(f -> f.getFileName().toString().endsWith(".tmp")));
		}
	}
}
