package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** Tables written by hand as programs write them: which columns are taken, and what their numbers mean. */
class ProgramTablesTest {

	private static final Convention CENTRES = new Convention(Optional.empty(), Zero.CENTRE, false);
	private static final Convention COUNTED = new Convention(Optional.empty(), Zero.CENTRE, true);

	@TempDir
	private Path folder;

	private Path file(final String text) throws IOException {
		return Files.write(folder.resolve("cells.csv"), text.getBytes(StandardCharsets.UTF_8));
	}

	private ReadPoints read(final String text) throws IOException {
		return ReadPoints.of(file(text));
	}

	private ReadPoints read(final String text, final DecimalMark decimal) throws IOException {
		return ReadPoints.of(PointFiles.describe(file(text), PointColumns.GUESSED, Optional.empty(), Optional.of(decimal)), BadRows.fail());
	}

	private void refused(final String text, final String why) throws IOException {
		final Path file = file(text);
		final String message = assertThrows(InvalidInputException.class, () -> ReadPoints.of(file)).getMessage();
		assertTrue(message.contains(why) && message.contains("cells.csv"), message);
	}

	private void check(final String text, final String points, final Convention convention, final String format) throws IOException {
		final ReadPoints read = read(text);
		assertEquals(points, read.text());
		assertEquals(convention, read.file().convention());
		assertEquals(format, read.file().format());
		assertEquals(Optional.empty(), read.file().question());
	}

	private static String notes(final ReadPoints read) {
		return String.join(" ", read.file().notes());
	}

	/** An object of the voxels (10, 20, first slice) and (11, 20, first slice): Counter3D's loop over z begins at 1. */
	@Test
	void objectsCounterCountsSlicesFromOne() throws IOException {
		final String header = " ,Volume (micron^3),Surface (micron^2),Nb of obj. voxels,Nb of surf. voxels,IntDen,Mean,StdDev,Median,Min,Max," +
			"X,Y,Z,Mean dist. to surf. (micron),SD dist. to surf. (micron),Median dist. to surf. (micron),XM,YM,ZM,BX,BY,BZ,B-width,B-height," +
			"B-depth\n";
		check(header + "1,2,10,2,2,400,200,0,200,200,200,10.500,20,1,0.5,0,0.5,10.25,20,1,10,20,1,2,1,1\n", "10.5 20.0 1.0", COUNTED,
			"3D Objects Counter, columns X, Y, Z");
		check(" ,Nb of obj. voxels,XM,YM,ZM\n1,2,10.25,20,1\n", "10.25 20.0 1.0", COUNTED, "3D Objects Counter, columns XM, YM, ZM");
		final Path file = file(header + "1,2,10,2,2,400,200,0,200,200,200,10.500,20,1,0.5,0,0.5,10.25,20,1,10,20,1,2,1,1\n");
		final ReadPoints mass = ReadPoints.of(file, PointColumns.of("XM", "ym", "ZM"), BadRows.fail());
		assertEquals("10.25 20.0 1.0", mass.text());
		assertEquals(COUNTED, mass.file().convention());
		// A stack of one slice has no Z.
		final ReadPoints flat = ReadPoints.of(file("Volume (pixel^3),X,Y\n1,3,4\n"), PointColumns.of("", "", "0"), BadRows.fail());
		assertEquals("3.0 4.0 0.0", flat.text());
		assertEquals(CENTRES, flat.file().convention());
		// Other columns of the same names.
		assertEquals(Convention.VOXELS, read("X,Y,Z,XM,YM,ZM\n1,2,3,4,5,6\n").file().convention());
	}

	@Test
	void programsThatCountFromCentres() throws IOException {
		check("Nb,Obj,Type,Label,CX (pix),CY (pix),CZ (pix),CX (unit),CY (unit),CZ (unit)\n1,1,0,obj1-val1,10,20,3,5,10,6\n", "10.0 20.0 3.0",
			CENTRES, "3D ImageJ Suite, columns CX (pix), CY (pix), CZ (pix)");
		check("Label,Centroid.X,Centroid.Y,Centroid.Z\n1,10.5,20,3\n", "10.5 20.0 3.0", CENTRES,
			"MorphoLibJ, columns Centroid.X, Centroid.Y, Centroid.Z");
		assertTrue(notes(read("Label,Centroid.X,Centroid.Y,Centroid.Z\n1,10.5,20,3\n")).contains("does not say whether its coordinates are"));
		check("ImageNumber,ObjectNumber,AreaShape_Center_X,AreaShape_Center_Y,AreaShape_Center_Z,Location_Center_X,Location_Center_Y," +
			"Location_Center_Z\n1,1,9,9,9,10.5,20.25,3\n", "10.5 20.25 3.0", CENTRES,
			"CellProfiler, columns Location_Center_X, Location_Center_Y, Location_Center_Z");
		check("object_id,timestep,labelimage_oid,Predicted Class,Size in pixels,Center of the object_0,Center of the object_1," +
			"Center of the object_2\n0,0,1,Cell,77,10.5,20.25,3\n", "10.5 20.25 3.0", CENTRES,
			"ilastik, columns Center of the object_0, Center of the object_1, Center of the object_2");
		check("label,area,centroid-0,centroid-1,centroid-2\n1,5,3,20,10\n", "10.0 20.0 3.0", CENTRES,
			"CSV, columns centroid-2, centroid-1, centroid-0");
	}

	@Test
	void resultsOfImageJDoNotSayTheirUnit() throws IOException {
		assertTrue(notes(read(" ,Label,X,Y,Slice\n1,a,10,20,3\n")).contains("does not say whether its coordinates are voxels or lengths"));
		assertTrue(notes(read(" ,X,Y,Z\n1,10,20,3\n")).contains("Z is taken to count from 0"));
		assertEquals("", notes(read("id,X,Y,Z\n1,10,20,3\n")));
		final PointFile brackets = PointFiles.describe(file("Position (X),Position (Y),Position (Z)\n1,2,3\n"), PointColumns.of("1", "2", "3"),
			Optional.empty());
		assertEquals(Optional.empty(), brackets.question());
	}

	@Test
	void centresOfSeveralKindsAreAsked() throws IOException {
		final String names = "Cells_Location_Center_X,Cells_Location_Center_Y,Cells_Location_Center_Z,Nuclei_Location_Center_X," +
			"Nuclei_Location_Center_Y,Nuclei_Location_Center_Z\n1,2,3,4,5,6\n";
		refused(names, "is not plain");
		final ReadPoints said = ReadPoints.of(file(names), PointColumns.of("4", "5", "6"), BadRows.fail());
		assertEquals("4.0 5.0 6.0", said.text());
		assertEquals(CENTRES, said.file().convention());
		refused("\"X (mil), Center #1\",\"Y (mil), Center #1\",\"Z (mil), Center #1\",\"X (mil), Center #2\",\"Y (mil), Center #2\"," +
			"\"Z (mil), Center #2\"\n1,2,3,4,5,6\n", "is not plain");
		assertEquals(Optional.of("the unit 'mil' of column 'X (mil), Center #1' is not known"), read("\"X (mil), Center #1\"," +
			"\"Y (mil), Center #1\",\"Z (mil), Center #1\"\n1,2,3\n").file().question());
	}

	@Test
	void axesOfTheArrayOfBrainmapper() throws IOException {
		final String raw = "coordinate_raw_axis_0,coordinate_raw_axis_1,coordinate_raw_axis_2";
		final ReadPoints both = read(raw + ",coordinate_atlas_axis_0,coordinate_atlas_axis_1,coordinate_atlas_axis_2,structure_name," +
			"hemisphere\n300,200,100,30,20,10,CA1,left\n");
		assertEquals("10.0 20.0 30.0", both.text());
		assertEquals(CENTRES, both.file().convention());
		assertTrue(notes(both).contains("coordinates in the atlas are taken"), notes(both));
		check(raw + "\n300,200,100\n", "100.0 200.0 300.0", CENTRES,
			"brainmapper, columns coordinate_raw_axis_2, coordinate_raw_axis_1, coordinate_raw_axis_0");
	}

	@Test
	void programsThatWriteLengths() throws IOException {
		final Optional<LengthUnit> mm = Optional.of(LengthUnit.MILLIMETER);
		final Optional<LengthUnit> um = Optional.of(LengthUnit.MICROMETER);
		check("Image\tClass\tCentroid X µm\tCentroid Y µm\tAllen CCFv3 X mm\tAllen CCFv3 Y mm\tAllen CCFv3 Z mm\na.tif\tPositive\t812\t417\t" +
			"5.4\t2.25\t3.1\n", "5.4 2.25 3.1", new Convention(mm, Zero.CORNER, false),
			"ABBA, columns Allen CCFv3 X mm, Allen CCFv3 Y mm, Allen CCFv3 Z mm");
		final ReadPoints atlas = read("Image\tAtlas_X\tAtlas_Y\tAtlas_Z\na.tif\t5.4\t2.25\t3.1\n");
		assertEquals(mm, atlas.file().convention().unit());
		assertTrue(notes(atlas).contains("does not say the unit"), notes(atlas));
		check("ID,Spot frame,Spot position X (µm),Spot position Y (µm),Spot position Z (µm)\n0,0,1.5,2.5,3.5\n", "1.5 2.5 3.5", new Convention(um,
			Zero.CENTRE, false), "Mastodon, columns Spot position X (µm), Spot position Y (µm), Spot position Z (µm)");
		// Quotes inside of quoted names, as arivis has them.
		check("\"\"\"Name\"\"\",\"\"\"X (µm), Center of Geometry\"\"\",\"\"\"Y (µm), Center of Geometry\"\"\",\"\"\"Z (µm), Center of Geometry\"\"\"," +
			"\"\"\"X (px), Center of Geometry\"\"\",\"\"\"Y (px), Center of Geometry\"\"\",\"\"\"Z (px), Center of Geometry\"\"\"\n" +
			"a,0.5,1,1.5,10,20,30\n", "10.0 20.0 30.0", Convention.VOXELS,
			"arivis, columns X (px), Center of Geometry, Y (px), Center of Geometry, Z (px), Center of Geometry");
		check("Name;X (µm), Center #1;Y (µm), Center #1;Z (µm), Center #1\na;0.5;1;1.5\n", "0.5 1.0 1.5", new Convention(um, Zero.CORNER, false),
			"arivis, columns X (µm), Center #1, Y (µm), Center #1, Z (µm), Center #1");
	}

	@Test
	void mastodonWritesThreeRowsOfNames() throws IOException {
		final ReadPoints read = read("Label,ID,Spot position,Spot position,Spot position,Spot radius\n,,X,Y,Z,\n,,(µm),(µm),(µm),(µm)\n" +
			"1,1,10.5,20.5,30.5,5\n2,2,1,2,3,5\n");
		assertEquals("10.5 20.5 30.5; 1.0 2.0 3.0", read.text());
		assertEquals(new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CENTRE, false), read.file().convention());
		assertEquals(List.of("Label", "ID", "Spot position X", "Spot position Y", "Spot position Z", "Spot radius"), read.file().columns());
	}

	private static final String IMARIS = "Position X,Position Y,Position Z,Unit,Category,Collection,Time,ID,\n";

	@ParameterizedTest
	@ValueSource(strings = { "\nPosition\n ==================== \n" + IMARIS + "1.5,2.5,3.5,um,Spot,Position,1,0,\n4,5,6,um,Spot,Position,1,1,\n",
		// as a spreadsheet saves it
		",,,,,,,,\nPosition,,,,,,,,\n ==================== ,,,,,,,,\n" + IMARIS + "1.5,2.5,3.5,um,Spot,Position,1,0,\n4,5,6,um,Spot,Position,1,1,\n",
		// without the title
		IMARIS + "1.5,2.5,3.5,um,Spot,Position,1,0,\n4,5,6,um,Spot,Position,1,1,\n",
		// fields beyond the names, or none in place of the last
		"Position X,Position Y,Position Z,Unit,Category\n1.5,2.5,3.5,um,Spot,,,\n4,5,6,um,Spot,\n",
		IMARIS + "1.5,2.5,3.5,um,Spot,Position,1,0\n4,5,6,um,Spot,Position,1,1\n",
		"sep=;\nPosition X;Position Y;Position Z;Unit\n1,5;2,5;3,5;um\n4;5;6;um\n" })
	void positionsOfImaris(final String text) throws IOException {
		final ReadPoints read = read(text);
		assertEquals("1.5 2.5 3.5; 4.0 5.0 6.0", read.text());
		assertEquals(new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CORNER, false), read.file().convention());
	}

	@Test
	void aColumnOfUnitsThatIsEmptyIsAskedFor() throws Exception {
		assertEquals(Optional.of("column 'Unit' says no unit"), read("Position X,Position Y,Position Z,Unit\n1,2,3,\n4,5,6,\n").file().question());
		assertEquals(Optional.empty(), read("Position X,Position Y,Position Z,Unit\n1,2,3,um\n").file().question());
	}

	@Test
	void unitsOfRowsAreAppliedOrAskedFor() throws IOException {
		assertEquals(Optional.of("the unit 'inch' of column 'Unit' is not known"), read(IMARIS.replace(",\n", "\n") +
			"1,2,3,inch,Spot,Position,1,0\n").file().question());
		assertEquals(Convention.VOXELS, read("x,y,z,unit\n1,2,3,px\n").file().convention());
		// The numbers of sorted units of an electrode, for example.
		final PointFile numbered = read("x,y,z,unit\n1,2,3,17\n1,2,3,18\n").file();
		assertEquals(Convention.VOXELS, numbered.convention());
		assertEquals(Optional.empty(), numbered.question());
		refused("x,y,z,Unit\n1,2,3,um\n1,2,3,mm\n", "line 3: its unit is 'mm', that of the first row 'um'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X (inch),Y (inch),Z (inch)|inch", "x_inch,y_inch,z_inch|inch", "X [?m],Y [?m],Z [?m]|?m",
		"Position X (furlong),Position Y (furlong),Position Z (furlong)|furlong", "x_km,y_km,z_km|km", "CX (unit),CY (unit),CZ (unit)|unit" })
	void unitsThatAreNotKnownAreAskedFor(final String header, final String unit) throws IOException {
		final PointFile file = PointFiles.describe(file(header + "\n1,2,3\n"), header.startsWith("C") ? PointColumns.of("1", "2", "3")
			: PointColumns.GUESSED, Optional.empty());
		assertTrue(file.question().orElseThrow().startsWith("the unit '" + unit + "' of column '" + header.split(",")[0] + "'"), file.question()
			.get());
	}

	@Test
	void unitsThatAreNotKnownAreLastToBeTaken() throws IOException {
		assertEquals("1.0 2.0 3.0", read("x (raw),y (raw),z (raw),x,y,z\n7,8,9,1,2,3\n").text());
		assertEquals(Optional.empty(), read("x (raw),y (raw),z (raw),x,y,z\n7,8,9,1,2,3\n").file().question());
	}

	@ParameterizedTest
	@ValueSource(strings = { "X (Âµm),Y (Âµm),Z (Âµm)", "x_Âµm,y_Âµm,z_Âµm", "X (Î¼m),Y (Î¼m),Z (Î¼m)",
		"X (\\u00B5m),Y (\\u00B5m),Z (\\u00B5m)", "X [\\u00c2\\u00b5m],Y [\\u00c2\\u00b5m],Z [\\u00c2\\u00b5m]", "X (micron^1),Y (micron^1),Z (micron^1)" })
	void micrometresAsTheyLookIfReadWrongly(final String header) throws IOException {
		final PointFile file = read(header + "\n1,2,3\n").file();
		assertEquals(Optional.of(LengthUnit.MICROMETER), file.convention().unit());
		assertEquals(Optional.empty(), file.question());
	}

	@Test
	void stereotaxicCoordinatesAreAskedFor() throws IOException {
		final PointFile file = PointFiles.describe(file("id,AP,DV,ML\n1,-1.5,2,0.5\n"), PointColumns.of("ML", "DV", "AP"), Optional.empty());
		assertTrue(file.question().orElseThrow().contains("stereotaxic"), file.question().get());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x;y;z\n1,5;2;-3,25\n4;5;6\n", "x\ty\tz\n1,5\t2\t-3,25\n4\t5\t6\n", "1,5;2,0;-3,25\n4,0;5,0;6,0\n",
		"x,y,z\n\"1,5\",\"2\",\"-3,25\"\n4,5,6\n", "sep=;\r\nx;y;z\r\n1,5;2;-3,25\r\n4;5;6\r\n", "x;y;z\n0,0015e3;2;-3,25\n4;5;6\n" })
	void decimalCommasWhereTheyArePlain(final String text) throws IOException {
		final ReadPoints read = read(text);
		assertEquals("1.5 2.0 -3.25; 4.0 5.0 6.0", read.text());
		assertTrue(notes(read).contains("decimal comma"), notes(read));
		assertEquals("-3,25", read.rows().get(0).get(2));
	}

	@Test
	void decimalCommasThatAreNotPlain() throws IOException {
		refused("x;y;z\n1,234;2,345;3,456\n", "is the comma of 1,234 that of decimals or of thousands? Say so (decimal: comma)");
		assertEquals("1.234 2.345 3.456", read("x;y;z\n1,234;2,345;3,456\n", DecimalMark.COMMA).text());
		refused("x;y;z\n1.234,5;2;3\n", "x is '1.234,5', with separators of thousands");
		refused("x;y;z\n\"1,234.5\";2;3\n", "x is '1,234.5', with separators of thousands");
		refused("x;y;z\n0,5;2;3\n1.234,5;2;3\n", "x is '0,5', with a decimal comma");
		assertTrue(assertThrows(InvalidInputException.class, () -> read("x;y;z\n1.234,5;2;3\n", DecimalMark.COMMA)).getMessage().contains(
			"x is '1.234,5', with separators of thousands"));
		refused("x;y;z\n1 234,5;2;3\n", "x is '1 234,5', with separators of thousands");
		refused("x;y;z\n0,5;2;3\n1.5;2;3\n", "x is '0,5', with a decimal comma; say so (decimal: comma)");
		assertThrows(InvalidInputException.class, () -> read("x;y;z\n0,5;2;3\n", DecimalMark.POINT));
		assertThrows(InvalidInputException.class, () -> read("x;y;z\n0.5;2;3\n", DecimalMark.COMMA));
		assertThrows(InvalidInputException.class, () -> read("x;y;z\n1,5,5;2;3\n", DecimalMark.COMMA));
	}

	@Test
	void conditionsUnderstandDecimalCommas() throws IOException {
		final PointFile file = PointFiles.describe(file("x;y;z;score\n1,5;2;3;0,25\n2,5;2;3;0,75\n"), PointColumns.GUESSED, Optional.empty());
		try (PointReader reader = file.open(PointFilter.parse("score>0.5"), new PointKinds(file.columns(), PointFilter.ALL), BadRows.fail())) {
			final PointBatch batch = reader.next().orElseThrow();
			assertEquals(1, batch.count());
			assertEquals(2.5, batch.x()[0]);
		}
	}

	@Test
	void namesOfRowsHaveNoName() throws IOException {
		final ReadPoints r = read("\"x\" \"y\" \"z\"\n\"1\" 1.5 2 3\n\"2\" 4 5 6\n");
		assertEquals("1.5 2.0 3.0; 4.0 5.0 6.0", r.text());
		assertTrue(notes(r).contains("names of rows"), notes(r));
		assertEquals("1.0 2.0 3.0", read("x\ty\tz\ncell_a\t1\t2\t3\n").text());
		refused("x,y,z\n1,2,3,4\n7,2,3,4\n", "line 2: it has 4 fields, but there are 3 columns");
	}

	@Test
	void commentsBeforeTheNames() throws IOException {
		assertEquals("1.0 2.0 3.0", read("# made by a script, version 2\n# units, voxels\nx,y,z\n1,2,3\n").text());
		assertEquals("1.0 2.0 3.0", read("# made by a script\n# x,y,z\n1,2,3\n").text());
		assertEquals("1.0 2.0 3.0", read("# id,z,y,x\na,3,2,1\n").text());
		assertEquals("1.0 2.0 3.0", read("# a comment\n1,2,3\n").text());
		assertEquals("1.0 2.0 3.0", read("# a comment; of words; and more\n".repeat(50) + "x,y,z\n1,2,3\n").text());
	}

	@Test
	void delimitersThatAreSaid() throws IOException {
		refused("sep=|\nx|y|z\n1|2|3\n", "fields are separated by '|'");
		assertEquals("1.0 2.0 3.0", read("sep=,\nx,y,z\n1,2,3\n").text());
		assertEquals("1.0 2.0 3.0", read("\"sep=;\"\nx;y;z\n1;2;3\n").text());
	}

	@Test
	void fiducialsOfSlicerAreAskedFor() throws IOException {
		final ReadPoints read = read("# Markups fiducial file version = 4.13\n# CoordinateSystem = LPS\n" +
			"# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label,desc,associatedNodeID\n" +
			"0,-19.9067,13.9347,29.442970822281154,0,0,0,1,1,1,0,F-1,,\n1,-7.3939,-76.94990495817181,17.5,0,0,0,1,1,1,0,F-2,,,2,0\n");
		assertEquals("-19.9067 13.9347 29.442970822281154; -7.3939 -76.94990495817181 17.5", read.text());
		assertEquals(Optional.of(LengthUnit.MILLIMETER), read.file().convention().unit());
		assertTrue(read.file().question().orElseThrow().contains("mm in the space of a patient (LPS)"), read.file().question().get());
		assertTrue(read("# Markups fiducial file version = 4.4\n# CoordinateSystem = 0\n# columns = id,x,y,z,label\na,1,2,3,b\n").file().question()
			.orElseThrow().contains("(RAS)"));
	}
}
