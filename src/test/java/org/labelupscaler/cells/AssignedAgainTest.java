package org.labelupscaler.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.job.ProgressListener;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.words.AssignWords;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.CellWords;
import org.labelupscaler.words.OptionKey;

/**
 * What this program has written of a list can be read as a list again, and then the cells are where they were, or the user is
 * asked. Labels are numbered voxel by voxel, 1 + x + 10 (y + 10 z), so that each says where a cell was taken to be.
 */
class AssignedAgainTest {

	@TempDir
	private Path folder;

	private Path labels;

	@BeforeEach
	void writeLabels() throws Exception {
		final long[] ids = new long[1000];
		for (int i = 0; i < ids.length; i++)
			ids[i] = i + 1;
		labels = TestSources.writeNrrd(new Volume(LabelType.UINT16, new int[] { 10, 10, 10 }, ids), folder.resolve("labels.nrrd"));
	}

	/** The last column of that name and what stands in it in the last row. */
	private String run(final Path cells, final String coordinates, final String column) throws Exception {
		final CellWords builder = new CellWords().set(OptionKey.INPUT, labels.toString()).set(CellKey.CELLS, cells.toString()).set(
			CellKey.COORDINATES, coordinates);
		final Path out = AssignOptions.beside(cells, "-assigned.csv");
		try (AssignJob job = AssignJob.open(new AssignWords().assign(builder), ProgressListener.NONE)) {
			job.run(ProgressListener.NONE);
		}
		final List<CSVRecord> rows = records(out);
		final List<String> names = rows.get(0).toList();
		return rows.get(rows.size() - 1).get(names.indexOf(column));
	}

	private static List<CSVRecord> records(final Path file) throws IOException {
		try (CSVParser parser = CSVParser.parse(Files.readString(file), CSVFormat.DEFAULT)) {
			return parser.getRecords();
		}
	}

	private Path file(final String name, final String text) throws IOException {
		return Files.writeString(folder.resolve(name), text.replace("|", "\n"));
	}

	private static String markers(final String image) {
		return "<CellCounter_Marker_File><Image_Properties><Image_Filename>" + image + "</Image_Filename></Image_Properties><Marker_Data><Marker_Type>" +
			"<Type>2</Type><Name>a</Name><Marker><MarkerX>3</MarkerX><MarkerY>4</MarkerY><MarkerZ>5</MarkerZ></Marker></Marker_Type></Marker_Data>" +
			"</CellCounter_Marker_File>";
	}

	/** The voxels of the labels are 25 x 25 x 50 um. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "x,y,z|3,4,5;3;4;5", " ,Area,X,Y,Slice|1,9,3.5,4.5,5;3;4;4", "Label,Volume (pixel^3),X,Y,Z|1,9,3,4,5;3;4;4",
		"a,x_um,y_um,z_um|a,76,101,251;3;4;5", "Position X,Position Y,Position Z,Unit|76,101,251,um;3;4;5",
		"Centroid X µm,Centroid Y µm,Z-slice|76,101,5;3;4;5", "index,axis-0,axis-1,axis-2|0,5.4,4.4,3.5;4;4;5",
		"LABEL,POSITION_X,POSITION_Y,POSITION_Z|Label,X,Y,Z|,(micron),(micron),(micron)|a,75,100,250;3;4;5",
		"ID,Spot position,Spot position,Spot position|,X,Y,Z|,(µm),(µm),(µm)|1,75,100,250;3;4;5" })
	void tables(final String text, final int x, final int y, final int z) throws Exception {
		again(file("cells.csv", text), "", 1 + x + 10 * (y + 10 * z));
	}

	private void again(final Path list, final String coordinates, final int id) throws Exception {
		assertEquals("" + id, run(list, coordinates, "region_id"));
		assertEquals("" + id, run(AssignOptions.beside(list, "-assigned.csv"), coordinates, "region_id_2"));
	}

	@Test
	void otherFiles() throws Exception {
		again(file("counter.xml", markers("a.tif")), "", 1 + 3 + 10 * (4 + 10 * 4));
		again(file("cellfinder.xml", markers("placeholder.tif")), "", 1 + 3 + 10 * (4 + 10 * 5));
		again(file("a.geojson", "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[3.5,4.5],\"plane\":{\"c\":-1,\"z\":5,\"t\":0}}}"), "",
			1 + 3 + 10 * (4 + 10 * 5));
	}

	/** The unit is known by the kind of file only. */
	@Test
	void lengthsAreAskedFor() throws Exception {
		asked(file("a.swc", "1 1 76 101 251 1 -1"), "um", 3, 4, 5, "an .swc file");
		asked(file("b.fcsv", "# Markups fiducial file version = 4.11|# CoordinateSystem = LPS|# columns = id,x,y,z,ow,ox,oy,oz,vis,sel,lock,label," +
			"desc,associatedNodeID|1,0.075,0.1,0.25,0,0,0,1,1,1,0,F,,|"), "mm", 3, 4, 5, "Slicer");
		asked(file("c.mrk.json", "{\"markups\":[{\"type\":\"Fiducial\",\"coordinateUnits\":\"mm\",\"controlPoints\":[{\"label\":\"F\",\"position\":[0.085," +
			"0.1,0.25],\"positionStatus\":\"defined\"}]}]}"), "mm", 3, 4, 5, "Slicer");
		asked(file("d.xml", "<TrackMate><Model spatialunits=\"um\"><AllSpots><SpotsInFrame frame=\"0\"><Spot ID=\"1\" POSITION_X=\"75\" POSITION_Y=\"100\" " +
			"POSITION_Z=\"250\"/></SpotsInFrame></AllSpots></Model></TrackMate>"), "um", 3, 4, 5, "TrackMate");
	}

	private void asked(final Path list, final String unit, final int x, final int y, final int z, final String said) throws Exception {
		final String id = "" + (1 + x + 10 * (y + 10 * z));
		assertEquals(id, run(list, unit, "region_id"));
		final Path assigned = AssignOptions.beside(list, "-assigned.csv");
		final String message = assertThrows(InvalidInputException.class, () -> run(assigned, "", "region_id_2")).getMessage();
		assertTrue(message.contains(said) && message.contains("do not say the unit"), message);
		assertEquals(id, run(assigned, unit, "region_id_2"));
	}
}
