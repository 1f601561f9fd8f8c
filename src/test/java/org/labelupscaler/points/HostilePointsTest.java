package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** Files that are damaged or mean harm: one line says what is wrong, in little time and memory. */
class HostilePointsTest {

	private static final Path GOLDEN = Path.of("src/test/resources/points");
	private static final long SEED = 8;

	@TempDir
	private Path folder;

	private Path file(final String name, final byte[] bytes) throws IOException {
		return Files.write(folder.resolve(name), bytes);
	}

	private Path file(final String text) throws IOException {
		return file("points.csv", text.getBytes(StandardCharsets.UTF_8));
	}

	private static void refused(final Path file, final String why) {
		final InvalidInputException e = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(
			InvalidInputException.class, () -> ReadPoints.of(file)));
		plain(e, file);
		assertTrue(e.getMessage().contains(why), e.getMessage());
	}

	private static void plain(final InvalidInputException e, final Path file) {
		assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
		assertTrue(e.getMessage().length() < 5000 && e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
	}

	@Test
	void filesThatAreNoPoints() throws IOException {
		refused(file(""), "is empty");
		refused(file("\n\n  \n"), "is empty");
		refused(folder.resolve("missing.csv"), "no such file");
		refused(folder, "it is no file");
		refused(file("x,y,z\n1,\0,3\n"), "is no list of points that can be read");
		refused(file("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"), "is no list of points that can be read");
		refused(file("<html><body>404</body></html>"), "is a web page (HTML)");
		refused(file("<markers/>"), "its root is not CellCounter_Marker_File");
		refused(file("<a"), "Cannot read");
		refused(file("<!DOCTYPE a [<!ENTITY b \"bb\">]><CellCounter_Marker_File>&b;</CellCounter_Marker_File>"), "DOCTYPE");
		refused(file("a.npz", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1)), "numpy.save");
		refused(file("a.xlsx", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1)), "save the sheet with the points as CSV");
		refused(file("a.zip", "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1)), "a.zip");
		refused(file("cells.yml", "a: 1".getBytes(StandardCharsets.UTF_8)), "save the cells as .xml or .csv");
		refused(file("a.gz", new byte[] { 0x1f, (byte) 0x8b, 8 }), "Cannot read");
	}

	@Test
	void rowsWithoutEndAreNotHeldInMemory() throws IOException {
		final byte[] letters = new byte[1 << 20];
		Arrays.fill(letters, (byte) '1');
		final Path line = folder.resolve("line.csv");
		final Path later = folder.resolve("later.csv.gz");
		try (OutputStream out = Files.newOutputStream(line); OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(later))) {
			gzip.write("x,y,z\n1,2,3\n1,2,\"3".getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 3; i++)
				out.write(letters);
			for (int i = 0; i < 50; i++)
				gzip.write(letters);
		}
		refused(line, "line 1: a row of more than 1048576 letters begins here");
		refused(later, "line 3: a row of more than 1048576 letters begins here; is a quote not closed");
		refused(file("x,y,z\n1,2,3\n1,2,\"3\n4,5,6\n"), "line 3: a quote that opens in the row that begins here is never closed");
		refused(file("x,y,z\n1,2,3\n" + ",".repeat(1 << 19) + "1\n"), "line 3: it has 524289 fields");
		refused(file("<CellCounter_Marker_File><a b='" + "c".repeat(3 << 20)), "more than 1048576 characters");
		refused(file("<CellCounter_Marker_File>" + "<a>".repeat(1000)), "nested more than 100 deep");
	}

	@Test
	void longTextInMarkersIsCutOff() throws IOException {
		final String section = "<![CDATA[" + "x".repeat(1 << 18) + "]]>";
		final Path file = file("<CellCounter_Marker_File><Marker_Type><Name>" + section.repeat(8) +
			"</Name><Marker><MarkerX>1</MarkerX><MarkerY>2</MarkerY><MarkerZ>3</MarkerZ></Marker></Marker_Type>" +
			"</CellCounter_Marker_File>");
		final ReadPoints read = ReadPoints.of(file);
		assertEquals("1.0 2.0 3.0", read.text());
		assertTrue(read.rows().get(0).get(1).length() <= 1000);
	}

	@Test
	void markersWithoutCoordinatesAreMalformed() throws IOException {
		final Path file = file("<CellCounter_Marker_File>\n<Marker_Type>\n<Marker>\n<MarkerX>1</MarkerX></Marker>\n" +
			"<Marker><MarkerX>1</MarkerX><MarkerY>2</MarkerY><MarkerZ/></Marker></Marker_Type></CellCounter_Marker_File>");
		refused(file, "line 3: y is missing");
		final BadRows badRows = BadRows.skip();
		assertEquals("", ReadPoints.of(file, PointColumns.GUESSED, badRows).text());
		assertEquals("2 malformed rows were skipped (line 3: y is missing; line 5: z is empty)", badRows.text().orElseThrow());
	}

	@Test
	void arraysThatClaimTooMuch() throws IOException {
		refused(npy("'<f8'", "(1000000000000, 3)"), "is truncated");
		refused(npy("'<f8'", "(9000000000000000000, 3)"), "is truncated");
		refused(npy("'<f8'", "(3, 9000000000000000000)"), "array.T");
		refused(npy("'<f8'", "(1000,)"), "expected points x columns");
		refused(npy("'<f8'", "(1, 2, 3)"), "expected points x columns");
		refused(npy("'<f2'", "(1, 3)"), "expected integers");
		refused(npy("'|O'", "(1, 3)"), "expected integers");
		refused(npy("[('x', '<f8'), ('y', '|O')]", "(1,)"), "expected fields of integers");
		refused(npy("[('x', '<f8', (3,))]", "(1,)"), "expected fields of integers");
		refused(npy("[('x', '<f8'), ('y', [('a', '<f8')])]", "(1,)"), "cannot be read");
		refused(npy("[('x', '<f8'), ('y', '|S99999999')]", "(1,)"), "at most 1048576 bytes");
		refused(npy("[('x', '|S0')]", "(1,)"), "expected fields of integers");
		refused(npy("[]", "(1,)"), "expected fields of integers");
		refused(npy("[('x', '<f8'), ('y', '<f8'), ('z', '|S8')]", "(1,)"), "field 'z' does not hold numbers");
		final ByteArrayOutputStream gzip = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(gzip)) {
			out.write(Files.readAllBytes(GOLDEN.resolve("f8.npy")));
		}
		refused(file("a.npy.gz", gzip.toByteArray()), "unpack it");
	}

	private Path npy(final String descr, final String shape) throws IOException {
		final String header = "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }\n";
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
		bytes.write(header.length());
		bytes.write(0);
		bytes.write(header.getBytes(StandardCharsets.ISO_8859_1));
		bytes.write(new byte[1000]);
		return file("a.npy", bytes.toByteArray());
	}

	@Test
	void selectionsThatClaimTooMuch() throws IOException {
		final byte[] roi = Files.readAllBytes(GOLDEN.resolve("whole.roi"));
		roi[16] = roi[17] = 0;
		for (final int[] claim : new int[][] { { 0x7f, 0xff, 0xff, 0xff }, { 0xff, 0xff, 0xff, 0xff }, { 0x40, 0, 0, 0 } }) {
			for (int i = 0; i < 4; i++)
				roi[18 + i] = (byte) claim[i];
			refused(file("a.roi", roi), "selection: it is truncated");
		}
		final Path bomb = folder.resolve("bomb.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
			zip.putNextEntry(new ZipEntry("a\u0007b.roi"));
			for (int i = 0; i < 100; i++)
				zip.write(new byte[1 << 20]);
		}
		refused(bomb, "selection a?b.roi: it is larger than 67108864 bytes");
	}

	@Test
	void damagedFilesSayWhatIsWrong() throws IOException {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		final List<Path> files;
		try (Stream<Path> golden = Files.list(GOLDEN)) {
			files = golden.sorted().toList();
		}
		for (final Path golden : files) {
			final byte[] whole = Files.readAllBytes(golden);
			for (int i = 0; i < 30; i++) {
				byte[] bytes = whole.clone();
				if (i % 3 == 0)
					bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
				else
					for (int k = random.nextInt(4); k >= 0; k--)
						bytes[random.nextInt(i % 3 == 1 ? Math.min(100, bytes.length) : bytes.length)] = (byte) random.nextInt(256);
				final Path file = file("damaged_" + golden.getFileName(), bytes);
				for (final BadRows badRows : List.of(BadRows.fail(), BadRows.skip()))
					try {
						ReadPoints.of(file, PointColumns.GUESSED, badRows);
					}
					catch (final InvalidInputException e) {
						plain(e, file);
					}
			}
		}
	}
}
