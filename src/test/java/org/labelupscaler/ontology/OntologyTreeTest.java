package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.text.Choices;

/** Which structure is below which; and how structures are found by what a user writes. */
class OntologyTreeTest {

	static final Path ALLEN = Path.of("../shared/data/allen_structure_tree.csv");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "parent_structure_id|1|2|", "parent_id|1.0|2.0|nan", "parent|a|Two|0",
		"Parent|a|b|-1", "structure_id_path|/1/2/|/1/2/3/|/1/", "structure_id_path|1/2|[1, 2, 3]|(1)", "parent|1|b|None" })
	void aParentIsAnIdANameOrAPath(final String column, final String second, final String third, final String first)
		throws Exception
	{
		final Ontology ontology = read("id;acronym;name;" + column + "\n3;c;Three;" + third + "\n2;b;Two;" + second +
			"\n1;a;One;" + (first == null ? "" : first) + "\n4;d;Four;\n");
		assertEquals(List.of(1L, 2L, 3L, 4L), ids(ontology.structures()));
		assertEquals(List.of(3L, 2L, 1L).subList(1, 3), ids(ontology.ancestors(3)));
		assertEquals(List.of(1L, 4L), ids(ontology.roots()));
	}

	/** Label 0 is background in every image of labels: what an ontology calls so is no region, and has none below it. */
	@Test
	void zeroIsNoRegion() throws Exception {
		final Ontology ontology = read("id,name,parent\n1,a,0\n0,brain,\n2,b,1\n");
		assertEquals(List.of(1L, 2L), ids(ontology.structures()));
		assertEquals(List.of(1L), ids(ontology.roots()));
		assertEquals(1, ontology.notes().size());
		assertTrue(ontology.notes().get(0).contains("structure 0 'brain' is no region"), ontology.notes().toString());
		assertEquals(List.of(3L, 5L), ids(read("{\"id\":3,\"children\":[{\"id\":0,\"children\":[{\"id\":5}]}]}")
			.descendants(3)));
		for (final String background : new String[] { "Clear Label", "Unknown", "background", "void", "Outside brain", "" }) {
			final Ontology root = read("id,name,parent\n0," + background + ",7\n7,root,\n");
			assertEquals(List.of(7L), ids(root.structures()), background);
			assertEquals(List.of(), root.notes(), background);
			assertEquals(1, RegionCounts.of(root, Map.of(0L, 9L, 7L, 1L)).rows().get(0).withBelow(), background);
		}
		assertEquals(List.of(1L, 3L), ids(read("id,parent,structure_id_path\n1,0,/1/\n2,1,/1/2/\n3,-1,3\n").roots()));
	}

	/** Acronyms of layers and areas are numbers, and a region may be called NA. */
	@Test
	void aParentByAcronymOrNameIsNoId() throws Exception {
		final String rows = "1,2,two,NA,\n2,4,four,2,\n3,NA,nucleus,,\n4,x,four x,,four\n5,y,y,NaN,\n";
		final Ontology ontology = read("id,acronym,name,parent_acronym,Parent Name\n" + rows);
		assertEquals(List.of(3L), ids(ontology.ancestors(1)));
		assertEquals(List.of(1L, 3L), ids(ontology.ancestors(2)));
		assertEquals(List.of(2L, 1L, 3L), ids(ontology.ancestors(4)));
		assertEquals(List.of(3L, 5L), ids(ontology.roots()));
		assertTrue(refused("id,acronym,parent_acronym\n1,a,\n2,a,\n3,c,a\n").contains("which several structures are called"));
	}

	@Test
	void whatIsLeftOutInBetweenIsNotMissed() throws Exception {
		final Ontology ontology = read("id,parent_structure_id,structure_id_path\n315,567,/997/8/567/315/\n997,,/997/\n" +
			"9,7,/5/7/9/\n");
		assertEquals(List.of(997L, 315L, 9L), ids(ontology.structures()));
		assertEquals(997, ontology.parent(315).orElseThrow().id());
		assertTrue(ontology.parent(9).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"5,b,77,|structure 5 'b' has the parent 77", //
		"5,b,nobody,|structure 5 'b' has the parent nobody", //
		"5,b,twice,|has the parent twice", //
		"5,b,5,|structure 5 'b' is below itself", //
		"5,b,,/1/2/|line 5: the structure_id_path '/1/2/' should end in", //
		"5,b,,/5/1/5/|line 5: the structure_id_path '/5/1/5/'", //
		"5,b,,//|line 5: the structure_id_path '//'", //
		"5,b,,/1/?/5/|line 5: the structure_id_path '/1/?/5/' should be ids, but '?'", //
		"5,b,2,/1/5/|line 5: the parent 2 is not the one before the end", //
		"5,b,1,/5/|line 5: the parent 1", //
		"5,b,twice,/5/|line 5: the parent twice" })
	void whatIsNoTreeIsRefused(final String row, final String what) throws Exception {
		final String message = refused("id,name,parent,structure_id_path\n1,a,,\n2,twice,,\n3,twice,,\n" + row + "\n");
		assertTrue(message.contains("atlas.csv") && message.contains(what), message);
	}

	@Test
	void circlesAreRefused() throws Exception {
		final String message = refused("id,name,parent\n1,root,\n9,leaf,5\n5,a,7\n6,b,5\n7,c,6\n");
		assertTrue(message.matches(".*atlas.csv: structure (5 'a'|6 'b'|7 'c') is below itself.*"), message);
		assertTrue(refused("id,structure_id_path\n1,/2/1/\n2,/1/2/\n").contains("is below itself"));
		final String nested = refused("{\"id\":1,\"children\":[{\"id\":2,\"parent_structure_id\":3},{\"id\":3}]}");
		assertTrue(nested.contains("structure 2 stands below structure 1, but"), nested);
		final String missing = refused("{\"id\":1,\"children\":[{\"id\":2,\"parent_structure_id\":77}]}");
		assertTrue(missing.contains("structure 2 has the parent 77"), missing);
	}

	@Test
	void longChainsOfParentsAreRead() throws Exception {
		final int n = 100_000;
		final StringBuilder text = new StringBuilder("id,parent\n");
		for (int i = 1; i <= n; i++)
			text.append(i).append(',').append(i + 1 > n ? "" : i + 1).append('\n');
		final Ontology ontology = read(text.toString());
		assertEquals(n - 1, ontology.ancestors(1).size());
		assertEquals(n, ontology.descendants(n).size());
		assertEquals(7, RegionCounts.of(ontology, Map.of(1L, 7L)).rows().get(0).withBelow());
	}

	@ParameterizedTest
	@CsvSource({ "VISp,385", "visp,385", "VISP,385", "' Visp ',385", "primary visual AREA,385", "385,385", "cm,1", "CM,2",
		"Both,2", "12,5", "3.0,3" })
	void structuresAreFoundByAcronymNameAndId(final String text, final long id) throws Exception {
		assertEquals(id, names().find(text).orElseThrow().id());
	}

	@ParameterizedTest
	@CsvSource({ "Cm", "''", "' '", "386", "visual", "same", "both" })
	void otherTextsFindNothing(final String text) throws Exception {
		assertTrue(names().find(text).isEmpty());
	}

	private Ontology names() throws IOException {
		return read("id,acronym,name\n385,VISp,Primary visual area\n1,cm,cingulum\n2,CM,Both\n3,x,same\n4,y,Same\n" +
			"5,12,number\n12,n,number 12\n6,z,visp\n7,z2,Same\n8,z3,SAME\n9,w,same\n10,both2,BOTH\n");
	}

	@ParameterizedTest
	@CsvSource({ "ISOCORTEXX,Isocortex", "VSIp,VISp", "hippocampus,HPF", "hipocampal formation,HPF", "CA11,CA1",
		"thalmus,TH", "cerebelum,CB" })
	void whatIsNearIsSuggested(final String text, final String acronym) {
		Assumptions.assumeTrue(Files.exists(ALLEN), ALLEN + " is not here");
		final List<String> near = OntologyReader.read(ALLEN).suggest(text).stream().map(Structure::acronym).toList();
		assertTrue(near.contains(acronym) && near.size() <= 3, near.toString());
	}

	@Test
	void whatIsFarIsNot() {
		Assumptions.assumeTrue(Files.exists(ALLEN), ALLEN + " is not here");
		for (final String text : new String[] { "", "q", "qqqqqqqqqq", "614454278123" })
			assertEquals(List.of(), OntologyReader.read(ALLEN).suggest(text), text);
	}

	@ParameterizedTest
	@CsvSource({ "kitten,sitting,3,2", "abc,abc,0,0", "abc,'',3,3", "'',abc,3,0", "abcd,acbd,1,1", "bc,abcd,2,0",
		"xbc,abcd,2,1", "ca,abc,3,1" })
	void editsAreCounted(final String from, final String to, final int whole, final int part) {
		assertEquals(whole, Choices.edits(from, to, false));
		assertEquals(part, Choices.edits(from, to, true));
	}

	@Test
	void aSelectionIsAllThatIsBelowOnce() throws Exception {
		final Ontology ontology = read("id,acronym,parent\n1,a,\n2,b,1\n3,c,2\n4,d,1\n5,e,\n");
		assertEquals(List.of(2L, 3L, 4L), ids(ontology.select(List.of("D", "c", "2", "d"))));
		assertEquals(List.of(1L, 2L, 3L, 4L), ids(ontology.select(List.of("c", "A"))));
		assertEquals(List.of(), ontology.select(List.of()));
	}

	@Test
	void allThatCannotBeSelectedIsSaidAtOnce() throws Exception {
		final Ontology ontology = names();
		final String message = assertThrows(InvalidInputException.class, () -> ontology.select(List.of("VISpp", "12",
			"nothing at all", "Cm"))).getMessage();
		final Path file = folder.resolve("atlas.csv");
		assertEquals("regions: 'VISpp' is no region of " + file + "; did you mean Primary visual area (VISp) or visp (z)? " +
			"'nothing at all' is no region of " + file + ", neither as acronym nor as name nor as id; it has VISp, cm, CM, x, y, 12, n, z, " +
			"z2, z3 and 2 more. 'Cm' is several regions of " + file +
			": cingulum (cm) with id 1, Both (CM) with id 2; write it exactly, or the id.", message);
		assertTrue(assertThrows(InvalidInputException.class, () -> Ontology.NONE.select(List.of("a"))).getMessage().contains(
			"'a' needs an ontology"));
	}

	@Test
	void theTreeOfTheAllenAtlasIsThatOfItsPaths() throws Exception {
		Assumptions.assumeTrue(Files.exists(ALLEN), ALLEN + " is not here");
		final Ontology ontology = OntologyReader.read(ALLEN);
		final Map<Long, String> paths = new HashMap<>();
		for (final String row : Files.readAllLines(ALLEN).subList(1, ontology.size() + 2)) {
			final long id = Long.parseLong(row.substring(0, row.indexOf(',')));
			paths.put(id, row.replaceAll(".*?,((/\\d+)+/),.*", "$1"));
		}
		// The rows of the file are in depth-first order already.
		assertEquals(Files.readAllLines(ALLEN).stream().skip(1).map(row -> Long.valueOf(row.split(",")[0])).filter(
			id -> id != 0).toList(), ids(
			ontology.structures()));
		for (final Structure structure : ontology.structures()) {
			final StringBuilder path = new StringBuilder("/" + structure.id() + "/");
			for (final Structure above : ontology.ancestors(structure.id()))
				path.insert(0, "/" + above.id());
			assertEquals(paths.get(structure.id()), path.toString());
			final List<Long> below = ontology.structures().stream().map(Structure::id).filter(id -> paths.get(id).contains("/" +
				structure.id() + "/")).toList();
			assertEquals(below, ids(ontology.descendants(structure.id())));
			assertEquals(below.stream().filter(id -> paths.get(id).endsWith("/" + structure.id() + "/" + id + "/")).toList(), ids(
				ontology.children(structure.id())));
			assertEquals(structure, ontology.find(structure.acronym()).orElseThrow());
		}
		assertEquals(List.of("root"), ontology.roots().stream().map(Structure::acronym).toList());
		assertEquals(ids(ontology.descendants(315)), ids(ontology.select(List.of("ISOCORTEX"))));
	}

	private Ontology read(final String text) throws IOException {
		return OntologyReader.read(Files.writeString(folder.resolve("atlas.csv"), text));
	}

	private String refused(final String text) {
		return assertThrows(InvalidInputException.class, () -> read(text), text).getMessage();
	}

	private static List<Long> ids(final List<Structure> structures) {
		return structures.stream().map(Structure::id).toList();
	}
}
