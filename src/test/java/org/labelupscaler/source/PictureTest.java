package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.BlockGrid;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.TestTiff.Page;
import org.labelupscaler.source.TiffTest.Golden;

/** PNG and BMP files of other writers, see src/test/python/make_picture.py; damaged ones, and some made by hand. */
@Timeout(60)
class PictureTest {

	private static final Path GOLDEN = Path.of("src/test/resources/picture");

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
		assertEquals(VoxelSize.UNKNOWN, file.voxelSize());
		assertEquals(golden.size(), BlockGrid.format(Sources.measure(path).size()));
		TiffTest.check(golden, file, folder);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"table4.png|colour table", //
		"table8.bmp|colour table", //
		"gray4.png|4-bit numbers, 0 to 15", //
		"significant.png|only 12 bits", //
		"gray8.png|" })
	void whatAFileStatesIsSaid(final String name, final String note) {
		final List<String> notes = Sources.describe(GOLDEN.resolve(name)).notes();
		assertTrue(note == null ? notes.isEmpty() : notes.toString().contains(note), notes.toString());
	}

	private void refused(final Path path, final String... named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(path).open(new SourceOptions(folder,
			false)).close()).getMessage();
		for (final String name : named)
			assertTrue(message.contains(name), message + " should name " + name);
		assertTrue(!message.contains("\n"), message);
	}

	@ParameterizedTest
	@CsvSource({ "rgb.png,RGB", "rgba.png,RGB", "gray_alpha.png,gray with transparency", "rgb.bmp,RGB" })
	void coloursAreRefusedButMeasured(final String name, final String why) {
		refused(GOLDEN.resolve(name), name, why, "Labels are one number a voxel");
		assertEquals("45 x 33 x 1", BlockGrid.format(Sources.measure(GOLDEN.resolve(name)).size()));
	}

	@Test
	void animationsAreRefused() {
		refused(GOLDEN.resolve("animated.png"), "an animation");
	}

	/** By hand, as the specification of PNG has it. */
	private static byte[] png(final int width, final int height, final int bits, final int type, final byte[] rows,
		final byte[] colours) throws IOException
	{
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[] { (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 });
		chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) bits).put((byte) type).array());
		if (colours != null)
			chunk(out, "PLTE", colours);
		final ByteArrayOutputStream deflated = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
			deflater.write(rows);
		}
		chunk(out, "IDAT", deflated.toByteArray());
		chunk(out, "IEND", new byte[0]);
		return out.toByteArray();
	}

	private static void chunk(final ByteArrayOutputStream out, final String type, final byte[] bytes) throws IOException {
		final byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		final CRC32 crc = new CRC32();
		crc.update(name);
		crc.update(bytes);
		out.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
		out.write(name);
		out.write(bytes);
		out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
	}

	private Path slice(final String name, final byte[] bytes) throws IOException {
		return Files.write(folder.resolve(name), bytes);
	}

	/** One row of two voxels. */
	private static byte[] table(final int bits, final byte[] colours) throws IOException {
		return png(2, 1, bits, 3, bits == 8 ? new byte[] { 0, 1, 2 } : new byte[] { 0, 0x12 }, colours);
	}

	@Test
	void slicesHaveOneColourTable() throws Exception {
		final byte[] colours = { 0, 0, 0, 1, 2, 3, 4, 5, 6 };
		slice("s1.png", table(8, colours));
		slice("s2.png", table(4, colours));
		slice("s3.png", table(8, Arrays.copyOf(colours, 6)));
		try (LabelSource source = Sources.describe(folder).open(new SourceOptions(folder, false))) {
			assertArrayEquals(new long[] { 1, 2, 1, 2, 1, 2 }, MemorySource.all(source));
		}
		colours[4] = 9;
		slice("s3.png", table(8, colours));
		refused(folder, "s3.png has another colour table than", "s1.png");
	}

	@Test
	void slicesThatDifferAreRefused() throws Exception {
		slice("s1.png", png(2, 1, 8, 0, new byte[3], null));
		slice("s2.png", png(2, 1, 4, 0, new byte[2], null));
		refused(folder, "s2.png is 2 x 1 voxels of 4-bit gray", "s1.png is 2 x 1 voxels of 8-bit gray");
		slice("s2.png", png(1, 2, 8, 0, new byte[4], null));
		refused(folder, "s2.png is 1 x 2");
		slice("s2.png", table(8, new byte[9]));
		refused(folder, "s2.png is 2 x 1 voxels of 8-bit numbers in a colour table");
		Files.delete(folder.resolve("s2.png"));
		slice("s3.png", png(2, 1, 8, 0, new byte[3], null));
		slice("s4.png", png(2, 1, 8, 0, new byte[3], null));
		refused(folder, "is one missing");
		assertEquals(3, Sources.describe(folder.resolve("s*.png")).size()[2]);
	}

	@Test
	void slicesOfSeveralKindsAreRefused() throws Exception {
		slice("s1.png", png(2, 1, 8, 0, new byte[3], null));
		TestTiff.write(folder.resolve("s2.tif"), Page.of(2, 1, 8, new byte[2]));
		refused(folder, "slices of several kinds", "s1.png", "s2.tif");
		refused(folder.resolve("s*"), "slices of several kinds");
		assertEquals("PNG slices", Sources.describe(folder.resolve("s*.png")).format());
		Files.move(folder.resolve("s1.png"), folder.resolve("preview.png"));
		final SourceFile tiff = Sources.describe(folder);
		assertEquals(1, tiff.size()[2]);
		assertTrue(tiff.notes().toString().contains("'preview.png', is not read"), tiff.notes().toString());
		assertTrue(Sources.measure(folder).notes().toString().contains("preview.png"));
	}

	@ParameterizedTest
	@CsvSource({ "jpg,change numbers", "jpeg,JPEG files", "jp2,JPEG 2000 files", "gif,GIF files" })
	void slicesThatAreNotReadAreNamed(final String ending, final String why) throws Exception {
		slice("s1." + ending, new byte[9]);
		slice("s2." + ending, new byte[9]);
		refused(folder, "s1." + ending, why, "TIFF or PNG");
		refused(folder.resolve("s*." + ending), why);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gray8.png", "table2.png", "gray16_interlaced.png", "gray16.png", "table8.bmp", "bits1.bmp" })
	void damageGivesAMessage(final String name) throws Exception {
		final byte[] good = Files.readAllBytes(GOLDEN.resolve(name));
		final Path file = folder.resolve("bad.png");
		final long[] labels = all(Files.write(file, good));
		final Random random = new Random(5);
		for (int i = 0; i < 150; i++) {
			byte[] bad = good.clone();
			if (i % 3 == 0)
				bad = Arrays.copyOf(bad, random.nextInt(bad.length));
			else
				for (int n = random.nextInt(4); n >= 0; n--)
					bad[random.nextInt(bad.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
			Files.write(file, bad);
			try {
				final long[] read = all(file);
				// NB: all that makes voxels of a PNG file has a checksum; a BMP file has none.
				assertTrue(name.endsWith(".bmp") || Arrays.equals(labels, read), "damage was not noticed");
			}
			catch (final InvalidInputException e) {
				assertTrue(e.getMessage().contains("bad.png"), e.getMessage());
			}
		}
		try (Stream<Path> files = Files.list(folder)) {
			assertFalse(files.anyMatch(f -> f.getFileName().toString().endsWith(".tmp")));
		}
	}

	private long[] all(final Path file) {
		try (LabelSource source = Sources.describe(file).open(new SourceOptions(folder, false))) {
			return MemorySource.all(source);
		}
	}

	@Test
	void whatCannotBeInsideIsRefusedAtOnce() throws Exception {
		refused(slice("a.png", png(1 << 30, 1 << 30, 8, 0, new byte[3], null)), "cannot hold");
		refused(slice("a.png", png(0, 1, 8, 0, new byte[3], null)), "impossible");
		refused(slice("a.png", png(2, 2, 8, 0, new byte[3], null)), "ends too early");
		refused(slice("a.png", png(2, 1, 8, 0, new byte[6], null)), "more voxels");
		refused(slice("a.png", png(2, 1, 8, 0, new byte[] { 9, 0, 0 }, null)), "filter 9");
		refused(slice("a.png", png(2, 1, 3, 0, new byte[3], null)), "colour type 0 with 3 bits");
		refused(slice("a.png", png(2, 1, 8, 5, new byte[3], null)), "colour type 5");
		final byte[] bmp = Files.readAllBytes(GOLDEN.resolve("gray8.bmp"));
		bmp[21] = 0x70;
		refused(slice("a.bmp", bmp), "truncated");
		final byte[] runs = Files.readAllBytes(GOLDEN.resolve("gray8.bmp"));
		runs[30] = 1;
		refused(slice("a.bmp", runs), "compressed BMP");
	}
}
