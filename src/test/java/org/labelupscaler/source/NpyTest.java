package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.grid.VoxelSize;

/** Arrays in {@code .npy} files, right ones as NumPy wrote them, and wrong ones. */
class NpyTest {

	private static final Path GOLDEN = GoldenVolume.folder("npy");

	@TempDir
	private Path folder;

	static List<GoldenVolume> golden() throws IOException {
		return GoldenVolume.all("npy");
	}

	@ParameterizedTest
	@MethodSource("golden")
	void filesOfNumPyAreReadAsNumPyReadsThem(final GoldenVolume golden) throws Exception {
		final SourceFile file = golden.check(folder);
		assertEquals(VoxelSize.UNKNOWN, file.voxelSize());
		assertEquals("NumPy, " + golden.text("order") + " order", file.format());
		assertEquals("", file.rawLayout());
		assertArrayEquals(file.size(), Sources.measure(golden.path()).size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', value = { //
		"half.npy;true;'descr' is '<f2'", //
		"complex.npy;true;'descr' is '<c8'", //
		"record.npy;false;'descr' is [('", //
		"strings.npy;false;'descr' is '<U5'", //
		"dates.npy;false;'descr' is '<M8[s]'", //
		"objects.npy;false;'descr' is '|O'", //
		"line.npy;false;'shape' is (24,)", //
		"series.npy;false;'shape' is (5, 2, 3, 4)", //
		"empty.npy;false;4 x 0 x 2", //
		"archive.npz;false;numpy.save" })
	void otherArraysAreRefusedByName(final String name, final boolean measured, final String named) {
		final Path file = GOLDEN.resolve(name);
		refused(file, named);
		if (measured)
			assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(file).size());
		else
			assertThrows(InvalidInputException.class, () -> Sources.measure(file));
	}

	/** What Cellpose saves is a dictionary in an array of one object. */
	@Test
	void pickledObjectsAreNamed() throws Exception {
		final Path objects = GOLDEN.resolve("objects.npy");
		refused(objects, "pickled Python object, not an array");
		final Path cellpose = Files.copy(objects, folder.resolve("slice_seg.npy"));
		refused(cellpose, "numpy.save('labels.npy', numpy.load('slice_seg.npy', allow_pickle=True).item()['masks'])");
		refused(cellpose, "Cellpose");
	}

	private void refused(final Path file, final String named) {
		final String message = assertThrows(InvalidInputException.class, () -> open(file)).getMessage();
		assertTrue(message.contains(named) && message.contains(file.getFileName().toString()), message);
		assertTrue(message.chars().noneMatch(Character::isISOControl), message);
	}

	private void open(final Path file) {
		Sources.describe(file).open(new SourceOptions(folder, false)).close();
	}

	private static final String GOOD = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4), }";

	private Path write(final String header, final int voxels) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(0x93);
		out.write("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
		out.write(header.length() & 0xFF);
		out.write(header.length() >> 8);
		out.write(header.getBytes(StandardCharsets.ISO_8859_1));
		out.write(new byte[voxels]);
		return Files.write(folder.resolve("w.npy"), out.toByteArray());
	}

	@ParameterizedTest
	@ValueSource(strings = { //
		"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 4)}", //
		"{\"shape\":(2,3,4),\"descr\":\"|u1\",\"fortran_order\":False}", //
		" {'fortran_order': False, 'descr': '<u1', 'shape': (2L, 3L, 4L,),}   \n", //
		"{'descr': '>i1',\n 'fortran_order': False,\n 'shape': (1, 1, 2, 3, 4, 1)}" })
	void anyWritingOfTheDictionaryIsRead(final String header) throws Exception {
		final Path file = write(header, 24);
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.describe(file).size());
		open(file);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "(24, 1, 1);1;1;24", "(1, 24);24;1;1", "(1, 1, 6, 4);4;6;1",
		"(2, 1, 3, 4);4;3;2" })
	void axesOfOneElementGoOnlyIfThereAreTooMany(final String shape, final long x, final long y, final long z)
		throws Exception
	{
		assertArrayEquals(new long[] { x, y, z }, Sources.describe(write(GOOD.replace("(2, 3, 4)", shape), 24)).size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '~', value = { //
		"'|u1';'<u3';'descr'", //
		"'|u1';'|u2';'descr'", //
		"'|u1';'=u2';'descr'", //
		"'|u1';'u1';'descr'", //
		"'|u1';'';'descr'", //
		"'|u1';'<f16';'descr'", //
		"'|u1';'|V4';'descr'", //
		"'|u1';'\\x3cu1';cannot be read at", //
		"'|u1';True;'descr'", //
		"'|u1';(2, 3);'descr'", //
		"'|u1';[('a', '<u1')];list", //
		"'descr': '|u1', ;;no field 'descr'", //
		"'fortran_order': False, ;;no field 'fortran_order'", //
		"'shape': (2, 3, 4), ;;no field 'shape'", //
		"False;'False';'fortran_order'", //
		"False;None;cannot be read at", //
		"False;__import__('os');cannot be read at", //
		"(2, 3, 4);'2, 3, 4';'shape'", //
		"(2, 3, 4);[2, 3, 4];'shape'", //
		"(2, 3, 4);(2, -3, 4);cannot be read at", //
		"(2, 3, 4);(2, 3.0, 4);cannot be read at", //
		"(2, 3, 4);(2, , 4);'shape'", //
		"(2, 3, 4);(2, 3L4, 4);'shape'", //
		"(2, 3, 4);();'shape'", //
		"(2, 3, 4);(24);'shape'", //
		"(2, 3, 4);(1, 1, 1, 24);'shape'", //
		"(2, 3, 4);(2, 3, 5);truncated", //
		"(2, 3, 4);(2, 3, 3);does not match", //
		"(2, 3, 4);(2, 99999999999999999999, 4);'shape'", //
		"(2, 3, 4);(2, 2147483648, 4);2147483648", //
		"(2, 3, 4);(2147483647, 2147483647, 2147483647);too large", //
		"(2, 3, 4);(2147483647, 1000000000, 2);truncated", //
		"(2, 3, 4);(2, 3, 4), 'shape': (2, 3, 4);twice", //
		"{;;cannot be read at", //
		"};;cannot be read at", //
		"};}};cannot be read at", //
		"{;{{{{;cannot be read at" })
	void wrongHeadersAreRefusedByName(final String right, final String wrong, final String named) throws Exception {
		assertTrue(GOOD.contains(right));
		refused(write(GOOD.replace(right, wrong == null ? "" : wrong), 24), named);
	}

	@Test
	void damagedFilesAreRefused() throws Exception {
		final byte[] good = Files.readAllBytes(GOLDEN.resolve("u4_l.npy"));
		for (int cut = 0; cut < good.length; cut++)
			refused(Files.write(folder.resolve("cut.npy"), Arrays.copyOf(good, cut)), cut < 6 ? "\\x93NUMPY" : "truncated");
		refused(Files.write(folder.resolve("long.npy"), Arrays.copyOf(good, good.length + 24)), "does not match");
		for (final int version : new int[] { 0, 4, 255 }) {
			final byte[] bytes = good.clone();
			bytes[6] = (byte) version;
			refused(Files.write(folder.resolve("version.npy"), bytes), "version is " + version + ".0");
		}
		final byte[] minor = good.clone();
		minor[7] = 1;
		refused(Files.write(folder.resolve("minor.npy"), minor), "version is 1.1");
		final byte[] long2 = Files.readAllBytes(GOLDEN.resolve("version2.npy"));
		for (final int length : new int[] { -1, 1 << 30, 1 << 16 }) {
			ByteBuffer.wrap(long2).order(ByteOrder.LITTLE_ENDIAN).putInt(8, length);
			refused(Files.write(folder.resolve("header.npy"), long2), "header length is " + (length & 0xFFFFFFFFL));
		}
	}

	/** Deep nesting and long repetitions end quickly, and so does whatever else. */
	@Test
	void hostileHeadersNeverFailOtherwise() throws Exception {
		for (final String part : new String[] { "{", "[", "(", "'", "'a':", "'a':'b',", "'a': (1,", " ", "1,", "\\" })
			for (final String start : new String[] { "", "{", "{'shape': (", "{'descr': '" }) {
				final String header = start + part.repeat((65000 - start.length()) / part.length());
				final Path file = write(header, 10);
				assertTrue(assertThrows(InvalidInputException.class, () -> open(file)).getMessage().length() < 400);
			}
		final Random random = new Random(7);
		for (int i = 0; i < 2000; i++) {
			final StringBuilder header = new StringBuilder(GOOD);
			for (int n = 1 + random.nextInt(4); n > 0; n--)
				header.setCharAt(random.nextInt(header.length()), "{}()[]',:0139uiL \\\n|<>é".charAt(random.nextInt(23)));
			final Path file = write(header.toString(), 24);
			try {
				Sources.measure(file);
				open(file);
			}
			catch (final LabelUpscalerException e) {
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
		}
	}
}
