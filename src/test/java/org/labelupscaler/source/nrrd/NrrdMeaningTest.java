package org.labelupscaler.source.nrrd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.TestSources;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.source.Sources;

/** What a NRRD states beside its voxels: units of each axis, values before they were quantised, segments of 3D Slicer. */
class NrrdMeaningTest {

	@TempDir
	private Path folder;

	private SourceFile describe(final String fields) throws IOException {
		return Sources.describe(write(fields, 105));
	}

	private Path write(final String fields, final int bytes) throws IOException {
		return TestSources.write(folder.resolve("w.nrrd"), "NRRD0005\ntype: uchar\nencoding: raw\n" + fields.replace('~',
			'\n') + "\n\n", new byte[bytes]);
	}

	private static final String CUBE = "dimension: 3~sizes: 7 5 3~";
	private static final String DIAGONAL = CUBE + "space directions: (25,0,0) (0,25,0) (0,0,0.05)~";

	/** The digits of the text, not of a number of 64 bits that is near to it; one unit for all, or none. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		DIAGONAL + "space units: \"um\" \"micron\" \"mm\"|25|25|50|um|0", //
		DIAGONAL + "space units: \"um\" \"um\" \"furlong\"|1|1|1|unknown|1", //
		DIAGONAL + "space units: \"um\" \"um\" \"\"|1|1|1|unknown|1", //
		DIAGONAL + "space units: \"um\" \"um\"|1|1|1|unknown|1", //
		DIAGONAL + "space units: \"\" \"\" \"\"|25|25|0.05|pixel|0", //
		DIAGONAL + "space units: um um mm|25|25|50|um|0", //
		CUBE + "spacings: 0.1 0.2 7~units: \"mm\" \"um\" \"nm\"|0.1|0.0002|0.000007|mm|0", //
		CUBE + "spacings: 0.1 0.2 7~units: \"mm\" \"\" \"mm\"|1|1|1|unknown|1", //
		CUBE + "spacings: 0.1 nan 7~units: \"mm\" \"mm\" \"mm\"|0.1|0.1|7|mm|1", //
		CUBE + "spacings: 1 1 1|1|1|1|pixel|0", //
		CUBE + "spacings: 5 5 7~units: \"furlong\" \"furlong\" \"furlong\"|5|5|7|pixel|1", //
		CUBE + "axis mins: 0 0 0~axis maxs: 0.7 1.5 0.1|0.1|0.3|0.03333333333333333|pixel|0", //
		CUBE + "space directions: (0.6,0.8,0) (-1.6,1.2,0) (0,0,3)~space units: \"um\" \"um\" \"um\"|1|2|3|um|0", //
		CUBE + "space directions: (0.0006,0.8,0) (-0.0016,1.2,0) (0,0,3)~space units: \"mm\" \"um\" \"um\"|0.001|0.002|0.003|mm|0", //
		CUBE + "space directions: (0.6,0.8,0) (-1.6,1.2,0) (0,0,3)~space units: \"furlong\" \"furlong\" \"furlong\"|1|2|3|pixel|1", //
		CUBE + "space directions: (0.6,0.8,0) (-1.6,1.2,0) (0,0,3)~space units: \"um\" \"furlong\" \"um\"|1|1|1|unknown|2", //
		CUBE + "space directions: (0.017677669529663688,0.017677669529663688,0) (0,1,0) (0,0,1)|0.025|1|1|pixel|0", //
		DIAGONAL + "spacings: 2 2 2|25|25|0.05|pixel|1" })
	void voxelSizesAreExactOrUnknown(final String fields, final double x, final double y, final double z, final String unit,
		final int notes) throws Exception
	{
		final SourceFile file = describe(fields);
		assertEquals(MemorySource.voxelSize(x, y, z, unit), file.voxelSize());
		assertEquals(notes, file.notes().size(), file.notes().toString());
		assertEquals(file.notes(), Sources.measure(folder.resolve("w.nrrd")).notes());
	}

	@Test
	void whatIsNotKnownIsSaid() throws Exception {
		assertEquals(List.of("The voxel size cannot be used, for its units are not all known: 25 um along x, 25 um along y, 0.05 " +
			"furlong along z."), describe(DIAGONAL + "space units: \"um\" \"um\" \"furlong\"").notes());
		final SourceFile oblique = describe(CUBE + "space directions: (1,1,0) (1,-1,0) (0,0,3)~space units: \"um\" \"\" \"um\"");
		assertEquals(VoxelSize.UNKNOWN, oblique.voxelSize());
		assertTrue(oblique.notes().get(0).contains("oblique") && oblique.notes().get(0).contains("um, none"), oblique.notes()
			.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "space directions: (1d,0,0) (0,1,0) (0,0,1)", "spacings: 1 0x1p3 1", "spacings: 1 1f 1",
		"spacings: 1 ٢ 1", "spacings: 1 Infinity 1", "spacings: 1 1e99999 1", "axis mins: 0 0 0d~axis maxs: 1 1 1" })
	void onlyDecimalsOfAsciiAreNumbers(final String field) {
		assertThrows(InvalidInputException.class, () -> describe(CUBE + field));
		assertThrows(InvalidInputException.class, () -> describe("dimension: 3~sizes: 7 ٥ 3~"));
	}

	/** A range other than that of the type means that labels are not the numbers that are stored. */
	@Test
	void quantisedValuesAreRefused() throws Exception {
		for (final String range : new String[] { "old min: 0~old max: 1", "oldmin: -5~oldmax: 255", "old min: 0~old max: 256" }) {
			final String message = assertThrows(InvalidInputException.class, () -> describe(CUBE + range)).getMessage();
			assertTrue(message.contains("old min") && message.contains("quantised") && message.lines().count() == 1, message);
		}
		for (final String range : new String[] { "old min: 0~old max: 255", "old min: -0.5~old max: 255.5", "old min: nan~old max: nan",
			"old min: 0~old max: 0", "old max: 7" })
			assertEquals(List.of(), describe(CUBE + range).notes(), range);
	}

	private static final String SLICER = "Segment0_ID:=Segment_1~Segment0_LabelValue:=1~Segment0_Layer:=0~Segment1_ID:=Segment_2~" +
		"Segment1_LabelValue:=2~Segment1_Layer:=1~Segmentation_MasterRepresentation:=Binary labelmap";

	@Test
	void segmentationsOfSlicerAreReadIfTheyAreLabels() throws Exception {
		assertEquals(List.of(), describe(CUBE + SLICER).notes());
		assertEquals(List.of(), describe(CUBE + SLICER + "~Segmentation_ReferenceImageExtentOffset:=0 0 0").notes());
		final SourceFile cropped = describe(CUBE + SLICER + "~Segmentation_ReferenceImageExtentOffset:=12 0 7");
		assertEquals(List.of("It is a segmentation of 3D Slicer that is cropped to its segments: it begins at voxel (12, 0, 7) of " +
			"the image it was drawn on, so what is made of it covers that part of the image only."), cropped.notes());
		cropped.open(new SourceOptions(folder, false)).close();
		final String layers = "dimension: 4~sizes: 2 7 5 3~kinds: list domain domain domain~" +
			"space directions: none (1,0,0) (0,1,0) (0,0,1)~";
		final Path layered = write(layers + SLICER, 210);
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(layered)).getMessage();
		assertTrue(message.contains("3D Slicer with 2 layers") && message.contains("Export"), message);
		describe(layers.replace("sizes: 2", "sizes: 1") + SLICER).open(new SourceOptions(folder, false)).close();
		final String fractional = assertThrows(InvalidInputException.class, () -> describe(CUBE + SLICER.replace("Binary",
			"Fractional"))).getMessage();
		assertTrue(fractional.contains("3D Slicer") && fractional.contains("Export"), fractional);
	}
}
