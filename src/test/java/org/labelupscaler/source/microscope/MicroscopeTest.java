package org.labelupscaler.source.microscope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.GoldenFiles;
import org.labelupscaler.source.ImageSize;
import org.labelupscaler.source.Sources;

/** Sizes of microscope files, compared with what czifile, mrcfile, readlif and nd2 say of them (make_microscope.py). */
class MicroscopeTest {

	private static final Path GOLDEN = GoldenFiles.folder("microscope");

	@TempDir
	private Path folder;

	static Stream<String> expected() throws IOException {
		return GoldenFiles.expected("microscope");
	}

	@ParameterizedTest
	@MethodSource("expected")
	void readersAgree(final String line) {
		final String[] cells = line.split(",");
		final ImageSize image = Sources.measure(GOLDEN.resolve(cells[0]));
		assertEquals(cells[1], image.size()[0] + " " + image.size()[1] + " " + image.size()[2]);
		assertEquals(cells[3], image.voxelSize().unit());
		assertEquals(!cells[2].isEmpty(), image.voxelSize().known());
		for (int d = 0; d < 3 && !cells[2].isEmpty(); d++) {
			final double edge = Double.parseDouble(cells[2].split(" ")[d]);
			assertEquals(edge, image.voxelSize().get(d), 1e-12 * edge);
		}
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Sources.describe(GOLDEN.resolve(
			cells[0])));
		assertTrue(e.getMessage().contains("which is not read as labels; "), e.getMessage());
	}

	/** Divided exactly and rounded once: in binary 6.5e-07 times 1e6 is 0.6499999999999999. */
	@Test
	void lengthsAreDecimals() {
		assertEquals(new VoxelSize(0.65, 0.65, 2.5, "um"), Sources.measure(GOLDEN.resolve("volume.czi")).voxelSize());
		assertEquals(new VoxelSize(1, 1, 0.5, "um"), Sources.measure(GOLDEN.resolve("several.lif/slices/brain")).voxelSize());
		assertEquals(new VoxelSize(0.325, 0.325, 2.5, "um"), Sources.measure(GOLDEN.resolve("range.nd2")).voxelSize());
	}

	@Test
	void whatIsTakenTheFirstOfIsSaid() {
		assertTrue(name("volume.czi").endsWith("volume.czi (the first of 2 channels and 3 time points)"), name("volume.czi"));
		assertTrue(name("plain.czi").endsWith("plain.czi"), name("plain.czi"));
		assertTrue(name("several.lif/brain").endsWith("several.lif/brain (the first of 3 time points)"), name("several.lif/brain"));
		assertTrue(name("loops.nd2").endsWith("(the first of 2 channels and 3 time points and 2 positions)"), name("loops.nd2"));
		assertTrue(name("volumes.mrc").endsWith("(the first of 3 volumes)"), name("volumes.mrc"));
		assertEquals(List.of("The file has a mosaic of 3 tiles; its size is that of the whole area."), Sources.measure(GOLDEN.resolve(
			"tiles.czi")).notes());
		assertTrue(Sources.measure(GOLDEN.resolve("series.mrc")).notes().get(0).contains("stack of images (ISPG 0, MZ 1)"));
	}

	private static String name(final String file) {
		return Sources.measure(GOLDEN.resolve(file)).name();
	}

	/** 160 angstrom in 4 along z, where the columns are; 38.5 in 7 along x, where the sections are. */
	@Test
	void theCellOfAnMrcFileHasAxesOfItsOwn() {
		assertEquals(new VoxelSize(40, 5.5, 5.5, "angstrom"), Sources.measure(GOLDEN.resolve("turned.mrc")).voxelSize());
	}

	@Test
	void whichVolumeIsMeantMustBePlain() {
		refused(GOLDEN.resolve("several.lif"), "has 3 images; name one of them, as in several.lif/brain: brain, slices/brain, " +
			"slices/flat");
		refused(GOLDEN.resolve("several.lif/flat"), "has no image 'flat', but: brain, slices/brain, slices/flat");
		refused(GOLDEN.resolve("one.lif/other"), "has no image 'other'");
		assertArrayEquals(new long[] { 512, 256, 21 }, Sources.measure(GOLDEN.resolve("one.lif/Series001")).size());
		refused(GOLDEN.resolve("tiles.lif"), "image a is a mosaic of 4 tiles that are not merged");
		refused(GOLDEN.resolve("scenes.czi"), "has 2 scenes");
		refused(GOLDEN.resolve("volume.czi/scene1"), "is a file that has nothing inside");
	}

	private static void refused(final Path path, final String why) {
		final InvalidInputException e = assertThrows(InvalidInputException.class, () -> Sources.measure(path));
		assertTrue(e.getMessage().contains(why), e.getMessage());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<SizeX>7</SizeX>|<SizeX>0</SizeX>|impossible", "<SizeX>7</SizeX>|<SizeX>x</SizeX>|expected a whole",
		"<SizeZ>4</SizeZ>|<SizeZ>-</SizeZ>|SizeZ is '-'", "6.5e-07|1e-990|within reason", "6.5e-07|NaN    |within reason",
		"<SizeX>7</SizeX>|<SizeQ>7</SizeQ>|no SizeX", "</ImageDocument>|</ImageDocumenx>|is damaged" })
	void damagedCzi(final String change) throws IOException {
		final String[] parts = change.split("\\|");
		final String text = Files.readString(GOLDEN.resolve("volume.czi"), StandardCharsets.ISO_8859_1);
		assertTrue(text.contains(parts[0]));
		// NB: the length stays, for the header says it.
		final String other = parts[1] + " ".repeat(Math.max(0, parts[0].length() - parts[1].length()));
		refused(write("a.czi", text.replace(parts[0], other)), parts[2]);
	}

	private Path write(final String name, final String letters) throws IOException {
		return Files.writeString(folder.resolve(name), letters, StandardCharsets.ISO_8859_1);
	}

	@Test
	void headersThatLeadNowhere() throws IOException {
		refused(changed("volume.czi", 92, Long.MAX_VALUE), "is truncated or damaged");
		refused(changed("volume.czi", 92, 0), "there is no segment ZISRAWMETADATA");
		refused(changed("volume.czi", 80, 1), "is part 2 of a CZI in several files");
		refused(changed("one.lif", 9, Integer.MAX_VALUE), "is damaged");
		final long length = Files.size(GOLDEN.resolve("stack.nd2"));
		refused(changed("stack.nd2", length - 8, 0x7FFFFFFFFFFFFFF0L), "is truncated or damaged");
		refused(changed("stack.nd2", length - 8, 0), "Cannot read");
		refused(changed("stack.nd2", length - 20, 0), "does not end with the map");
		final String start = Files.readString(GOLDEN.resolve("stack.nd2"), StandardCharsets.ISO_8859_1);
		for (final int bytes : new int[] { 49, 55, 56 })
			refused(write("a.nd2", start.substring(0, bytes)), "is truncated: it ");
		for (final int bytes : new int[] { 5, 37, 48 })
			assertFalse(assertThrows(InvalidInputException.class, () -> Sources.measure(write("a.nd2", start.substring(0, bytes))))
				.getMessage().contains("at byte -"));
		refused(changed("volume.mrc", 0, 0), "impossible");
		refused(changed("volume.mrc", 40, 0x7FC000007FC00000L), "expected numbers above 0");
		refused(changed("turned.mrc", 64, 35), "is an MRC file");
		refused(changed("volumes.mrc", 36, 5), "stack of volumes of MZ = 5");
	}

	/** Written over by a number of 64 bits. */
	private Path changed(final String name, final long at, final long value) throws IOException {
		final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(name));
		final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (at == 80 || at == 9 || name.endsWith(".mrc") && at != 40)
			buffer.putInt((int) at, (int) value);
		else
			buffer.putLong((int) at, value);
		return Files.write(folder.resolve(name), bytes);
	}

	/** An aborted stack has fewer planes than its loop says. */
	@Test
	void unfinishedStacks() throws IOException {
		final String text = Files.readString(GOLDEN.resolve("stack.nd2"), StandardCharsets.ISO_8859_1);
		final String count = utf16("uiSequenceCount\0");
		final int at = text.indexOf(count) + count.length();
		assertEquals(9, text.charAt(at));
		refused(write("a.nd2", text.substring(0, at) + '\5' + text.substring(at + 1)), "it has 5 planes of a stack of 9");
	}

	/** Pixels that are not square: nobody says which way. */
	@Test
	void pixelsThatAreNotSquareHaveNoSize() throws IOException {
		final String text = Files.readString(GOLDEN.resolve("stack.nd2"), StandardCharsets.ISO_8859_1);
		final String aspect = utf16("dAspect\0");
		final int at = text.indexOf(aspect) + aspect.length();
		assertEquals("\0\0\0\0\0\0\u00F0\u003F", text.substring(at, at + 8));
		final ImageSize image = Sources.measure(write("a.nd2", text.substring(0, at + 7) + '\u0040' + text.substring(at + 8)));
		assertEquals(1, image.notes().stream().filter(note -> note.contains("not square")).count());
		assertEquals(VoxelSize.UNKNOWN, image.voxelSize());
	}

	private static String utf16(final String text) {
		return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
	}

	/** A VSI file is a TIFF of a thumbnail. */
	@Test
	void thumbnailsAreNotTheImage() throws IOException {
		Files.copy(GoldenFiles.folder("tiff").resolve(Files.list(GoldenFiles.folder("tiff")).filter(f -> f.toString().endsWith(
			".tif")).sorted().findFirst().orElseThrow().getFileName()), folder.resolve("a.vsi"));
		refused(folder.resolve("a.vsi"), "a VSI file (Olympus cellSens), which has its pixels in other files");
	}
}
