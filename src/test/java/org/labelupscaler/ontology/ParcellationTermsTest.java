package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;

/** Membership tables of the Allen Brain Cell atlas, written by hand with the columns they have; the trees are drawn from them by hand. */
class ParcellationTermsTest {

	private static final String NAMES = "parcellation_label,parcellation_term_label,parcellation_term_set_label,parcellation_index,voxel_count," +
		"volume_cubic_mm,color_hex_triplet,red,green,blue,parcellation_term_name,parcellation_term_acronym,parcellation_term_set_name\n";

	@TempDir
	private Path folder;

	private Ontology read(final String text) throws IOException {
		return OntologyReader.read(Files.writeString(folder.resolve("membership.csv"), text));
	}

	private static String row(final int index, final String set, final int term, final String acronym, final String name, final String color) {
		return "AllenCCF-Annotation-2020-" + index + ",AllenCCF-Ontology-2017-" + term + ",AllenCCF-Ontology-2017-S," + index + ",9,0.1,#" + color +
			",1,2,3,\"" + name + "\"," + acronym + "," + set + "\n";
	}

	/** One label of several levels; "brain" alone is a label too, CP is not divided, and the label 9 is the structure VISp itself. */
	private static String longTable() {
		final StringBuilder rows = new StringBuilder(NAMES);
		for (final String set : List.of("organ", "category", "division", "structure", "substructure"))
			rows.append(row(0, set, 0, "unassigned", "unassigned", "000000"));
		for (final String set : List.of("substructure", "structure", "division", "category", "organ"))
			rows.append(row(1, set, 997, "brain", "brain", "FFFFFF"));
		final String[][] cells = { { "2", "672", "CP", "Caudoputamen", "98D6F9" }, { "7", "593", "VISp1", "Primary visual area, layer 1", "08858C" }, {
			"8", "821", "VISp2/3", "Primary visual area, layer 2/3", "08858C" } };
		for (final String[] cell : cells) {
			final int index = Integer.parseInt(cell[0]);
			final boolean cortex = index > 2;
			rows.append(row(index, "organ", 997, "brain", "brain", "FFFFFF"));
			rows.append(row(index, "category", 8, "grey", "Basic cell groups", "BFDAE3"));
			rows.append(cortex ? row(index, "division", 315, "Isocortex", "Isocortex", "70FF71") : row(index, "division", 477, "STR", "Striatum",
				"98D6F9"));
			rows.append(cortex ? row(index, "structure", 385, "VISp", "Primary visual area", "08858C") : row(index, "structure", 672, "CP",
				"Caudoputamen", "98D6F9"));
			rows.append(row(index, "substructure", Integer.parseInt(cell[1]), cell[2], cell[3], cell[4]));
		}
		rows.append(row(9, "organ", 997, "brain", "brain", "FFFFFF")).append(row(9, "category", 8, "grey", "Basic cell groups", "BFDAE3"));
		rows.append(row(9, "division", 315, "Isocortex", "Isocortex", "70FF71")).append(row(9, "structure", 385, "VISp", "Primary visual area",
			"08858C")).append(row(9, "substructure", 385, "VISp", "Primary visual area", "08858C"));
		return rows.toString();
	}

	private static String said(final List<Structure> structures) {
		return structures.stream().map(s -> s.id() + ":" + s.acronym()).collect(Collectors.joining(" "));
	}

	@Test
	void levelsInRowsAreATree() throws Exception {
		final Ontology ontology = read(longTable());
		final long beyond = 1_000_000_000_000L;
		assertEquals("1:brain " + (beyond + 1) + ":grey " + (beyond + 2) + ":STR 2:CP " + (beyond + 3) + ":Isocortex 9:VISp 7:VISp1 8:VISp2/3",
			said(ontology.structures()));
		assertEquals("9:VISp " + (beyond + 3) + ":Isocortex " + (beyond + 1) + ":grey 1:brain", said(ontology.ancestors(7)));
		assertEquals("Primary visual area, layer 1", ontology.structure(7).orElseThrow().name());
		assertEquals(0x08858C, ontology.structure(7).orElseThrow().rgb().orElseThrow());
		assertEquals("9:VISp 7:VISp1 8:VISp2/3", said(ontology.select(List.of("VISp"))));
		assertTrue(ontology.structure(0).isEmpty());
		assertEquals(List.of("membership.csv: 3 of its terms, such as organs and divisions, have no label of their own; their ids, from " + (beyond +
			1) + " on, are made up."), ontology.notes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_x" })
	void levelsInColumnsAreATree(final String more) throws Exception {
		final Ontology ontology = read("parcellation_index,organ,category,division,structure,substructure" + (more.isEmpty() ? "" : "," + more) + "\n" +
			"0,unassigned,unassigned,unassigned,unassigned,unassigned\n5,brain,grey,Isocortex,VISp,VISp1\n7,brain,grey,Isocortex,VISp,VISp4\n" +
			"8,brain,fiber tracts,fxs,fx,fx\n");
		assertEquals("brain grey Isocortex VISp VISp1 VISp4 fiber tracts fxs fx", ontology.structures().stream().map(Structure::name).collect(Collectors
			.joining(" ")));
		assertEquals("5 7", ontology.select(List.of("VISp")).stream().skip(1).map(s -> "" + s.id()).collect(Collectors.joining(" ")));
		assertEquals("fxs", ontology.parent(8).orElseThrow().name());
	}

	/** Two labels that are the same term are both below it. */
	@Test
	void labelsOfOneTermAreBelowIt() throws Exception {
		final Ontology ontology = read("parcellation_index,organ,structure\n3,brain,TH\n4,brain,TH\n");
		assertEquals("brain TH TH TH", ontology.structures().stream().map(Structure::name).collect(Collectors.joining(" ")));
		assertEquals(ontology.parent(3), ontology.parent(4));
		assertEquals("TH", ontology.parent(4).orElseThrow().name());
	}

	@ParameterizedTest
	@ValueSource(strings = { "5x,brain,TH#line 2: the parcellation_index '5x' is no whole number",
		"5,brain,TH\n5,brain,HY#line 3: the parcellation_index 5 has a second term of the level structure" })
	void wrongRowsAreRefused(final String both) {
		final String text = "parcellation_index,organ,structure\n" + both.substring(0, both.indexOf('#')) + "\n";
		final String message = assertThrows(InvalidInputException.class, () -> read(text)).getMessage();
		assertTrue(message.contains("membership.csv, " + both.substring(both.indexOf('#') + 1)), message);
	}

	@Test
	void otherLevelsAreRefused() {
		assertTrue(assertThrows(InvalidInputException.class, () -> read(NAMES + row(4, "lobe", 1, "a", "b", "FFFFFF"))).getMessage().contains(
			"'lobe' is none of organ, category, division, structure, substructure"));
	}
}
