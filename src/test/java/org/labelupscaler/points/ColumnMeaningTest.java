package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention.Zero;
import org.labelupscaler.points.file.PointFiles;

/** What the names of columns say of their numbers, where a user has named the columns, and where they do not agree. */
class ColumnMeaningTest {

	private static final Optional<LengthUnit> UM = Optional.of(LengthUnit.MICROMETER);

	@TempDir
	private Path folder;

	private PointFile describe(final String text, final String x, final String y, final String z) throws IOException {
		return PointFiles.describe(Files.writeString(folder.resolve("cells.csv"), text), PointColumns.of(x, y, z), Optional.empty());
	}

	private PointFile named(final String pattern) throws IOException {
		final String x = pattern.replace('*', 'x');
		final String y = pattern.replace('*', 'y');
		final String z = pattern.replace('*', 'z');
		return describe('"' + x + "\",\"" + y + "\",\"" + z + "\"\n1,2,3\n", x, y, z);
	}

	/** A unit anywhere in the name of a column that was said is that of its numbers. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "*{um}|um", "*-um|um", "um_*|um", "*um|um", "*_um_abs|um", "Pos * in µm|um", "* [um] world|um",
		"*/mm|mm", "µm *|um", "* um.|um", "mm.*|mm", "cell_*_microns|um", "stage nanometers *|nm", "position_*_um (1)|um" })
	void aUnitAnywhereInANameCounts(final String pattern, final String unit) throws IOException {
		final PointFile file = named(pattern);
		assertEquals(LengthUnit.parse(unit), file.convention().unit());
		assertEquals(Optional.empty(), file.question());
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "my *", "Centre * of cell", "*_px", "pixels *", "number of *", "summed *", "*_mum", "commented *" })
	void otherNamesAreVoxels(final String pattern) throws IOException {
		final PointFile file = named(pattern);
		assertEquals(Optional.empty(), file.convention().unit());
		assertEquals(Optional.empty(), file.question());
	}

	@ParameterizedTest
	@ValueSource(strings = { "inch *", "*_inches_abs", "um/mm *" })
	void unitsThatAreNotPlainAreAskedFor(final String pattern) throws IOException {
		assertTrue(named(pattern).question().orElseThrow().contains("is not known"), named(pattern).question().toString());
	}

	@Test
	void namesOfDifferentUnitsAreRefused() {
		assertTrue(assertThrows(InvalidInputException.class, () -> describe("um_x,y mm,z\n1,2,3\n", "um_x", "y mm", "z")).getMessage()
			.contains("must have the same unit"));
	}

	/** QuPath's ZSliceMeasurementBuilder: the index of the slice, from 0, whatever the unit of the centroids. */
	@Test
	void zSliceOfQuPathCountsFromZero() throws IOException {
		final String units = "Image\tObject ID\tClassification\tROI\tCentroid X µm\tCentroid Y µm\tZ-slice\tNum points\na\tb\tc\tPoint\t1.5\t2.5\t7\t1\n";
		for (final String z : new String[] { "", "Z-slice", "z-slice", "7" }) {
			final PointFile file = describe(units, "", "", z);
			assertEquals(new Convention(UM, Zero.CORNER, true, 0), file.convention());
			assertEquals("1.5 2.5 7.0", ReadPoints.of(file, BadRows.fail()).text());
			assertEquals(Optional.empty(), file.question());
		}
		assertEquals(new Convention(Optional.empty(), Zero.CORNER, true, 0), describe(units.replace("µm", "px"), "", "", "").convention());
	}

	@ParameterizedTest
	@ValueSource(strings = { "plane", "Z index", "z_plane", "z-index", "section", "Z_slice_number", "frame" })
	void aNumberOfAPlaneIsNoLength(final String z) throws IOException {
		final PointFile file = describe("Centroid X µm,Centroid Y µm," + z + "\n1.5,2.5,7\n", "", "", z);
		assertTrue(file.question().orElseThrow().contains("'" + z + "' is named as the number of a plane"), file.question().toString());
		assertEquals(Optional.empty(), describe("X,Y," + z + "\n1.5,2.5,7\n", "", "", z).question());
	}

	/** MATLAB's writetable of regionprops: Centroid_1 is x, and counts from 1; scikit-image's centroid-0 is z of three. */
	@Test
	void centroidsThatCountFromOneAreNotTaken() {
		for (final String header : new String[] { "Centroid_1,Centroid_2,p\n", "centroid-1,centroid-2,p\n", "Centroid_1,Centroid_2,Centroid_3\n" })
			assertTrue(assertThrows(InvalidInputException.class, () -> describe(header + "1,2,3\n", "", "", "3")).getMessage().contains(
				"is not plain"));
	}

	/** Vaa3D's saveMarker_file: "marker file is 1-based". */
	@Test
	void markersOfVaa3dCountFromOne() throws IOException {
		for (final String hash : new String[] { "#", "##" }) {
			final PointFile file = describe(hash + "x,y,z,radius,shape,name,comment, color_r,color_g,color_b\n4.000, 5.000, 6.000, 0, 1, a, , 255,0,0\n",
				"", "", "");
			assertTrue(file.question().orElseThrow().contains("Vaa3D"), file.question().toString());
			assertEquals("4.0 5.0 6.0", ReadPoints.of(file, BadRows.fail()).text());
		}
	}
}
