package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;

/**
 * What HDF5 files say that their numbers, axes and sizes mean (src/test/python/make_hdf5_meanings.py), as nibabel, netCDF4,
 * SimpleITK and h5py read them.
 */
class Hdf5MeaningsTest {

	@TempDir
	private static Path folder;

	@TempDir
	private Path own;

	@BeforeAll
	static void unpack() throws Exception {
		GoldenArrays.unpack("hdf5/meanings", folder);
	}

	static List<String> expected() throws Exception {
		try (InputStream in = Hdf5MeaningsTest.class.getResourceAsStream("/hdf5/meanings.csv")) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("expected")
	void everyFileIsReadAsItMeans(final String line) {
		final String[] fields = line.split("\\|");
		final Path path = folder.resolve(fields[0]);
		final long[] size = Stream.of(fields[2].split(",")).mapToLong(Long::parseLong).toArray();
		final SourceFile file = Sources.describe(path);
		final ImageSize measured = Sources.measure(path);
		assertArrayEquals(size, measured.size());
		assertArrayEquals(size, file.size());
		assertEquals(file.voxelSize(), measured.voxelSize());
		assertEquals(!fields[3].equals("unknown"), file.voxelSize().known());
		if (file.voxelSize().known())
			assertEquals(Hdf5Files.voxelSize(fields[3]), file.voxelSize());
		assertEquals(Integer.parseInt(fields[5]), file.notes().size(), () -> file.notes().toString());
		assertEquals(file.notes(), measured.notes());
		assertEquals(64, file.sha256().length());
		try (LabelSource source = file.open(new SourceOptions(own, false))) {
			assertEquals(fields[1], source.type().toString().toLowerCase(Locale.ROOT));
			assertEquals(Long.parseLong(fields[4]), Hdf5Files.crc(MemorySource.all(source)));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"noscale.mnc|/minc-2.0/image/0/image-max", //
		"sign.mnc|attribute 'signtype' of /minc-2.0/image/0/image is 'signed__', but the dataset holds uint8", //
		"wrongscale.mnc|/minc-2.0/image/0/image-max has the size [5]", //
		"otheraxis.mnc|along 'xspace', expected that of the first axes", //
		"times.mnc|has 2 along axis 0 ('time')", //
		"order.mnc|attribute 'dimorder'", //
		"range.mnc|attribute 'valid_range'", //
		"huge.mnc|beyond what 64-bit labels can be", //
		"nan.mnc|/minc-2.0/image/0/image-max has the value NaN", //
		"filters.h5/szip|filter szip", //
		"filters.h5/szip|h5repack -f GZIP=4 in.h5 out.h5", //
		"filters.h5/scaleoffsetfloat|rounded floating-point numbers", //
		"meanings.h5/scaled|attribute 'scale_factor' of /scaled is 0.5", //
		"meanings.h5/shifted|attribute 'add_offset' of /shifted is 1.0", //
		"meanings.h5/nexus|attribute 'scaling_factor' of /nexus is 2.0", //
		"meanings.h5/text|attribute 'scale_factor' of /text is no number", //
		"meanings.h5/multiset|/multiset is a Paintera label multiset", //
		"meanings.h5/colours|picture in colours", //
		"meanings.h5/empty|empty array of MATLAB", //
		"meanings.h5/char|MATLAB's char", //
		"meanings.h5/twelve|integers of 12 bits in 2 bytes", //
		"net.nc/scaled|attribute 'scale_factor' of /scaled is 0.1", //
		"itkcolours.hdf5|has 3 along axis 3 ('c')" })
	void whatIsNoLabelsIsRefusedByName(final String path, final String named) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(path)))
			.getMessage();
		assertTrue(message.contains(named) && message.contains(path.replaceFirst("/.*", "")) && !message.contains("\n"), message);
	}

	/** exact.mnc has 0 to 5 for 0 to 5; with other ends its integers stand for other numbers, or are missing. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"5|7|stands for %s, not a whole number (valid_range 0 to 5 stands for image-min 0 to image-max 7)", //
		"5|5.0000001|not a whole number (valid_range 0 to 5 stands for image-min 0 to image-max 5.0000001)", //
		"4|4|is stored as 5, beyond valid_range, 0 to 4" })
	void integersOfMincThatAreNoLabelsAreRefusedByVoxel(final double valid, final double max, final String named)
		throws Exception
	{
		final long[] stored;
		try (LabelSource source = Sources.describe(folder.resolve("exact.mnc")).open(new SourceOptions(own, false))) {
			stored = MemorySource.all(source);
		}
		int first = 0;
		while (stored[first] <= valid && stored[first] * max % valid == 0)
			first++;
		final Path copy = withEnds(valid, max);
		final SourceFile file = Sources.describe(copy);
		final String message = assertThrows(InvalidInputException.class, () -> file.open(new SourceOptions(own, false)))
			.getMessage();
		final String voxel = "voxel (" + first % 7 + ", " + first / 7 % 5 + ", " + first / 35 + ")";
		assertTrue(message.contains("copy.mnc") && message.contains(voxel) && !message.contains("\n"), message + voxel);
		assertTrue(message.contains(named.replace("%s", BigDecimal.valueOf(stored[first] * 14, 1).toString())), message);
		assertTrue(Sources.measure(copy).voxelSize().known());
	}

	@Test
	void theFingerprintDependsOnTheScaling() throws Exception {
		final String before = Sources.describe(folder.resolve("exact.mnc")).sha256();
		assertEquals(before, Sources.describe(withEnds(5, 5)).sha256());
		assertNotEquals(before, Sources.describe(withEnds(10, 5)).sha256());
		assertNotEquals(before, Sources.describe(withEnds(5, 10)).sha256());
	}

	/** A copy of exact.mnc, whose number 5 is found twice: in the valid range, then as image-max. */
	private Path withEnds(final double valid, final double max) throws Exception {
		final byte[] bytes = Files.readAllBytes(folder.resolve("exact.mnc"));
		final String text = new String(bytes, StandardCharsets.ISO_8859_1);
		final String five = new String(ByteBuffer.allocate(8).putLong(Long.reverseBytes(Double.doubleToLongBits(5))).array(),
			StandardCharsets.ISO_8859_1);
		final int[] at = { text.indexOf(five), text.lastIndexOf(five) };
		assertNotEquals(at[0], at[1]);
		final double[] ends = { valid, max };
		for (int i = 0; i < 2; i++)
			ByteBuffer.wrap(bytes, at[i], 8).putLong(Long.reverseBytes(Double.doubleToLongBits(ends[i])));
		return Files.write(own.resolve("copy.mnc"), bytes);
	}

	@Test
	void imagesLieWhereTheirFilesSay() {
		assertEquals(List.of(new BigDecimal("1.0"), new BigDecimal("2.5"), new BigDecimal("-3.0")), Sources.measure(folder
			.resolve("itk.hdf5")).offset());
		// The y axis of ids.mnc runs backwards.
		assertEquals(List.of(), Sources.measure(folder.resolve("ids.mnc")).offset());
		assertEquals(List.of(), Sources.measure(folder.resolve("axes.h5/7x8")).offset());
	}

	@Test
	void notesSayWhatWasGuessed() {
		assertTrue(Sources.describe(folder.resolve("dims.nc/lat")).notes().get(0).contains("not evenly spaced"));
		assertTrue(Sources.describe(folder.resolve("dims.nc/deep")).notes().get(0).contains("'depth' is taken as z"));
		final String axes = Sources.describe(folder.resolve("axes.h5/1x1x7x8x1")).notes().get(0);
		assertTrue(axes.contains("[1, 1, 7, 8, 1]") && axes.contains("-, z, y, x, -"), axes);
		assertTrue(Sources.describe(folder.resolve("meanings.h5/fill")).notes().get(0).contains("9 stands for no value (_FillValue)"));
		assertTrue(Sources.describe(folder.resolve("meanings.h5/matlab")).notes().get(0).contains("row"));
		assertTrue(Sources.describe(folder.resolve("sizes.h5/spacing")).notes().get(0).contains("'spacing'"));
		assertTrue(Sources.describe(folder.resolve("sizes.h5/volumes/labels/neuron_ids")).notes().get(0).contains("nm"));
		assertFalse(Sources.describe(folder.resolve("ids.mnc")).format().isEmpty());
	}

	/** Whatever is changed in a file, it is read, or refused in one line; with a seed that is printed if not. */
	@ParameterizedTest
	@CsvSource({ "slices.mnc", "rows.mnc", "few.mnc", "coronal.mnc", "itk.hdf5", "filters.h5/scaleoffsetu2fill",
		"filters.h5/scaleoffsetgzip", "filters.h5/blosclz42", "filters.h5/bzip2", "filters.h5/bitshufflezstd", "v200.h5/fixedgzip",
		"v200.h5/names", "v200.h5/committed", "net.nc/enum", "sizes.h5/tagsum" })
	void damagedFilesAreReadOrRefused(final String name) throws Exception {
		final byte[] good = Files.readAllBytes(folder.resolve(name.replaceFirst("/.*", "")));
		final Path bad = own.resolve("bad.h5");
		for (int seed = 0; seed < 40; seed++) {
			final Random random = new Random(seed);
			final byte[] bytes = good.clone();
			for (int i = 0; i <= random.nextInt(4); i++)
				bytes[random.nextInt(random.nextBoolean() ? Math.min(bytes.length, 6000) : bytes.length)] = (byte) (random
					.nextBoolean() ? -1 : random.nextInt());
			Files.write(bad, bytes);
			try {
				final SourceFile file = Sources.describe(name.contains("/") ? bad.resolve(name.replaceFirst("[^/]*/", "")) : bad);
				file.sha256();
				try (LabelSource source = file.open(new SourceOptions(own, false))) {
					MemorySource.all(source);
				}
			}
			catch (final LabelUpscalerException e) {
				assertTrue(e.getMessage().contains("bad.h5") && !e.getMessage().contains("\n"), e.getMessage());
			}
			catch (final Throwable e) {
				throw new AssertionError(name + ", seed " + seed, e);
			}
		}
	}

	/** The same rule as in Zarr and N5; see make_unsigned.py, and what netCDF4 reads. */
	@ParameterizedTest
	@CsvSource({ "lower, uint8, 200", "upper, uint16, 40000", "signed, int8, -56", "plain, uint32, 40000" })
	void netcdfSaysTheSign(final String name, final String type, final long last) throws Exception {
		final SourceFile file = Sources.describe(unsigned().resolve(name));
		assertEquals(type, file.type().toString());
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			assertArrayEquals(new long[] { 1, 2, last }, MemorySource.all(source));
		}
	}

	@Test
	void aSignThatNobodyCanTellIsRefused() throws Exception {
		final Path path = unsigned().resolve("wrong");
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(path)).getMessage();
		assertTrue(message.contains("_Unsigned") && message.contains("neither true nor false"), message);
	}

	private Path unsigned() throws Exception {
		try (InputStream in = Hdf5MeaningsTest.class.getResourceAsStream("/hdf5/unsigned.nc")) {
			return Files.write(own.resolve("unsigned.nc"), in.readAllBytes());
		}
	}
}
