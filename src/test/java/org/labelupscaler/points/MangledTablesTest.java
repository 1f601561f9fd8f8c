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

/**
 * Tables that another program has read and written again before: R's make.names puts a point in place of each letter that a name in R
 * cannot have, and calls a column without a name X; columns of one name are numbered, here and by pandas. MATLAB fills up numbers with
 * blanks.
 */
class MangledTablesTest {

	private static final Convention CENTRES = new Convention(Optional.empty(), Zero.CENTRE, false);
	private static final Convention COUNTED = new Convention(Optional.empty(), Zero.CENTRE, true);

	@TempDir
	private Path folder;

	private Path file(final String name, final String text) throws IOException {
		return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
	}

	private ReadPoints read(final String text) throws IOException {
		return ReadPoints.of(file("cells.csv", text));
	}

	/** What R writes of a table of the 3D Objects Counter: its slices still count from 1. */
	@Test
	void objectsCounterThroughR() throws IOException {
		for (final String names : List.of("\"\",\"Label\",\"Volume..micron.3.\",\"Nb.of.obj..voxels\",\"X\",\"Y\",\"Z\"",
			"row,Label,Volume..micron.3.,B.width,X,Y,Z", "row,Label,Mean.dist..to.surf...micron.,b,X,Y,Z", "row,Label,Surface..micron.2.,b,X,Y,Z",
			"row,label,volume_micron_3,nb_of_obj_voxels,x,y,z"))
		{
			final ReadPoints read = read(names + "\n\"1\",\"a\",8,8,3.7,4.2,6\n");
			assertEquals("3.7 4.2 6.0", read.text(), names);
			assertEquals(COUNTED, read.file().convention(), names);
		}
		// Other volumes are no sign, nor are small letters beside one.
		assertEquals(Convention.VOXELS, read("x,y,z,Volume (um^3)\n3,4,5,6\n").file().convention());
		assertEquals(Convention.VOXELS, read("Volume,Volume_ch3,X,Y,Z\n1,2,3,4,5\n").file().convention());
	}

	/** The first column of ImageJ's Results has no name, and is X for R; that of the coordinates is then X.1. */
	@Test
	void aColumnWithoutANameIsNotX() throws IOException {
		final String results = "X,Area,Nb.of.obj..voxels,X.1,Y,Z\n1,8,8,3.7,4.2,6\n";
		final String message = assertThrows(InvalidInputException.class, () -> read(results)).getMessage();
		assertTrue(message.contains("is not plain") && message.contains("4 'X.1'"), message);
		assertThrows(InvalidInputException.class, () -> read("X,Area,Mean,X.1,Y,Slice\n1,8,8,3.7,4.2,6\n"));
		final ReadPoints said = ReadPoints.of(file("cells.csv", results), PointColumns.of("X.1", "", ""), BadRows.fail());
		assertEquals("3.7 4.2 6.0", said.text());
		assertEquals(COUNTED, said.file().convention());
		assertEquals("1.0 2.0 3.0", read("x.1,y.1,z.1\n1,2,3\n").text());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "X..um.,Y..um.,Z..um.;um", "X..µm.,Y..µm.,Z..µm.;um", "Position.X..um.,Position.Y..um.,Position.Z..um.;um",
		"Centroid.X.µm,Centroid.Y.µm,Centroid.Z.µm;um", "X.pix.,Y.pix.,Z.pix.;", "X/mm,Y/mm,Z/mm;mm", "X / nm,Y / nm,Z / nm;nm",
		"x:um,y:um,z:um;um", "X-um,Y-um,Z-um;um", "X {um},Y {um},Z {um};um", "x <mm>,y <mm>,z <mm>;mm" })
	void unitsInOtherPlaces(final String names, final String unit) throws IOException {
		final ReadPoints read = read(names + ",id\n1,2,3,7\n");
		assertEquals("1.0 2.0 3.0", read.text());
		assertEquals(Optional.ofNullable(unit).flatMap(LengthUnit::parse), read.file().convention().unit());
		assertEquals(Optional.empty(), read.file().question());
	}

	@ParameterizedTest
	@ValueSource(strings = { "X..inch.,Y..inch.,Z..inch.", "X/ft,Y/ft,Z/ft", "X {mil},Y {mil},Z {mil}" })
	void unknownUnitsInOtherPlacesAreAsked(final String names) throws IOException {
		assertTrue(read(names + "\n1,2,3\n").file().question().isPresent());
	}

	@Test
	void programsThroughR() throws IOException {
		assertEquals(CENTRES, read("Nb,CX..pix.,CY..pix.,CZ..pix.,CX..unit.,CY..unit.,CZ..unit.\n1,10,20,3,5,10,6\n").file().convention());
		assertEquals(CENTRES, read("Predicted.Class,Center.of.the.object_0,Center.of.the.object_1,Center.of.the.object_2\na,1,2,3\n").file()
			.convention());
		assertEquals(new Convention(Optional.of(LengthUnit.MILLIMETER), Zero.CORNER, false), read(
			"Centroid.X.µm,Centroid.Y.µm,Allen.CCFv3.X.mm,Allen.CCFv3.Y.mm,Allen.CCFv3.Z.mm\n9,9,1,2,3\n").file().convention());
		assertEquals(new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CENTRE, false), read(
			"Label,Spot.position.X..µm.,Spot.position.Y..µm.,Spot.position.Z..µm.\na,1,2,3\n").file().convention());
	}

	/** save -ascii of MATLAB, savetxt of NumPy with a width, write of Fortran. */
	@ParameterizedTest
	@ValueSource(strings = { "   3.0000000e+00   4.0000000e+00   5.0000000e+00\n   1.0000000e+01  -2.0000000e+01   1.5000000e+01\n",
		"    3.0    4.0    5.0\r\n   10.0  -20.0   15.0  \r\n", "3 4 5\n10 -20  15", "  x   y    z \n  3   4    5 \n 10 -20   15 \n\n",
		"\"x\"   \"y\" \"z\"\n3 4 5\n10 -20 15\n" })
	void numbersFilledUpWithBlanks(final String text) throws IOException {
		assertEquals("3.0 4.0 5.0; 10.0 -20.0 15.0", ReadPoints.of(file("cells.txt", text)).text());
	}

	@Test
	void blanksInQuotesAreKept() throws IOException {
		final ReadPoints read = ReadPoints.of(file("cells.txt", "name  x y z\n\"a  b\"   1  2 3\n"));
		assertEquals(List.of("a  b", "1", "2", "3"), read.rows().get(0));
	}

	@Test
	void aUnitInACommentIsNotPassedOver() throws IOException {
		final String table = "x,y,z\n1,2,3\n";
		for (final String comment : List.of("# units: um", "# Unit = mm", "# coordinate units (xyz): inch", "# voxel size 2, units of all: nm"))
			assertTrue(read(comment + "\n" + table).file().question().orElseThrow().contains("says a unit"), comment);
		for (final String comment : List.of("# united: we stand", "# made by a program", "# 3 units"))
			assertEquals(Optional.empty(), read(comment + "\n" + table).file().question(), comment);
		assertEquals(Optional.empty(), read("# units: um\nx_um,y_um,z_um\n1,2,3\n").file().question());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "um,um,um;um;CORNER;false", "(µm),(µm),(µm);um;CORNER;false", "[mm],[mm],[mm];mm;CORNER;false",
		"pixel,pixel,pixel;;CORNER;false", "inch,inch,inch;;CORNER;true", "(a.u.),(a.u.),(a.u.);;CORNER;true" })
	void aRowOfUnitsBelowTheNames(final String units, final String unit, final Zero zero, final boolean asked) throws IOException {
		final ReadPoints read = read("x,y,z,id\n" + units + ",\n1,2,3,7\n");
		assertEquals("1.0 2.0 3.0", read.text());
		assertEquals(new Convention(Optional.ofNullable(unit).flatMap(LengthUnit::parse), zero, false), read.file().convention());
		assertEquals(asked, read.file().question().isPresent());
	}

	@Test
	void otherRowsBelowTheNamesAreRows() throws IOException {
		for (final String row : List.of("NA,NA,NA", "x,y,z", "bad,bad,bad", ",,1", "um,um,mm"))
			assertThrows(InvalidInputException.class, () -> read("x,y,z\n" + row + "\n1,2,3\n"), row);
	}

	/** The statistics of Imaris's surfaces, each in a table of its own; a position goes before a centre of mass. */
	@Test
	void centresOfMass() throws IOException {
		final String mass = "Center of Homogeneous Mass X,Center of Homogeneous Mass Y,Center of Homogeneous Mass Z";
		final ReadPoints imaris = read("\nCenter of Homogeneous Mass\n ==================== \n" + mass + ",Unit,Category,Time,ID,\n1,2,3,um,Surface,1,0,\n");
		assertEquals("1.0 2.0 3.0", imaris.text());
		assertEquals(Optional.of(LengthUnit.MICROMETER), imaris.file().convention().unit());
		assertEquals("4.0 5.0 6.0", read(mass + ",Position X,Position Y,Position Z\n1,2,3,4,5,6\n").text());
		assertEquals("1.0 2.0 3.0", read("Center_of_Mass_X,Center_of_Mass_Y,Center_of_Mass_Z\n1,2,3\n").text());
	}

	@Test
	void tablesThatMustBeAsked() throws IOException {
		assertTrue(read("##n,orderinfo,name,comment,z,x,y,pixmax,intensity,sdev,volsize,mass,,,,color_r,color_g,color_b\n1,,c,,3,1,2,9,9,1,9,9,,,,1,2,3\n")
			.file().question().orElseThrow().contains("(.apo)"));
		assertTrue(read("cell_label,x,y,z,parcellation_index\n10,1,2,3,4\n").file().question().orElseThrow().contains("millimetres"));
	}

	@Test
	void nodesWithMoreNumbersAndCommentsBehindThem() throws IOException {
		final ReadPoints more = ReadPoints.of(file("n.eswc", "##n,type,x,y,z,radius,parent,seg_id,level,mode,timestamp,teraflyindex\n" +
			"1 1 9 11 13 1 -1 0 1 0 0 0\n2 3 10 11 13 1 1 0 1 0 0 0 # the end\n"));
		assertEquals("9.0 11.0 13.0; 10.0 11.0 13.0", more.text());
		assertEquals(List.of("2", "3", "10", "11", "13", "1", "1", "0", "1", "0", "0", "0"), more.rows().get(1));
		assertEquals(Optional.of(LengthUnit.MICROMETER), more.file().convention().unit());
		for (final String line : List.of("# unit: nm", "# UNITS = mm", "#Unit pixels"))
			assertTrue(ReadPoints.of(file("n.swc", line + "\n1 1 9 11 13 1 -1\n")).file().question().orElseThrow().contains("is not applied"), line);
		assertEquals(Optional.empty(), ReadPoints.of(file("n.swc", "# unit: micron\n1 1 9 11 13 1 -1\n")).file().question());
	}
}
