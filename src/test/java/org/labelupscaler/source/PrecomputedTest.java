package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.VoxelSize;

/** The precomputed format of Neuroglancer, right and wrong. */
class PrecomputedTest {

	@TempDir
	private Path folder;

	/** See src/test/python/make_precomputed.py. */
	@ParameterizedTest
	@CsvSource({ "precomputed/tensorstore, 38", "precomputed/cloudvolume, 15" })
	void whatOtherProgramsWroteIsRead(final String name, final int count) throws Exception {
		GoldenArrays.unpack(name, folder);
		assertEquals(count, GoldenArrays.check(name, folder));
	}

	/** Two chunks: voxels 0 1 2 3 and 4 5 along x. */
	private static final String INFO = "{\"@type\":\"neuroglancer_multiscale_volume\",\"type\":\"segmentation\"," +
		"\"data_type\":\"uint8\",\"num_channels\":1,\"scales\":[{\"key\":\"s\",\"size\":[6,1,1],\"resolution\":[4.3,4,40]," +
		"\"voxel_offset\":[-2,0,5],\"chunk_sizes\":[[4,4,4]],\"encoding\":\"raw\"}]}";

	private static final String SHARDING = "\"encoding\":\"raw\",\"sharding\":{\"@type\":\"neuroglancer_uint64_sharded_v1\"," +
		"\"preshift_bits\":0,\"hash\":\"identity\",\"minishard_bits\":0,\"shard_bits\":0}";

	private static final String FIRST = "-2-2_0-1_5-6";
	private static final String SECOND = "2-4_0-1_5-6";

	private Path write(final String info) throws IOException {
		final Path volume = Files.createDirectories(folder.resolve("v"));
		Files.createDirectories(volume.resolve("s"));
		Files.writeString(volume.resolve("info"), info);
		Files.write(volume.resolve("s").resolve(FIRST), new byte[] { 0, 1, 2, 3 });
		Files.write(volume.resolve("s").resolve(SECOND), new byte[] { 4, 5 });
		return volume;
	}

	private long[] read(final Path path) {
		try (LabelSource source = Sources.describe(path).open(new SourceOptions(folder, false))) {
			return MemorySource.all(source);
		}
	}

	private static byte[] gzip(final byte... bytes) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	@Test
	void aVolumeIsWhatItsInfoFileSays() throws Exception {
		final Path volume = write(INFO);
		for (final Path path : List.of(volume, volume.resolve("s"))) {
			final SourceFile file = Sources.describe(path);
			assertEquals(new VoxelSize(4.3, 4, 40, "nm"), file.voxelSize());
			assertArrayEquals(new long[] { 0, 1, 2, 3, 4, 5 }, read(path));
			assertEquals(1, file.notes().size());
			assertTrue(file.notes().get(0).contains("-2, 0, 5"), file.notes().toString());
			final List<BigDecimal> place = Sources.measure(path).offset();
			for (int d = 0; d < 3; d++)
				assertEquals(0, place.get(d).compareTo(new BigDecimal(List.of("-8.6", "0", "200").get(d))), place.toString());
			assertEquals(List.of(volume.resolve("info"), volume.resolve("s").resolve(FIRST), volume.resolve("s").resolve(SECOND)), file
				.files());
		}
	}

	@Test
	void anImageIsTakenWithANoteAndTheWordsInAnyCase() throws Exception {
		final SourceFile file = Sources.describe(write(INFO.replace("\"segmentation\"", "\"IMAGE\"").replace("\"uint8\"",
			"\"Int8\"")));
		assertEquals(SourceType.INT8, file.type());
		assertTrue(file.notes().get(0).contains("image, not a segmentation"), file.notes().toString());
	}

	@Test
	void theFinestScaleIsTakenWhereverItIs() throws Exception {
		final Path volume = write(INFO.replace("\"scales\":[",
			"\"scales\":[{\"key\":\"../far\",\"size\":[3,1,1],\"resolution\":[9,9,99]},"));
		assertArrayEquals(new long[] { 6, 1, 1 }, Sources.describe(volume).size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"neuroglancer_multiscale_volume|neuroglancer_skeletons|skeletons", //
		"neuroglancer_multiscale_volume|neuroglancer_annotations_v1|annotations", //
		"neuroglancer_multiscale_volume|neuroglancer_legacy_mesh|meshes", //
		"neuroglancer_multiscale_volume|neuroglancer_multilod_draco|meshes", //
		"neuroglancer_multiscale_volume|neuroglancer_segment_properties|properties", //
		"neuroglancer_multiscale_volume|neuroglancer_next|@type", //
		"\"num_channels\":1|\"num_channels\":1,\"graph\":{}|graph", //
		"\"num_channels\":1|\"num_channels\":3|num_channels", //
		"\"num_channels\":1|\"num_channels\":0|num_channels", //
		"\"num_channels\":1|\"num_channels\":1e999999999|num_channels", //
		"\"num_channels\":1,|  |num_channels", //
		"\"type\":\"segmentation\"|\"type\":\"mask\"|'type'", //
		"\"uint8\"|\"complex64\"|data_type", //
		"\"scales\"|\"scale\"|scales", //
		"\"key\":\"s\"|\"key\":\"../s\"|key", //
		"\"key\":\"s\"|\"key\":\"/tmp\"|key", //
		"\"key\":\"s\"|\"key\":\"s/../../v\"|key", //
		"\"key\":\"s\"|\"key\":\"s\\\\t\"|key", //
		"\"key\":\"s\"|\"key\":\"C:t\"|key", //
		"\"key\":\"s\"|\"key\":\"\"|key", //
		"\"key\":\"s\"|\"key\":\"t\"|no such file", //
		"[6,1,1]|[6,1]|size", //
		"[6,1,1]|[6,1,0]|size", //
		"[6,1,1]|[6,1,99999999999]|size", //
		"[6,1,1]|[5,1,1]|does not fit", //
		"[4.3,4,40]|[4,4]|resolution", //
		"[4.3,4,40]|[0,4,40]|resolution", //
		"[4.3,4,40]|[-4,4,40]|resolution", //
		"[4.3,4,40]|[1e300,4,40]|resolution", //
		"[4.3,4,40]|[\"4\",4,40]|resolution", //
		"[-2,0,5]|[0.5,0,5]|voxel_offset", //
		"[-2,0,5]|[1e300,0,5]|voxel_offset", //
		"[-2,0,5]|[0,0]|voxel_offset", //
		"[-2,0,5]|[0,0,0]|-2-2_0-1_5-6 does not fit", //
		"[[4,4,4]]|[]|chunk_sizes", //
		"[[4,4,4]]|[4,4,4]|chunk_sizes", //
		"[[4,4,4]]|[[4,4]]|chunk_sizes", //
		"[[4,4,4]]|[[4,4,0]]|chunk_sizes", //
		"[[4,4,4]]|[[5,4,4]]|does not fit", //
		"\"raw\"|\"jpeg\"|does not keep labels exactly", //
		"\"raw\"|\"png\"|png", //
		"\"raw\"|\"compresso\"|compresso", //
		"\"raw\"|\"compressed_segmentation\"|uint32 or uint64", //
		"\"uint8\"|\"uint16\"|bytes of voxels" })
	void whatCannotBeReadIsRefused(final String right, final String wrong, final String word) throws Exception {
		final Path volume = write(INFO);
		final String changed = INFO.replace(right, wrong == null ? "" : wrong);
		assertNotEquals(INFO, changed);
		Files.writeString(volume.resolve("info"), changed);
		final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
		assertTrue(message.contains(word) && message.indexOf('\n') < 0, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"sharded_v1|sharded_v2|@type", //
		"\"identity\"|\"crc\"|hash", //
		"\"preshift_bits\":0|\"preshift_bits\":65|preshift_bits", //
		"\"minishard_bits\":0|\"minishard_bits\":33|minishard_bits", //
		"\"minishard_bits\":0|\"minishard_bits\":-1|minishard_bits", //
		"\"shard_bits\":0|\"shard_bits\":65|shard_bits", //
		"\"shard_bits\":0|\"shard_bits\":0,\"data_encoding\":\"br\"|data_encoding", //
		"\"shard_bits\":0|\"shard_bits\":5|no shard: no file with a name like 00.shard" })
	void shardsThatCannotBeReadAreRefused(final String right, final String wrong, final String word) throws Exception {
		final Path volume = write(INFO.replace("\"encoding\":\"raw\"", SHARDING.replace(right, wrong)));
		Files.write(volume.resolve("s/0.shard"), new byte[16]);
		final String message = assertThrows(InvalidInputException.class, () -> read(volume)).getMessage();
		assertTrue(message.contains(word), message);
	}

	@Test
	void aMinishardMayBeEmptyAndADamagedOneIsNamed() throws Exception {
		final Path volume = write(INFO.replace("\"encoding\":\"raw\"", SHARDING));
		final Path shard = volume.resolve("s/0.shard");
		Files.write(shard, new byte[16]);
		assertArrayEquals(new long[6], read(volume));
		for (final byte[] bytes : List.of(new byte[15], Arrays.copyOf(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 24 }, 16), Arrays
			.copyOf(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 127 }, 60), Arrays.copyOf(new byte[] { 0, 0, 0, 0, 0, 0,
				0, 0, 23 }, 60)))
		{
			Files.write(shard, bytes);
			final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
			assertTrue(message.startsWith("Chunk " + shard + " is damaged"), message);
		}
	}

	/** By hand: two minishards, of which the first has an index with one chunk of four voxels. */
	@Test
	void aChunkInAMinishardThatIsNotItsOwnIsNoBackground() throws Exception {
		final Path volume = write(INFO.replace("\"encoding\":\"raw\"", SHARDING.replace("\"minishard_bits\":0",
			"\"minishard_bits\":1")));
		final ByteBuffer shard = ByteBuffer.allocate(32 + 4 + 24).order(ByteOrder.LITTLE_ENDIAN);
		shard.putLong(0, 4).putLong(8, 28).put(32, new byte[] { 9, 8, 7, 6 }).putLong(52, 4);
		Files.write(volume.resolve("s/0.shard"), shard.array());
		assertArrayEquals(new long[] { 9, 8, 7, 6, 0, 0 }, read(volume));
		// 1 is of the other minishard, 2 would need a bit more.
		for (final int number : new int[] { 1, 2 }) {
			Files.write(volume.resolve("s/0.shard"), shard.putLong(36, number).array());
			assertDamaged(volume, "chunk " + number + ", which by 'sharding'");
		}
	}

	@Test
	void chunksMayBeCompressedAsFiles() throws Exception {
		final Path volume = write(INFO);
		final Path first = volume.resolve("s").resolve(FIRST);
		Files.write(first, gzip((byte) 9, (byte) 8, (byte) 7, (byte) 6));
		assertArrayEquals(new long[] { 9, 8, 7, 6, 4, 5 }, read(volume));
		Files.write(first, gzip((byte) 9, (byte) 8, (byte) 7));
		assertDamaged(volume, "3 bytes");
		Files.write(first, gzip(new byte[100_000]));
		assertDamaged(volume, "more than");
		Files.write(first, new byte[] { 0x1F, (byte) 0x8B, 8, 4 });
		assertArrayEquals(new long[] { 0x1F, 0x8B, 8, 4, 4, 5 }, read(volume));
		Files.write(first, new byte[] { 0x1F, (byte) 0x8B, 8 });
		assertDamaged(volume, FIRST);
	}

	private void assertDamaged(final Path volume, final String word) {
		final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
		assertTrue(message.startsWith("Chunk ") && message.contains(word), message);
	}

	@Test
	void brotliIsRefusedByName() throws Exception {
		final Path volume = write(INFO);
		Files.move(volume.resolve("s").resolve(SECOND), volume.resolve("s").resolve(SECOND + ".br"));
		assertDamaged(volume, "Brotli");
	}

	@Test
	void aChunkThatIsThereTwiceIsRefused() throws Exception {
		final Path volume = write(INFO);
		Files.write(volume.resolve("s").resolve(FIRST + ".gz"), gzip((byte) 9, (byte) 8, (byte) 7, (byte) 6));
		final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
		assertTrue(message.contains("there twice"), message);
	}

	@Test
	void aMissingChunkIsBackgroundButOneThatWasNotFetchedIsNot() throws Exception {
		final Path volume = write(INFO);
		final Path second = volume.resolve("s").resolve(SECOND);
		Files.delete(second);
		assertArrayEquals(new long[] { 0, 1, 2, 3, 0, 0 }, read(volume));
		Files.createSymbolicLink(second, folder.resolve("nowhere"));
		final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
		assertTrue(message.contains("link that leads to no file"), message);
		Files.delete(second);
		Files.delete(volume.resolve("s").resolve(FIRST));
		assertTrue(assertThrows(InvalidInputException.class, () -> Sources.describe(volume)).getMessage().contains("no chunk"));
	}

	@Test
	void aChunkOfAnotherGridIsNoBackground() throws Exception {
		final Path volume = write(INFO);
		// NB: the last chunk, not cut as it should be
		Files.move(volume.resolve("s").resolve(SECOND), volume.resolve("s/2-6_0-1_5-6"));
		final String message = assertThrows(LabelUpscalerException.class, () -> read(volume)).getMessage();
		assertTrue(message.contains("2-6_0-1_5-6 does not fit"), message);
		Files.delete(volume.resolve("s/2-6_0-1_5-6"));
		// Of a part of the volume that was cut away.
		Files.write(volume.resolve("s/6-10_0-1_5-6"), new byte[4]);
		assertArrayEquals(new long[] { 0, 1, 2, 3, 0, 0 }, read(volume));
	}

	@Test
	void otherFilesThatAreCalledInfoAreNoVolume() throws Exception {
		for (final String text : List.of("", "some words", "{\"type\":\"cat\"}", "[1]")) {
			Files.writeString(folder.resolve("info"), text);
			final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder)).getMessage();
			assertTrue(message.contains("neither a container"), message);
		}
		Files.writeString(folder.resolve("info"), INFO.substring(0, 150));
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder)).getMessage();
		assertTrue(message.contains("info is damaged"), message);
	}

	@Test
	void whatDecidesAboutVoxelsDecidesAboutTheDigest() throws Exception {
		final String digest = Sources.describe(write(INFO)).sha256();
		assertEquals(digest, Sources.describe(write(INFO.replace("4.3", "5"))).sha256());
		final Path volume = write(INFO);
		Files.write(volume.resolve("s").resolve(SECOND), new byte[] { 4, 6 });
		assertNotEquals(digest, Sources.describe(volume).sha256());
	}
}
