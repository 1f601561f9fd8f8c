package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.job.UpscaleJob;
import org.labelupscaler.job.UpscaleOptions;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.UpscaleWords;

/** N5 of any writer, right and wrong. */
class N5Test {

	private static final String GOOD = "{\"dimensions\":[4,3,2],\"blockSize\":[4,3,2],\"dataType\":\"uint8\"," +
		"\"compression\":{\"type\":\"raw\"},\"resolution\":[1,2,3],\"unit\":\"um\"}";

	@TempDir
	private Path folder;

	/** See src/test/python/make_n5.py and make_meanings.py. */
	@ParameterizedTest
	@CsvSource({ "n5/zarr, 20", "n5/others, 17", "n5/meanings, 19" })
	void whatOtherProgramsWroteIsRead(final String name, final int count) throws Exception {
		GoldenArrays.unpack(name, folder);
		assertEquals(count, GoldenArrays.check(name, folder));
	}

	@Test
	void whatThisProgramMadeIsASource() throws Exception {
		final Volume volume = TestSources.random(new Random(1), LabelType.UINT32, 9, 8, 7);
		final UpscaleOptions options = UpscaleWords.builder().source(TestSources.writeNrrd(volume, folder.resolve("a.nrrd"))
			.toString()).factors("2").block("6").threads("1").target(folder.resolve("a.n5").toString()).build();
		try (UpscaleJob job = UpscaleJob.open(options, ProgressListener.NONE)) {
			assertTrue(job.run(ProgressListener.NONE).complete());
		}
		final Path container = options.target();
		final Path level = container.resolve("setup0/timepoint0/s0");
		for (final Path path : new Path[] { container, container.resolve("setup0/timepoint0"), level }) {
			final SourceFile file = Sources.describe(path);
			assertArrayEquals(new long[] { 18, 16, 14 }, file.size());
			assertEquals(new VoxelSize(12.5, 12.5, 25, "um"), file.voxelSize());
			try (LabelSource source = file.open(SourceOptions.defaults())) {
				final long[] labels = MemorySource.all(source);
				for (int i = 0; i < labels.length; i++)
					assertEquals(volume.at(i % 18 / 2, i / 18 % 16 / 2, i / 18 / 16 / 2), labels[i]);
			}
		}
		final Path attributes = container.resolve("attributes.json");
		final String complete = Files.readString(attributes);
		for (final String state : new String[] { "running", "deleting", "" }) {
			Files.writeString(attributes, complete.replace("\"complete\"", "\"" + state + "\""));
			for (final Path path : new Path[] { container, level }) {
				final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(path)).getMessage();
				assertTrue(message.contains("not complete") && message.contains("existing=resume"), message);
			}
			final Path link = folder.resolve("link" + state);
			Files.createSymbolicLink(link, level);
			assertThrows(InvalidInputException.class, () -> Sources.describe(link));
			assertArrayEquals(new long[] { 18, 16, 14 }, Sources.measure(container).size(), "its size is known");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"\"blockSize\":[4,3,2]|\"blockSize\":[4,3,2,2]|blockSize", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,0]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,-2]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,2.5]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,1e99999999]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,\"2\"]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[4,3,4294967296]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[]|dimensions", //
		"\"dimensions\":[4,3,2]|\"dimensions\":7|dimensions", //
		"\"dimensions\":[4,3,2],\"blockSize\":[4,3,2]|\"dimensions\":[4],\"blockSize\":[4]|1 dimensions", //
		"\"dimensions\":[4,3,2],\"blockSize\":[4,3,2]|\"dimensions\":[4,3,2,2],\"blockSize\":[4,3,2,1]|axis number 4", //
		"\"dimensions\":[4,3,2]|\"dimensions\":[2147483647,2147483647,2147483647]|2^63", //
		"\"blockSize\":[4,3,2]|\"blockSize\":[4,3,0]|blockSize", //
		"\"blockSize\":[4,3,2]|\"blockSize\":[2048,2048,2048]|blockSize", //
		"\"blockSize\":[4,3,2]|\"blockSize\":[2147483647,2147483647,2147483647]|blockSize", //
		"\"blockSize\":[4,3,2]|\"blocks\":[4,3,2]|blockSize", //
		"\"uint8\"|\"float16\"|dataType", //
		"\"uint8\"|\"string\"|dataType", //
		"\"uint8\"|7|dataType", //
		"\"raw\"|\"jpeg\"|compression.type", //
		"{\"type\":\"raw\"}|\"raw\"|compression", //
		"{\"type\":\"raw\"}|null|compression", //
		"[1,2,3]|[1,2]|resolution", //
		"[1,2,3]|[1,2,0]|resolution", //
		"[1,2,3]|[1,2,-1]|resolution", //
		"[1,2,3]|[1,2,1e20]|resolution", //
		"[1,2,3]|[1,2,NaN]|resolution", //
		"[1,2,3]|\"x\"|resolution", //
		"{\"dimensions\"|\"dimensions\"|JSON" })
	void wrongAttributesAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		final Path file = folder.resolve("attributes.json");
		Files.writeString(file, GOOD);
		assertEquals(new VoxelSize(1, 2, 3, "um"), Sources.describe(folder).voxelSize());
		assertTrue(GOOD.contains(right));
		Files.writeString(file, GOOD.replace(right, wrong));
		final String message = assertThrows(InvalidInputException.class, () -> assertTimeoutPreemptively(Duration.ofSeconds(5),
			() -> Sources.describe(folder))).getMessage();
		assertTrue(message.contains(named) && message.contains(folder.toString()), message);
		assertFalse(message.contains("\n"), message);
	}

	@Test
	void whatIsNotThereIsSaid() throws Exception {
		final Path container = Files.createDirectory(folder.resolve("a.n5"));
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(container)).getMessage();
		assertTrue(message.contains("no N5 volume"), message);
		Files.writeString(container.resolve("attributes.json"), "{\"n5\":" + "[".repeat(100_000));
		assertThrows(InvalidInputException.class, () -> Sources.describe(container));
		Files.writeString(container.resolve("attributes.json"), "{\"n5\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
		final String deep = assertThrows(InvalidInputException.class, () -> Sources.describe(container)).getMessage();
		assertTrue(deep.contains("too deep"), deep);
		assertThrows(InvalidInputException.class, () -> Sources.describe(container.resolve("absent")));
	}

	/** A grid of 2^89 blocks is no reason to wait, or to look for them. */
	@Test
	void hugeGridsAreDescribedAtOnce() throws Exception {
		final Path file = folder.resolve("attributes.json");
		Files.writeString(file, GOOD.replace("[4,3,2],\"blockSize\":[4,3,2]",
			"[1000000,1000000,1000000],\"blockSize\":[1,1,1]"));
		block("7/999999/0", new byte[] { 5 }, 1, 1, 1);
		block("1000000/0/0", new byte[] { 5 }, 1, 1, 1);
		Files.createDirectories(folder.resolve("07/x"));
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			final SourceFile source = Sources.describe(folder);
			assertEquals(2, source.files().size(), "attributes and one block");
			source.sha256();
			try (LabelSource labels = source.open(SourceOptions.defaults())) {
				final long[] label = new long[3];
				labels.read(new long[] { 6, 999999, 0 }, new int[] { 3, 1, 1 }, label);
				assertArrayEquals(new long[] { 0, 5, 0 }, label);
			}
		});
		Files.writeString(file, GOOD.replace("[4,3,2],\"blockSize\":[4,3,2]", "[2147483647,2147483647,1],\"blockSize\":[1,1,1]"));
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Sources.describe(folder).files());
	}

	private void block(final String name, final byte[] voxels, final int... size) throws Exception {
		write(name, 0, voxels, size);
	}

	private void write(final String name, final int mode, final byte[] rest, final int... size) throws Exception {
		final ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * size.length + rest.length);
		bytes.putShort((short) mode).putShort((short) size.length);
		for (final int n : size)
			bytes.putInt(n);
		bytes.put(rest);
		Files.createDirectories(folder.resolve(name).getParent());
		Files.write(folder.resolve(name), bytes.array());
	}

	private long[] read() {
		try (LabelSource source = Sources.describe(folder).open(SourceOptions.defaults())) {
			return MemorySource.all(source);
		}
	}

	/** At the end of an axis: as large as it should be, whole, or smaller; and with a count of elements. */
	@Test
	void blocksOfOtherSizesAreCroppedOrFilled() throws Exception {
		Files.writeString(folder.resolve("attributes.json"), GOOD.replace("\"dimensions\":[4,3,2]", "\"dimensions\":[3,2,1]"));
		block("0/0/0", new byte[] { 1, 2, 3, 4, 5, 6 }, 3, 2, 1);
		assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6 }, read());
		final byte[] whole = new byte[24];
		for (int i = 0; i < 24; i++)
			whole[i] = (byte) i;
		block("0/0/0", whole, 4, 3, 2);
		assertArrayEquals(new long[] { 0, 1, 2, 4, 5, 6 }, read());
		block("0/0/0", new byte[] { 7, 8 }, 2, 1, 1);
		assertArrayEquals(new long[] { 7, 8, 0, 0, 0, 0 }, read());
		write("0/0/0", 1, new byte[] { 0, 0, 0, 6, 1, 2, 3, 4, 5, 6 }, 3, 2, 1);
		assertArrayEquals(new long[] { 1, 2, 3, 4, 5, 6 }, read());
	}

	@Test
	void damagedBlocksAreRefusedByName() throws Exception {
		Files.writeString(folder.resolve("attributes.json"), GOOD);
		final byte[] voxels = new byte[24];
		for (final Runnable bad : new Runnable[] { //
			() -> wrong("has only 0 bytes", () -> Files.write(Files.createDirectories(folder.resolve("0/0")).resolve("0"), new byte[0])),
			() -> wrong("dimensions", () -> write("0/0/0", 0, voxels, 4, 3, 2, 1)),
			() -> wrong("mode 2", () -> write("0/0/0", 2, voxels, 4, 3, 2)),
			() -> wrong("dimension 1", () -> block("0/0/0", voxels, 5, 3, 2)),
			() -> wrong("dimension 3", () -> block("0/0/0", voxels, 4, 3, 0)),
			() -> wrong("dimension 2", () -> block("0/0/0", voxels, 4, -3, 2)),
			() -> wrong("dimension 3", () -> block("0/0/0", voxels, 4, 3, Integer.MAX_VALUE)),
			() -> wrong("23 bytes", () -> block("0/0/0", Arrays.copyOf(voxels, 23), 4, 3, 2)),
			() -> wrong("25 bytes", () -> block("0/0/0", Arrays.copyOf(voxels, 25), 4, 3, 2)),
			() -> wrong("elements", () -> write("0/0/0", 1, new byte[28], 4, 3, 2)),
			() -> wrong("elements", () -> write("0/0/0", 1, new byte[2], 4, 3, 2)),
			() -> wrong("far more", () -> block("0/0/0", new byte[200_000], 4, 3, 2)) })
			bad.run();
	}

	private interface Writing {

		void run() throws Exception;
	}

	private void wrong(final String named, final Writing writing) {
		try {
			writing.run();
		}
		catch (final Exception e) {
			throw new AssertionError(e);
		}
		final String message = assertThrows(LabelUpscalerException.class, this::read).getMessage();
		assertTrue(message.contains(named) && message.contains(folder.resolve("0/0/0").toString()), message);
	}

	@Test
	void theHashIsThatOfTheVoxelsAlone() throws Exception {
		final Path attributes = folder.resolve("attributes.json");
		Files.writeString(attributes, GOOD);
		block("0/0/0", new byte[24], 4, 3, 2);
		final String first = Sources.describe(folder).sha256();
		Files.writeString(attributes, GOOD.replace("{\"dim", "{\"note\":\"changed\",\"dim"));
		Files.writeString(folder.resolve("note.txt"), "another");
		assertEquals(first, Sources.describe(folder).sha256());
		final byte[] other = new byte[24];
		other[23] = 1;
		block("0/0/0", other, 4, 3, 2);
		assertNotEquals(first, Sources.describe(folder).sha256());
		block("0/0/0", new byte[24], 4, 3, 2);
		assertEquals(first, Sources.describe(folder).sha256());
		Files.writeString(attributes, GOOD.replace("uint8", "int8"));
		assertNotEquals(first, Sources.describe(folder).sha256());
		Files.writeString(attributes, GOOD);
		Files.delete(folder.resolve("0/0/0"));
		assertNotEquals(first, Sources.describe(folder).sha256(), "missing is not the same as zeros that are there");
	}

	/** What was read before must not hide what is there now. */
	@Test
	void aVolumeThatIsOpenedAgainIsReadAgain() throws Exception {
		Files.writeString(folder.resolve("attributes.json"), GOOD);
		block("0/0/0", new byte[24], 4, 3, 2);
		assertEquals(0, read()[5]);
		final byte[] other = new byte[24];
		other[5] = 9;
		block("0/0/0", other, 4, 3, 2);
		assertEquals(9, read()[5]);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"setup1/timepoint0/s1|{\"resolution\":[1,2,3],\"unit\":\"um\"}|{\"downsamplingFactors\":[[1,1,1],[2,2,2]]}|2 x 4 x 6 um",
		"setup1/timepoint0/s0|{}|{\"resolution\":[1,2,3],\"unit\":\"nm\"}|1 x 2 x 3 nm",
		"setup1/timepoint0/s1|{}|{\"resolution\":[1,2,3],\"downsamplingFactors\":[[1,1,1],[2,2,2]]}|2 x 4 x 6, unit unknown",
		"setup1/timepoint0/other|{\"resolution\":[1,2,3]}|{}|voxel size unknown" })
	void aLevelTakesItsVoxelSizeFromTheGroups(final String level, final String group, final String setup, final String expected)
		throws Exception
	{
		Files.createDirectories(folder.resolve(level));
		Files.writeString(folder.resolve(level + "/attributes.json"), GOOD.replace(",\"resolution\":[1,2,3],\"unit\":\"um\"", ""));
		Files.writeString(folder.resolve("setup1/timepoint0/attributes.json"), group);
		Files.writeString(folder.resolve("setup1/attributes.json"), setup);
		assertEquals(expected, Sources.describe(folder.resolve(level)).voxelSize().toString());
		if (level.endsWith("s0"))
			assertEquals(expected, Sources.describe(folder.resolve("setup1")).voxelSize().toString());
	}

	@Test
	void aBlockThatChangesWhileItIsReadIsNoticed() throws Exception {
		Files.writeString(folder.resolve("attributes.json"), GOOD);
		block("0/0/0", new byte[24], 4, 3, 2);
		try (LabelSource source = Sources.describe(folder).open(SourceOptions.defaults())) {
			source.checkUnchanged();
			Files.delete(folder.resolve("0/0/0"));
			assertThrows(LabelUpscalerException.class, source::checkUnchanged);
		}
	}
}
