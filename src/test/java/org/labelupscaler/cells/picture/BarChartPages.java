package org.labelupscaler.cells.picture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;

/** Charts of small tables, as SVG that is read again. */
abstract class BarChartPages {

	static final String HEADER = "id,acronym,name,color,parent,cells,cells_left,cells_right,volume_mm3," +
		"density_per_mm3,density_per_mm3_left,density_per_mm3_right,cells_with_below,density_with_below_per_mm3\n";
	static final String TABLE = HEADER + //
		"1,root,root,FFFFFF,,10,4,6,1,10,8,12,1360,13.6\n" + //
		"2,A,\"Area A, <the> \"\"first\"\"\",102030,root,100,75,25,0.5,200,300,100,1300,650\n" + //
		"3,A1,A layer 1,FFFF80,A,1200,0,1200,96,12.5,0,25,1200,12.5\n" + //
		"4,B,B & co,19399,root,50,20,30,0.001,50000,40000,60000,50,50000\n" + //
		"5,C,Nothing here,00FF00,root,0,0,0,2,0,0,0,0,0\n" + //
		"614454277,,,,,7,3,4,1,7,6,8,7,7\n" + //
		"0,,background,,,3000,1000,2000,100,30,,,,\n" + //
		",,outside,,,4000,,,,,,,,\n";

	@TempDir
	Path folder;

	Path table(final String text) throws IOException {
		return Files.writeString(folder.resolve("regions.csv"), text);
	}

	SvgText svg(final ChartOptions options) throws Exception {
		return new SvgText(CellPictures.chart(table(TABLE), options));
	}

	/** The caption, as it stands below in lines. */
	String lines(final ChartOptions options) throws Exception {
		final List<String> texts = svg(options).texts();
		final String caption = CellPictures.chart(folder.resolve("regions.csv"), options).caption();
		final int from = texts.indexOf(texts.stream().filter(caption::startsWith).filter(text -> text.length() > 10).findFirst()
			.orElseThrow());
		assertTrue(caption.startsWith(String.join(" ", texts.subList(from, from + 2))), caption);
		return caption;
	}

	String caption(final ChartOptions options) throws IOException {
		return CellPictures.chart(table(TABLE), options).caption();
	}

	void assertSays(final String expected, final String text, final ChartOptions options) throws IOException {
		final Path file = text == null ? folder.resolve("missing.csv") : table(text);
		final String message = assertThrows(InvalidInputException.class, () -> CellPictures.chart(file, options)).getMessage();
		assertTrue(message.contains(expected) && message.contains(file.toString()) && !message.contains("\n"), message);
	}
}
