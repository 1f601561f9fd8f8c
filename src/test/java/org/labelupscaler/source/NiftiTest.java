package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.nifti.NiftiFormat;

import com.google.gson.JsonArray;

/** NIfTI files, right ones as nibabel wrote them, and wrong ones. */
class NiftiTest {

	private static final Path GOLDEN = GoldenVolume.folder("nifti");

	@TempDir
	private Path folder;

	static List<GoldenVolume> golden() throws IOException {
		return GoldenVolume.all("nifti");
	}

	@ParameterizedTest
	@MethodSource("golden")
	void filesOfNibabelAreReadAsNibabelReadsThem(final GoldenVolume golden) throws Exception {
		final SourceFile file = golden.check(folder);
		final JsonArray edges = golden.expected().getAsJsonArray("voxelSize");
		for (int d = 0; d < 3; d++)
			assertEquals(edges.get(d).getAsDouble(), file.voxelSize().get(d), 1e-7 * edges.get(d).getAsDouble());
		assertEquals(golden.text("unit"), file.voxelSize().unit());
		final ImageSize measured = Sources.measure(golden.path());
		assertArrayEquals(file.size(), measured.size());
		assertEquals(file.voxelSize(), measured.voxelSize());
		assertEquals(file.format(), measured.format());
		assertEquals(file.name(), measured.name());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"uint8_1l.nii|NIfTI-1|0.025|0.5|3.0|mm", //
		"uint8_2b.nii|NIfTI-2|0.025|0.5|3.0|mm", //
		"gzip1.nii.gz|NIfTI-1, gzip|0.025|0.5|3.0|mm", //
		"pair2.hdr|NIfTI-2, hdr and img|0.025|0.5|3.0|mm", //
		"pairgz.hdr.gz|NIfTI-1, hdr and img, gzip|0.025|0.5|3.0|mm", //
		"sform_oblique.nii|NIfTI-1|25.0|25.0|50.0|um", //
		"disagree.nii|NIfTI-1|2.0|3.0|4.0|mm" })
	void voxelSizesAreTheRoundNumbersThatWereMeant(final String name, final String format, final double x,
		final double y, final double z, final String unit)
	{
		final SourceFile file = Sources.describe(GOLDEN.resolve(name));
		assertEquals(format, file.format());
		assertEquals(new VoxelSize(x, y, z, unit), file.voxelSize());
		assertEquals("", file.rawLayout());
	}

	/** NB: turned by an angle, a matrix of 32-bit floats is rounded at every number; pixdim is not. */
	@Test
	void whatDiffersByRoundingIsPixdim() throws Exception {
		final float rounded = Math.nextUp(0.1f);
		for (final float[] steps : new float[][] { { rounded, 0.1f }, { 0.1001f, 0.1001f }, { 0.0999f, 0.0999f } })
			assertEquals(steps[1], (float) Sources.describe(changed("r.nii", b -> b.putFloat(80, 0.1f).putShort(254, (short) 1)
				.putFloat(280, steps[0]).putFloat(300, 1).putFloat(320, 1))).voxelSize().x());
	}

	/** What the header says twice, or in a unit that is none, is said. */
	@Test
	void voxelSizesThatAreDoubtfulAreSaid() throws Exception {
		final List<String> notes = Sources.describe(GOLDEN.resolve("disagree.nii")).notes();
		assertEquals(1, notes.size());
		assertTrue(notes.get(0).startsWith("The header says two voxel sizes: 2 x 3 x 4 by its matrix (sform), which is taken, and "),
			notes.toString());
		assertEquals(notes, Sources.measure(GOLDEN.resolve("disagree.nii")).notes());
		for (final String name : new String[] { "uint8_1l.nii", "uint8_2b.nii", "sform_oblique.nii", "qform.nii" })
			assertEquals(List.of(), Sources.describe(GOLDEN.resolve(name)).notes(), name);
		final SourceFile unit = Sources.describe(changed("u.nii", b -> b.put(123, (byte) 7)));
		assertEquals(new VoxelSize(0.025, 0.5, 3, "pixel"), unit.voxelSize());
		assertTrue(unit.notes().get(0).contains("'xyzt_units 7'"), unit.notes().toString());
		final SourceFile missing = Sources.describe(changed("m.nii", b -> b.putShort(254, (short) 0).putFloat(84, 0)));
		assertEquals(new VoxelSize(0.025, 0.025, 3, "mm"), missing.voxelSize());
		assertTrue(missing.notes().get(0).contains("along y"), missing.notes().toString());
	}

	@Test
	void eitherFileOfAPairMayBeNamed() throws Exception {
		for (final String name : new String[] { "pair1.hdr|pair1.img", "pair2.hdr|pair2.img", "pairgz.hdr.gz|pairgz.img.gz" }) {
			final Path header = GOLDEN.resolve(name.split("\\|")[0]);
			final Path image = GOLDEN.resolve(name.split("\\|")[1]);
			final SourceFile file = Sources.describe(image);
			assertEquals(List.of(header, image), file.files());
			assertEquals(header, file.location().orElseThrow());
			assertEquals(Sources.describe(header).sha256(), file.sha256());
			assertArrayEquals(new long[] { 5, 4, 3 }, Sources.measure(image).size());
		}
	}

	@Test
	void headerAndImageOfAPairMayBeStoredDifferently() throws Exception {
		final long[] labels = labels(Sources.describe(GOLDEN.resolve("pair1.hdr")));
		copy("pair1.hdr", "a.hdr");
		Files.write(folder.resolve("a.img.gz"), TestSources.gzip(Files.readAllBytes(GOLDEN.resolve("pair1.img"))));
		copy("pair1.img", "B.IMG");
		Files.write(folder.resolve("B.HDR.gz"), TestSources.gzip(Files.readAllBytes(GOLDEN.resolve("pair1.hdr"))));
		for (final String name : new String[] { "a.hdr", "a.img.gz", "B.IMG", "B.HDR.gz" })
			assertArrayEquals(labels, labels(Sources.describe(folder.resolve(name))), name);
		// NB: with both, the one that is stored as the header is.
		Files.write(folder.resolve("a.img"), new byte[60 * 4]);
		assertArrayEquals(new long[60], labels(Sources.describe(folder.resolve("a.hdr"))));
		assertArrayEquals(new long[60], labels(Sources.describe(folder.resolve("a.img.gz"))));
		Files.write(folder.resolve("B.IMG.gz"), TestSources.gzip(new byte[60 * 4]));
		assertArrayEquals(new long[60], labels(Sources.describe(folder.resolve("B.HDR.gz"))));
	}

	private long[] labels(final SourceFile file) {
		final long[] size = file.size();
		final long[] labels = new long[(int) (size[0] * size[1] * size[2])];
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			source.read(new long[3], new int[] { (int) size[0], (int) size[1], (int) size[2] }, labels);
		}
		return labels;
	}

	private void copy(final String from, final String to) throws IOException {
		Files.copy(GOLDEN.resolve(from), folder.resolve(to));
	}

	@Test
	void whatTheFileIsDecidesNotItsName() throws Exception {
		copy("gzip1.nii.gz", "compressed.nii");
		copy("uint8_1l.nii", "plain.nii.gz");
		copy("gzip1.nii.gz", "other.gz");
		copy("uint8_2b.nii", "other");
		copy("uint8_1l.nii", "single.hdr");
		assertEquals("NIfTI-1, gzip", Sources.describe(folder.resolve("compressed.nii")).format());
		assertEquals("NIfTI-1", Sources.describe(folder.resolve("plain.nii.gz")).format());
		assertEquals("NIfTI-1, gzip", Sources.describe(folder.resolve("other.gz")).format());
		assertEquals("NIfTI-2", Sources.describe(folder.resolve("other")).format());
		assertEquals(24, labels(Sources.describe(folder.resolve("single.hdr"))).length);
		for (final String text : new String[] { "a", "raw voxels of a kind that has nothing to do with it" }) {
			Files.writeString(folder.resolve("text.gz"), text);
			assertEquals(false, new NiftiFormat().recognises(SourceLocation.of(folder.resolve("text.gz"))));
			Files.writeString(folder.resolve("text.img"), text);
			assertEquals(false, new NiftiFormat().recognises(SourceLocation.of(folder.resolve("text.img"))));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"rgb.nii|4|3|2||datatype|RGB", //
		"complex.nii|4|3|2||datatype|complex64", //
		"series.nii.gz|4|3|2|, volume 1 of 5|dim|5 volumes", //
		"scaled.nii|4|3|2||scl_slope|0.5", //
		"shifted.nii|4|3|2||scl_inter|7" })
	void imagesThatAreNoLabelsAreOnlyMeasured(final String name, final long x, final long y, final long z,
		final String taken, final String field, final String why)
	{
		final ImageSize image = Sources.measure(GOLDEN.resolve(name));
		assertArrayEquals(new long[] { x, y, z }, image.size());
		assertEquals("mm", image.voxelSize().unit().replace("pixel", "mm"));
		assertEquals(GOLDEN.resolve(name) + (taken == null ? "" : taken), image.name());
		refused(GOLDEN.resolve(name), field, why);
	}

	@Test
	void scalingsThatAreNoneAreTakenAsNone() throws Exception {
		for (final float[] none : new float[][] { { 0, 0 }, { 0, 5 }, { Float.NaN, Float.NaN }, { Float.POSITIVE_INFINITY,
			1 }, { 1, 0 } })
			assertEquals(24, labels(Sources.describe(changed("none.nii", b -> b.putFloat(112, none[0]).putFloat(116, none[1]))))
				.length);
		for (final float slope : new float[] { 2, -1, 0.5f, 1.0000001f })
			refused(changed("slope.nii", b -> b.putFloat(112, slope)), "scl_slope", "unscaled");
		refused(changed("uint32_2b.nii", "slope2.nii", b -> b.putDouble(176, 2)), "scl_slope", "2.0");
		refused(changed("uint32_2b.nii", "inter2.nii", b -> b.putDouble(176, 1).putDouble(184, 3)), "scl_inter", "3.0");
		for (final float inter : new float[] { 1, Float.NaN, -1e-30f })
			refused(changed("inter.nii", b -> b.putFloat(112, 1).putFloat(116, inter)), "scl_inter", "unscaled");
	}

	/** A NIfTI-1 file of 4 x 3 x 2 uint32 in little-endian order, with something else in its header. */
	private Path changed(final String name, final Consumer<ByteBuffer> change) throws IOException {
		return changed("uint32_1l.nii", name, change);
	}

	private Path changed(final String from, final String name, final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
		change.accept(ByteBuffer.wrap(bytes).order(from.contains("b.nii") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
		return Files.write(folder.resolve(name), bytes);
	}

	private void refused(final Path file, final String... parts) {
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file).open(new SourceOptions(
			folder, false)).close()).getMessage();
		for (final String part : parts)
			assertTrue(message.contains(part), message);
		assertTrue(message.contains(file.getFileName().toString()), message);
		assertTrue(message.indexOf('\n') < 0, message);
		try (Stream<Path> files = Files.list(folder)) {
			assertTrue(files.noneMatch(f -> f.toString().endsWith("tmp")));
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	@Test
	void wrongHeadersAreRefusedByName() throws Exception {
		refused(changed("a.nii", b -> b.putInt(0, 349)), "sizeof_hdr");
		refused(changed("a.nii", b -> b.put(344, (byte) 'x')), "magic", "Analyze");
		refused(changed("uint8_2b.nii", "a.nii", b -> b.put(4, (byte) 'x')), "magic");
		refused(changed("a.nii", b -> b.put(346, (byte) '2')), "magic");
		refused(changed("a.nii", b -> b.put(345, (byte) 'i')), "magic", ".img");
		refused(changed("a.hdr", b -> b.put(344, (byte) 'n').put(345, (byte) 'i')), "magic", ".img");
		refused(changed("analyze.hdr", b -> b.putInt(344, 0)), "Analyze");
		for (final int axes : new int[] { 0, -1, 8, 32767 })
			refused(changed("a.nii", b -> b.putShort(40, (short) axes)), "dim[0]", "'" + axes + "'");
		for (final int axis : new int[] { 1, 2, 3 })
			for (final int size : new int[] { 0, -5 })
				refused(changed("a.nii", b -> b.putShort(40 + 2 * axis, (short) size)), "dim", "" + size);
		refused(changed("a.nii", b -> b.putShort(42, (short) 5)), "truncated");
		refused(changed("a.nii", b -> b.putShort(42, (short) 3)), "does not match");
		refused(changed("a.nii", b -> b.putShort(40, (short) 5).putShort(48, (short) 3).putShort(50, (short) 4)), "dim",
			"12 volumes", "5 4 3 2 3 4");
		for (final int type : new int[] { 0, 1, 128, 511, 1536, 2304, -4 })
			refused(changed("a.nii", b -> b.putShort(70, (short) type)), "datatype", "" + type);
		for (final int axis : new int[] { 1, 2, 3 })
			for (final float edge : new float[] { Float.NaN, Float.POSITIVE_INFINITY, 1e16f, 1e-16f, -1e-20f })
				refused(changed("a.nii", b -> b.putShort(254, (short) 0).putFloat(76 + 4 * axis, edge)), "pixdim[" + axis + "]");
		for (final float edge : new float[] { Float.NaN, Float.POSITIVE_INFINITY, 1e20f, 1e-16f })
			refused(changed("a.nii", b -> b.putShort(254, (short) 1).putFloat(280, edge).putFloat(300, 1).putFloat(320, 1)),
				"srow_x");
	}

	@Test
	void offsetsOfVoxelsAreChecked() throws Exception {
		for (final float low : new float[] { 0, -0f, 348, 16 })
			assertEquals(24, labels(Sources.describe(changed("low.nii", b -> b.putFloat(108, low)))).length);
		for (final float wrong : new float[] { -1, -352, Float.NaN, 1e9f, Float.POSITIVE_INFINITY, 3e38f, 449 })
			refused(changed("a.nii", b -> b.putFloat(108, wrong)), "vox_offset");
		refused(changed("a.nii", b -> b.putFloat(108, 352.5f)), "vox_offset", "whole");
		refused(changed("a.nii", b -> b.putFloat(108, 356)), "truncated");
		for (final long wrong : new long[] { -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40 })
			refused(changed("uint32_2b.nii", "a.nii", b -> b.putLong(168, wrong)), "vox_offset");
		final byte[] plain = gunzip("gzip1.nii.gz");
		for (final float wrong : new float[] { -1, 1e9f, Float.NaN })
			refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, wrong)), "vox_offset");
		refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, 368)), "truncated");
		refused(gzip("a.nii.gz", plain, b -> b.putFloat(108, 50000)), "truncated");
		assertEquals(17 * 13 * 11, labels(Sources.describe(gzip("a.nii.gz", plain, b -> b.putFloat(108, 0)))).length);
		copy("pair1.hdr", "p.hdr");
		final byte[] image = Files.readAllBytes(GOLDEN.resolve("pair1.img"));
		final byte[] later = Arrays.copyOf(new byte[16], 16 + image.length);
		System.arraycopy(image, 0, later, 16, image.length);
		Files.write(folder.resolve("p.img"), later);
		final byte[] header = Files.readAllBytes(GOLDEN.resolve("pair1.hdr"));
		ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putFloat(108, 16);
		Files.write(folder.resolve("p.hdr"), header);
		assertArrayEquals(labels(Sources.describe(GOLDEN.resolve("pair1.hdr"))), labels(Sources.describe(folder.resolve(
			"p.hdr"))));
	}

	private static byte[] gunzip(final String name) throws IOException {
		try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name)))) {
			return in.readAllBytes();
		}
	}

	private Path gzip(final String name, final byte[] plain, final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = plain.clone();
		change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
		return Files.write(folder.resolve(name), TestSources.gzip(bytes));
	}

	@Test
	void nonsenseThatProgramsWriteIsOverlooked() throws Exception {
		final Consumer<ByteBuffer> noSform = b -> b.putShort(254, (short) 0).putShort(252, (short) 0);
		assertEquals(new VoxelSize(0.025, 0.5, 0.025, "mm"), Sources.describe(changed("z.nii", noSform.andThen(b -> b.putFloat(88,
			0)))).voxelSize());
		assertEquals(VoxelSize.UNKNOWN, Sources.describe(changed("0.nii", noSform.andThen(b -> b.putFloat(80, 0).putFloat(84,
			0).putFloat(88, 0)))).voxelSize());
		assertEquals(new VoxelSize(0.025, 0.5, 3, "mm"), Sources.describe(changed("-.nii", noSform.andThen(b -> b.putFloat(80,
			-0.025f)))).voxelSize());
		assertEquals(new VoxelSize(0.025, 0.5, 3, "mm"), Sources.describe(changed("s.nii", b -> {
			b.putShort(254, (short) 1);
			for (int i = 0; i < 12; i++)
				b.putFloat(280 + 4 * i, 0);
		})).voxelSize(), "a matrix that was never set");
		assertEquals("pixel", Sources.describe(changed("u.nii", b -> b.put(123, (byte) (7 | 8)))).voxelSize().unit());
		assertEquals("um", Sources.describe(changed("u.nii", b -> b.put(123, (byte) (3 | 16)))).voxelSize().unit());
		assertEquals(24, labels(Sources.describe(changed("d.nii", b -> b.putShort(40, (short) 5).putShort(48, (short) 0)
			.putShort(50, (short) 0)))).length);
	}

	@Test
	void impossibleSizesAreRefusedAtOnce() throws Exception {
		for (final long size : new long[] { 1L << 31, 1L << 60, Long.MAX_VALUE })
			refused(changed("uint32_2l.nii", "big.nii", b -> b.putLong(24, size)), "" + size);
		for (final String from : new String[] { "uint32_2l.nii", "uint32_1l.nii" }) {
			final boolean first = from.contains("1");
			final Consumer<ByteBuffer> huge = b -> {
				for (int i = 1; i < 4; i++)
					if (first)
						b.putShort(40 + 2 * i, (short) 32767);
					else
						b.putLong(16 + 8 * i, (1L << 31) - 1);
			};
			refused(changed(from, "huge.nii", huge), first ? "truncated" : "too large");
			final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
			refused(gzip("huge.nii.gz", bytes, huge), first ? "cannot hold" : "too large");
		}
		final Path many = changed("uint32_2l.nii", "many.nii", b -> {
			b.putLong(16, 7);
			for (int i = 4; i < 8; i++)
				b.putLong(16 + 8 * i, Long.MAX_VALUE);
		});
		refused(many, "dim", "volumes");
		assertArrayEquals(new long[] { 4, 3, 2 }, Sources.measure(many).size());
	}

	@Test
	void damagedFilesAreRefused() throws Exception {
		final byte[] plain = Files.readAllBytes(GOLDEN.resolve("uint32_1l.nii"));
		for (int cut = 0; cut < plain.length; cut += cut < 20 ? 1 : 13)
			refused(Files.write(folder.resolve("cut.nii"), Arrays.copyOf(plain, cut)));
		refused(Files.write(folder.resolve("long.nii"), Arrays.copyOf(plain, plain.length + 24)), "does not match");
		final byte[] gzip = Files.readAllBytes(GOLDEN.resolve("gzip1.nii.gz"));
		for (int cut = 0; cut < gzip.length; cut += cut < 20 ? 1 : 17)
			refused(Files.write(folder.resolve("cut.nii.gz"), Arrays.copyOf(gzip, cut)));
		refused(gzip("long.nii.gz", Arrays.copyOf(gunzip("gzip1.nii.gz"), 352 + 17 * 13 * 11 * 4 + 17 * 13 * 4), b -> {}),
			"holds more");
		Files.write(folder.resolve("p.hdr"), Files.readAllBytes(GOLDEN.resolve("pair1.hdr")));
		Files.createDirectory(folder.resolve("p.img"));
		refused(folder.resolve("p.hdr"), "magic");
		assertThrows(InvalidInputException.class, () -> new NiftiFormat().describe(SourceLocation.of(folder.resolve(
			"missing.nii"))));
	}

	/** Whatever the bytes are, there is one kind of answer. */
	@Test
	void randomHeadersNeverFailOtherwise() throws Exception {
		final Random random = new Random(5);
		final String[] names = { "uint32_1l.nii", "uint16_2b.nii", "gzip1.nii.gz", "series.nii.gz" };
		for (int i = 0; i < 600; i++) {
			final String from = names[i % names.length];
			final byte[] bytes = Files.readAllBytes(GOLDEN.resolve(from));
			for (int n = 1 + random.nextInt(6); n > 0; n--)
				bytes[random.nextInt(Math.min(bytes.length, 560))] = (byte) random.nextInt();
			final Path file = Files.write(folder.resolve("r" + from), bytes);
			try {
				Sources.measure(file);
				Sources.describe(file).open(new SourceOptions(folder, true)).close();
			}
			catch (final LabelUpscalerException e) {
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
		}
	}
}
