package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.raw.RawLayout;

/** Files that are longer than their headers say: read on as other programs do, or refused. */
class SurplusTest {

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("surplus");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void whatItkReadsOnIsRead(final String line) {
		GoldenFiles.check("surplus", line, folder);
	}

	@ParameterizedTest
	@CsvSource({ "tail.mha, 17", "tail.nrrd, 17", "zeros.nii, 512" })
	void whatIsNotReadIsSaid(final String name, final int bytes) {
		final List<String> note = List.of(bytes + " bytes that follow the voxels in " + name + " are not read.");
		assertEquals(note, Sources.describe(GoldenFiles.folder("surplus").resolve(name)).notes());
	}

	@Test
	void whereVoxelsBeginByTheLengthIsSaid() {
		for (final String name : new String[] { "offset_0.nii", "offset_16.nii.gz" })
			assertEquals(List.of("The header says that the voxels begin at byte " + (name.contains("16") ? 16 : 0) +
				"; by the length of the file they begin at 348."), Sources.describe(GoldenFiles.folder("surplus").resolve(name)).notes());
		for (final String name : new String[] { "offset_348.nii", "offset_348.nii.gz", "plain.nii" })
			assertEquals(List.of(), Sources.describe(GoldenFiles.folder("surplus").resolve(name)).notes());
	}

	/** NB: it could be either of two places, four bytes apart, which for labels of 32 bits is one voxel. */
	@Test
	void whereVoxelsBeginIsNotGuessed() throws Exception {
		final byte[] plain = Files.readAllBytes(GoldenFiles.folder("surplus").resolve("plain.nii"));
		ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 0);
		final byte[] longer = Arrays.copyOf(plain, plain.length + 16);
		for (final Path file : List.of(Files.write(folder.resolve("o.nii"), longer), Files.write(folder.resolve("o.nii.gz"),
			TestSources.gzip(longer))))
			assertTrue(assertThrows(InvalidInputException.class, () -> open(file)).getMessage().contains("size"));
		open(Files.write(folder.resolve("o.nii"), plain));
		open(Files.write(folder.resolve("o.nii.gz"), TestSources.gzip(plain)));
	}

	private void open(final Path file) {
		Sources.describe(file).open(new SourceOptions(folder, false)).close();
	}

	private static final String HEADER = "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 7 5 3\nendian: little\nencoding: ";

	private Path write(final String encoding, final byte[] data) throws IOException {
		return TestSources.write(folder.resolve("s.nrrd"), HEADER + encoding + "\n\n", data);
	}

	/** Of 7 x 5 x 3 voxels of 2 bytes: another type, more volumes, a longer axis, more than all again. */
	@ParameterizedTest
	@ValueSource(ints = { 105, 210, 420, 630, 70, 140, 42, 84, 30, 60, 5000 })
	void whatCouldBeVoxelsIsRefused(final int surplus) throws Exception {
		for (final String encoding : new String[] { "raw", "gzip" }) {
			final byte[] data = new byte[210 + surplus];
			final Path file = write(encoding, encoding.equals("raw") ? data : TestSources.gzip(data));
			assertTrue(assertThrows(InvalidInputException.class, () -> open(file), encoding).getMessage().contains(
				"does not match its size"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 16, 17, 209, 512, 4096 })
	void whatCannotBeVoxelsIsLeftOut(final int surplus) throws Exception {
		final byte[] data = new byte[210 + surplus];
		new Random(surplus).nextBytes(data);
		for (final String encoding : new String[] { "raw", "gzip", "bzip2" }) {
			final byte[] stored = encoding.equals("raw") ? data : encoding.equals("gzip") ? TestSources.gzip(data) : bzip2(data);
			final SourceFile file = Sources.describe(write(encoding, stored));
			assertEquals(encoding.equals("raw") ? 1 : 0, file.notes().size());
			try (LabelSource source = file.open(new SourceOptions(folder, false))) {
				final long[] labels = new long[105];
				source.read(new long[3], new int[] { 7, 5, 3 }, labels);
				for (int i = 0; i < labels.length; i++)
					assertEquals(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * i) & 0xffff, labels[i]);
			}
		}
	}

	private static byte[] bzip2(final byte[] data) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (OutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
			bzip2.write(data);
		}
		return out.toByteArray();
	}

	/** Behind the streams, not in them: zeros, and what is neither zeros nor another stream. */
	@Test
	void whatFollowsAStreamIsNoPartOfIt() throws Exception {
		final byte[] data = new byte[210];
		new Random(1).nextBytes(data);
		final ByteArrayOutputStream zlib = new ByteArrayOutputStream();
		try (OutputStream out = new DeflaterOutputStream(zlib)) {
			out.write(data);
		}
		for (final byte[] tail : new byte[][] { new byte[1], new byte[512], new byte[100_000], "x".getBytes(), "trailing".getBytes(), {
			0x1f }, { 0x1f, 0 }, { 0, 0, 0x1f, 7 } })
		{
			open(write("gzip", with(TestSources.gzip(data), tail)));
			open(write("bzip2", with(bzip2(data), tail)));
			open(TestSources.write(folder.resolve("s.mha"), "ObjectType = Image\nNDims = 3\nDimSize = 7 5 3\n" +
				"ElementType = MET_USHORT\nCompressedData = True\nElementDataFile = LOCAL\n", with(zlib.toByteArray(), tail)));
		}
		// NB: another stream goes on with the voxels, and is not allowed to be damaged.
		open(write("gzip", with(TestSources.gzip(Arrays.copyOf(data, 99)), with(new byte[7], TestSources.gzip(Arrays.copyOfRange(data,
			99, 210))))));
		final byte[] members = with(TestSources.gzip(data), TestSources.gzip(new byte[3]));
		open(write("gzip", members));
		members[members.length - 6] ^= 1;
		assertThrows(InvalidInputException.class, () -> open(write("gzip", members)));
		assertThrows(InvalidInputException.class, () -> open(write("gzip", with(TestSources.gzip(Arrays.copyOf(data, 99)), "x"
			.getBytes()))));
	}

	private static byte[] with(final byte[] first, final byte[] second) {
		final byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	/** What a user says of a file is the whole file. */
	@Test
	void describedVoxelsAreAsLongAsTheFile() throws Exception {
		final RawLayout layout = new RawLayout(new long[] { 7, 5, 3 }, SourceType.UINT16, ByteOrder.LITTLE_ENDIAN);
		assertArrayEquals(new long[] { 7, 5, 3 }, layout.describe(Files.write(folder.resolve("r"), new byte[210])).size());
		for (final int length : new int[] { 209, 211, 227 }) {
			final Path file = Files.write(folder.resolve("r"), new byte[length]);
			assertThrows(InvalidInputException.class, () -> layout.describe(file));
		}
	}

	/** What says nothing of size takes the unit that the user says; what says numbers only keeps them. */
	@Test
	void aUnitOfTheUserCounts() throws Exception {
		final Path npy = GoldenFiles.folder("npy").resolve("u4_l.npy");
		final Path raw = Files.write(folder.resolve("r"), new byte[105]);
		final Path one = TestSources.write(folder.resolve("one.nrrd"), HEADER + "raw\nspacings: 1 1 1\n\n", new byte[210]);
		final Path none = TestSources.write(folder.resolve("none.mha"), "NDims = 3\nDimSize = 7 5 3\nElementType = MET_UCHAR\n" +
			"ElementDataFile = LOCAL\n", new byte[105]);
		for (final SourceFile file : List.of(Sources.describe(npy), new RawLayout(new long[] { 7, 5, 3 }, SourceType.UINT8,
			ByteOrder.LITTLE_ENDIAN).describe(raw), Sources.describe(none)))
		{
			assertEquals(VoxelSize.UNKNOWN, file.voxelSize());
			assertEquals(VoxelSize.UNKNOWN.withUnit("um"), file.withDefaultUnit("um").voxelSize());
			assertEquals(1, file.withDefaultUnit("um").notes().size());
		}
		assertEquals(new VoxelSize(1, 1, 1, "pixel"), Sources.describe(one).voxelSize());
		assertEquals(new VoxelSize(1, 1, 1, "um"), Sources.describe(one).withDefaultUnit("um").voxelSize());
		assertEquals(List.of(), Sources.describe(one).withDefaultUnit("um").notes());
		assertEquals("mm", Sources.describe(GoldenFiles.folder("surplus").resolve("plain.nii")).withDefaultUnit("um").voxelSize()
			.unit());
	}

	@ParameterizedTest
	@CsvSource({ "NaN, background", "Infinity, infinite", "-Infinity, infinite", "0.5, not a whole number" })
	void floatsThatAreNoLabelsAreExplained(final float value, final String why) throws Exception {
		final ByteBuffer data = ByteBuffer.allocate(420).order(ByteOrder.LITTLE_ENDIAN);
		data.putFloat(4 * 40, value).putFloat(0, -0f);
		final Path file = TestSources.write(folder.resolve("f.nrrd"), HEADER.replace("uint16", "float") + "raw\n\n", data.array());
		final String message = assertThrows(InvalidInputException.class, () -> open(file)).getMessage();
		assertTrue(message.contains(why) && message.contains("(5, 0, 1)") && message.lines().count() == 1, message);
		data.putFloat(4 * 40, 3);
		open(TestSources.write(folder.resolve("f.nrrd"), HEADER.replace("uint16", "float") + "raw\n\n", data.array()));
	}

	@Test
	void whyAFileCannotBeFoundIsSaid() {
		final String longName = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve("a".repeat(5000) +
			".nrrd"))).getMessage();
		assertTrue(longName.endsWith("File name too long"), longName);
		final String missing = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve("a.nrrd")))
			.getMessage();
		assertTrue(missing.endsWith("no such file or folder"), missing);
	}
}
