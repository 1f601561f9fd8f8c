package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.nifti.NiftiFormat;

import com.google.gson.JsonArray;

/** NIfTI files, right ones as nibabel wrote them, and wrong ones. */
class NiftiTest extends NiftiFiles {

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
}
