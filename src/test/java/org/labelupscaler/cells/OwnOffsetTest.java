package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/**
 * Lengths in labels whose file says that their first voxel lies elsewhere: an OME-Zarr with a translation, written by hand.
 * Labels are numbered voxel by voxel, 1 + x + 5 (y + 4 z).
 */
class OwnOffsetTest {

	private static final String[] SCALE = { "0.325", "2.6", "10" };
	private static final String[] PLACE = { "100.1", "-200.5", "30" };
	private static final int[] SIZE = { 5, 4, 3 };

	@TempDir
	private Path folder;

	private Path labels;

	@BeforeEach
	void writeLabels() throws IOException {
		labels = Files.createDirectories(folder.resolve("labels.zarr/0")).getParent();
		Files.writeString(labels.resolve(".zgroup"), "{\"zarr_format\":2}");
		Files.writeString(labels.resolve(".zattrs"), "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[{\"name\":\"z\",\"type\":\"space\",\"unit\":" +
			"\"micrometer\"},{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"},{\"name\":\"x\",\"type\":\"space\",\"unit\":\"micrometer\"}]," +
			"\"datasets\":[{\"path\":\"0\",\"coordinateTransformations\":[{\"type\":\"scale\",\"scale\":[10,2.6,0.325]},{\"type\":\"translation\"," +
			"\"translation\":[30,-200.5,100.1]}]}]}]}");
		Files.writeString(labels.resolve("0/.zarray"), "{\"zarr_format\":2,\"shape\":[3,4,5],\"chunks\":[3,4,5],\"dtype\":\"|u1\",\"compressor\":null," +
			"\"fill_value\":0,\"order\":\"C\",\"filters\":null}");
		final byte[] ids = new byte[60];
		for (int i = 0; i < ids.length; i++)
			ids[i] = (byte) (i + 1);
		Files.write(labels.resolve("0/0.0.0"), ids);
	}

	private CellWords cells(final String table) throws IOException {
		return new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, Files.writeString(folder.resolve("cells.csv"), table)
			.toString());
	}

	/** The id of each cell; 0 for one outside. */
	private List<Integer> run(final CellWords cells) throws Exception {
		try (AssignJob job = AssignJob.open(new AssignWords().set(AssignKey.EXISTING, "overwrite").assign(cells), ProgressListener.NONE)) {
			job.run(ProgressListener.NONE);
		}
		final List<String> rows = Files.readAllLines(folder.resolve("cells-assigned.csv"));
		final int column = List.of(rows.get(0).split(",")).indexOf("region_id");
		return rows.stream().skip(1).map(row -> row.split(",", -1)[column]).filter(id -> id.matches("[0-9]*")).map(id -> id.isEmpty() ? 0 : Integer
			.parseInt(id)).toList();
	}

	private static String at(final int axis, final int voxel, final String part, final int unit) {
		return new BigDecimal(PLACE[axis]).add(new BigDecimal(SCALE[axis]).multiply(new BigDecimal(part).add(BigDecimal.valueOf(voxel))))
			.scaleByPowerOfTen(unit).toPlainString();
	}

	/** All voxels: their centres, their lower borders, which are theirs, and what is just below their upper ones. */
	@Test
	void lengthsAreCoordinatesOfTheLabels() throws Exception {
		final List<Integer> expected = new ArrayList<>();
		for (int i = 0; i < 60; i++)
			expected.add(i + 1);
		for (final String part : new String[] { "0", "-0.5", "0.499999" })
			for (int unit = 0; unit >= -3; unit -= 3) {
				final String word = unit == 0 ? "um" : "mm";
				final StringBuilder table = new StringBuilder("x_" + word + ",y_" + word + ",z_" + word + "\n");
				for (int i = 0; i < 60; i++)
					table.append(at(0, i % 5, part, unit)).append(',').append(at(1, i / 5 % 4, part, unit)).append(',').append(at(2, i / 20, part, unit))
						.append('\n');
				assertEquals(expected, run(cells(table.toString())), part + " " + word);
			}
		assertEquals(List.of(0, 60), run(cells("x_um,y_um,z_um\n" + at(0, 5, "-0.5", 0) + "," + at(1, 0, "0", 0) + "," + at(2, 0, "0", 0) + "\n" + at(
			0, 4, "0.4", 0) + "," + at(1, 3, "0", 0) + "," + at(2, 2, "0", 0) + "\n")));
	}

	@Test
	void whatIsNoLengthOfTheirsCountsFromTheFirstVoxel() throws Exception {
		assertEquals(List.of(34), run(cells("x,y,z\n3,2,1\n")));
		// The two rows of names and units come first.
		assertEquals(List.of(0, 0, 34), run(cells("LABEL,POSITION_X,POSITION_Y,POSITION_Z\nLabel,X,Y,Z\n,(micron),(micron),(micron)\na,0.975,5.2,10\n")));
		final String lengths = "x_um,y_um,z_um\n1.1,6,12\n";
		assertEquals(List.of(0), run(cells(lengths)));
		final String message = assertThrows(InvalidInputException.class, () -> run(cells(lengths).set(CellKey.ZERO, "corner"))).getMessage();
		assertTrue(message.startsWith("zero: ") && message.contains("labels.zarr says where the centre of its first voxel lies"), message);
		assertEquals(List.of(34), run(cells(lengths).set(CellKey.POINTS_IN, "5,4,3").set(CellKey.ZERO, "corner")));
	}
}
