package org.labelupscaler.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.ontology.RegionCounts.Row;

/** Counts per label, added up along the tree. */
class RegionCountsTest {

	@TempDir
	private Path folder;

	@Test
	void countsAreAddedUp() throws Exception {
		final Ontology ontology = OntologyReader.read(Files.writeString(folder.resolve("o.csv"),
			"id,name,parent\n4,d,1\n1,a,\n2,b,1\n3,c,2\n5,e,\n6,f,5\n7,g,\n"));
		final Map<Long, Long> counts = new LinkedHashMap<>();
		counts.put(99L, 8L);
		counts.put(3L, 1L << 62);
		counts.put(-1L, 1L);
		counts.put(2L, 5L);
		counts.put(7L, 2L);
		counts.put(5L, 0L);
		counts.put(42L, 0L);
		assertEquals(List.of(row(ontology, 1, 0, 0, (1L << 62) + 5), row(ontology, 2, 1, 5, (1L << 62) + 5), row(ontology, 3,
			2, 1L << 62, 1L << 62), row(ontology, 7, 0, 2, 2), new Row(Structure.unknown(99), false, 0, 8, 8), new Row(Structure
				.unknown(-1), false, 0, 1, 1)), RegionCounts.of(ontology, counts).rows());
		counts.put(4L, 1L << 62);
		assertThrows(ArithmeticException.class, () -> RegionCounts.of(ontology, counts));
		assertThrows(IllegalArgumentException.class, () -> RegionCounts.of(ontology, Map.of(5L, -1L)));
	}

	private static Row row(final Ontology ontology, final long id, final int depth, final long own, final long withBelow) {
		return new Row(ontology.structure(id).orElseThrow(), true, depth, own, withBelow);
	}

	@Test
	void withoutAnOntologyAllLabelsAreUnknown() {
		final Map<Long, Long> counts = new LinkedHashMap<>();
		counts.put(7L, 1L);
		counts.put(3L, 2L);
		assertEquals(List.of(7L, 3L), RegionCounts.of(Ontology.NONE, counts).rows().stream().map(row -> row.structure().id())
			.toList());
	}

	@Test
	void theAllenAtlasIsAddedUpAsASlowSumDoes() {
		Assumptions.assumeTrue(Files.exists(OntologyTreeTest.ALLEN), OntologyTreeTest.ALLEN + " is not here");
		final Ontology ontology = OntologyReader.read(OntologyTreeTest.ALLEN);
		for (int seed = 0; seed < 5; seed++) {
			final Random random = new Random(seed);
			final Map<Long, Long> counts = new LinkedHashMap<>();
			for (final Structure structure : ontology.structures())
				if (random.nextInt(1 + 10 * seed) == 0)
					counts.put(structure.id(), random.nextLong(1L << 50));
			counts.put(123456789012L, 3L);
			final List<Row> expected = new ArrayList<>();
			for (final Structure structure : ontology.structures()) {
				long sum = 0;
				for (final Map.Entry<Long, Long> count : counts.entrySet())
					if (count.getKey() == structure.id() || ontology.ancestors(count.getKey()).contains(structure))
						sum += count.getValue();
				if (sum > 0)
					expected.add(new Row(structure, true, ontology.ancestors(structure.id()).size(), counts.getOrDefault(structure
						.id(), 0L), sum));
			}
			expected.add(new Row(Structure.unknown(123456789012L), false, 0, 3, 3));
			assertEquals(expected, RegionCounts.of(ontology, counts).rows());
			assertTrue(expected.size() > 20);
		}
	}
}
