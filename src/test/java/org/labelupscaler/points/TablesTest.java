package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention.Zero;
import org.labelupscaler.text.PlainText;

/** Tables of any program: their columns, delimiters, letters and malformed rows. */
class TablesTest {

	private static final long SEED = 7;

	@TempDir
	private Path folder;

	private Path file(final String text) throws IOException {
		return file(text, StandardCharsets.UTF_8);
	}

	private Path file(final String text, final Charset charset) throws IOException {
		return Files.write(folder.resolve("cells.csv"), text.getBytes(charset));
	}

	private String read(final String text) throws IOException {
		return ReadPoints.of(file(text)).text();
	}

	private void refused(final String text, final String why) throws IOException {
		refused(text, PointColumns.GUESSED, why);
	}

	private void refused(final String text, final PointColumns columns, final String why) throws IOException {
		final Path file = file(text);
		final String message = assertThrows(InvalidInputException.class, () -> ReadPoints.of(file, columns, BadRows.fail()))
			.getMessage();
		assertTrue(message.contains(why) && message.contains("cells.csv"), message);
		assertTrue(message.chars().noneMatch(Character::isISOControl), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x,y,z", "X,Y,Z", "z;n;y;x", "id,x,y,z,area", "Centroid_x,CENTROID_Y,centroid_z", "pos x,pos y,pos z",
		"Position X,Position Y,Position Z", "centroid.X,centroid.Y,centroid.Z", "posx,posy,posz", "x_centroid,y_centroid,z_centroid",
		"\"x\",\"y\",\"z\"", "# x, y, z", "X (px),Y (px),Z (px)", "x_voxel\ty_voxel\tz_voxel", "xyz,x,y,z,slice,XM,YM,ZM",
		"x,y,z,xt,yt,zt,x_min,y_min,z_min" })
	void coordinatesAreSeenByTheirNames(final String header) throws IOException {
		final char delimiter = header.contains(";") ? ';' : header.contains("\t") ? '\t' : ',';
		final String[] names = header.split("" + delimiter);
		final StringBuilder row = new StringBuilder();
		for (final String name : names) {
			final String letters = name.toLowerCase().replaceAll("\\(px\\)|voxel|centroid|position|pos|[^a-z]", "");
			final int axis = List.of("x", "y", "z").indexOf(letters);
			row.append(row.isEmpty() ? "" : delimiter).append(axis < 0 || name.contains("_m") ? 99 : 1.5 + axis);
		}
		final ReadPoints read = ReadPoints.of(file(header + "\n" + row + "\n"));
		assertEquals("1.5 2.5 3.5", read.text());
		assertEquals(Convention.VOXELS, read.file().convention());
		assertEquals(names.length, read.file().columns().size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X (um),Y (um),Z (um)|MICROMETER", "X [µm],Y [µm],Z [µm]|MICROMETER",
		"x_um,y_um,z_um|MICROMETER", "Centroid X µm,Centroid Y µm,Centroid Z µm|MICROMETER", "x_nm,y_nm,z_nm|NANOMETER",
		"pos_x (mm),pos_y (mm),pos_z (mm)|MILLIMETER", "X (m),Y (m),Z (m)|METER", "X (microns),Y (microns),Slice|MICROMETER" })
	void unitsAreSeenByTheNames(final String header, final LengthUnit unit) throws IOException {
		final ReadPoints read = ReadPoints.of(file(header + "\n1,2,3\n"));
		assertEquals("1.0 2.0 3.0", read.text());
		assertEquals(new Convention(Optional.of(unit), Zero.CORNER, header.endsWith("Slice")), read.file().convention());
	}

	@Test
	void whatIsNotPlainIsAsked() throws IOException {
		refused("a,b,c\n1,2,3\n", "Columns: 1 'a', 2 'b', 3 'c'");
		refused("x,y\n1,2\n", "0 for z if the image is flat");
		refused("x,y,z,x_um,y_um,z_um\n1,2,3,4,5,6\n", "is not plain");
		refused("x,y,z,centroid_x,centroid_y,centroid_z\n1,2,3,4,5,6\n", "is not plain");
		refused("x,y,z,x\n1,2,3,4\n", "is not plain");
		refused("x,y,slice,Slice\n1,2,3,4\n", "is not plain");
		refused("axis-0,axis-1,axis-2,axis-3\n1,2,3,4\n", "is not plain");
		refused("X (um),Y (um),Z (mm)\n1,2,3\n", "is not plain");
		refused("x,y,z\n1,2,3\n", PointColumns.of("w", "", ""), "x=w, but there is no such column");
		refused("x,y,z\n1,2,3\n", PointColumns.of("4", "", ""), "x=4, but there is no such column");
		refused("x,y,z\n1,2,3\n", PointColumns.of("0", "", ""), "x=0, but there is no such column");
		refused("Ab,aB,y,z\n1,2,3,4\n", PointColumns.of(" ab", "", ""), "there are 2 such columns");
		refused("X (um),Y (mm),Z (um)\n1,2,3\n", PointColumns.of("1", "2", "3"),
			"must have the same unit, but the names of their columns say um and mm");
		refused("X (um),Y (um),Z (px)\n1,2,3\n", PointColumns.of("1", "2", "3"), "say um and voxel");
		refused("a title\n", "is not plain");
		refused("a title\nanother\nx,y,z\n1,2,q\n", "line 4: z is 'q'");
		final StringBuilder many = new StringBuilder("c");
		for (int i = 0; i < 1000; i++)
			many.append(",c").append(i);
		refused(many + "\n", "40 'c38' and 961 more");
	}

	@Test
	void columnsAreSaidByNameOrNumber() throws IOException {
		final Path file = file("A,a,depth,3,slice\n1,2,3,4,5\n");
		assertEquals("2.0 1.0 3.0", ReadPoints.of(file, PointColumns.of("a", "A", "DEPTH"), BadRows.fail()).text());
		// A name comes before a number.
		assertEquals("1.0 2.0 4.0", ReadPoints.of(file, PointColumns.of("1", "2", "3"), BadRows.fail()).text());
		final ReadPoints slices = ReadPoints.of(file, PointColumns.of("A", "a", null), BadRows.fail());
		assertEquals("1.0 2.0 5.0", slices.text());
		assertTrue(slices.file().convention().slices());
		final ReadPoints depth = ReadPoints.of(file("x (mm),y (mm),depth\n1,2,3\n"), PointColumns.of("", "", "depth"), BadRows
			.fail());
		assertEquals(Optional.of(LengthUnit.MILLIMETER), depth.file().convention().unit());
		final ReadPoints flat = ReadPoints.of(file("x,y\n1,2\n"), PointColumns.of(null, null, "0"), BadRows.fail());
		assertEquals("1.0 2.0 0.0", flat.text());
		assertEquals("CSV, columns x, y, z = 0", flat.file().format());
		assertEquals("1.0 2.0 7.0", ReadPoints.of(file("x,y,z,depth\n1,2,3,7\n"), PointColumns.of("", "", "depth"), BadRows.fail())
			.text());
	}

	@Test
	void tablesWithoutAHeader() throws IOException {
		assertEquals("1.0 2.0 3.0; 4.0 5.0 6.0", read("1,2,3\n4,5,6\n"));
		refused("1,2,3,4\n4,5,6,7\n", "Columns: 1 'column1'");
		assertEquals("2.0 3.0 4.0; 5.0 6.0 7.0", ReadPoints.of(file("1,2,3,4\n4,5,6,7\n"), PointColumns.of("2", "3", "4"), BadRows
			.fail()).text());
		// A first row with a name, and with numbers where the coordinates are said to be.
		assertEquals("2.0 3.0 4.0; 5.0 6.0 7.0", ReadPoints.of(file("cell1,2,3,4\ncell2,5,6,7\n"), PointColumns.of("2", "3", "4"),
			BadRows.fail()).text());
		assertEquals("5.0 6.0 7.0", ReadPoints.of(file("cell,a,b,c\ncell2,5,6,7\n"), PointColumns.of("2", "3", "4"), BadRows.fail())
			.text());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x,y,z\r\n1,2,3\r\n4,5,6\r\n", "x;y;z\n1;2;3\n4;5;6", "x\ty\tz\r1\t2\t3\r4\t5\t6\r",
		"\uFEFFx,y,z\n1,2,3\n4,5,6\n", "\uFEFF\"x\",\"y\",\"z\"\n\"1\",\"2\",\"3\"\n4,5,6\n", "\n\nx,y,z\n\n1,2,3\n,,\n4, 5 ,6\n\n",
		"name;x;y;z\n\"a,b\";1;2;3\nc,d,e,f,g;4;5;6\n", "x y z\n1 2 3\n4 5 6\n", "x,y,z,\"a\nb\"\n1,2,3,\"c\n\nd\"\n4,5,6,\"\"\"\"\n",
		"x,y,z,n\n1,2,3,\"a\"b\n4,5,6,7\" nail\n" })
	void delimitersQuotesAndLineEnds(final String text) throws IOException {
		assertEquals("1.0 2.0 3.0; 4.0 5.0 6.0", read(text));
	}

	@Test
	void lettersOfAnyCharacterSet() throws IOException {
		final String text = "X (µm),Y (µm),Z (µm),name\n1,2,3,Zürich 🧠\n";
		for (final Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16BE,
			StandardCharsets.UTF_16LE)) {
			final boolean mark = charset != StandardCharsets.UTF_8 && charset != StandardCharsets.UTF_16;
			final ReadPoints read = ReadPoints.of(file((mark ? "\uFEFF" : "") + text, charset));
			assertEquals(Optional.of(LengthUnit.MICROMETER), read.file().convention().unit());
			assertEquals(List.of("1", "2", "3", "Zürich 🧠"), read.rows().get(0));
		}
		final ReadPoints latin = ReadPoints.of(file(text.replace("🧠", "é"), StandardCharsets.ISO_8859_1));
		assertEquals(Optional.of(LengthUnit.MICROMETER), latin.file().convention().unit());
		assertEquals("Zürich é", latin.rows().get(0).get(3));
	}

	@Test
	void lettersThatLieAcrossTheBuffersAreWhole() throws IOException {
		final StringBuilder text = new StringBuilder("x,y,z,name\n");
		for (int i = 0; i < 5000; i++)
			text.append(i).append(",0,0,").append("a".repeat(i % 7)).append("🧠µ€\n");
		final ReadPoints read = ReadPoints.of(file(text.toString()));
		for (int i = 0; i < 5000; i++)
			assertEquals("a".repeat(i % 7) + "🧠µ€", read.rows().get(i).get(3));
	}

	/** The letters of a text, of single bytes that are no UTF-8 too, do not depend on how many are asked for at once. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 7, 64 })
	void lettersAreTheSameInAnyPieces(final int most) throws IOException {
		final byte[] bytes = "a🧠µé€ Zürich🧠".repeat(20).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < bytes.length; i += 5)
			bytes[i] = (byte) 0xE9;
		final String whole;
		try (PlainText text = new PlainText(new ByteArrayInputStream(bytes))) {
			final char[] letters = new char[bytes.length];
			whole = new String(letters, 0, text.read(letters));
			assertEquals(-1, text.read(letters));
		}
		final StringBuilder pieces = new StringBuilder();
		try (PlainText text = new PlainText(new ByteArrayInputStream(bytes))) {
			final char[] letters = new char[most + 2];
			for (int n = text.read(letters, 1, most); n >= 0; n = text.read(letters, 1, most)) {
				assertTrue(n >= 1 && n <= most);
				pieces.append(letters, 1, n);
			}
		}
		assertEquals(whole, pieces.toString());
		assertTrue(whole.contains("é") && whole.contains("🧠"));
	}

	@Test
	void malformedRowsAreNamedByTheirLine() throws IOException {
		refused("x,y,z\n1,2,3\n1,2\n", "line 3: it has 2 fields, but there are 3 columns");
		refused("x,y,z\n7,2,3,4\n", "line 2: it has 4 fields, but there are 3 columns");
		refused("x,y,z\n1,2,3\n\n1,abc,3\n", "line 4: y is 'abc', not a number");
		refused("x,y,z\n1,2,\n", "line 2: z is empty");
		refused("x,y,z\nNA,2,3\n", "line 2: x is 'NA', not a number");
		refused("x;y;z\n1.5;2.5;3.5\n1,5;2,5;3,5\n", "line 3: x is '1,5', with a decimal comma");
		refused("x,y,z,n\n1,2,3,\"a\nb\"\nq,2,3,4\n", "line 4: x is 'q'");
		refused("x,y,z\n1,2,3\n1,\u0007\u001b[31m,3\n", "line 3: y is '??[31m', not a number");
		final StringBuilder text = new StringBuilder("x,y,z\n");
		for (int i = 2; i < 40_000; i++)
			text.append(i % 1000 == 0 ? "?,2,3\n" : i + ",2,3\n");
		final ReadPoints read = ReadPoints.of(file(text.toString()), PointColumns.GUESSED, BadRows.skip());
		assertEquals(39_998 - 39, read.points().size());
		assertTrue(read.points().stream().noneMatch(p -> p[0] % 1000 == 0));
		assertEquals(39, read.badRows().count());
		assertTrue(read.badRows().text().orElseThrow().startsWith("39 malformed rows were skipped (line 1000: x is '?', not a number; " +
			"line 2000:"), read.badRows().text().get());
	}

	@Test
	void aTableOfNoPointsIsATable() throws IOException {
		assertEquals("", read("x,y,z\n"));
		assertEquals("", read("x,y,z"));
	}

	@Test
	void randomNumbersComeBackToTheLastBit() throws IOException {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		final double[][] points = new double[PointBatch.MOST + 100][3];
		final StringBuilder text = new StringBuilder("z,x,y\n");
		for (final double[] p : points) {
			for (int d = 0; d < 3; d++)
				p[d] = random.nextBoolean() ? random.nextGaussian() * 1e4 : Double.longBitsToDouble(random.nextLong());
			text.append(p[2]).append(',').append(p[0]).append(',').append(p[1]).append('\n');
		}
		final ReadPoints read = ReadPoints.of(file(text.toString()));
		assertEquals(points.length, read.points().size());
		for (int i = 0; i < points.length; i++) {
			assertArrayEquals(points[i], read.points().get(i));
			assertEquals(List.of("" + points[i][2], "" + points[i][0], "" + points[i][1]), read.rows().get(i));
		}
	}
}
