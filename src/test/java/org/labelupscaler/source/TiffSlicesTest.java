package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.source.TestTiff.Page;

/** Folders of slices and patterns for their names. */
class TiffSlicesTest {

	@TempDir
	private Path folder;

	private void slice(final String name, final int... labels) throws Exception {
		final Page[] pages = new Page[labels.length];
		for (int p = 0; p < pages.length; p++)
			pages[p] = Page.of(2, 1, 8, new byte[] { (byte) labels[p], 0 });
		TestTiff.write(folder.resolve(name), pages);
	}

	private long[] read(final Path path) {
		final SourceFile file = Sources.describe(path);
		assertArrayEquals(file.size(), Sources.measure(path).size());
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final long[] labels = new long[(int) file.size()[2]];
			source.read(new long[3], new int[] { 1, 1, labels.length }, labels);
			return labels;
		}
	}

	private void refused(final Path path, final String... named) {
		final String message = assertThrows(InvalidInputException.class, () -> read(path)).getMessage();
		for (final String name : named)
			assertTrue(message.contains(name), message + " should name " + name);
	}

	@Test
	void aFileOfSeveralPagesAmongSlicesCountsInFull() throws Exception {
		slice("a_1.tif", 1);
		slice("a_2.tif", 2, 3, 4);
		slice("a_3.tif", 5);
		assertArrayEquals(new long[] { 1, 2, 3, 4, 5 }, read(folder));
		assertArrayEquals(new long[] { 2, 1, 5 }, Sources.measure(folder.resolve("a_*.tif")).size());
	}

	@Test
	void slicesAreInNaturalOrder() throws Exception {
		final int[] numbers = { 100, 2, 10, 1, 20, 9 };
		for (final int n : numbers)
			slice("slice_" + n + ".tif", n);
		slice(".slice_5.tif", 5);
		Files.writeString(folder.resolve("notes.txt"), "no slice");
		Files.createDirectory(folder.resolve("slice_7.tif"));
		final long[] sorted = { 1, 2, 9, 10, 20, 100 };
		refused(folder, "'slice_2.tif' and 'slice_9.tif'", "is one missing", "pattern");
		assertArrayEquals(sorted, read(folder.resolve("slice_*.tif")));
		assertArrayEquals(sorted, read(folder.resolve("slice_%d.tif")));
		assertArrayEquals(sorted, read(folder.resolve("*")));
		assertArrayEquals(new long[] { 1, 2, 9 }, read(folder.resolve("slice_?.tif")));
		assertArrayEquals(new long[] { 10, 20, 100 }, read(folder.resolve("slice_%02d.tif")));
	}

	/** Only what belongs to a dataset of webKnossos is refused as such, not what lies beside its description. */
	@Test
	void slicesBesideADatasetAreSlices() throws Exception {
		final Path description = folder.resolve("datasource-properties.json");
		for (final String text : new String[] { "{\"dataLayers\":[{\"name\":\"layer\"}]}", "{", "{\"dataLayers\":[7]}",
			"{\"dataLayers\":[{\"name\":7}]}" })
		{
			Files.writeString(description, text);
			for (final String name : new String[] { "stack", "layer" }) {
				Files.createDirectories(folder.resolve(name));
				for (int n = 1; n < 4; n++)
					slice(name + "/slice_" + n + ".tif", n);
			}
			assertArrayEquals(new long[] { 1, 2, 3 }, read(folder.resolve("stack")));
		}
		Files.writeString(description, "{\"dataLayers\":[{\"name\":\"layer\"}]}");
		refused(folder.resolve("layer"), "no Zarr array or group");
		Files.createDirectories(folder.resolve("cubes/1"));
		Files.writeString(folder.resolve("cubes/1/header.wkw"), "WKW");
		refused(folder.resolve("cubes"), "webKnossos (WKW)");
		refused(folder.resolve("cubes/1"), "webKnossos (WKW)");
	}

	@Test
	void aFolderOfEvenlyNumberedSlicesIsAVolume() throws Exception {
		for (final int n : new int[] { 8, 10, 6, 12 })
			slice("slice_" + n + ".tif", n);
		assertArrayEquals(new long[] { 6, 8, 10, 12 }, read(folder));
		final SourceFile file = Sources.describe(folder);
		assertEquals(4, file.files().size());
		assertEquals(folder.resolve("slice_6.tif"), file.files().get(0));
		assertEquals(64, file.sha256().length());
		assertEquals(folder.toString(), file.name());
		slice("slice_16.tif", 16);
		refused(folder, "'slice_12.tif' and 'slice_16.tif'", "is one missing");
	}

	@ParameterizedTest
	@CsvSource({ "a2,a10", "a02,a10", "a9,a010", "a,b", "a1b2,a1b10", "a1,a1b", "a,aa", "a1,a01b", "1,2", "x99999999999999999999,x100000000000000000000" })
	void naturalOrder(final String before, final String after) throws Exception {
		slice(after + ".tif", 2);
		slice(before + ".tiff", 1);
		assertArrayEquals(new long[] { 1, 2 }, read(folder.resolve("*.tif*")));
	}

	@Test
	void namesThatAreNoSlicesAreRefusedUnlessAPatternSaysSo() throws Exception {
		slice("atlas.tif", 1);
		assertArrayEquals(new long[] { 1 }, read(folder));
		slice("boundaries.tif", 2);
		refused(folder, "'atlas.tif' and 'boundaries.tif'", "pattern");
		assertArrayEquals(new long[] { 1, 2 }, read(folder.resolve("*.tif")));
	}

	@Test
	void channelsBesideEachOtherAreRefused() throws Exception {
		for (final String name : new String[] { "z01_c1", "z01_c2", "z02_c1", "z02_c2" })
			slice(name + ".tif", 3);
		refused(folder, "more than one number");
		assertArrayEquals(new long[] { 3, 3 }, read(folder.resolve("z*_c2.tif")));
	}

	@Test
	void filesMayHaveSeveralPages() throws Exception {
		slice("s1.tif", 1, 2, 3);
		slice("s2.tif", 4, 5);
		slice("s3.tif", 6);
		assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6 }, read(folder));
	}

	@Test
	void slicesThatDifferAreRefusedByName() throws Exception {
		slice("s1.tif", 1);
		TestTiff.write(folder.resolve("s2.tif"), Page.of(3, 1, 8, new byte[3]));
		refused(folder, "s2.tif is 3 x 1 voxels of uint8", "s1.tif is 2 x 1");
		TestTiff.write(folder.resolve("s2.tif"), Page.of(2, 1, 16, new byte[4]));
		refused(folder, "s2.tif is 2 x 1 voxels of uint16");
		Files.writeString(folder.resolve("s2.tif"), "this is text, no TIFF at all");
		refused(folder, "s2.tif is no TIFF file");
		Files.write(folder.resolve("s2.tif"), new byte[0]);
		refused(folder, "s2.tif is no TIFF file");
		refused(folder.resolve("x*.tif"), "x*.tif", "no TIFF file");
	}

	@Test
	void byteOrdersThatDifferAreRefused() throws Exception {
		TestTiff.write(folder.resolve("s1.tif"), Page.of(2, 1, 16, new byte[4]));
		Files.write(folder.resolve("s2.tif"), TestTiff.bytes(ByteOrder.BIG_ENDIAN, false, Page.of(2, 1, 16, new byte[4])));
		refused(folder, "s2.tif has the byte order BIG_ENDIAN");
	}

	@Test
	void aFolderWithoutSlicesIsNone() throws Exception {
		Files.writeString(folder.resolve("notes.txt"), "no slice");
		refused(folder, "is a folder");
		refused(folder.resolve("*.png"), "no PNG or BMP file");
		refused(folder.resolve("*.gz"), "no such file");
	}

	@Test
	void aSliceThatIsGoneIsNoticed() throws Exception {
		slice("s1.tif", 1);
		slice("s2.tif", 2);
		final SourceFile file = Sources.describe(folder);
		Files.delete(folder.resolve("s2.tif"));
		assertThrows(InvalidInputException.class, () -> file.open(SourceOptions.defaults()));
		final byte[] all = Files.readAllBytes(folder.resolve("s1.tif"));
		Files.write(folder.resolve("s1.tif"), Arrays.copyOf(all, 9));
		assertThrows(InvalidInputException.class, () -> file.open(SourceOptions.defaults()));
	}
}
