package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** The same structures in each format that atlases come in; and what is wrong with other files. */
class OntologyFilesTest {

	private static final Path FILES = Path.of("src/test/resources/ontology");

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "structure_graph.json", "structures.json", "structures.csv" })
	void everyFormatHasTheSameTree(final String name) throws Exception {
		// The content tells, not the name.
		final Ontology ontology = OntologyReader.read(Files.copy(FILES.resolve(name), folder.resolve("atlas.dat")));
		assertEquals(List.of(997L, 8L, 567L, 315L, 385L, 593L, 343L, 1009L, 614454277L), ids(ontology.structures()));
		assertEquals(List.of(997L, 614454277L), ids(ontology.roots()));
		assertEquals(List.of(8L, 1009L), ids(ontology.children(997)));
		assertEquals(List.of(567L, 343L), ids(ontology.children(8)));
		assertEquals(List.of(567L, 315L, 385L, 593L), ids(ontology.descendants(567)));
		assertEquals(List.of(315L, 567L, 8L, 997L), ids(ontology.ancestors(385)));
		assertEquals(315, ontology.parent(385).orElseThrow().id());
		assertTrue(ontology.parent(997).isEmpty() && ontology.parent(5).isEmpty());
		assertTrue(ontology.children(593).isEmpty() && ontology.descendants(5).isEmpty() && ontology.ancestors(5).isEmpty());
		final OptionalInt color = name.endsWith(".csv") ? OptionalInt.empty() : OptionalInt.of(0x08858C);
		assertEquals(new Structure(593, "VISp1", "Primary visual area, layer 1", color), ontology.structure(593).orElseThrow());
		assertEquals(new Structure(614454277, "SUM", "Supramammillary nucleus", OptionalInt.empty()), ontology.structure(
			614454277).orElseThrow());
	}

	@Test
	void labelDescriptionsHaveNamesAndColoursOnly() {
		final Ontology ontology = OntologyReader.read(FILES.resolve("label_descriptions.txt"));
		assertEquals(List.of(997L, 8L, 567L, 315L, 385L, 593L, 343L, 1009L, 614454277L), ids(ontology.roots()));
		assertEquals(List.of(), ontology.notes(), "Clear Label is background");
		assertEquals(new Structure(315, "", "Isocortex", OptionalInt.of(0x70FF71)), ontology.structure(315).orElseThrow());
		assertEquals("Supramammillary \"nucleus\"", ontology.structure(614454277).orElseThrow().name());
		assertEquals(385, ontology.find("primary VISUAL area").orElseThrow().id());
		assertEquals(List.of(315L), ids(ontology.select(List.of("isocortex"))));
	}

	@Test
	void labelDescriptionsNeedNoTitle() throws Exception {
		final Ontology ontology = read("\n# mine\n\t7 1 2 3 1 1 1 \"\"\r\n8\t0\t0\t255\t0.5\t0\t0\t\"b\"");
		assertEquals(new Structure(7, "", "", OptionalInt.of(0x010203)), ontology.structure(7).orElseThrow());
		assertEquals(new Structure(8, "", "b", OptionalInt.of(0x0000FF)), ontology.structure(8).orElseThrow());
	}

	@ParameterizedTest
	@ValueSource(strings = { "7 1 2 3 1 1 \"a\"", "7 1 2 3 1 1 1 a", "x 1 2 3 1 1 1 \"a\"",
		"7 1 2 3 1 1 2 \"a\"", "5 1 2 4 1 1 1 \"b\"" })
	void aWrongLabelDescriptionIsRefusedWithItsLine(final String line) throws Exception {
		final String message = refused("# ITK-SNAP Label Description File\n\n5 1 2 3 1 1 1 \"b\"\n" + line + "\n");
		assertTrue(message.contains("atlas.dat, line 4"), message);
	}

	@Test
	void aStructureAloneOrABranchOfAGraphIsRead() throws Exception {
		final Ontology ontology = read("""
			{"children": [{"structure_id": 5, "label": "not this", "Name": "five", "children": null},
				{"id": "18446744073709551615", "name": "largest"}],
			"parent_structure_id": 4711, "other": {"id": 3, "children": [[]]}, "acronym": "t", "id": 9007199254740993}""");
		assertEquals(List.of(9007199254740993L, 5L, -1L), ids(ontology.structures()));
		assertEquals(List.of(5L, -1L), ids(ontology.children(9007199254740993L)));
		assertEquals(new Structure(5, "", "five", OptionalInt.empty()), ontology.structure(5).orElseThrow());
		assertEquals(0, read("[]").size());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"[{\"id\": 1}, {\"id\": 1.5}]|$[1]|'1.5'", //
		"[{\"id\": 1}, {\"name\": \"a\"}]|$[1]|'id'", //
		"[{\"id\": 1, \"children\": [7]}]|$[0].children[0]|expected a structure", //
		"[{\"id\": 1, \"children\": {}}]|$[0].children|expected a list", //
		"[{\"id\": 1}, 7]|$[1]|expected a structure", //
		"[{\"id\": 1}, {\"id\": 1, \"name\": \"b\"}]|$[1]|a second time", //
		"[{\"id\": 1, \"children\": [{\"id\": 1}]}]|$[0]|a second time", //
		"[{\"id\":9,\"children\":[{\"id\":1},{\"id\":1,\"children\":[{\"id\":2}]}]}]|$[0].children[1]|a second time", //
		"[{\"id\": 1, \"structure_id_path\": [2, \"x\", 1]}]|$[0]|'x' is no whole number", //
		"{\"msg\": {\"id\": null}}|$.msg|'' is no whole number", //
		"{\"success\": false, \"msg\": \"no such graph\"}|atlas.dat|no such graph", //
		"{\"msg\": 5}|$.msg|expected a list", //
		"{\"success\": true}|atlas.dat|'id'", //
		"[{\"id\": 1}|atlas.dat|too early", //
		"[{\"id\": 1]|$[0]|damaged", //
		"[{\"id\": 1, id: 2}]|$[0]|damaged", //
		"[{\"id\": 1}] []|atlas.dat|damaged", //
		"{|atlas.dat|too early" })
	void wrongJsonIsRefusedWithItsMember(final String text, final String member, final String what) throws Exception {
		final String message = refused(text);
		assertTrue(message.contains("atlas.dat") && message.contains(member) && message.contains(what), message);
		assertEquals(1, message.lines().count());
	}

	@Test
	void deepNestingIsRefused() throws Exception {
		assertEquals(100, read(nested(100)).size());
		assertTrue(refused(nested(200)).contains("nested more than 100 deep"));
		for (final String what : new String[] { "{\"id\": 1, \"children\": [", "[", "{\"a\":", "[{\"name\": [[",
			"[{\"rgb\": {\"a\":" })
			assertTimeout(Duration.ofSeconds(20), () -> assertTrue(refused(what.repeat(1_000_000)).contains("atlas.dat")));
	}

	/** What nobody asked for is passed over without keeping it, and no message is as long as what is wrong. */
	@Test
	void whatIsNotWantedTakesNoMemory() throws Exception {
		assertEquals(1, read("[{\"id\":1,\"x\":{\"a\":[1,{\"b\":[[],{},null,true]}]},\"name\":[[1],\"n\"]}]").size());
		final String deep = "[{\"id\": 1, \"x\": " + "[".repeat(20_000_000);
		final var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
		final Path file = Files.writeString(folder.resolve("deep.json"), deep);
		final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		assertTrue(refused(file).contains("nested more than 100 deep"));
		final long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
		assertTrue(allocated < 8 << 20, allocated + " bytes");
		final String endless = "x".repeat(1_000_000);
		assertTrue(read("[{\"id\":1,\"color\":\"" + endless + "\"}]").notes().get(0).length() < 1000);
		for (final String wrong : new String[] { "\"id\":\"" + endless + "\"", "\"" + endless + "\":2", "\"id\":1,\"parent_structure_id\":\"" + endless + "\"" })
			assertTrue(refused("[{" + wrong + "}]").length() < 1000, wrong.substring(0, 40));
	}

	private static String nested(final int levels) {
		final StringBuilder text = new StringBuilder();
		for (int i = 1; i <= levels; i++)
			text.append("{\"id\":").append(i).append(",\"children\":[");
		return text + "]}".repeat(levels);
	}

	@Test
	void hugeFilesAreRefused() throws Exception {
		final Path file = folder.resolve("huge.csv");
		try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(1L << 40);
		}
		assertTrue(refused(file).contains("1099511627776 bytes"));
		final StringBuilder rows = new StringBuilder("id\n");
		for (int i = 0; i <= OntologyBuilder.MOST; i++)
			rows.append(i).append('\n');
		assertTrue(refused(rows.toString()).contains("more than " + OntologyBuilder.MOST));
	}

	@Test
	void hostileTextsAreRefusedQuickly() {
		for (final String text : new String[] { "id,structure_id_path\n1," + "/".repeat(5_000_000), //
			"id,structure_id_path\n1," + "1/".repeat(30_000), //
			"id,colour\n1,\"" + " ,".repeat(1_000_000) + "\"", //
			"1 a " + "1 ".repeat(1_000_000), //
			"<milf>" + "<label id='1'>".repeat(1_000_000), //
			"<milf>" + "<a " + "x".repeat(5_000_000), //
			"<atlas><type>" + "x".repeat(20_000_000), //
			"id,name\n1,\"" + "x".repeat(20_000_000), //
			"1 2 3 4 1 1 1 \"" + "a \" ".repeat(5_000_000), //
			"#".repeat(20_000_000), //
			"id\n" + ",".repeat(20_000_000), //
			"[{\"id\":1,\"rgb\":[" + "1,".repeat(5_000_000) })
			assertTimeout(Duration.ofSeconds(20), () -> assertTrue(refused(text).contains("atlas.dat")));
	}

	@Test
	void longLinesAreRefused() throws Exception {
		assertEquals(2, read("id\n1\r2" + " ".repeat((1 << 20) - 1)).size());
		assertTrue(refused("id\n1\n2" + " ".repeat(1 << 20)).contains("line 3 is longer"));
	}

	private Ontology read(final String text) throws IOException {
		return OntologyReader.read(Files.writeString(folder.resolve("atlas.dat"), text));
	}

	private String refused(final String text) throws IOException {
		return refused(Files.writeString(folder.resolve("atlas.dat"), text));
	}

	private static String refused(final Path file) {
		return assertThrows(InvalidInputException.class, () -> OntologyReader.read(file)).getMessage();
	}

	private static List<Long> ids(final List<Structure> structures) {
		return structures.stream().map(Structure::id).toList();
	}
}
