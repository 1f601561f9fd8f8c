package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.file.PointFiles;

/** Which rows of a list are taken, and what is said of the others. */
class PointFilterTest {

	private static final String TABLE = """
		id,x,y,z,Class,score
		a,1,1,1,Positive,0.5
		b,2,1,1,Negative,0.25
		c,3,1,1,positive,1
		d,4,1,1,,n/a
		e,5,1,1, Positive ,1.0
		""";

	@TempDir
	private Path folder;

	private String taken(final String file, final String text, final String where) throws Exception {
		final PointFile points = PointFiles.describe(Files.writeString(folder.resolve(file), text), PointColumns.GUESSED, Optional
			.empty());
		final PointFilter filter = where == null ? points.usual() : PointFilter.parse(where);
		final PointKinds kinds = new PointKinds(points.columns(), filter);
		final List<String> taken = new ArrayList<>();
		long first = 0;
		try (PointReader reader = points.open(filter, kinds, BadRows.fail())) {
			for (Optional<PointBatch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
				assertEquals(first, batch.get().first());
				first += batch.get().count();
				for (int i = 0; i < batch.get().count(); i++) {
					taken.add(batch.get().rows().fields(i)[0]);
					assertTrue(Arrays.asList(batch.get().rows().fields(i)).stream().anyMatch(f -> !f.isEmpty()));
				}
			}
		}
		return taken.stream().collect(Collectors.joining()) + kinds.text(filter).map(said -> " " + said).orElse("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "Class=Positive|ae", "class=Positive,Negative|abe",
		"Class!=Positive|bcd", "Class=|d", "score>0.25|ace", "score>=0.25|abce", "score<1|ab", "score<=1.00|abce", "score=1|ce",
		"Class=Positive;score=1|e", " Class = Positive ; score > 0.5 |e", "id=a,e|ae", "x>4|e", "all|abcde", "ALL|abcde",
		"score>1e400|", "id=nobody|" })
	void conditionsHoldForTheRowsTheyShould(final String where, final String expected) throws Exception {
		final String said = taken("a.csv", TABLE, where);
		assertEquals(expected == null ? "" : expected, said.replaceFirst(" .*", ""), said);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "type", "=2", "score>high", "score>", "a=1;;b=2", "!=3" })
	void otherWordsAreRefused(final String words) {
		assertThrows(IllegalArgumentException.class, () -> PointFilter.parse(words));
	}

	private static final String SIGNS = """
		id,x,y,z,"a=b","c,d",Klasse
		a,1,1,1,1,2,"A, B"
		b,2,1,1,2,3,A
		c,3,1,1,3,4,a;b
		d,4,1,1,4,5,"say ""hi\"""
		e,5,1,1,5,6,>5
		""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "Klasse=\"A, B\"|a", "Klasse='A, B',A|ab", "Klasse=A, B|b", "Klasse=\"a;b\";x=3|c",
		"Klasse=say \"hi\"|d", "Klasse=\"say \"\"hi\"\"\"|d", "Klasse='say \"hi\"'|d", "Klasse=\">5\"|e", "\"a=b\">=4|de", "'a=b'!=1 , 2|cde",
		"\"c,d\"=3|b", "c,d=3|b", "x==2|b", "x=2;|b", "Klasse!=\"A, B\"|bcde", "x=2,|b" })
	void quotesHoldSigns(final String where, final String expected) throws Exception {
		final String said = taken("a.csv", SIGNS, where);
		assertEquals(expected, said.replaceFirst(" .*", ""), said);
		assertEquals(PointFilter.parse(where), PointFilter.parse(PointFilter.parse(where).toString()), "the words of a filter make the same");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x=>2", "x=<2", "x<>2", "x=!2", "x===2", "Klasse=A,>5", "x>=\"2" })
	void signsTooManyAreRefused(final String words) {
		assertThrows(IllegalArgumentException.class, () -> PointFilter.parse(words));
	}

	private static final String NUMBERS = """
		id;x;y;z;score
		a;1;1;1;0,5
		b;2;1;1;1,5
		c;3;1;1;NA
		d;4;1;1;inf
		e;5;1;1;-1.#IND
		""";

	/** Whole coordinates do not say that other numbers have a decimal comma. */
	@Test
	void whatIsComparedAsANumberMustBeOne() throws Exception {
		for (final String where : new String[] { "score>1", "score!=0.5", "score=2" }) {
			final String said = assertThrows(InvalidInputException.class, () -> taken("a.csv", NUMBERS, where)).getMessage();
			assertTrue(said.contains("a.csv, point 1: score is '0,5', with a comma; if it is that of decimals, say so (decimal=comma)"), said);
		}
		final String text = NUMBERS.replace("1;1;1;0,5", "1,5;1;1;0,5");
		assertEquals("bd", taken("a.csv", text, "score>1").replaceFirst(" .*", ""));
		assertEquals("a", taken("a.csv", text, "score=0.5").replaceFirst(" .*", ""));
		assertEquals("a", taken("a.csv", text, "score=\"0,5\"").replaceFirst(" .*", ""));
		assertEquals("b", taken("a.csv", text, "x=1,2").replaceFirst(" .*", ""));
		assertTrue(assertThrows(InvalidInputException.class, () -> taken("a.csv", text, "score=0,5")).getMessage().contains(
			"score=0,5 (where) is two numbers; write 0.5 for one"));
		for (final String odd : new String[] { "50 %", "\"1,200\"", "high", "<0.05", "5 um" })
			assertTrue(assertThrows(InvalidInputException.class, () -> taken("a.csv", "id,x,y,z,s\na,1,1,1,1\nb,1,1,1," + odd + "\n", "s>0.5"))
				.getMessage().contains("a.csv, point 2: s is '" + odd.replace("\"", "") + "'"));
		for (final String missing : new String[] { "", "-", "n/a", "NaN", "None", "#DIV/0!", "NULL" })
			assertEquals("a", taken("a.csv", "id,x,y,z,s\na,1,1,1,1\nb,1,1,1," + missing + "\n", "s>0.5").replaceFirst(" .*", ""));
	}

	@Test
	void anUnknownColumnNamesThoseThereAre() {
		final String said = assertThrows(InvalidInputException.class, () -> taken("a.csv", TABLE, "kind=2")).getMessage();
		assertTrue(said.endsWith("where names a column 'kind', but there is none; the columns are id, x, y, z, Class, score"), said);
	}

	@Test
	void theCountOfEachTypeIsSaid() throws Exception {
		assertEquals("abcde All 5 rows are taken: 1 with Class empty, 1 with Class Negative, 2 with Class Positive, 1 with Class " +
			"positive; say which to take (where).", taken("a.csv", TABLE, "all"));
		assertEquals("c 1 of 5 rows is taken, where score=1;Class!=Positive: 1 with Class empty (left out), 1 with Class Negative " +
			"(left out), 2 with Class Positive (left out), 1 with Class positive", taken("a.csv", TABLE, "score=1;Class!=Positive")
				.replaceFirst("\\.$", ""));
		assertEquals("ab", taken("b.csv", "id,x,y,z\na,1,2,3\nb,1,2,3\n", "all"), "nothing to say");
	}

	/** By hand: the five rows of the table. */
	@Test
	void whatStandsInTheColumnIsSaidIfNothingIsTaken() throws Exception {
		assertEquals(" 0 of 5 rows are taken, where id=z: 1 with id a, 1 with id b, 1 with id c, 1 with id d, 1 with id e.", taken("a.csv",
			TABLE, "id=z"));
		final StringBuilder many = new StringBuilder("id,x,y,z,score,mark\n");
		for (int i = 0; i < 150; i++)
			many.append("a,1,2,3,").append(i - 20).append(".5,m").append(i).append('\n');
		final String numbers = taken("m.csv", many.toString(), "score>1000");
		assertTrue(numbers.endsWith("score>1000: score is -20.5 to 129.5."), numbers);
		final String words = taken("m.csv", many.toString(), "mark=x");
		assertTrue(words.contains("mark has 100 values and more, among them m0, m1, ") && words.length() < 200, words);
		final String few = taken("a.csv", TABLE, "x>99;Class=none");
		assertTrue(few.contains("1 with x 1, 1 with x 2") && few.contains("; 1 with Class empty"), few);
	}

	/** Type 1 is what cellfinder has rejected. */
	@Test
	void ofCellfinderOnlyCellsAreTaken() throws Exception {
		final String xml = """
			<?xml version="1.0" encoding="UTF-8"?>
			<CellCounter_Marker_File>
			<Image_Properties><Image_Filename>placeholder.tif</Image_Filename></Image_Properties>
			<Marker_Data><Current_Type>1</Current_Type>
			<Marker_Type><Type>1</Type><Marker><MarkerX>1</MarkerX><MarkerY>2</MarkerY><MarkerZ>3</MarkerZ></Marker></Marker_Type>
			<Marker_Type><Type>2</Type><Marker><MarkerX>4</MarkerX><MarkerY>5</MarkerY><MarkerZ>6</MarkerZ></Marker>
			<Marker><MarkerX>7</MarkerX><MarkerY>8</MarkerY><MarkerZ>9</MarkerZ></Marker></Marker_Type>
			</Marker_Data></CellCounter_Marker_File>
			""";
		assertEquals("22 2 of 3 rows are taken, where type=2: 1 with type 1 (left out), 2 with type 2.", taken("c.xml", xml, null));
		assertEquals("122 All 3 rows are taken: 1 with type 1, 2 with type 2; say which to take (where).", taken("c.xml", xml,
			"all"));
		assertEquals("122", taken("d.xml", xml.replace("placeholder.tif", "my.tif"), null).substring(0, 3), "Cell Counter's are cells");
	}
}
