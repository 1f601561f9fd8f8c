package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** Tables as atlases and spreadsheets write them, and what is wrong with others. */
class OntologyTest {

	private static final Path ALLEN = Path.of("../shared/data/allen_structure_tree.csv");

	@TempDir
	private Path folder;

	@Test
	void theColumnsOfTheAllenAtlasAreKnown() throws Exception {
		final Ontology ontology = read("""
			id,atlas_id,name,acronym,st_level,structure_id_path,color_hex_triplet,safe_name
			0,,void,void,,,,void
			997,-1,root,root,,/997/,FFFFFF,root
			385,,"Primary visual area, all layers",VISp,,/997/385/,08858c,Primary visual area all layers
			593,72,Short row
			""");
		assertEquals(3, ontology.size(), "without id 0, which is background");
		assertEquals(List.of(), ontology.notes());
		assertEquals(new Structure(997, "root", "root", OptionalInt.of(0xFFFFFF)), ontology.structure(997).orElseThrow());
		assertEquals("root", ontology.structure(997).orElseThrow().title());
		assertEquals(new Structure(385, "VISp", "Primary visual area, all layers", OptionalInt.of(0x08858C)), ontology
			.structure(385).orElseThrow());
		assertEquals("Primary visual area, all layers (VISp)", ontology.structure(385).orElseThrow().title());
		assertTrue(ontology.structure(0).isEmpty());
		assertEquals(new Structure(593, "", "Short row", OptionalInt.empty()), ontology.structure(593).orElseThrow());
		assertTrue(ontology.structure(-1).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { ",", ";", "\t" })
	void commasSemicolonsAndTabsSeparate(final String delimiter) throws Exception {
		for (final String lineEnd : new String[] { "\n", "\r\n" })
			for (final String start : new String[] { "", "\uFEFF" }) {
				final String text = start + String.join(delimiter, "Name", "ID", "Colour") + lineEnd + String.join(delimiter,
					"\"a" + delimiter + " b\"", " 7 ", "#00FF10") + lineEnd + lineEnd + String.join(delimiter, "\"say \"\"x\"\"\"",
						"8", "0x000001");
				final Ontology ontology = read(text);
				assertEquals(2, ontology.size());
				assertEquals(new Structure(7, "", "a" + delimiter + " b", OptionalInt.of(0x00FF10)), ontology.structure(7)
					.orElseThrow());
				assertEquals(new Structure(8, "", "say \"x\"", OptionalInt.of(1)), ontology.structure(8).orElseThrow());
			}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "70FF71|70FF71", "#70ff71|70FF71", "0x70FF71|70FF71", "0X70ff71|70FF71",
		"F|00000F", "0|000000", "8858c|08858C", "1e3|0001E3", "255 0 16|FF0010", "\"[0, 128, 255]\"|0080FF",
		"\"(1,2,3)\"|010203", "1;2;3|010203", "' 70FF71 '|70FF71", "255 0 16 128|FF0010", "\"rgb(1, 2, 3)\"|010203",
		"255.0 0.0 16.0|FF0010", "0.5 0 1|8000FF", "\"1.0,0.25,0.0,1.0\"|FF4000" })
	void coloursAreHexadecimalOrThreeNumbers(final String text, final String rgb) throws Exception {
		assertEquals(OptionalInt.of(Integer.parseInt(rgb, 16)), read("id,colour\n5," + text + "\n").structure(5).orElseThrow()
			.rgb());
	}

	@ParameterizedTest
	@ValueSource(strings = { "red", "GG0000", "#", "1000000", "-1", "256 0 0", "1 2 -3", "1 2", "0.5 128 0.5", "#12345678",
		"n/a", "NaN", "1 2 3 4 5" })
	void otherColoursAreNotUsedAndSaid(final String text) throws Exception {
		final Ontology ontology = read("id,colour\n1,FF0000\n5," + text + "\n6,00FF00\n7," + text + "\n");
		assertEquals(OptionalInt.empty(), ontology.structure(5).orElseThrow().rgb());
		assertEquals(OptionalInt.of(0x00FF00), ontology.structure(6).orElseThrow().rgb());
		assertEquals(1, ontology.notes().size());
		final String note = ontology.notes().get(0);
		assertTrue(note.startsWith("table.csv") && note.contains("'" + text + "'") && note.endsWith(" (1 more like it)."), note);
	}

	@ParameterizedTest
	@CsvSource({ "1,1", "-5,-5", "1e3,1000", "1.5E+3,1500", "6.14454277E+08,614454277", "1e5,100000", "1.25E+04,12500", "1.5e+06,1500000", "1.00,1", "7.,7", "+7,7", "-2147483648,-2147483648", "614454277.0,614454277",
		"9223372036854775807,9223372036854775807", "9223372036854775808,-9223372036854775808",
		"18446744073709551615,-1" })
	void idsAreAsTheyStandInMemory(final String text, final long label) throws Exception {
		assertEquals(label, read("id\n" + text + "\n").structure(label).orElseThrow().id());
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "1.5", "1e-3", "1.25e1", "6.14454E+08", "1e99", "18446744073709551616", "-9223372036854775809", "0x10", "1 000" })
	void otherIdsAreRefusedWithTheirLine(final String text) throws Exception {
		for (final String end : new String[] { "", "\n", "\r\n", "\n9,b\n" }) {
			final String message = refused("id,name\n1,a\n2,b\n" + text + ",c" + end);
			assertTrue(message.contains("table.csv, line 4") && message.contains("'" + text + "'"), message);
		}
	}

	/** As Excel writes 614454277, 500000 and 312782546 in the format "scientific", with two decimals, one, and none. */
	@ParameterizedTest
	@ValueSource(strings = { "6.14E+08", "5.00E+05", "3.1E+08", "3E+08", "1.00E+10", "-6.14E+08", "6.14454E+08" })
	void whatASpreadsheetRoundedIsRefused(final String text) throws Exception {
		final String message = refused("id,name\n1,a\n" + text + ",c\n");
		assertTrue(message.contains("line 3") && message.contains("'" + text + "'") && message.contains("a spreadsheet has rounded it"),
			message);
	}

	@Test
	void theFirstKnownColumnCountsAndARowThatStandsTwiceIsOne() throws Exception {
		final Ontology ontology = read("safe_name,label,name,id\nsafe,1,real,2\nother,3,real,2\n");
		assertEquals(1, ontology.size());
		assertEquals("real", ontology.structure(2).orElseThrow().name());
	}

	@Test
	void anIdIsThatOfOneStructure() throws Exception {
		for (final String second : new String[] { "2,b,FF0000,", "2,a,FF0001,", "2.0,a,FF0000,1" }) {
			final String message = refused("id,name,colour,parent\n1,x,,\n2,a,FF0000,\n" + second + "\n");
			assertTrue(message.contains("table.csv, line 4") && message.contains("id 2"), message);
		}
	}

	@Test
	void aTableWithoutIdsIsRefused() throws Exception {
		for (final String text : new String[] { "", "\n", "name,colour\na,FF0000\n", "identity\n1\n", "no table at all" }) {
			final String message = refused(text);
			assertTrue(message.contains("table.csv") && message.contains("'id'"), message);
		}
	}

	@Test
	void damagedQuotesAreRefused() throws Exception {
		for (final String text : new String[] { "id,name\n1,\"a\n", "id,name\n1,\"a\"b\n" })
			assertTrue(refused(text).contains("table.csv"));
	}

	@Test
	void lettersAreReadInWhateverTheyAreWritten() throws Exception {
		for (final Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE,
			StandardCharsets.UTF_16BE)) {
			final String mark = charset == StandardCharsets.ISO_8859_1 ? "" : "\uFEFF";
			final String text = mark + "id,name\n" + "1,a\n".repeat(30_000) + "2,Großhirn\n" + "3,c\n".repeat(10);
			Files.write(folder.resolve("table.csv"), text.getBytes(charset));
			final Ontology ontology = OntologyReader.read(folder.resolve("table.csv"));
			assertEquals("Großhirn", ontology.structure(2).orElseThrow().name(), charset.name());
			assertEquals(charset == StandardCharsets.ISO_8859_1 ? 1 : 0, ontology.notes().size(), ontology.notes().toString());
		}
		Files.write(folder.resolve("table.csv"), "id,name\n1,a\n".getBytes(StandardCharsets.UTF_16LE));
		assertTrue(assertThrows(InvalidInputException.class, () -> OntologyReader.read(folder.resolve("table.csv"))).getMessage()
			.contains("UTF-16 without its mark"));
	}

	/** Windows-1252: 0x92 is an apostrophe, which in Latin-1 would be a control character. */
	@Test
	void whatSpreadsheetsSaveOnWindowsIsRead() throws Exception {
		Files.write(folder.resolve("table.csv"), "id,name\n1,Ammon\u0092s horn \u00E9\n".getBytes(
			StandardCharsets.ISO_8859_1));
		assertEquals("Ammon\u2019s horn \u00E9", OntologyReader.read(folder.resolve("table.csv")).structure(1).orElseThrow().name());
	}

	@Test
	void missingFilesAndFoldersAreRefused() {
		for (final Path file : List.of(folder.resolve("absent.csv"), folder)) {
			final String message = assertThrows(InvalidInputException.class, () -> OntologyReader.read(file)).getMessage();
			assertTrue(message.contains(file.toString()), message);
		}
	}

	@Test
	void theTableOfTheAllenAtlasIsReadWhole() throws Exception {
		Assumptions.assumeTrue(Files.exists(ALLEN), ALLEN + " is not here");
		final Ontology ontology = OntologyReader.read(ALLEN);
		final Structure isocortex = ontology.structure(315).orElseThrow();
		assertEquals("Isocortex", isocortex.title());
		assertEquals(OptionalInt.of(0x70FF71), isocortex.rgb());
		assertEquals("root", ontology.structure(997).orElseThrow().name());
		// The first field is the id; the colour follows the path, which begins and ends with a slash.
		final Pattern line = Pattern.compile("(\\d+),.*/,([0-9A-F]{1,6}),.*");
		final Set<Long> ids = new HashSet<>();
		for (final String row : Files.readAllLines(ALLEN)) {
			final Matcher matcher = line.matcher(row);
			if (!matcher.matches())
				continue;
			final long id = Long.parseLong(matcher.group(1));
			assertTrue(ids.add(id));
			assertEquals(Integer.parseInt(matcher.group(2), 16), ontology.structure(id).orElseThrow().rgb().orElseThrow(), row);
		}
		assertTrue(ids.size() > 1000);
		assertEquals(ids.size(), ontology.size(), "all of them, but not id 0, which has no colour");
	}

	private Ontology read(final String text) throws IOException {
		return OntologyReader.read(Files.writeString(folder.resolve("table.csv"), text));
	}

	private String refused(final String text) {
		return assertThrows(InvalidInputException.class, () -> read(text), text).getMessage();
	}
}
