package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;

/** Whatever is refused is said in a line that has the wrong word and what there is instead, and leaves nothing behind. */
class RefusalsTest {

	@TempDir
	private Path folder;
	private String err;

	/** A brain of 4 x 3 x 2 voxels with the labels 0, 5, 7 and 900; five cells; a table of regions. */
	@BeforeEach
	void makeFiles() throws Exception {
		final long[] labels = new long[24];
		labels[1] = 5;
		labels[2] = 7;
		labels[23] = 900;
		TestSources.writeNrrd(new Volume(LabelType.UINT16, new int[] { 4, 3, 2 }, labels), folder.resolve("brain.nrrd"));
		Files.writeString(folder.resolve("cells.csv"), "x,y,z,kind,score\n1,0,0,a,1\n2,0,0,b,2\n3,2,1,a,3\n");
		Files.writeString(folder.resolve("wide.csv"), "alpha,beta,gamma,d,e,f,g,h,i,j,k,l,m\n1,2,3,4,5,6,7,8,9,10,11,12,13\n");
		Files.writeString(folder.resolve("tree.csv"), "id,acronym,name,parent\n1,root,all,\n5,CTX,cortex,1\n6,TH,thalamus,1\n7,HPF,hippocampus,1\n");
		Files.writeString(folder.resolve("regions.csv"), "id,acronym,name,color,parent,cells,background\n5,CTX,cortex,FF0000,,3,0\n");
	}

	private int run(final String line) {
		final List<String> words = new ArrayList<>();
		for (final String word : line.split(" "))
			words.add(word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word);
		final PrintStream realOut = System.out;
		final PrintStream realErr = System.err;
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		try {
			return Main.run(words.toArray(new String[0]));
		}
		finally {
			System.setOut(realOut);
			System.setErr(realErr);
			err = bytes.toString(StandardCharsets.UTF_8);
		}
	}

	private TreeSet<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return new TreeSet<>(files.map(Path::toString).toList());
		}
	}

	/** The words that must be in the message follow the command, with bars between. */
	@ParameterizedTest
	@CsvSource(delimiter = '#', value = { "upscal @brain.nrrd#upscal|upscale", "frobnicate#frobnicate|upscale, info, verify, preview",
		"upscale @brain.nrrd @o.n5 --factor 2#--factor'|--factors", "upscale @brain.nrrd @o.n5 --zzzz#--zzzz|--factors, --size| more",
		"upscale @brain.nrrd @o.n5 more#more|SOURCE [TARGET]", "upscale#SOURCE [TARGET]", "demo --folde x#--folde|--folder",
		"upscale @brain.nrrd @o.n5 --factors 2 --progress loud#loud|bar, plain, none",
		"upscale @brain.nrrd @o.n5 --factors 2 --crop 0:9,:,:#0:9|4 x 3 x 2 voxels|0 to 4",
		"upscale @brain.nrrd @o.n5 --factors 2 --labels 99,100-200#99-200|3 labels|5 to 900|5, 7, 900",
		"upscale @brain.nrrd @o.n5 --factors 2 --labels 900 --crop :,:,0:1#900|2 labels|5, 7",
		"upscale @brain.nrrd @o.n5 --factors 2 --labels 99 --compact#99|5, 7, 900", "preview @brain.nrrd @o.png --labels 99#99|5, 7, 900",
		"upscale @brain.nrrd @o.n5 --factors 2 --labels 99999#99999|0 to 65535",
		"upscale @brain.nrrd @o.n5 --factors 2 --ontology @tree.csv --regions TH#TH|5, 7, 900",
		"upscale @brain.nrrd @o.n5 --factors 2 --ontology @tree.csv --regions CTY#CTY|cortex (CTX)",
		"upscale @brain.nrrd @o.n5 --factors 2 --ontology @tree.csv --regions nothing#nothing|root, CTX, TH, HPF",
		"upscale @brain.nrrd @o.n5 --factors 2 --block 1024#1024 x 1024 x 1024|268,435,455",
		"upscale @brain.nrd @o.n5 --factors 2#brain.nrd:|brain.nrrd", "preview @brain.nrrd @o.png --slice abc#abc|0 to 1 along z",
		"preview @brain.nrrd @o.png --slice 3 --axis y#'3'|0 to 2 along y", "preview @brain.nrrd @o.png --slice -1#-1|0 to 1",
		"preview @brain.nrrd @o.png --axis w#'w'|x, y or z", "verify @brai.nrrd#brai.nrrd|brain.nrrd",
		"cells @brain.nrrd @cells.csv --x foo#foo|1 'x', 2 'y', 3 'z', 4 'kind', 5 'score'",
		"cells @brain.nrrd @wide.csv --x alph --y 2 --z 3#alph,|alpha|1 'alpha'|and 3 more",
		"cells @brain.nrrd @cells.csv --where kin=a#'kin'|x, y, z, kind, score|mean kind", "cells @brain.nrrd @cell.csv#cell.csv|cells.csv",
		"cells @brain.nrrd @cells.csv --where kind#'kind'|>=", "cells @brain.nrrd @cells.csv --format foo#foo|table, imagej",
		"cells @brain.nrrd @cells.csv --midline z:9#z:9|2 voxels along z|0 to 2", "cells @brain.nrrd @cells.csv --coordinates foo#foo|voxels, nm",
		"cells @brain.nrrd @cells.csv --zero middle#middle|corner, centre", "cells @brain.nrrd @cells.csv --decimal dot#dot|point, comma",
		"chart @regions.csv @o.png --by size#size|count, density", "chart @regions.csv @o.png --top 0#'0'|1 to 500",
		"chart @regions.csv @o.png --top x#'x'|1 to 500", "chart @regions.csv @o.png --least -1#-1|from 1 on",
		"chart @regions.csv @o.png --scale 99#'99'|0.25 to 16", "chart @regions.csv @o.png --size 5#5|100 to 20000",
		"chart @regions.csv @o.png --size 9999999#9999999|100 to 20000", "chart @regions.csv @o.png --regions none#none|CTX",
		"chart @cells.csv @o.png#cells.csv|x, y, z, kind, score", "chart @regions.csv @o.jpg#o.jpg|.png or .svg",
		"project @brain.nrrd @cells.csv @o.png --bin 0#'0'|above 0", "project @brain.nrrd @cells.csv @o.png --highest 0#'0'|above 0",
		"project @brain.nrrd @cells.csv @o.png --gauss -1#-1|from 0", "project @brain.nrrd @cells.csv @o.png --slab 5:3#5:3|1000:1100",
		"project @brain.nrrd @cells.csv @o.png --slab 9:12#9|2 along z", "project @brain.nrrd @cells.csv @o.png --mode foo#foo|sum, max",
		"cellvolume @brain.nrrd @cells.csv @o.n5 --radius 5foo#5foo|nm, um, mm, cm, m",
		"cellvolume @brain.nrrd @cells.csv @o.n5 --value foo#foo|id, number" })
	void theWordAndTheChoicesAreNamedAndNothingIsLeft(final String line, final String expected) throws Exception {
		final TreeSet<String> before = files();
		final int code = run(line);
		assertEquals(2, code, () -> err);
		assertEquals(1, err.lines().count(), err);
		assertFalse(err.contains("Exception") || err.contains("\tat "), err);
		for (final String words : expected.split("\\|"))
			assertTrue(err.contains(words), () -> err + " lacks " + words);
		assertEquals(before, files());
	}

	@Test
	void labelsThatAreThereAreNotRefused() {
		assertEquals(0, run("upscale @brain.nrrd @o.n5 --factors 2 --labels 99,900 --progress none"), () -> err);
		assertEquals(0, run("upscale @brain.nrrd @all.n5 --factors 2 --labels !5 --progress none"), () -> err);
		assertEquals(0, run("upscale @brain.nrrd @c.n5 --factors 2 --ontology @tree.csv --regions root --progress none"), () -> err);
	}
}
