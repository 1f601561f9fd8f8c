package org.labelupscaler.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.ontology.OntologyReader;

/** Colours and names that an ontology gives go before those made of ids. */
class OntologyColorsTest {

	private LabelColors colors;

	@BeforeEach
	void readOntology(@TempDir final Path folder) throws Exception {
		colors = new LabelColors(OntologyReader.read(Files.writeString(folder.resolve("o.csv"), """
			id,name,acronym,colour
			0,void,,FF0000
			1,Red,R,FF0000
			2,Black,,000000
			3,Plain,P,
			-7,Negative,,010203
			18446744073709551615,Largest,,040506
			""")));
	}

	@Test
	void theGivenColourWins() {
		assertEquals(0xFFFF0000, colors.argb(1));
		assertEquals(0xFF000000, colors.argb(2), "black is opaque");
		assertEquals(0xFF010203, colors.argb(-7));
		assertEquals(0xFF040506, colors.argb(-1), "the largest id of uint64, as it stands in memory");
	}

	@Test
	void labelsWithoutAColourFallBack() {
		assertEquals(LabelColors.PLAIN.argb(3), colors.argb(3));
		final Random random = new Random(1);
		for (int i = 0; i < 1000; i++) {
			final long label = 4 + (random.nextLong() >>> 1 + random.nextInt(60));
			assertEquals(LabelColors.PLAIN.argb(label), colors.argb(label));
		}
	}

	@Test
	void backgroundStaysTransparent() {
		assertEquals(0, colors.argb(0));
		assertEquals("background", colors.name(0));
	}

	@Test
	void namesAreThoseOfTheOntology() {
		assertEquals("Red (R)", colors.name(1));
		assertEquals("Black", colors.name(2));
		assertEquals("Largest", colors.name(-1));
		assertEquals("", colors.name(99));
		assertEquals("", LabelColors.PLAIN.name(1));
	}

	@Test
	void manyLabelsHaveTheColoursOfEach() {
		final Random random = new Random(2);
		for (int i = 0; i < 200; i++) {
			final long[] labels = new long[1 + random.nextInt(50)];
			for (int j = 0; j < labels.length; j++)
				labels[j] = j > 0 && random.nextBoolean() ? labels[j - 1] : random.nextInt(10) - 4;
			final int count = random.nextInt(labels.length + 1);
			final int at = random.nextInt(5);
			final int[] found = new int[at + labels.length];
			final int[] expected = new int[found.length];
			java.util.Arrays.fill(found, 42);
			java.util.Arrays.fill(expected, 42);
			for (int j = 0; j < count; j++)
				expected[at + j] = colors.argb(labels[j]);
			colors.argb(labels, count, found, at);
			assertEquals(java.util.Arrays.toString(expected), java.util.Arrays.toString(found));
		}
	}
}
