package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.source.n5.N5Format;
import org.labelupscaler.source.zarr.ZarrFormat;

/** What N5 and Zarr say of their voxels: applied, or refused in a sentence. Files by hand; see also make_meanings.py. */
class ArrayMeaningsTest {

	private static final String ZARR = "{\"zarr_format\":2,\"shape\":[2,3,4],\"chunks\":[2,3,4],\"dtype\":\"|u1\"," +
		"\"compressor\":null,\"filters\":null,\"order\":\"C\",\"fill_value\":0,\"dimension_separator\":\"/\"}";
	private static final String N5 = "{\"dimensions\":[4,3,2],\"blockSize\":[4,3,2],\"dataType\":\"uint8\"," +
		"\"compression\":{\"type\":\"raw\"}}";

	@TempDir
	private Path folder;

	private Path write(final String name, final String text) throws IOException {
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

	private String refused(final String name) {
		final String message = assertThrows(InvalidInputException.class, () -> assertTimeoutPreemptively(Duration.ofSeconds(10),
			() -> Sources.describe(folder.resolve(name)))).getMessage();
		assertFalse(message.contains("\n"), message);
		assertTrue(message.contains(folder.toString()), message);
		return message;
	}

	private static void contains(final String message, final Path... paths) {
		for (final Path path : paths)
			assertTrue(message.contains(path.toString()) && Files.exists(path), path + " in " + message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"{\"scale_factor\":2}|scale_factor", "{\"scale_factor\":[0.5]}|scale_factor", "{\"scale_factor\":\"two\"}|scale_factor",
		"{\"add_offset\":-1}|add_offset", "{\"_Unsigned\":\"maybe\"}|_Unsigned", "{\"isLabelMultiset\":true}|to-scalar" })
	void numbersThatAreNotTheLabelsAreRefused(final String attributes, final String named) throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/.zattrs", attributes);
		write("a.n5/attributes.json", N5.replace("{\"dim", attributes.replace("}", ",\"dim")));
		for (final String name : new String[] { "a.zarr", "a.n5" }) {
			final String message = refused(name);
			assertTrue(message.contains(named), message);
		}
	}

	@Test
	void numbersThatAreTheLabelsAreRead() throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/.zattrs", "{\"scale_factor\":1,\"add_offset\":[0.0],\"_Unsigned\":\"true\",\"isLabelMultiset\":false}");
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.zarr")).type());
	}

	/** The bits are those that are stored: 255 and -1 are the same ones, and a missing chunk has those of its fill value. */
	@ParameterizedTest
	@CsvSource({ "i1, int8, true, uint8, 200", "i1, int8, [\"True\"], uint8, 200", "i1, int8, TRUE, uint8, 200", "u1, uint8, true, uint8, 200",
		"i1, int8, false, int8, -56", "u1, uint8, False, int8, -56" })
	void netcdfSaysTheSign(final String numpy, final String stored, final String said, final String meant, final long label)
		throws Exception
	{
		final String attributes = "{\"_Unsigned\":" + (said.startsWith("[") ? said : "\"" + said + "\"") + "}";
		final byte[] voxels = new byte[24];
		Arrays.fill(voxels, (byte) 200);
		write("a.zarr/.zarray", ZARR.replace("|u1", "|" + numpy));
		write("a.zarr/.zattrs", attributes);
		Files.write(Files.createDirectories(folder.resolve("a.zarr/0/0")).resolve("0"), voxels);
		write("b.zarr/.zarray", ZARR.replace("|u1", "|" + numpy).replace("\"fill_value\":0", "\"fill_value\":" + (numpy.equals("i1")
			? -56 : 200)));
		write("b.zarr/.zattrs", attributes);
		write("a.n5/attributes.json", N5.replace("uint8", stored).replace("{\"dim", attributes.replace("}", ",\"dim")));
		final ByteBuffer block = ByteBuffer.allocate(40).putShort((short) 0).putShort((short) 3).putInt(4).putInt(3).putInt(2).put(
			voxels);
		Files.write(Files.createDirectories(folder.resolve("a.n5/0/0")).resolve("0"), block.array());
		for (final String name : new String[] { "a.zarr", "b.zarr", "a.n5" }) {
			final SourceFile file = Sources.describe(folder.resolve(name));
			assertEquals(meant, file.type().toString(), name);
			try (LabelSource source = file.open(SourceOptions.defaults())) {
				final long[] all = MemorySource.all(source);
				assertTrue(all.length == 24 && Arrays.stream(all).allMatch(l -> l == label), name + Arrays.toString(all));
			}
		}
	}

	/** A hash is that of the labels. */
	@Test
	void theSignCountsForTheHash() throws Exception {
		write("a.zarr/.zarray", ZARR.replace("|u1", "|i1"));
		final String signed = Sources.describe(folder.resolve("a.zarr")).sha256();
		write("a.zarr/.zattrs", "{\"_Unsigned\":\"true\"}");
		assertFalse(signed.equals(Sources.describe(folder.resolve("a.zarr")).sha256()));
	}

	@Test
	void multisetsOfPainteraAreNamed() throws Exception {
		write("a.n5/attributes.json", "{\"n5\":\"2.5.1\"}");
		write("a.n5/labels/attributes.json", "{\"painteraData\":{\"type\":\"label\"},\"maxId\":7}");
		write("a.n5/labels/data/attributes.json", "{\"multiScale\":true,\"isLabelMultiset\":true}");
		write("a.n5/labels/data/s0/attributes.json", N5.replace("{\"dim", "{\"isLabelMultiset\":true,\"dim"));
		for (final String name : new String[] { "a.n5/labels", "a.n5/labels/data", "a.n5/labels/data/s0" })
			assertTrue(refused(name).contains("label multisets of Paintera"), name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"raw|", "gzip|", "jpeg|compressionType" })
	void theCompressionOfOldN5IsAText(final String type, final String named) throws Exception {
		write("a.n5/attributes.json", N5.replace("\"compression\":{\"type\":\"raw\"}", "\"compressionType\":\"" + type + "\""));
		if (named == null)
			assertEquals("N5, " + type, Sources.describe(folder.resolve("a.n5")).format());
		else
			assertTrue(refused("a.n5").contains(named));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"codecs\":[{\"name\":\"sharding_indexed\"}]", "\"shardSize\":[8,8,8]" })
	void shardsInN5AreNamed(final String more) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{" + more + ",\"dim"));
		assertTrue(refused("a.n5").contains("shards and codecs in N5"));
	}

	@Test
	void whatAContainerHasIsNamed() throws Exception {
		write("a.n5/attributes.json", "{\"n5\":\"2.5.1\"}");
		write("a.n5/c0/s0/attributes.json", N5);
		write("a.n5/c1/s0/attributes.json", N5);
		contains(refused("a.n5"), folder.resolve("a.n5/c0/s0"), folder.resolve("a.n5/c1/s0"));
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.n5/c0")).type());
		write("without/volumes/labels/attributes.json", N5);
		contains(refused("without"), folder.resolve("without/volumes/labels"));
		write("group/some/image/.zarray", ZARR);
		contains(refused("group"), folder.resolve("group/some/image"));
		write("b.zarr/.zgroup", "{\"zarr_format\":2}");
		write("b.zarr/raw/.zarray", ZARR);
		write("b.zarr/labels/fine/.zarray", ZARR);
		contains(refused("b.zarr"), folder.resolve("b.zarr/raw"), folder.resolve("b.zarr/labels/fine"));
		for (int i = 0; i < 20; i++)
			write("c.zarr/" + i + "/.zarray", ZARR);
		assertTrue(refused("c.zarr").endsWith(" and more"));
		write("d.zarr/.zmetadata", "{}");
		assertTrue(refused("d.zarr").contains(".zmetadata"));
	}

	@Test
	void aPlateNamesAnImageThatIsThere() throws Exception {
		write("p.zarr/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/.zattrs", "{\"plate\":{\"wells\":[{\"path\":\"B/3\"},{\"path\":\"A/1\"}]}}");
		assertTrue(refused("p.zarr").contains("a plate or a well of many images"));
		write("p.zarr/B/3/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/B/3/.zattrs", "{\"well\":{\"images\":[{\"path\":\"2\"}]}}");
		write("p.zarr/B/3/2/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/B/3/2/.zattrs", "{\"multiscales\":[{\"datasets\":[{\"path\":\"0\"}]}]}");
		write("p.zarr/B/3/2/0/.zarray", ZARR);
		contains(refused("p.zarr"), folder.resolve("p.zarr/B/3/2"));
		contains(refused("p.zarr/B/3"), folder.resolve("p.zarr/B/3/2"));
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("p.zarr/B/3/2")).type());
		write("p.zarr/.zattrs", "{\"plate\":{\"wells\":[{\"path\":\"../other\"}]}}");
		contains(refused("p.zarr"), folder.resolve("p.zarr/B/3/2/0"));
	}

	@Test
	void theFirstOfSeveralSeriesIsNoted() throws Exception {
		write("s.zarr/.zgroup", "{\"zarr_format\":2}");
		write("s.zarr/.zattrs", "{\"bioformats2raw.layout\":3}");
		write("s.zarr/0/.zarray", ZARR);
		assertEquals(List.of(), Sources.describe(folder.resolve("s.zarr")).notes());
		write("s.zarr/1/.zarray", ZARR);
		assertTrue(Sources.describe(folder.resolve("s.zarr")).notes().get(0).contains("first, 0, is taken"));
	}

	@Test
	void webKnossosIsReadAsItsFileSays() throws Exception {
		write("wk/color/1/header.wkw", "WKW");
		write("wk/datasource-properties.json", "{\"dataLayers\":[{\"name\":\"color\",\"dataFormat\":\"wkw\"}]}");
		for (final String name : new String[] { "wk/color", "wk/color/1" })
			assertTrue(refused(name).contains("webKnossos (WKW)"), refused(name));
		write("wk/other/1/.zarray", ZARR);
		contains(refused("wk"), folder.resolve("wk/other/1"));
		assertTrue(refused("wk").contains("a dataset of webKnossos"));
		final String layer = "{\"scale\":{\"factor\":[1,2,3],\"unit\":\"micrometer\"},\"dataLayers\":[{\"name\":\"other\",\"boundingBox\":{" +
			"\"topLeft\":[1,1,1],\"width\":1,\"height\":2,\"depth\":3},\"mags\":[{\"mag\":[1,1,1],\"path\":\"./other/1\"}]}]}";
		write("wk/datasource-properties.json", layer);
		final byte[] voxels = new byte[24];
		for (int i = 0; i < 24; i++)
			voxels[i] = (byte) i;
		Files.write(Files.createDirectories(folder.resolve("wk/other/1/0/0")).resolve("0"), voxels);
		// Axes x, y, z of sizes 2, 3, 4, z the fastest: x 1, y 1 to 2, z 1 to 3.
		try (LabelSource source = Sources.describe(folder.resolve("wk/other/1")).open(SourceOptions.defaults())) {
			assertArrayEquals(new long[] { 1, 2, 3 }, source.size());
			assertArrayEquals(new long[] { 17, 21, 18, 22, 19, 23 }, MemorySource.all(source));
		}
		write("wk/datasource-properties.json", layer.replace("\"depth\":3", "\"depth\":4"));
		assertTrue(refused("wk/other/1").contains("boundingBox"));
		write("wk/datasource-properties.json", layer.replace("./other/1", "./other/2"));
		assertTrue(refused("wk/other/1").contains("mags"));
	}

	/** A part that begins within a chunk, put together from several of them. */
	@Test
	void partsOfArraysAreReadAcrossChunks() throws Exception {
		write("wk/a/1/.zarray", ZARR.replace("[2,3,4],\"chunks\":[2,3,4]", "[7,9,11],\"chunks\":[2,3,4]"));
		for (int z = 0; z < 4; z++)
			for (int y = 0; y < 3; y++)
				for (int x = 0; x < 3; x++) {
					final byte[] voxels = new byte[24];
					for (int i = 0; i < 24; i++)
						voxels[i] = (byte) ((z * 2 + i / 12) * 36 + (y * 3 + i / 4 % 3) * 5 + (x * 4 + i % 4) * 7);
					// NB: one is missing
					if (z + y + x > 0)
						Files.write(Files.createDirectories(folder.resolve("wk/a/1/" + z + "/" + y)).resolve("" + x), voxels);
				}
		write("wk/datasource-properties.json", "{\"scale\":[1,2,3],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{\"topLeft\":[1,2,3]," +
			"\"width\":5,\"height\":6,\"depth\":7},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		final SourceFile file = Sources.describe(folder.resolve("wk/a/1"));
		assertEquals("1 x 2 x 3 nm", file.voxelSize().toString());
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final long[] all = MemorySource.all(source);
			for (int i = 0; i < all.length; i++) {
				final int x = 1 + i % 5;
				final int y = 2 + i / 5 % 6;
				final int z = 3 + i / 30;
				// The array has the axes x, y, z, z the fastest.
				final int expected = x < 2 && y < 3 && z < 4 ? 0 : x * 36 + y * 5 + z * 7 & 255;
				assertEquals(expected, all[i], x + " " + y + " " + z);
			}
		}
	}

	@Test
	void extensionsThatMustBeUnderstoodAreNamed() throws Exception {
		final String v3 = "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,3,4],\"data_type\":\"uint8\"," +
			"\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[2,3,4]}}," +
			"\"chunk_key_encoding\":{\"name\":\"default\"},\"fill_value\":0,\"codecs\":[\"bytes\"]";
		write("a.zarr/zarr.json", v3 + ",\"more\":{\"must_understand\":false}}");
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.zarr")).type());
		write("a.zarr/zarr.json", v3 + ",\"more\":{\"x\":1}}");
		assertTrue(refused("a.zarr").contains("'more'"));
		for (final String codec : new String[] { "scale_offset", "cast_value", "numcodecs.delta", "numcodecs.fixedscaleoffset" }) {
			write("a.zarr/zarr.json", v3.replace("[\"bytes\"]", "[{\"name\":\"" + codec + "\"},\"bytes\"]") + "}");
			assertTrue(refused("a.zarr").contains(codec));
		}
		write("a.zarr/zarr.json", v3.replace("\"uint8\"", "\"label_multiset\"") + "}");
		assertTrue(refused("a.zarr").contains("label_multiset"));
	}

	@ParameterizedTest
	@CsvSource({ "|u1, 255, 255", "|u1, \"7\", 7", "<u8, 18446744073709551615, -1", "<u8, \"18446744073709551615\", -1",
		">i4, -1, -1", ">i4, \"-1\", -1", "|b1, true, 1" })
	void whatIsMissingHasTheFillValue(final String type, final String fill, final long expected) throws Exception {
		write("a.zarr/.zarray", ZARR.replace("|u1", type).replace("\"fill_value\":0", "\"fill_value\":" + fill));
		try (LabelSource source = Sources.describe(folder.resolve("a.zarr")).open(SourceOptions.defaults())) {
			final long[] all = MemorySource.all(source);
			assertTrue(Arrays.stream(all).allMatch(label -> label == expected), Arrays.toString(all));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"\"pixelResolution\":[1,2,\"x\"]|pixelResolution", "\"voxel_size\":[1,2]|voxel_size", "\"voxel_size\":[0,1,1]|voxel_size",
		"\"pixelWidth\":\"x\"|pixelWidth", "\"transform\":{\"scale\":[1,2,\"x\"]}|transform.scale", "\"transform\":{\"scale\":7}|transform.scale",
		"\"transform\":{\"scale\":[1,1,1],\"translate\":[1]}|transform.translate", "\"transform\":{\"scale\":[1,1,1],\"units\":[\"nm\"]}|units",
		"\"resolution\":[1,1,1],\"offset\":[1]|offset", "\"resolution\":[1,1,1],\"offset\":[1,2,1e999]|size of voxels",
		"\"spatialTransform\":{\"transform\":{\"type\":\"affine\",\"affine\":[1]}}|affine",
		"\"resolution\":[1,1,1],\"affineTransform\":[1,2]|affineTransform", "\"transform\":{\"scale\":[1,1,1e300]}|size of voxels" })
	void wrongSizesAndPlacesAreRefusedByName(final String attributes, final String named) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{" + attributes + ",\"dim"));
		final String message = refused("a.n5");
		assertTrue(message.contains(named), message);
	}

	/** Three dimensions, of which the last is no place: n5-ij leaves out those of one entry. */
	@Test
	void channelsAreNoSlices() throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{\"numChannels\":2,\"numSlices\":1,\"numFrames\":1,\"dim"));
		assertTrue(refused("a.n5").contains("axis c"));
		assertArrayEquals(new long[] { 4, 3, 1 }, Sources.measure(folder.resolve("a.n5")).size());
		write("b.zarr/.zgroup", "{\"zarr_format\":2}");
		write("b.zarr/.zattrs", "{\"multiscales\":[{\"version\":\"0.2\",\"datasets\":[{\"path\":\"0\"}]}]}");
		write("b.zarr/0/.zarray", ZARR.replace("[2,3,4]", "[1,2,1,3,4]"));
		assertTrue(refused("b.zarr").contains("axis c"));
	}

	@Test
	void axesWithoutNamesAreNoted() throws Exception {
		write("a.zarr/.zarray", ZARR.replace("[2,3,4]", "[1,2,1,3,4]"));
		assertTrue(Sources.describe(folder.resolve("a.zarr")).notes().get(0).contains("z is dimension 2"));
	}

	/** As xarray lays them out. */
	@Test
	void coordinatesBesideAnArrayAreNoted() throws Exception {
		write("a.zarr/.zgroup", "{\"zarr_format\":2}");
		write("a.zarr/labels/.zarray", ZARR);
		write("a.zarr/labels/.zattrs", "{\"_ARRAY_DIMENSIONS\":[\"z\",\"y\",\"x\"]}");
		assertEquals(List.of(), Sources.describe(folder.resolve("a.zarr/labels")).notes());
		write("a.zarr/x/.zarray", ZARR.replace("[2,3,4]", "[4]"));
		assertTrue(Sources.describe(folder.resolve("a.zarr/labels")).notes().get(0).contains("coordinates of its voxels"));
		assertTrue(refused("a.zarr").endsWith("Name the one that it has: " + folder.resolve("a.zarr/labels")));
	}

	private Path zip(final String name, final Path of) throws IOException {
		final Path zip = folder.resolve(name);
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip)); Stream<Path> files = Files.walk(of)) {
			for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(of.relativize(file).toString()));
				out.write(Files.readAllBytes(file));
			}
		}
		return zip;
	}

	/** The same voxels in the same chunks have the same hash, in nested and in flat folders, in shards or not. */
	@Test
	void aZippedFolderIsTheFolder() throws Exception {
		GoldenArrays.unpack("zarr/zarr3", folder);
		GoldenArrays.unpack("zarr/zarr2", folder.resolve("2"));
		for (final String name : new String[] { "v3/0", "v3/1", "v3/11", "v3/13", "image.zarr", "2/old", "2/v2/1", "2/turned.zarr",
			"2/image.zarr/labels" })
		{
			final SourceFile unpacked = Sources.describe(folder.resolve(name));
			final Path zip = zip("a.zip", folder.resolve(name));
			final SourceFile zipped = Sources.describe(zip);
			assertEquals(unpacked.sha256(), zipped.sha256());
			assertEquals(List.of(zip), zipped.files());
			assertEquals(unpacked.voxelSize(), zipped.voxelSize());
			try (LabelSource a = unpacked.open(SourceOptions.defaults()); LabelSource b = zipped.open(SourceOptions.defaults())) {
				assertArrayEquals(MemorySource.all(a), MemorySource.all(b));
				b.checkUnchanged();
				Files.write(zip, new byte[1], StandardOpenOption.APPEND);
				assertThrows(LabelUpscalerException.class, b::checkUnchanged);
			}
		}
		zip("a.zip", folder.resolve("2/image.zarr"));
		assertTrue(refused("a.zip").contains(folder.resolve("a.zip/labels/NAME").toString()));
		assertEquals(SourceType.UINT32, Sources.describe(folder.resolve("a.zip/labels/annotation")).type());
	}

	/** On Linux, where the open files of a process are listed. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void zipFilesAreClosed() throws Exception {
		write("a/.zarray", ZARR);
		write("b/.zarray", ZARR.replace("|u1", "|u3"));
		write("c/x/.zarray", ZARR);
		write("c/y/.zarray", ZARR);
		write("d/x.txt", "x");
		zip("a.zarr.zip", folder.resolve("a"));
		final long before = open();
		for (int i = 0; i < 30; i++) {
			final SourceFile file = Sources.describe(folder.resolve("a.zarr.zip"));
			try (LabelSource source = file.open(SourceOptions.defaults())) {
				assertEquals(24, MemorySource.all(source).length);
			}
			file.sha256();
			Sources.measure(folder.resolve("a.zarr.zip"));
			for (final String name : new String[] { "b", "c", "d" }) {
				zip(name + i + ".zarr.zip", folder.resolve(name));
				refused(name + i + ".zarr.zip");
				zip(name + i + ".zip", folder.resolve(name));
				refused(name + i + ".zip");
				final Path path = folder.resolve(name + i + ".zip");
				assertThrows(InvalidInputException.class, () -> ZarrFormat.levels(path));
			}
			refused("a.zarr.zip/inside");
		}
		assertEquals(before, open());
	}

	private long open() throws IOException {
		final String here = folder.toRealPath().toString();
		long count = 0;
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			for (final Path file : files.toList())
				try {
					count += Files.readSymbolicLink(file).toString().startsWith(here) ? 1 : 0;
				}
				catch (final IOException e) {
					// NB: that of the list itself is closed again.
				}
		}
		return count;
	}

	/** A file that is replaced by another between its description and its use is no such file any more. */
	@Test
	void aZipFileThatIsAnotherIsRefused() throws Exception {
		write("a/.zarray", ZARR);
		write("b/.zarray", ZARR.replace("[2,3,4]", "[4,3,2]"));
		final SourceFile file = Sources.describe(zip("a.zarr.zip", folder.resolve("a")));
		zip("a.zarr.zip", folder.resolve("b"));
		final String message = assertThrows(InvalidInputException.class, () -> file.open(SourceOptions.defaults())).getMessage();
		assertTrue(message.contains("a.zarr.zip has changed"), message);
	}

	@Test
	void damagedZipFilesAreRefusedInWords() throws Exception {
		write("a/.zarray", ZARR.replace("\"dimension_separator\":\"/\"", "\"dimension_separator\":\".\""));
		Files.write(folder.resolve("a/0.0.0"), new byte[23]);
		final Path zip = zip("a.zarr.zip", folder.resolve("a"));
		final String damaged = assertThrows(LabelUpscalerException.class, () -> {
			try (LabelSource source = Sources.describe(zip).open(SourceOptions.defaults())) {
				MemorySource.all(source);
			}
		}).getMessage();
		assertTrue(damaged.contains(zip.toString()) && damaged.contains("23 bytes"), damaged);
		assertTrue(refused("a.zarr.zip/0").contains("has no folder 0"));
		final byte[] whole = Files.readAllBytes(zip);
		for (int length = 4; length < whole.length; length += 7) {
			Files.write(zip, Arrays.copyOf(whole, length));
			refused("a.zarr.zip");
		}
		Files.write(folder.resolve("other.zip"), whole);
		write("b/x.txt", "x");
		zip("other.zip", folder.resolve("b"));
		refused("other.zip");
		// A list that is said to be larger than it can be.
		final byte[] large = whole.clone();
		ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putInt(large.length - 22 + 12, 0x7FFFFFFF);
		Files.write(zip, large);
		assertTrue(refused("a.zarr.zip").contains("list of files"));
	}

	/** An entry that says it is short, and is not. */
	@Test
	void bombsInZipFilesAreRefused() throws Exception {
		write("a/.zarray", ZARR.replace("\"dimension_separator\":\"/\"", "\"dimension_separator\":\".\""));
		Files.write(folder.resolve("a/0.0.0"), new byte[64 << 20]);
		final Path zip = zip("a.zarr.zip", folder.resolve("a"));
		final byte[] bytes = Files.readAllBytes(zip);
		final ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < bytes.length - 46; i++)
			if (all.getInt(i) == 0x02014b50 && all.getInt(i + 24) == 64 << 20)
				all.putInt(i + 24, 24);
		Files.write(zip, bytes);
		try (LabelSource source = Sources.describe(zip).open(SourceOptions.defaults())) {
			final String message = assertThrows(LabelUpscalerException.class, () -> MemorySource.all(source)).getMessage();
			assertTrue(message.contains(zip.toString()) && message.contains("more bytes than its length, 24"), message);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a/.zarray", "/../x", "a/../../x" })
	void namesThatLeadOutOfAZipFileAreRefused(final String name) throws Exception {
		final Path zip = folder.resolve("a.zarr.zip");
		try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file)) {
			out.setMethod(ZipOutputStream.STORED);
			for (final String entry : new String[] { ".zarray", name }) {
				final byte[] bytes = ZARR.getBytes(StandardCharsets.UTF_8);
				final ZipEntry stored = new ZipEntry(entry);
				final CRC32 crc = new CRC32();
				crc.update(bytes);
				stored.setSize(bytes.length);
				stored.setCompressedSize(bytes.length);
				stored.setCrc(crc.getValue());
				out.putNextEntry(stored);
				out.write(bytes);
			}
		}
		assertTrue(refused("a.zarr.zip").contains("zip file"));
	}

	/** The factors of a level are those that the group has for it, not those of its neighbour that is missing. */
	@Test
	void aMissingLevelLeavesTheFactorsOfTheOthers() throws Exception {
		write("a.n5/attributes.json", "{\"downsamplingFactors\":[[1,1,1],[2,2,1],[4,4,2]],\"multiscales\":[{\"datasets\":[" +
			"{\"path\":\"s0\"},{\"path\":\"s1\"},{\"path\":\"s2\"}]}]}");
		write("a.n5/s0/attributes.json", N5);
		write("a.n5/s2/attributes.json", N5.replace("\"dimensions\":[4,3,2]", "\"dimensions\":[1,1,1]"));
		final List<double[]> factors = N5Format.levels(folder.resolve("a.n5")).factors();
		assertEquals(2, factors.size());
		assertArrayEquals(new double[] { 1, 1, 1 }, factors.get(0));
		assertArrayEquals(new double[] { 4, 4, 2 }, factors.get(1));
	}

	@Test
	void layersOfWebKnossosHaveTheNotesOfTheirArrays() throws Exception {
		write("wk/a/1/.zarray", ZARR.replace("[2,3,4]", "[1,1,2,3,4]"));
		write("wk/a/1/.zattrs", "{\"_FillValue\":9}");
		write("wk/datasource-properties.json", "{\"scale\":[1,2,3],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{\"topLeft\":[0,0,0]," +
			"\"width\":4,\"height\":3,\"depth\":2},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		final String notes = Sources.describe(folder.resolve("wk/a/1")).notes().toString();
		assertTrue(notes.contains("9 stands for no data") && notes.contains("x is dimension 5"), notes);
	}

	/** This program makes N5 only. */
	@Test
	void onlyDamagedN5MayBeOfThisProgram() throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/0/0/0", "short");
		write("a.n5/attributes.json", N5);
		write("a.n5/0/0/0", "short");
		for (final String name : new String[] { "a.zarr", "a.n5" }) {
			final String message = assertThrows(LabelUpscalerException.class, () -> {
				try (LabelSource source = Sources.describe(folder.resolve(name)).open(SourceOptions.defaults())) {
					MemorySource.all(source);
				}
			}).getMessage();
			assertTrue(message.contains("Copy or export the volume again"), message);
			assertEquals(name.equals("a.n5"), message.contains("existing=resume"), message);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[\"nm\",\"nm\"]|1 x 2 x 3, unit unknown|units of the voxel size", "[\"nm\"]|1 x 2 x 3 nm|",
		"\"nm\"|1 x 2 x 3 nm|", "[\"nm\",\"nm\",\"nm\",\"nm\"]|1 x 2 x 3, unit unknown|units of the voxel size" })
	void unitsThatAreNotOneForEachAxisAreNoted(final String units, final String size, final String noted) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{\"resolution\":[1,2,3],\"units\":" + units + ",\"dim"));
		final SourceFile file = Sources.describe(folder.resolve("a.n5"));
		assertEquals(size, file.voxelSize().toString());
		assertEquals(noted != null, file.notes().toString().contains("units of the voxel size"), file.notes().toString());
	}

	/** As zarr-python writes dimension_names=(None, "y", "x"). */
	@Test
	void anAxisWithoutANameBesideXAndYIsZ() throws Exception {
		final Path array = Files.createDirectory(folder.resolve("unnamed.zarr"));
		final String metadata = """
			{"zarr_format":3,"node_type":"array","shape":[2,1,3],"data_type":"uint8","fill_value":0,"attributes":{},
			"chunk_grid":{"name":"regular","configuration":{"chunk_shape":[2,1,3]}},"dimension_names":NAMES,
			"chunk_key_encoding":{"name":"default","configuration":{"separator":"/"}},"codecs":[{"name":"bytes"}]}""";
		Files.write(Files.createDirectories(array.resolve("c/0/0")).resolve("0"), new byte[] { 1, 2, 3, 4, 5, 6 });
		Files.writeString(array.resolve("zarr.json"), metadata.replace("NAMES", "[null,\"y\",\"x\"]"));
		final SourceFile file = Sources.describe(array);
		assertArrayEquals(new long[] { 3, 1, 2 }, file.size());
		assertEquals(List.of("One of the axes has no name; it is taken as z."), file.notes());
		Files.writeString(array.resolve("zarr.json"), metadata.replace("NAMES", "[\"c\",\"y\",\"x\"]"));
		assertThrows(InvalidInputException.class, () -> Sources.describe(array), "channels are not z");
	}
}
