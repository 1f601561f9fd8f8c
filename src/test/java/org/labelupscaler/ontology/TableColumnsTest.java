package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** Which column of a table says what; the expected is what the makers of such tables say of their columns. */
class TableColumnsTest {

	@TempDir
	private Path folder;

	@Test
	void tablesOfBidsAreRead() throws Exception {
		final Ontology ontology = read("index\tname\tabbreviation\tcolor\tmapping\n0\tBackground\tBG\t#000000\t0\n" +
			"1\tGrey Matter\tGM\t#ff53bb\t1\n2\tHippocampus, CA1\tCA1\tn/a\t2\n3\tWhite\tn/a\t#fff\t\n");
		assertEquals("1|GM|Grey Matter|FF53BB 2|CA1|Hippocampus, CA1| 3||White|FFFFFF", said(ontology));
		assertEquals(List.of("atlas.dat, line 4: the colour 'n/a' is none, so that one is made up."), ontology.notes());
	}

	@ParameterizedTest
	@ValueSource(strings = { //
		"index,label,network\n5,LH_Vis_1,Vis\n7,RH_Vis_1,Vis|5::LH_Vis_1: 7::RH_Vis_1:", //
		"label,name\n5,a\n7,b|5::a: 7::b:", //
		"name,label,red,green,blue\na,5,255,0,16\nb,7,0,0,1|5::a:FF0010 7::b:000001", //
		"Label Value,Structure Name,Abbrev\n5,a,x\n7,b,y|5:x:a: 7:y:b:", //
		"ID,R,G,B,Name\n5,0.5,0,1,a\n7,1,1,1,b|5::a:8000FF 7::b:FFFFFF", //
		"ID,R,G,B,Name\n5,1,0,1,a\n7,1,1,1,b|5::a:010001 7::b:010101", //
		"id,red_channel,green_channel,blue_channel,short_name\n5,1.0,2,3,a\n7,,,,b|5:a::010203 7:b::", //
		"id,color,red,green,blue\n5,#102030,1,2,3\n7,n/a,1,2,3|5:::102030 7:::010203", //
		"id,label,safe_name\n5,a,x\n7,b,y|5::a: 7::b:", //
		"index label r g b\n5  \"a b\"   1 2 3\n7 c 4 5 6|5::a b:010203 7::c:040506", //
		"#id,name\n5,a\n7,b|5::a: 7::b:", //
		"# a comment, with a comma\n# another\nid;name\n5;a\n7;b|5::a: 7::b:", //
		"sep=;\nid;name\n5;a,b\n7;c|5::a,b: 7::c:", //
		"\"sep=|\"\nid|name\n5|a;b\n7|c|5::a;b: 7::c:", //
		"id,name,,\n5,a,,\n,,,\n7,b,,|5::a: 7::b:", //
		"id,name\n5.0,a\n7e0,b|5::a: 7::b:", //
		"ROIid;ROIabbr;ROIname;ROIcolor\n5;x;a;255 0 0\n7;y;b;0 1 2|5:x:a:FF0000 7:y:b:000102" })
	void columnsAreKnownByNameAndContent(final String both) throws Exception {
		final int bar = both.lastIndexOf('|');
		assertEquals(both.substring(bar + 1), said(read(both.substring(0, bar))).replace('|', ':'), both);
	}

	@Test
	void linesInFrontOfTheNamesAreSaid() throws Exception {
		final Ontology ontology = read("\uFEFFAtlas of mine\r\n,,\r\nid,name\r\n5,a\r\n");
		assertEquals("5||a|", said(ontology));
		assertTrue(ontology.notes().get(0).contains("1 lines in front"), ontology.notes().toString());
	}

	/** The images of DevCCF have the ids of 16 bits; some rows have no others. */
	@Test
	void devCcfHasTheIdsOf16Bits() throws Exception {
		final Ontology ontology = read(",DevCCF,,,,,,,\nAcronym,ID,ID16,Name,Structure ID Path,Structure ID Path16,Parent ID," +
			"Parent ID16,R,G,B\nmouse,15564,1,mouse,/15564/,/1/,,,255,0,0\nF,,2,forebrain,,/1/2/,15564,1,0,255,0\n");
		assertEquals("1|mouse|mouse|FF0000 2|F|forebrain|00FF00", said(ontology));
		assertEquals(1, ontology.parent(2).orElseThrow().id());
		assertTrue(ontology.notes().stream().anyMatch(note -> note.contains("'ID16'")), ontology.notes().toString());
		final Ontology without = read("ID,ID16,Structure ID Path\n15564,1,/15564/\n15565,2,/15564/15565/\n");
		assertEquals(2, without.roots().size(), "a path of other ids is none");
	}

	@ParameterizedTest
	@ValueSource(strings = { "index,label\n0,17\n1,4\n2,8", "index,value\n1,17\n2,4", "id,ID\n1,5\n2,9" })
	void twoColumnsOfNumbersOfWhichOneCountsAreRefused(final String table) {
		final String message = refused(table);
		assertTrue(message.contains("it does not say which are the labels"), message);
		assertEquals(1, message.lines().count());
	}

	@Test
	void otherNumbersAreSaid() throws Exception {
		assertEquals(List.of("atlas.dat: the labels are taken from the column 'id'; 'label' has other numbers and is not used."), read(
			"id,label,name\n5,17,a\n9,4,b\n").notes());
		assertEquals(List.of(), read("no,index,label\n1,5,a\n2,9,b\n").notes());
		assertEquals(List.of(), read("id,label,name\n5,5,a\n9,9.0,b\n").notes());
		assertEquals(List.of("atlas.dat: it has two columns 'name', of which the first is used."), read("id,name,name\n5,a,b\n").notes());
	}

	@ParameterizedTest
	@ValueSource(strings = { //
		"label,name\na,b#has other texts than whole numbers; its columns are: label, name", //
		"name,color\na,b#it is: name,color", //
		"id,name,color\n1,Area, layer 1,FF0000\n2,b,00FF00#line 2: it has 4 fields, but there are names for 3", //
		"id,name\n1,Area, layer 1\n2,Area, layer 2#line 2: it has 3 fields", //
		"parcellation_index,parcellation_term_name\n1,a#membership.csv", //
		"label,name,id\nAllenCCF-Ontology-2017-997,root,1#Allen Brain Cell atlas" })
	void otherTablesAreRefused(final String both) {
		final String message = refused(both.substring(0, both.indexOf('#')));
		assertTrue(message.contains("atlas.dat") && message.contains(both.substring(both.indexOf('#') + 1)), message);
		assertEquals(1, message.lines().count());
	}

	/** R writes the number of each row in front, and no name for that. */
	@Test
	void rowNamesOfRArePassedOver() throws Exception {
		final Ontology ontology = read("\"id\" \"name\"\n\"1\" 997 \"root\"\n\"2\" 8 \"grey matter\"\n");
		assertEquals("997||root| 8||grey matter|", said(ontology));
		assertEquals("997||root| 8||grey matter|", said(read("id\tname\n1\t997\troot\n2\t8\tgrey matter\n")));
		assertTrue(ontology.notes().get(0).contains("as R writes them"), ontology.notes().toString());
	}

	@Test
	void rowsWithoutAnIdAreSaid() throws Exception {
		final Ontology ontology = read("id,name\n1,a\n,total\n");
		assertEquals("1||a|", said(ontology));
		assertTrue(ontology.notes().get(0).contains("line 3: a row without an id"), ontology.notes().toString());
	}

	@Test
	void notesAreFew() throws Exception {
		final StringBuilder table = new StringBuilder("id,name,name,color,label\n");
		for (int i = 1; i <= 20_000; i++)
			table.append(i).append("e0,a,b,odd").append(i).append(',').append(i + 5).append("\n,x,,\n");
		final List<String> notes = read(table.toString()).notes();
		assertTrue(notes.size() <= OntologyNotes.MOST && notes.stream().allMatch(note -> note.length() < 300), notes.toString());
		assertTrue(notes.stream().anyMatch(note -> note.contains("'odd1'") && note.endsWith("(19999 more like it).")), notes.toString());
	}

	private static String said(final Ontology ontology) {
		return ontology.structures().stream().map(s -> s.id() + "|" + s.acronym() + "|" + s.name() + "|" + hex(s.rgb())).collect(
			Collectors.joining(" "));
	}

	private static String hex(final OptionalInt rgb) {
		return rgb.isEmpty() ? "" : Integer.toHexString(rgb.getAsInt() | 0x1000000).substring(1).toUpperCase(Locale.ROOT);
	}

	private Ontology read(final String text) throws IOException {
		return OntologyReader.read(Files.writeString(folder.resolve("atlas.dat"), text));
	}

	private String refused(final String text) {
		return assertThrows(InvalidInputException.class, () -> read(text), text).getMessage();
	}
}
