package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.TestTiff.Page;
import org.labelupscaler.source.TiffTest.Golden;

/** TIFF files that state more than plain numbers: it is applied, refused, or said. See src/test/python/make_tiff_stated.py. */
@Timeout(60)
class TiffStatedTest {

	private static final Path GOLDEN = Path.of("src/test/resources/tiff_stated");

	@TempDir
	private Path folder;

	static List<Golden> golden() throws IOException {
		return Files.readAllLines(GOLDEN.resolve("golden.tsv")).stream().map(Golden::parse).toList();
	}

	@ParameterizedTest
	@MethodSource("golden")
	void whatOthersWroteIsReadAsTheyReadIt(final Golden golden) {
		final Path path = GOLDEN.resolve(golden.name());
		final SourceFile file = Sources.describe(path);
		assertEquals(golden.size(), BlockGrid.format(file.size()));
		assertEquals(golden.type(), file.type().toString());
		assertEquals(golden.voxelSize(), file.voxelSize().toString());
		final ImageSize measured = Sources.measure(path);
		assertEquals(golden.size(), BlockGrid.format(measured.size()));
		assertEquals(golden.voxelSize(), measured.voxelSize().toString());
		TiffTest.check(golden, file, folder);
	}

	private static Page page() {
		return Page.of(4, 3, 8, new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 });
	}

	private static Page bytes(final Page page, final int tag, final int type, final byte[] bytes) {
		final long[] numbers = new long[bytes.length];
		for (int i = 0; i < numbers.length; i++)
			numbers[i] = bytes[i] & 0xFF;
		return page.set(tag, type, numbers);
	}

	private Path write(final Page... pages) throws IOException {
		return TestTiff.write(folder.resolve("w.tif"), pages);
	}

	private static void refused(final Path file, final String... named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file).open(SourceOptions.defaults())
			.close()).getMessage();
		for (final String name : named)
			assertTrue(message.contains(name), message + " should name " + name);
		assertTrue(!message.contains("\n"), message);
	}

	private static void noted(final Path file, final String... named) {
		final String notes = String.join(" ", Sources.describe(file).notes());
		for (final String name : named)
			assertTrue(notes.contains(name), notes + " should name " + name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"bits_white.tif|0 is white", //
		"axes_units.tif|taken as that of the axes x and y", //
		"width_one.tif|[12, 7, 1] is taken as z, y, x", //
		"axes_XYQ.tif|axis Q of the file is taken as z" })
	void whatIsGuessedIsSaid(final String name, final String note) {
		noted(GOLDEN.resolve(name), note);
	}

	private static long voxel(final SourceFile file, final long... position) {
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final long[] label = new long[1];
			source.read(position, new int[] { 1, 1, 1 }, label);
			return label[0];
		}
	}

	/** A companion of a file of two pages. */
	private static String companion(final int first, final int second) {
		final String end = "' PlaneCount='1'><UUID FileName='w.tif'>urn:uuid:1</UUID></TiffData>";
		return ome("SizeZ='2'", "<TiffData IFD='" + first + "' FirstZ='0" + end + "<TiffData IFD='" + second + "' FirstZ='1" + end);
	}

	@Test
	void theFingerprintKnowsTheCompanion() throws Exception {
		final String text = "<OME UUID='urn:uuid:1'><BinaryOnly MetadataFile='w.companion.ome' UUID='urn:uuid:9'/></OME>";
		final Path tiff = write(page().text(text), Page.of(4, 3, 8, new byte[12]));
		final Path companion = Files.writeString(folder.resolve("w.companion.ome"), companion(0, 1));
		final SourceFile before = Sources.describe(tiff);
		final String sha256 = before.sha256();
		assertEquals(1, voxel(before, 0, 0, 0));
		assertEquals(List.of(tiff, companion), before.files());
		assertEquals(sha256, Sources.describe(companion).sha256());
		try (LabelSource open = before.open(SourceOptions.defaults())) {
			open.checkUnchanged();
			Files.writeString(companion, companion(1, 0) + "\n");
			assertThrows(LabelUpscalerException.class, open::checkUnchanged);
		}
		Files.writeString(companion, companion(1, 0));
		final SourceFile after = Sources.describe(tiff);
		assertEquals(0, voxel(after, 0, 0, 0));
		assertNotEquals(sha256, after.sha256());
		assertNotEquals(sha256, Sources.describe(companion).sha256());
	}

	@Test
	void aCompanionThatTheFileDoesNotNameIsSaidNotToDecide() throws Exception {
		write(page().text(ome("SizeZ='2'", "<TiffData IFD='0' PlaneCount='2'/>")), Page.of(4, 3, 8, new byte[12]));
		final Path companion = Files.writeString(folder.resolve("w.companion.ome"), companion(1, 0));
		assertEquals(1, voxel(Sources.describe(companion), 0, 0, 0));
		noted(companion, "w.companion.ome only led to this file");
		assertEquals(List.of(), Sources.describe(folder.resolve("w.tif")).notes());
	}

	@Test
	void theFingerprintKnowsAFileThatDecidesAndHasNoPlane() throws Exception {
		final Path other = TestTiff.write(folder.resolve("other.tif"), page());
		final Path tiff = write(Page.of(4, 3, 8, new byte[12]).text(ome("", "<TiffData IFD='0'><UUID FileName='other.tif'>" +
			"urn:uuid:2</UUID></TiffData>")));
		assertEquals(List.of(other, tiff), Sources.describe(tiff).files());
		assertEquals(1, voxel(Sources.describe(tiff), 0, 0, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ome_companion", "ome_companion/s_1.ome.tif", "ome_companion/set.companion.ome" })
	void whatDecidesIsOneOfTheFiles(final String name) {
		assertEquals(Set.of("s_1.ome.tif", "s_2.ome.tif", "set.companion.ome"), Sources.describe(GOLDEN.resolve(name)).files().stream()
			.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
	}

	@Test
	void fieldsThatChangeNothingAreSaid() throws Exception {
		noted(write(page().set(274, 3, 3)), "Orientation 3");
		noted(write(bytes(page(), 42113, 2, "255\0".getBytes(StandardCharsets.US_ASCII))), "255 stands for no data");
		noted(write(page().set(262, 3, 3).set(320, 3, new long[768])), "colour table");
		noted(write(page().set(33550, 12, 0, 0, 0)), "GeoTIFF");
		noted(write(page(), page().set(254, 4, 1)), "1 page that the file calls smaller copies");
		assertEquals(1, Sources.describe(write(page(), page().set(254, 4, 4))).size()[2]);
		assertEquals(List.of(), Sources.describe(write(page())).notes());
		noted(write(page().set(282, 5, 400L << 32 | 1).set(296, 3, 3)), "400 pixels per cm", "not used");
		final long[] colours = new long[768];
		final Page first = page().set(262, 3, 3).set(320, 3, colours.clone());
		assertTrue(Sources.describe(write(first, page().set(262, 3, 3).set(320, 3, colours.clone()))).notes().size() == 1);
		colours[5] = 1;
		noted(write(first, page().set(262, 3, 3).set(320, 3, colours)), "colour tables of its pages differ");
		assertTrue(Sources.measure(write(page().set(274, 3, 8))).notes().toString().contains("Orientation 8"));
	}

	@Test
	void numbersThatAreNotTheValuesAreRefused() throws Exception {
		final String item = "<GDALMetadata><Item name=\"SCALE\" sample=\"0\" role=\"scale\">0.1</Item></GDALMetadata>\0";
		refused(write(bytes(page(), 42112, 2, item.getBytes(StandardCharsets.US_ASCII))), "the scale in field GDAL_METADATA is 0.1");
		refused(write(bytes(page(), 42112, 2, item.replace("scale", "offset").getBytes(StandardCharsets.US_ASCII))), "the offset");
		assertArrayEquals(new long[] { 4, 3, 1 }, Sources.describe(write(bytes(page(), 42112, 2, item.replace("0.1", "1.0").getBytes(
			StandardCharsets.US_ASCII)))).size());
		refused(write(page().set(33629, 4, new long[18]).claim(33629, 5, 3, 0, 0, 0)), "3 planes", "MetaMorph");
		for (final String words : new String[] { "cf=0\nc0=1\nc1=1", "cf=0\nc0=0\nc1=2", "cf=7", "cf=21", "cf=0\nc0=-32768\nc1=1" })
			refused(write(page().text("ImageJ=1.54p\n" + words + "\n")), "calibrated", "slope 1");
		for (final String words : new String[] { "cf=20", "cf=0\nc0=0.0\nc1=1.0", "vunit=Gray Value" })
			assertEquals(1, Sources.describe(write(page().text("ImageJ=1.54p\n" + words + "\n"))).size()[2]);
	}

	/** By hand: what io.scif.formats.TIFFFormat writes, read in its source. */
	@Test
	void scifioNamesAxesLengthsScalesAndUnits() throws Exception {
		final String text = "SCIFIO=0.46.0\naxes=X,Y,Z\nlengths=4,3,2\nscales=25.0,0.02,0.05\nunits=\\u00B5m,mm,mm\nbitsPerPixel=8\n" +
			"images=2\nchannels=1\nslices=2\nframes=1\nhyperstack=true\nmode=composite\nunit=\\u00B5m\n";
		final Path file = write(page().text(text), page());
		assertEquals(new VoxelSize(25, 20, 50, "um"), Sources.describe(file).voxelSize());
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.describe(file).size());
		refused(write(page().text(text.replace("Z", "Channel")), page()), "2 channels");
		refused(write(page().text(text)), "2 planes", "1 page");
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(write(page().text(text.replaceAll("scales=.*", "scales=1.0,1.0,1.0").replaceAll(
			"units=.*", "units=null,null,null")), page())).voxelSize());
	}

	/** By hand: sizes at bytes 8 to 24, edges in metres at bytes 40 to 56. */
	@Test
	void zeissFilesAreMeasured() throws Exception {
		final ByteBuffer info = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x00400494C).putInt(4, 64).putInt(8, 4)
			.putInt(12, 3).putInt(16, 2).putInt(20, 1).putInt(24, 1).putDouble(40, 2.5e-7).putDouble(48, 5e-7).putDouble(56, 1e-6);
		final Path file = write(bytes(page(), 34412, 1, info.array()), page().set(254, 4, 1), page());
		assertEquals("0.25 x 0.5 x 1 um", Sources.measure(file).voxelSize().toString());
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(file).size());
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.describe(file).size());
		info.putInt(20, 3);
		refused(write(bytes(page(), 34412, 1, info.array()), page()), "3 channels");
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(folder.resolve("w.tif")).size());
	}

	private static String ome(final String pixels, final String inside) {
		return "<OME UUID='1'><Image><Pixels SizeX='4' SizeY='3' " + pixels + ">" + inside + "</Pixels></Image></OME>";
	}

	@Test
	void omeXmlThatDoesNotFitIsSaidOrRefused() throws Exception {
		noted(write(page().text(ome("Type='int8'", ""))), "says in OME-XML that its voxels are int8", "uint8");
		assertEquals(List.of(), Sources.describe(write(page().text(ome("Type='uint8'", "")))).notes());
		refused(write(page().text(ome("", "").replace("'4'", "'5'"))), "5 x 3, but its pages are 4 x 3");
		refused(write(page().text(ome("DimensionOrder='XZYCT'", ""))), "DimensionOrder is 'XZYCT'");
		refused(write(page().text(ome("SizeZ='2'", "<TiffData IFD='0'/><TiffData IFD='0' FirstZ='1'/>")), page()), "page 1 is plane 1",
			"another one");
		noted(write(page().text(ome("SizeZ='1'", "<TiffData/>")), page(), page().set(254, 4, 1)), "1 page is not spoken of");
		noted(write(page().text(ome("PhysicalSizeX='2' PhysicalSizeXUnit='furlong'", ""))), "furlong");
		assertEquals(new VoxelSize(2, 2, 2, "um"), Sources.describe(write(page().text(ome("PhysicalSizeX='2'", "")))).voxelSize());
	}

	@Test
	void filesOfASetThatAreNotThereAreNamed() throws Exception {
		final String two = ome("SizeZ='2'", "<TiffData IFD='0' FirstZ='0'><UUID FileName='w.tif'>1</UUID></TiffData>" +
			"<TiffData IFD='0' FirstZ='1'><UUID FileName='%'>2</UUID></TiffData>");
		refused(write(page().text(two.replace("%", "b.tif"))), "'b.tif', which is not beside it");
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(folder.resolve("w.tif")).size());
		Files.createDirectory(folder.resolve("below"));
		TestTiff.write(folder.resolve("below/b.tif"), page());
		for (final String name : new String[] { "below/b.tif", "../b.tif", folder.resolve("below/b.tif").toString(), "below\\b.tif", ".",
			"..", "", "below" })
			refused(write(page().text(two.replace("%", name))), "another file, '" + name);
		TestTiff.write(folder.resolve("b.tif"), Page.of(5, 3, 8, new byte[15]));
		refused(write(page().text(two.replace("%", "b.tif"))), "b.tif: page 1 is 5 x 3", "4 x 3");
		TestTiff.write(folder.resolve("b.tif"), page());
		assertEquals(2, Sources.describe(folder.resolve("w.tif")).files().size());
		refused(write(page().text("<OME UUID='1'><BinaryOnly MetadataFile='gone.companion.ome'/></OME>")), "gone.companion.ome",
			"(BinaryOnly)");
		refused(write(page().text("<OME UUID='1'><BinaryOnly MetadataFile='../gone.companion.ome'/></OME>")), "not beside it");
		Files.writeString(folder.resolve("gone.companion.ome"), ome("", "<TiffData IFD='0'/>"));
		refused(write(page().text("<OME UUID='1'><BinaryOnly MetadataFile='gone.companion.ome'/></OME>")), "not in which files");
		Files.writeString(folder.resolve("gone.companion.ome"), "<OME><BinaryOnly MetadataFile='w.tif'/></OME>");
		refused(write(page().text("<OME UUID='1'><BinaryOnly MetadataFile='gone.companion.ome'/></OME>")), "without an image");
		refused(folder.resolve("gone.companion.ome"), "names no TIFF files");
	}

	/** The folder has a file that its set does not have, or lacks one. */
	@Test
	void aFolderThatIsNotTheSetIsRefused() throws Exception {
		for (final Path file : Files.list(GOLDEN.resolve("ome_set")).toList())
			Files.copy(file, folder.resolve(file.getFileName()));
		assertEquals(3, Sources.describe(folder).size()[2]);
		Files.copy(folder.resolve("slice_3.ome.tif"), folder.resolve("slice_4.ome.tif"));
		refused(folder, "OME-TIFF set of 3 files", "these 4", "slice_1.ome.tif");
		refused(folder.resolve("slice_*.tif"), "OME-TIFF set of 3 files");
	}

	@Test
	void aRenamedFileIsItself() throws Exception {
		final Path file = write(page().text(ome("", "<TiffData IFD='0'><UUID FileName='old.tif'>1</UUID></TiffData>")));
		TestTiff.write(folder.resolve("old.tif"), Page.of(4, 3, 8, new byte[12]));
		try (LabelSource source = Sources.describe(file).open(new SourceOptions(folder, false))) {
			assertEquals(12, MemorySource.all(source)[11]);
		}
	}

	/** A slice that says that its plane is in another one. */
	@Test
	void slicesThatPointElsewhereAreRefused() throws Exception {
		TestTiff.write(folder.resolve("s1.tif"), page());
		TestTiff.write(folder.resolve("s2.tif"), page().text(ome("", "<TiffData IFD='0'><UUID FileName='s1.tif'>7</UUID></TiffData>")));
		refused(folder, "s2.tif is part of an OME-TIFF set");
		TestTiff.write(folder.resolve("s2.tif"), page().text(ome("SizeZ='9'", "<TiffData IFD='0' PlaneCount='9'/>")));
		noted(folder, "speaks of more planes than each has");
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(folder).size());
	}

	private Path zip(final Object... entries) throws IOException {
		final Path file = folder.resolve("w.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
			for (int i = 0; i < entries.length; i += 2) {
				out.putNextEntry(new ZipEntry((String) entries[i]));
				out.write((byte[]) entries[i + 1]);
			}
		}
		return file;
	}

	@Test
	void aZipFileHasOneTiffFile() throws Exception {
		final byte[] tiff = TestTiff.bytes(ByteOrder.LITTLE_ENDIAN, false, page());
		assertEquals(1, Sources.describe(zip("a.TIF", tiff, "b.txt", tiff)).size()[2]);
		refused(zip("a.tif", tiff, "b.tiff", tiff), "2 TIFF files", "'a.tif', 'b.tiff'", "unpack it");
		refused(zip("a.tif", new byte[30]), "is no TIFF file");
		assertThrows(InvalidInputException.class, () -> Sources.describe(zip("a.txt", tiff)));
		assertThrows(InvalidInputException.class, () -> Sources.describe(zip("a.zarr/.zarray", tiff, "a.tif", tiff)));
		final byte[] long64 = Files.readAllBytes(zip("a.tif", tiff));
		// NB: how long the list of entries is stands 10 bytes before the end.
		ByteBuffer.wrap(long64).order(ByteOrder.LITTLE_ENDIAN).putInt(long64.length - 10, Integer.MAX_VALUE);
		refused(Files.write(folder.resolve("w.zip"), long64), "w.zip");
		assertEquals("its list of files has " + Integer.MAX_VALUE + " bytes, which is more than is read; unpack it",
			assertThrows(InvalidInputException.class, () -> ZipDirectory.checkLength(folder.resolve("w.zip"))).getMessage().replaceFirst(
				".*w.zip: ", ""));
		final byte[] good = Files.readAllBytes(zip("a.tif", TestTiff.bytes(ByteOrder.LITTLE_ENDIAN, false, Page.of(100, 100, 8,
			noise(10_000)))));
		final Path file = folder.resolve("w.zip");
		for (int i = 40; i < good.length - 200; i += 500) {
			final byte[] bad = good.clone();
			bad[i] ^= 4;
			Files.write(file, bad);
			refused(file, "w.zip");
		}
	}

	private static byte[] noise(final int bytes) {
		final byte[] noise = new byte[bytes];
		new java.util.Random(1).nextBytes(noise);
		return noise;
	}

	@Test
	void axesThatDoNotFitAreRefused() throws Exception {
		refused(write(page().text("{\"shape\": [5, 4]}")), "[5, 4]", "does not fit its pages of 4 x 3");
		refused(write(page().text("{\"shape\": [2, 3, 4], \"axes\": \"CYX\"}"), page()), "2 channels");
		refused(write(page().text("{\"shape\": [2, 3, 4], \"axes\": \"TXY\"}"), page()), "2 time points");
		refused(write(page().text("{\"shape\": [2, 3, 4], \"axes\": \"XYZ\"}")), "there are 2 planes");
		refused(write(page().text("{\"shape\": [3, 4], \"axes\": \"XY\"}"), page()), "there are 1 planes", "2 pages");
		refused(write(page().text("{\"shape\": [3, 4, 1]}"), page()), "there are 1 planes");
	}

	@Test
	void slicesOfOtherAxesAreNone() throws Exception {
		TestTiff.write(folder.resolve("s1.tif"), page());
		TestTiff.write(folder.resolve("s2.tif"), page().text("{\"shape\": [3, 4], \"axes\": \"XY\"}"));
		refused(folder, "s2.tif", "another order");
	}
}
