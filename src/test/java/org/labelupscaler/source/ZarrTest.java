package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.TestSources;

/** Zarr 2 and 3, right and wrong. */
class ZarrTest {

	@TempDir
	private Path folder;

	/** See src/test/python/make_zarr.py and make_meanings.py. */
	@ParameterizedTest
	@CsvSource({ "zarr/zarr2, 47", "zarr/zarr3, 29", "zarr/meanings, 21" })
	void whatOtherProgramsWroteIsRead(final String name, final int count) throws Exception {
		GoldenArrays.unpack(name, folder);
		assertEquals(count, GoldenArrays.check(name, folder));
	}

	private static final String V2 = "{\"zarr_format\":2,\"shape\":[2,3,4],\"chunks\":[2,3,4],\"dtype\":\"|u1\"," +
		"\"compressor\":null,\"filters\":null,\"order\":\"C\",\"fill_value\":0,\"dimension_separator\":\".\"}";

	private static final String V3 = "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,3,4],\"data_type\":\"uint8\"," +
		"\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[2,3,4]}}," +
		"\"chunk_key_encoding\":{\"name\":\"default\"},\"fill_value\":0,\"codecs\":[{\"name\":\"bytes\"}]}";

	private static final String SHARDING = "{\"name\":\"sharding_indexed\",\"configuration\":{\"chunk_shape\":[1,3,4]," +
		"\"codecs\":[\"bytes\"],\"index_codecs\":[{\"name\":\"bytes\",\"configuration\":{\"endian\":\"little\"}}]}}";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"\"zarr_format\":2|\"zarr_format\":4|zarr_format", //
		"\"zarr_format\":2,|  |zarr_format", //
		"\"shape\":[2,3,4]|\"shape\":[2,3,0]|shape", //
		"\"shape\":[2,3,4]|\"shape\":[2,3,-1]|shape", //
		"\"chunks\":[2,3,4]|\"chunks\":[2,3,4,5]|chunks", //
		"\"shape\":[2,3,4]|\"shape\":[2,3,1e999999999]|shape", //
		"\"shape\":[2,3,4]|\"shape\":[]|shape", //
		"\"shape\":[2,3,4]|\"shape\":4|shape", //
		"\"shape\":[2,3,4],\"chunks\":[2,3,4]|\"shape\":[4],\"chunks\":[4]|1 dimensions", //
		"\"shape\":[2,3,4],\"chunks\":[2,3,4]|\"shape\":[2,2,3,4],\"chunks\":[1,2,3,4]|axis number 1", //
		"\"shape\":[2,3,4]|\"shape\":[2147483647,2147483647,2147483647]|2^63", //
		"\"chunks\":[2,3,4]|\"chunks\":[2,3,0]|chunks", //
		"\"chunks\":[2,3,4]|\"chunks\":[2048,2048,2048]|chunks", //
		"\"chunks\":[2,3,4]|\"chunks\":[2147483647,2147483647,2147483647]|chunks", //
		"\"u1\"|\"<f2\"|dtype", //
		"\"u1\"|\"<c8\"|dtype", //
		"\"u1\"|\"<S4\"|dtype", //
		"\"u1\"|[[\"a\",\"<u2\"]]|dtype", //
		"\"compressor\":null|\"compressor\":{\"id\":\"jpeg\"}|compressor.id", //
		"\"compressor\":null|\"compressor\":{\"id\":\"lzma\",\"format\":3}|compressor.format", //
		"\"compressor\":null|\"compressor\":\"zlib\"|compressor", //
		"\"filters\":null|\"filters\":[{\"id\":\"delta\",\"dtype\":\"<u1\"}]|delta", //
		"\"order\":\"C\"|\"order\":\"A\"|order", //
		"\"fill_value\":0|\"fill_value\":256|fill_value", //
		"\"fill_value\":0|\"fill_value\":-1|fill_value", //
		"\"fill_value\":0|\"fill_value\":0.5|fill_value", //
		"\"fill_value\":0|\"fill_value\":1e999999999|fill_value", //
		"\"fill_value\":0|\"fill_value\":\"AA==\"|fill_value", //
		"\"dimension_separator\":\".\"|\"dimension_separator\":\"-\"|dimension_separator" })
	void wrongMetadataOfVersion2AreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		refused(".zarray", V2, right.replace("\"u1\"", "\"|u1\""), wrong, named);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"\"zarr_format\":3|\"zarr_format\":2|zarr_format", //
		"\"node_type\":\"array\"|\"node_type\":\"tree\"|node_type", //
		"\"node_type\":\"array\"|\"node_type\":\"group\"|multiscales", //
		"\"shape\":[2,3,4]|\"shape\":[2,3,4,5]|axis number 1", //
		"\"uint8\"|\"float16\"|data_type", //
		"\"uint8\"|\"r8\"|data_type", //
		"\"uint8\"|{\"name\":\"x\"}|data_type", //
		"\"regular\"|\"rectilinear\"|chunk_grid.name", //
		"\"chunk_shape\":[2,3,4]|\"chunk_shape\":[2,3]|chunk_grid.configuration.chunk_shape", //
		"\"chunk_shape\":[2,3,4]|\"chunk_shape\":[2048,2048,2048]|chunk_shape", //
		"\"default\"|\"suffix\"|chunk_key_encoding.name", //
		"\"default\"}|\"default\",\"configuration\":{\"separator\":\"_\"}}|separator", //
		"\"fill_value\":0,|  |fill_value", //
		"\"fill_value\":0|\"fill_value\":300|fill_value", //
		"[{\"name\":\"bytes\"}]|[]|codecs", //
		"[{\"name\":\"bytes\"}]|[7]|codecs", //
		"[{\"name\":\"bytes\"}]|[{\"name\":\"gzip\"}]|codecs.name", //
		"[{\"name\":\"bytes\"}]|[\"bytes\",\"vlen\"]|codecs.name", //
		"[{\"name\":\"bytes\"}]|[\"bytes\",\"gzip\",\"zstd\"]|codecs.name", //
		"[{\"name\":\"bytes\"}]|[{\"name\":\"bytes\",\"configuration\":{\"endian\":\"pdp\"}}]|endian", //
		"[{\"name\":\"bytes\"}]|[{\"name\":\"transpose\",\"configuration\":{\"order\":[0,1]}},\"bytes\"]|order", //
		"[{\"name\":\"bytes\"}]|[{\"name\":\"transpose\",\"configuration\":{\"order\":[0,1,1]}},\"bytes\"]|order", //
		"[{\"name\":\"bytes\"}]|[{\"name\":\"sharding_indexed\"}]|configuration", //
		"[{\"name\":\"bytes\"}]|[SHARDING,\"gzip\"]|shards", //
		"[{\"name\":\"bytes\"}]|[SHARDING].[1,3,4].[1,3,3]|chunk_shape", //
		"[{\"name\":\"bytes\"}]|[SHARDING].[1,3,4].[1,3]|chunk_shape", //
		"[{\"name\":\"bytes\"}]|[SHARDING].[\"bytes\"].[SHARDING]|shards in shards", //
		"[{\"name\":\"bytes\"}]|[SHARDING].\"index_codecs\":[.\"index_codecs\":[\"gzip\",|index_codecs", //
		"[{\"name\":\"bytes\"}]|[SHARDING].\"chunk_shape\".\"index_location\":\"middle\",\"chunk_shape\"|index_location", //
		"\"shape\"|\"storage_transformers\":[{}],\"shape\"|storage_transformers" })
	void wrongMetadataOfVersion3AreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		final String[] parts = (wrong == null ? "" : wrong).replaceFirst("SHARDING", java.util.regex.Matcher.quoteReplacement(SHARDING)).split("\\.");
		String changed = parts[0];
		if (parts.length == 3)
			changed = changed.replace(parts[1], parts[2].replace("SHARDING", SHARDING));
		refused("zarr.json", V3, right, changed, named);
	}

	private void refused(final String name, final String good, final String right, final String wrong, final String named)
		throws Exception
	{
		final Path file = folder.resolve(name);
		Files.writeString(file, good);
		Sources.describe(folder);
		assertTrue(good.contains(right), right);
		Files.writeString(file, good.replace(right, wrong == null ? "" : wrong));
		final String message = assertThrows(InvalidInputException.class, () -> assertTimeoutPreemptively(Duration.ofSeconds(5),
			() -> Sources.describe(folder))).getMessage();
		assertTrue(message.contains(named) && message.contains(folder.toString()), message);
		assertFalse(message.contains("\n"), message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"\"path\":\"0\"|\"path\":\"../other\"|path", //
		"\"path\":\"0\"|\"path\":\"/etc\"|path", //
		"\"path\":\"0\"|\"path\":\".\"|path", //
		"\"path\":\"0\"|\"path\":\"0/../..\"|path", //
		"\"path\":\"0\"|\"path\":\"\u0000\"|path", //
		"\"path\":\"0\"|\"path\":\"1\"|missing", //
		"\"path\":\"0\"|\"path\":7|path", //
		"[1,2,3]|[1,2]|scale", //
		"[1,2,3]|[1,2,0]|coordinateTransformations", //
		"[1,2,3]|[1,2,\"x\"]|coordinateTransformations", //
		"[1,2,3]|[1,2,1e300]|coordinateTransformations", //
		"\"z\"|7|name", //
		"{\"name\":\"z\"},|  |axes", //
		"\"datasets\":[|\"datasets\":[],\"x\":[|datasets", //
		"{\"multiscales\":[|{\"multiscales\":7,\"x\":[|multiscales", //
		"{\"multiscales\":[|{\"x\":[|without 'multiscales'" })
	void wrongMetadataOfImagesAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		Files.createDirectory(folder.resolve("0"));
		Files.writeString(folder.resolve("0/.zarray"), V2);
		Files.writeString(folder.resolve(".zgroup"), "{\"zarr_format\":2}");
		refused(".zattrs", "{\"multiscales\":[{\"axes\":[{\"name\":\"z\"},{\"name\":\"y\"},{\"name\":\"x\"}],\"datasets\":[" +
			"{\"path\":\"0\",\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[1,2,3]}]}]}]}", right, wrong, named);
	}

	@Test
	void anImageSaysWhereItsLabelsAre() throws Exception {
		GoldenArrays.unpack("zarr/zarr2", folder);
		final Path image = folder.resolve("image.zarr");
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(image)).getMessage();
		assertTrue(message.contains("has labels beside its image") && message.contains(image.resolve("labels").resolve("NAME") +
			", where NAME is annotation"), message);
		assertTrue(Sources.measure(image).name().contains("first of 2 along axis c"), Sources.measure(image).name());
		Files.writeString(image.resolve("labels/.zattrs"), "{\"labels\":[\"annotation\",\"other\"]}");
		final String several = assertThrows(InvalidInputException.class, () -> Sources.describe(image.resolve("labels")))
			.getMessage();
		assertTrue(several.contains("annotation, other"), several);
		Files.writeString(image.resolve("labels/.zattrs"), "{\"labels\":[\"../labels\"]}");
		assertThrows(InvalidInputException.class, () -> Sources.describe(image.resolve("labels")));
	}

	/** Declared, but only as far away as the chunks that are there. */
	@Test
	void hugeGridsAreDescribedAtOnce() throws Exception {
		for (final String separator : new String[] { ".", "/" }) {
			final Path array = Files.createDirectories(folder.resolve("huge" + separator.equals("/")));
			Files.writeString(array.resolve(".zarray"), V2.replace("[2,3,4],\"chunks\":[2,3,4]",
				"[1000000,1000000,1000000],\"chunks\":[1,1,1]").replace("separator\":\".\"", "separator\":\"" + separator + "\""));
			for (final String name : new String[] { "9 8 7", "1000000 0 0", "9 8", "9 8 7 6", "x 8 7", "09 8 7" }) {
				final Path chunk = array.resolve(name.replace(" ", separator));
				Files.createDirectories(chunk.getParent());
				if (!Files.isDirectory(chunk))
					Files.write(chunk, new byte[] { 5 });
				if (separator.equals("/"))
					break;
			}
			assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
				final SourceFile source = Sources.describe(array);
				assertEquals(2, source.files().size(), "metadata and one chunk: " + source.files());
				source.sha256();
				try (LabelSource labels = source.open(SourceOptions.defaults())) {
					final long[] label = new long[2];
					labels.read(new long[] { 7, 8, 9 }, new int[] { 2, 1, 1 }, label);
					assertArrayEquals(new long[] { 5, 0 }, label);
				}
			});
		}
	}

	private long[] read() {
		try (LabelSource source = Sources.describe(folder).open(SourceOptions.defaults())) {
			return MemorySource.all(source);
		}
	}

	private void damaged(final String chunk, final byte[] bytes, final String named) throws Exception {
		Files.createDirectories(folder.resolve(chunk).getParent());
		Files.write(folder.resolve(chunk), bytes);
		final String message = assertThrows(LabelUpscalerException.class, this::read).getMessage();
		assertTrue(message.contains(named) && message.contains(folder.resolve(chunk).toString()), message);
	}

	@Test
	void damagedChunksAreRefusedByName() throws Exception {
		Files.writeString(folder.resolve(".zarray"), V2);
		damaged("0.0.0", new byte[23], "23 bytes");
		damaged("0.0.0", new byte[25], "25 bytes");
		damaged("0.0.0", new byte[100_000], "far more");
		for (final String id : new String[] { "zlib", "gzip", "zstd", "lz4", "bz2", "lzma", "blosc" }) {
			Files.writeString(folder.resolve(".zarray"), V2.replace("null,\"filters", "{\"id\":\"" + id + "\"},\"filters"));
			damaged("0.0.0", new byte[0], "damaged");
			damaged("0.0.0", new byte[24], "damaged");
			damaged("0.0.0", "nonsense that is long enough for a header".getBytes(), "damaged");
		}
	}

	/** A stream of a few bytes that decodes to more than the memory there is. */
	@Test
	void bombsAreRefused() throws Exception {
		final byte[] zeros = new byte[64 << 20];
		Files.writeString(folder.resolve(".zarray"), V2.replace("null,\"filters", "{\"id\":\"zstd\"},\"filters"));
		damaged("0.0.0", com.github.luben.zstd.Zstd.compress(zeros), "67108864");
		Files.writeString(folder.resolve(".zarray"), V2.replace("null,\"filters", "{\"id\":\"gzip\"},\"filters"));
		damaged("0.0.0", TestSources.gzip(new byte[1 << 20]), "more than 24");
	}

	@Test
	void chunksLargerThanMemoryAreSaid() throws Exception {
		final int n = (int) Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory());
		if (n < Runtime.getRuntime().maxMemory())
			return;
		Files.writeString(folder.resolve(".zarray"), V2.replace("[2,3,4]", "[1,1," + n + "]").replace("null,\"filters",
			"{\"id\":\"bz2\"},\"filters"));
		Files.write(folder.resolve("0.0.0"), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 });
		final String message = assertThrows(LabelUpscalerException.class, () -> {
			try (LabelSource source = Sources.describe(folder).open(SourceOptions.defaults())) {
				source.read(new long[3], new int[] { 1, 1, 1 }, new long[1]);
			}
		}).getMessage();
		assertTrue(message.contains("Memory is too small"), message);
	}

	@Test
	void damagedShardsAreRefusedByName() throws Exception {
		final String sharded = V3.replace("{\"name\":\"bytes\"}", SHARDING);
		Files.writeString(folder.resolve("zarr.json"), sharded);
		final ByteBuffer shard = ByteBuffer.allocate(24 + 32).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < 24; i++)
			shard.put((byte) i);
		shard.putLong(12).putLong(12).putLong(0).putLong(12);
		damaged("c/0/0/0", new byte[31], "index needs 32");
		damaged("c/0/0/0", shard.duplicate().order(ByteOrder.LITTLE_ENDIAN).putLong(24, 45).array().clone(), "at 45");
		damaged("c/0/0/0", shard.putLong(24, Long.MAX_VALUE).array().clone(), "at 9223372036854775807");
		damaged("c/0/0/0", shard.putLong(24, -2).array().clone(), "at -2");
		damaged("c/0/0/0", shard.putLong(24, 12).putLong(32, Long.MAX_VALUE).array().clone(), "9223372036854775807 bytes");
		damaged("c/0/0/0", shard.putLong(32, 11).array().clone(), "11 bytes of voxels");
		Files.write(folder.resolve("c/0/0/0"), shard.putLong(32, 12).array());
		final long[] expected = new long[24];
		for (int i = 0; i < 24; i++)
			expected[i] = (i + 12) % 24;
		assertArrayEquals(expected, read());
		Files.writeString(folder.resolve("zarr.json"), sharded.replace("}}]}}]", "}},\"crc32c\"]}}]"));
		damaged("c/0/0/0", java.util.Arrays.copyOf(shard.array(), 60), "CRC-32C");
	}

	@Test
	void theHashIsThatOfTheVoxelsAlone() throws Exception {
		Files.writeString(folder.resolve(".zarray"), V2);
		Files.write(folder.resolve("0.0.0"), new byte[24]);
		final String first = Sources.describe(folder).sha256();
		Files.writeString(folder.resolve(".zattrs"), "{\"note\":1}");
		Files.writeString(folder.resolve(".zarray"), V2.replace("{\"zarr", "{ \"zarr"));
		assertEquals(first, Sources.describe(folder).sha256());
		Files.writeString(folder.resolve(".zarray"), V2.replace("\"C\"", "\"F\""));
		assertNotEquals(first, Sources.describe(folder).sha256());
		Files.writeString(folder.resolve(".zarray"), V2.replace("\"fill_value\":0", "\"fill_value\":1"));
		assertNotEquals(first, Sources.describe(folder).sha256());
		Files.writeString(folder.resolve(".zarray"), V2);
		Files.writeString(folder.resolve(".zattrs"), "{\"_ARRAY_DIMENSIONS\":[\"x\",\"y\",\"z\"]}");
		assertNotEquals(first, Sources.describe(folder).sha256(), "the axes are others");
		Files.delete(folder.resolve(".zattrs"));
		Files.write(folder.resolve("0.0.0"), new byte[23]);
		assertNotEquals(first, Sources.describe(folder).sha256());
	}
}
