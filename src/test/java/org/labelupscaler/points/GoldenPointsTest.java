package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention.Zero;
import org.labelupscaler.points.file.PointFiles;

/** Files as other programs write them: what they are, and which points they hold. */
class GoldenPointsTest {

	private static final Path GOLDEN = Path.of("src/test/resources/points");

	private static final Convention SLICES = new Convention(Optional.empty(), Zero.CORNER, true);
	private static final Convention CENTRES = new Convention(Optional.empty(), Zero.CENTRE, false);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"brainglobe.csv|CSV, columns x, y, z|12.0 7.0 3.0; 1.0 2.0 30.0; 100.0 200.0 50.0", //
		"clearmap.csv|CSV, columns x, y, z|10.0 20.0 30.0; 11.0 21.0 31.0", //
		"pandas.csv|CSV, columns x, y, z|1.5 2.0 3.25; Infinity -Infinity 4.0; 0.1 1.0E-300 1.2345678912345679E8", //
		"pandas.tsv.gz|TSV, columns x, y, z|1.5 2.0 3.25; 2.5 3.0 4.0", //
		"savetxt.txt|table with spaces without a header, columns x, y, z|1.5 2.25 3.125; 4.0 5.0 6.0", //
		"f8.npy|NumPy array, columns x, y, z|1.5 2.25 3.125; -1.0 0.1 1.0E300; NaN Infinity -Infinity; 4.0 5.0 6.0", //
		"f4_big.npy|NumPy array, columns x, y, z|1.600000023841858 2.3499999046325684 3.2249999046325684; 4.099999904632568 " +
			"5.099999904632568 6.099999904632568", //
		"i1.npy|NumPy array, columns x, y, z|1.0 2.0 -128.0", //
		"u2.npy|NumPy array, columns x, y, z|1.0 2.0 65535.0", //
		"u8.npy|NumPy array, columns x, y, z|1.0 2.0 1.8446744073709552E19; 3.0 4.0 9.223372036854778E18", //
		"i4_fortran.npy|NumPy array, columns x, y, z|1.0 5.0 9.0; -2.0 6.0 10.0; 3.0 7.0 11.0; 4.0 8.0 2.147483647E9", //
		"none.npy|NumPy array, columns x, y, z|''", //
		"clearmap.npy|NumPy array, columns x, y, z|10.0 20.0 30.0; 11.0 21.0 31.0", //
		"clearmap_data.npy|NumPy array, columns x, y, z|10.0 20.0 30.0; 11.0 21.0 31.0", //
		"aligned.npy|NumPy array, columns x, y, z|0.10000000149011612 0.20000000298023224 5.0; 2.0 3.0 -6.0" })
	void voxelsFromTheCorner(final String name, final String format, final String points) throws Exception {
		check(name, format, points, Convention.VOXELS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"results.csv|ImageJ Results, columns X, Y, Slice|1.5 2.25 1.0; 10.0 20.125 3.0", //
		"results.tsv|ImageJ Results, columns X, Y, Slice|1.5 2.25 1.0; 10.0 20.125 3.0", //
		"measured.csv|ImageJ Results, columns X, Y, Slice|3.5 4.25 2.0; 39.5 29.25 5.0; 0.5 0.25 1.0", //
		"cellcounter.xml|Cell Counter XML, columns x, y, z|12.0 7.0 1.0; 0.0 250.0 30.0; 5.0 6.0 2.0", //
		"multi.roi|ImageJ points, columns x, y, slice|3.5 4.25 2.0; 39.5 29.25 5.0; 0.5 0.25 1.0", //
		"whole.roi|ImageJ points, columns x, y, slice|3.0 4.0 4.0; 39.0 29.0 4.0", //
		"flat.roi|ImageJ points, columns x, y, slice|6.5 7.5 0.0", //
		"roifile.roi|ImageJ points, columns x, y, slice|5.0 7.0 5.0; 8.0 9.0 5.0", //
		"RoiSet.zip|ImageJ points, columns x, y, slice|3.5 4.25 2.0; 39.5 29.25 5.0; 0.5 0.25 1.0; 3.0 4.0 4.0; 39.0 29.0 4.0; " +
			"6.5 7.5 3.0" })
	void slicesFromOne(final String name, final String format, final String points) throws Exception {
		check(name, format, points, SLICES);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"cellfinder.xml|cellfinder XML, columns x, y, z|1.0 2.0 30.0; 12.0 7.0 3.0; 100.0 200.0 50.0", //
		"napari.csv|CSV, columns axis-2, axis-1, axis-0|100.25 20.5 3.0; 101.0 21.0 4.0", //
		"skimage.csv|CSV, columns centroid-2, centroid-1, centroid-0|3.0 2.5 1.0; 5.0 0.0 3.0", //
		"trackmate6.csv|TrackMate spots, columns POSITION_X, POSITION_Y, POSITION_Z|30.25 41.5 7.125; 0.0 -0.125 14.0", //
		"trackmate7_pixel.csv|TrackMate spots, columns POSITION_X, POSITION_Y, POSITION_Z|3.0 4.5 0.0" })
	void voxelsFromTheCentre(final String name, final String format, final String points) throws Exception {
		check(name, format, points, CENTRES);
	}

	@Test
	void trackMateSaysItsUnit() throws Exception {
		check("trackmate7.csv", "TrackMate spots, columns POSITION_X, POSITION_Y, POSITION_Z", "30.25 41.5 7.125; 0.0 -0.125 14.0",
			new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CENTRE, false));
		final PointFile file = ReadPoints.of(GOLDEN.resolve("trackmate7.csv")).file();
		assertEquals(3, file.furtherHeaderRows().size());
		assertEquals("(micron)", file.furtherHeaderRows().get(2).get(5));
		assertEquals(file.columns().size(), file.furtherHeaderRows().get(0).size());
		assertEquals(2, ReadPoints.of(GOLDEN.resolve("trackmate7_pixel.csv")).file().furtherHeaderRows().size());
		assertEquals(List.of(), ReadPoints.of(GOLDEN.resolve("trackmate6.csv")).file().furtherHeaderRows());
	}

	@Test
	void imarisSaysItsUnitInEachRow() throws Exception {
		check("imaris.csv", "CSV, columns Position X, Position Y, Position Z", "3012.5 4870.25 1250.0; 12.0 0.5 8.75",
			new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CORNER, false));
	}

	private void check(final String name, final String format, final String points, final Convention convention)
		throws Exception
	{
		final ReadPoints read = ReadPoints.of(GOLDEN.resolve(name));
		assertEquals(format, read.file().format());
		assertEquals(points, read.text());
		assertEquals(convention, read.file().convention());
		assertEquals(Optional.empty(), read.badRows().text());
		// The content tells, not the name.
		final Path other = Files.copy(GOLDEN.resolve(name), folder.resolve("points.dat"));
		assertEquals(points, ReadPoints.of(other).text());
	}

	@Test
	void allColumnsAreKept() {
		final ReadPoints cells = ReadPoints.of(GOLDEN.resolve("clearmap_data.npy"));
		assertEquals(List.of("x", "y", "z", "size", "source", "xt", "yt", "zt", "order", "name"), cells.file().columns());
		assertEquals(List.of("11", "21", "31", "5", "2.5E-7", "4.5", "5.5", "6.5", "8", "Field CA1"), cells.rows().get(1));
		assertEquals(List.of("200", "0.1", "0.2", "5", "µm", "True"), ReadPoints.of(GOLDEN.resolve("aligned.npy")).rows().get(
			0));
		assertEquals(List.of("1", "2", "18446744073709551615"), ReadPoints.of(GOLDEN.resolve("u8.npy")).rows().get(0));
		assertEquals(List.of("0.1", "1e-300", "123456789.12345679", ""), ReadPoints.of(GOLDEN.resolve("pandas.csv")).rows()
			.get(2));
		assertEquals("a \"b\", c", ReadPoints.of(GOLDEN.resolve("pandas.csv")).rows().get(0).get(3));
		assertEquals(List.of("1", "stack.tif", "0", "1.500", "2.250", "1"), ReadPoints.of(GOLDEN.resolve("results.tsv")).rows()
			.get(0));
		assertEquals(List.of("1", "Neurons & glia", "0", "250", "30"), ReadPoints.of(GOLDEN.resolve("cellcounter.xml")).rows()
			.get(1));
		assertEquals(List.of("2", "12", "7", "3"), ReadPoints.of(GOLDEN.resolve("cellfinder.xml")).rows().get(1));
		final List<List<String>> set = ReadPoints.of(GOLDEN.resolve("RoiSet.zip")).rows();
		assertEquals(List.of("cells", "39.5", "29.25", "5", "1"), set.get(1));
		assertEquals(List.of("0002", "3.0", "4.0", "4", "0"), set.get(3));
		assertEquals("hyper", set.get(5).get(0));
	}

	@Test
	void columnsCanBeChosen() {
		assertEquals("1.5 2.5 3.5; 4.5 5.5 6.5", ReadPoints.of(GOLDEN.resolve("clearmap_data.npy"), PointColumns.of("xt", "YT",
			"8"), BadRows.fail()).text());
		final ReadPoints reversed = ReadPoints.of(GOLDEN.resolve("f8.npy"), PointColumns.of("3", "2", "1"), BadRows.fail());
		assertEquals("3.125 2.25 1.5", reversed.text().split(";")[0]);
		assertEquals(List.of("column1", "column2", "column3"), reversed.file().columns());
		assertEquals("2.0 3.0 4.0; 7.0 8.0 9.0", ReadPoints.of(GOLDEN.resolve("five.npy"), PointColumns.of("3", "4", "5"), BadRows
			.fail()).text());
		assertEquals("1.5 2.0 3.0; 4.0 5.0 6.0", ReadPoints.of(GOLDEN.resolve("pandas_unnamed.csv"), PointColumns.of("0", "1",
			"2"), BadRows.fail()).text());
		final ReadPoints flat = ReadPoints.of(GOLDEN.resolve("flat.roi"), PointColumns.of("", "", "0"), BadRows.fail());
		assertEquals("6.5 7.5 0.0", flat.text());
		assertFalse(flat.file().convention().slices());
	}

	@Test
	void theFormatCanBeSaid() {
		final Path cells = GOLDEN.resolve("cellfinder.xml");
		assertEquals(SLICES, PointFiles.describe(cells, PointColumns.GUESSED, PointFormat.of("CellCounter")).convention());
		assertEquals(CENTRES, PointFiles.describe(GOLDEN.resolve("cellcounter.xml"), PointColumns.GUESSED, Optional.of(
			PointFormat.CELLFINDER)).convention());
		assertEquals(Convention.VOXELS, PointFiles.describe(GOLDEN.resolve("trackmate6.csv"), PointColumns.GUESSED, Optional.of(
			PointFormat.TABLE)).convention());
		assertEquals("table, imagej, trackmate, cellfinder, cellcounter, npy, roi, swc, geojson, slicer", PointFormat.words());
		for (final PointFormat format : List.of(PointFormat.NPY, PointFormat.ROI, PointFormat.TRACKMATE))
			refused(() -> PointFiles.describe(cells, PointColumns.GUESSED, Optional.of(format)), "cellfinder.xml");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"five.npy|Columns: 1 'column1', 2 'column2'", //
		"transposed.npy|array.T", //
		"pandas_unnamed.csv|say which they are (x, y, z)", //
		"pandas_nan.csv|line 3: x is empty", //
		"mixed.zip|selection 0001.roi: it is a selection of another kind (oval), not points" })
	void whatIsNotPlainIsRefused(final String name, final String why) {
		refused(() -> ReadPoints.of(GOLDEN.resolve(name)), why);
	}

	private static void refused(final Runnable reading, final String why) {
		final String message = assertThrows(InvalidInputException.class, reading::run).getMessage();
		assertTrue(message.contains(why), message);
		assertTrue(message.chars().noneMatch(Character::isISOControl), message);
	}

	@Test
	void malformedRowsAreSkippedAndSaid() {
		final ReadPoints read = ReadPoints.of(GOLDEN.resolve("mixed.zip"), PointColumns.GUESSED, BadRows.skip());
		assertEquals("3.0 4.0 4.0; 39.0 29.0 4.0", read.text());
		assertEquals(1, read.badRows().count());
	}
}
