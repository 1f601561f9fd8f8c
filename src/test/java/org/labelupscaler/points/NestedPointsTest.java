package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.Convention.Zero;
import org.labelupscaler.points.file.PointFiles;

/** Points inside others, points that are not placed, points that are there several times; files written by hand. */
class NestedPointsTest {

	private static final String POINT = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s]},\"properties\":{\"objectType\":" +
		"\"detection\"%s}}";

	@TempDir
	private Path folder;

	private ReadPoints read(final String name, final String text) throws IOException {
		return ReadPoints.of(Files.writeString(folder.resolve(name), text));
	}

	private static String point(final String at, final String more) {
		return POINT.replaceFirst("%s", at).replaceFirst("%s", more);
	}

	/** QuPath's PathObjectTypeAdapter writes children into the properties, and reads the name "children" too. */
	@Test
	void childrenInGeoJsonArePoints() throws IOException {
		for (final String member : new String[] { "childObjects", "children" }) {
			final String inner = point("5,6", ",\"" + member + "\":[" + point("7,8", "") + "]");
			final String text = "{\"type\":\"FeatureCollection\",\"features\":[" + point("1,2", ",\"" + member + "\":[" + point("3,4", "") + "," + inner + "]") +
				"," + point("9,9", "") + "]}";
			assertEquals("3.0 4.0 0.0; 7.0 8.0 0.0; 5.0 6.0 0.0; 1.0 2.0 0.0; 9.0 9.0 0.0", read("a.geojson", text).text());
		}
	}

	/** Slicer's vtkMRMLMarkupsJsonStorageNode writes an empty position; other programs three zeros. */
	@Test
	void pointsThatAreNotPlacedAreNone() {
		for (final String position : new String[] { "\"\"", "[0,0,0]" })
			assertTrue(assertThrows(InvalidInputException.class, () -> read("a.mrk.json", "{\"markups\":[{\"type\":\"Fiducial\",\"controlPoints\":[{\"label\":" +
				"\"F\",\"position\":[1,2,3],\"positionStatus\":\"defined\"},{\"label\":\"G\",\"position\":" + position + ",\"positionStatus\":\"undefined\"}]}]}"))
					.getMessage().contains("control point 2: x is missing"));
	}

	@Test
	void pointsOfElastix() throws IOException {
		final ReadPoints index = read("a.txt", "index\n2\n1 2 3\n4 5 6\n");
		assertEquals("1.0 2.0 3.0; 4.0 5.0 6.0", index.text());
		assertEquals(new Convention(Optional.empty(), Zero.CENTRE, false), index.file().convention());
		assertEquals(Optional.empty(), index.file().question());
		assertTrue(read("b.txt", "point\n2\n1 2 3\n4 5 6\n").file().question().orElseThrow().contains("elastix"));
		assertThrows(InvalidInputException.class, () -> read("mesh.off", "OFF\n3 0 0\n1 2 3\n4 5 6\n7 8 9\n"), "a mesh is none");
	}

	@Test
	void aCellThatIsSeenSeveralTimesIsSaid() throws IOException {
		final PointFile file = PointFiles.describe(Files.writeString(folder.resolve("a.csv"), "x,y,z,FRAME\n1,2,3,0\n1,2,3,1\n4,5,6,1\n"),
			PointColumns.GUESSED, Optional.empty());
		final PointKinds kinds = new PointKinds(file.columns(), PointFilter.ALL);
		try (PointReader reader = file.open(PointFilter.ALL, kinds, BadRows.fail())) {
			while (reader.next().isPresent()) {
				// counted
			}
		}
		assertEquals(Optional.of("All 3 rows are taken: 1 with FRAME 0, 2 with FRAME 1; say which to take (where)."), kinds.text(PointFilter.ALL));
	}
}
