package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/**
 * Lists of labels as programs of neuroimaging write them. The samples are written by hand after the descriptions of the formats;
 * what is expected of them too.
 */
class LabelListsTest {

	@TempDir
	private Path folder;

	@Test
	void freeSurferTablesAreRead() throws Exception {
		final Ontology ontology = read("#$Id: FreeSurferColorLUT.txt,v 1.70 $\r\n\r\n#No. Label Name:              R   G   B   A\r\n" +
			"\r\n0   Unknown                 0   0   0   0\r\n4   Left-Lateral-Ventricle  120 18  134 0\r\n" +
			"\r\n#Below is the color table\r\n251 CC_Posterior 0 0 64 0\r\n11100\tctx_lh_Unknown\t0\t0\t0\t0\r\n");
		assertEquals("4||Left-Lateral-Ventricle|781286 251||CC_Posterior|000040 11100||ctx_lh_Unknown|000000", said(ontology));
		assertEquals(List.of(), ontology.notes());
	}

	@Test
	void namesOfSeveralWordsAndTablesWithoutOpacityAreRead() throws Exception {
		assertEquals("1||Left Area 4|0A141E 2||Right Area|0A141F", said(read("1 Left Area 4 10 20 30 0\n2 Right Area 10 20 31 0\n")));
		assertEquals("1||Left area|0A141E 2||Left lobe|0A141F 3||Left lobe b|0A1420", said(read(
			"1 Left area 10 20 30 0\n2 Left lobe 10 20 31 0\n3 \"Left lobe b\" 10 20 32 0\n")));
		assertEquals("1||Cortex|0A141E 2||Right-Area|0A141F", said(read("1 Cortex 10 20 30\n2 Right-Area 10 20 31\n")));
	}

	@Test
	void slicerTablesAreRead() throws Exception {
		final Ontology ontology = read("# Color table file /tmp/Segmentation.ctbl\n# 3 values\n0 Background 0 0 0 0\n" +
			"1 artery 216 101 79 255\n2 (none) 0 0 0 0\n3 connective_tissue 111 184 210 255\n");
		assertEquals("1||artery|D8654F 3||connective tissue|6FB8D2", said(ontology));
		assertEquals("1||a|8000FF 2||b|FFFFFF", said(read("# Color table file x\n1 a 0.5 0 1 1\n2 b 1 1 1 1\n")));
		assertEquals("1||left_kidney|B96653 6||\"mass\", right|90EE90", said(read(
			"LabelValue,Name,Color_R,Color_G,Color_B,Color_A,Region_CodeMeaning,Type_CodeMeaning\n" +
				"1,left_kidney,185,102,83,255,,Kidney\n6,\"\"\"mass\"\", right\",144,238,144,255,Kidney,Mass\n")));
		assertTrue(refused("# Color procedural file x\n0 0 0 0\n63 0 0.5 0.49\n").contains("continuous scale"));
	}

	@Test
	void tablesOfMrtrixAreRead() throws Exception {
		assertEquals("1|L.BSTS|ctx-lh-bankssts|196428 2|L.CACG|ctx-lh-caudal|7D64A0", said(read(
			"\n1     L.BSTS  ctx-lh-bankssts   25  100 40  255\n2     L.CACG  ctx-lh-caudal     125 100 160 255\n")));
		final Ontology twice = read("36 L.TH Left-Thalamus 0 118 14 255\n36 L.TH Left-Thalamus-Proper 0 118 14 255\n" +
			"37 L.CA Left-Caudate 122 186 220 255\n");
		assertEquals("36|L.TH|Left-Thalamus|00760E 37|L.CA|Left-Caudate|7ABADC", said(twice));
		assertTrue(twice.notes().get(0).contains("line 2: label 36 has a second name, 'Left-Thalamus-Proper'"));
		assertEquals("2001|FAG|Precentral_L| 2002|FAD|Precentral_R|", said(read("FAG\tPrecentral_L\t2001\nFAD\tPrecentral_R\t2002\n")));
		assertEquals("1||Left Hippocampus (CA1/2)| 20||4th ventricle|", said(read(
			"# labels\n1 Left Hippocampus (CA1/2)\n20 \"4th ventricle\"\n")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"1 a 1 2 3 0;2 b 1 2 3 0;3 c 1 2 300 0|line 3|four numbers up to 255", //
		"1 a 1 2 3 0;2 b 1 2 3 0;x c 1 2 3 0|line 3|four numbers up to 255", //
		"1 a 1 2 3;2 b 1 2 3;3 c 1 2|line 3|three numbers up to 255", //
		"1 a;2 b;c|line 3|an id and a name", //
		"1 a;1 b|line 2|a second time", //
		"A a 1;B b 2;C c d|line 3|an acronym, a name and an id", //
		"1\ta\tb;2\tc\td|line 1|several columns", //
		"1 10 20 30 a|atlas.dat|'id'", //
		"1,a;2,b|atlas.dat|'id'" })
	void wrongLinesAreRefused(final String lines, final String where, final String what) throws Exception {
		final String message = refused(lines.replace(';', '\n') + "\n");
		assertTrue(message.contains("atlas.dat") && message.contains(where) && message.contains(what), message);
		assertEquals(1, message.lines().count());
	}

	@Test
	void labelFilesOfMbatAreATree() throws Exception {
		final Ontology ontology = read("""
			<?xml version="1.0" encoding="utf-8"?>
			<milf version="1"><!-- a comment -->
			 <structure name="Brain" abbreviation="" color="#ffffff">
			  <label abbreviation="WM" color="#e8e8e8" id="1000" name="White matter">
			   <label abbreviation="cc" color="#40ff00" id="67" name="Corpus callosum &amp; more"><note text="x"/></label>
			   <label abbreviation="" color="#40ff01" id="5" name="5"/>
			  </label>
			  <label abbreviation="GM" color="odd" id="1001" name="Grey matter"/>
			 </structure>
			</milf>
			""");
		assertEquals("1000|WM|White matter|E8E8E8 67|cc|Corpus callosum & more|40FF00 5||5|40FF01 1001|GM|Grey matter|", said(
			ontology));
		assertEquals(List.of(1000L), ontology.ancestors(67).stream().map(Structure::id).toList());
		assertEquals(List.of(1000L, 1001L), ontology.roots().stream().map(Structure::id).toList());
		assertEquals(2, ontology.notes().size());
		assertTrue(ontology.notes().get(0).contains("line 3: 'Brain' has no id"), ontology.notes().get(0));
		assertTrue(ontology.notes().get(1).contains("line 8: the colour 'odd'"), ontology.notes().get(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Label", "Probabilistic", "Probabalistic" })
	void indicesOfFslAreLabelsOrOneLess(final String type) throws Exception {
		final Ontology ontology = read(fsl(type));
		if (type.equals("Label")) {
			assertEquals("48||Frontal pole|", said(ontology));
			assertEquals(List.of(), ontology.notes());
			return;
		}
		assertEquals("1||Unclassified| 49||Frontal pole|", said(ontology));
		assertEquals(1, ontology.notes().size());
		assertTrue(ontology.notes().get(0).contains("index 0 is taken for label 1"), ontology.notes().get(0));
	}

	@Test
	void fslLabelsWithAValueHaveThat() throws Exception {
		assertEquals("7||b|", said(read("<atlas><header><type>Label</type></header><data><label index='1' value='7'>b</label>" +
			"</data></atlas>")));
		for (final String type : new String[] { "Statistic", "" })
			assertTrue(refused(fsl(type)).contains("of the type '" + type + "'"));
		assertTrue(refused("<atlas><header><type>Label</type></header><data>\n<label>b</label></data></atlas>").contains(
			"line 2: a label of an FSL atlas must have an index"));
	}

	@Test
	void listsOfWorkbenchAreTwoLinesALabel() throws Exception {
		assertEquals("1||CORTEX LEFT|FF0A00 12||L 4|000102", said(read("???\n0 0 0 0 0\nCORTEX LEFT\n1 255 10 0 255\nL 4\n12 0 1 2 255\n")));
		assertEquals("7||a|000000", said(read("a\n7 0 0 0 255")));
		assertTrue(refused("a\n1 0 0 0 255\nb\n2 0 0 0 255\nc\nd\n3 0 0 0 255\n").contains("line 6: expected value, red, green, blue and alpha of the " +
			"label 'c'"));
		assertTrue(refused("a\n1 0 0 0 255\nb\n2 0 0 0 255\nc\n").contains("ends behind the name of a label, 'c'"));
	}

	/** SPM's labels_Neuromorphometrics.xml and the AAL of its toolboxes: elements, and the header has a name too. */
	@Test
	void labelsOfSpmAreElements() throws Exception {
		assertEquals("4||3rd Ventricle| 2001||Precentral L|", said(read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<atlas version=\"2.0\">\n" +
			"<header>\n<name>Neuromorphometrics</name>\n<version>1.0</version></header>\n<data>\n" +
			"<label><index>4</index><name>3rd  Ventricle</name></label>\n<label><name>Precentral L</name><index> 2001 </index></label>\n</data></atlas>")));
		assertTrue(refused("<atlas><header><name>x</name></header><data>\n<label><index>a</index><name>b</name></label></data></atlas>").contains(
			"the id 'a' is no whole number"));
	}

	private static String fsl(final String type) {
		return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<atlas version=\"1.0\"><header><name>x</name><type>" + type +
			"</type><images><imagefile>/a</imagefile></images></header>\n<data>\n<label index=\"0\" x=\"0\" y=\"0\" z=\"0\">" +
			"Unclassified</label>\n<label index=\"48\" x=\"1\" y=\"2\" z=\"3\"> Frontal\n pole </label></data></atlas>\n";
	}

	@Test
	void labelsOfBrainSuiteAreRead() throws Exception {
		assertEquals("120||R. superior frontal gyrus|E600E6", said(read("<labelset><label id=\"0\" fullname=\"background\" " +
			"color=\"0x000000\"/><label id=\"120\" fullname=\"R. superior frontal gyrus\" color=\"0xe600e6\"/></labelset>")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "<GIFTI Version='1.0'/>|GIFTI", "<svg/>|XML with <svg>", "<milf><label|damaged",
		"<!DOCTYPE html><html/>|a web page", "<rdf:RDF xmlns:rdf='x'/>|OWL or RDF", "format-version: 1.2|OBO",
		"<!DOCTYPE milf [<!ENTITY a 'b'>]><milf/>|DOCTYPE", "@prefix a: <b> .|OWL or RDF",
		"{\"SegmentationCategoryTypeContextName\": \"x\"}|terminology of 3D Slicer", "{\"type\": \"x\", \"features\": []}|GeoJSON",
		"{\"Name\": \"x\", \"BIDSVersion\": \"1\"}|dseg.tsv", "version https://git-lfs.github.com/spec/v1|Git LFS" })
	void textsOfOtherKindsAreNamed(final String text, final String what) throws Exception {
		final String message = refused(text + "\n");
		assertTrue(message.contains("atlas.dat") && message.contains(what), message);
		assertEquals(1, message.lines().count());
	}

	@Test
	void filesOfOtherKindsAreNamed() throws Exception {
		for (final String[] kind : new String[][] { { "PK\u0003\u0004", "save the sheet as CSV" }, { "\u001F\u008B\u0008", "gzip" }, {
			"II*\0", "TIFF" }, { "NRRD0004", "NRRD" }, { "%PDF-1.7", "PDF" }, { "\u0089HDF", "HDF5" }, { "MATLAB 5.0 MAT", "MATLAB" },
			{ "\u00D0\u00CF\u0011\u00E0", "Excel" }, { "\u0001", "not text" } }) {
			final Path file = folder.resolve("atlas.dat");
			Files.write(file, (kind[0] + "\0".repeat(1000)).getBytes(StandardCharsets.ISO_8859_1));
			final String message = assertThrows(InvalidInputException.class, () -> OntologyReader.read(file)).getMessage();
			assertTrue(message.contains("atlas.dat") && message.contains(kind[1]), message);
		}
	}

	@Test
	void messagesHaveOneLineWhateverTheFileSays() throws Exception {
		for (final String text : new String[] { "{\"a\nb\": 1}", "[{\"id\": \"1\\n2\"}]", "{\"a\nb\": {\"id\" 1", "id,name,name\n\"1\n2\",a,b\n" })
			assertEquals(1, refused(text).lines().count(), text);
		assertEquals(1, read("id,color\n1,\"re\nd\"\n").notes().get(0).lines().count());
	}

	@Test
	void niftiIsNamed() throws Exception {
		final byte[] header = new byte[352];
		header[0] = 92;
		header[1] = 1;
		System.arraycopy("n+1".getBytes(StandardCharsets.US_ASCII), 0, header, 344, 3);
		final Path file = Files.write(folder.resolve("atlas.dat"), header);
		assertTrue(assertThrows(InvalidInputException.class, () -> OntologyReader.read(file)).getMessage().contains("NIfTI"));
	}

	@Test
	void ontologiesOfAbbaAreRead() throws Exception {
		final Ontology ontology = read("""
			{"name": "Adult Mouse", "namingProperty": "acronym", "root": {"id": 997, "color": [255, 0, 16, 255],
				"data": {"id": "5", "acronym": "root", "name": "whole brain", "structure_order": "0"}, "children": [
				{"id": 8, "data": {"acronym": "grey"}, "color": [1, 2, 3, 255], "children": []}]}}""");
		assertEquals("997|root|whole brain|FF0010 8|grey||010203", said(ontology));
		assertEquals(997, ontology.parent(8).orElseThrow().id());
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
