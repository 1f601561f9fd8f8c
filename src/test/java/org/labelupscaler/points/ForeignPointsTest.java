package org.labelupscaler.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.points.Convention.Zero;

/** Files of other kinds than tables, written by hand as programs write them: TrackMate, QuPath, Slicer, tracings. */
class ForeignPointsTest {

	private static final long SEED = 20261129;

	@TempDir
	private Path folder;

	private Path file(final String name, final String text) throws IOException {
		return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
	}

	private void refused(final String name, final String text, final String why) throws IOException {
		final Path file = file(name, text);
		final String message = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(InvalidInputException.class,
			() -> ReadPoints.of(file))).getMessage();
		assertTrue(message.contains(why) && message.contains(name), message);
		assertTrue(message.length() < 2000 && message.chars().noneMatch(Character::isISOControl), message);
	}

	private static final String SPOTS = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrackMate version=\"7.11.1\">\n  <Log>some text</Log>\n" +
		"  <Model spatialunits=\"micron\" timeunits=\"sec\">\n    <FeatureDeclarations>\n      <SpotFeatures>\n" +
		"        <Feature feature=\"QUALITY\" name=\"Quality\" isint=\"false\" />\n      </SpotFeatures>\n    </FeatureDeclarations>\n" +
		"    <AllSpots nspots=\"3\">\n      <SpotsInFrame frame=\"0\">\n" +
		"        <Spot ID=\"7\" name=\"ID7\" QUALITY=\"5.5\" POSITION_X=\"1.5\" POSITION_Y=\"2.5\" POSITION_Z=\"3.5\" FRAME=\"0\" VISIBILITY=\"1\" />\n" +
		"        <Spot name=\"ID8\" ID=\"8\" POSITION_T=\"0\" POSITION_X=\"4\" POSITION_Y=\"5\" POSITION_Z=\"6\" FRAME=\"0\" VISIBILITY=\"0\" />\n" +
		"      </SpotsInFrame>\n      <SpotsInFrame frame=\"1\">\n" +
		"        <Spot ID=\"9\" name=\"ID9\" QUALITY=\"7\" POSITION_X=\"-1e1\" POSITION_Y=\"8\" POSITION_Z=\"9\" FRAME=\"1\" VISIBILITY=\"1\">1 2</Spot>\n" +
		"      </SpotsInFrame>\n    </AllSpots>\n    <AllTracks><Track TRACK_ID=\"0\"><Edge SPOT_SOURCE_ID=\"7\"/></Track></AllTracks>\n" +
		"  </Model>\n</TrackMate>\n";

	@Test
	void spotsOfTrackMate() throws IOException {
		final ReadPoints read = ReadPoints.of(file("a.xml", SPOTS));
		assertEquals("1.5 2.5 3.5; 4.0 5.0 6.0; -10.0 8.0 9.0", read.text());
		assertEquals(new Convention(Optional.of(LengthUnit.MICROMETER), Zero.CENTRE, false), read.file().convention());
		assertEquals(List.of("ID", "name", "QUALITY", "POSITION_X", "POSITION_Y", "POSITION_Z", "FRAME", "VISIBILITY"), read.file().columns());
		assertEquals(List.of("8", "ID8", "", "4", "5", "6", "0", "0"), read.rows().get(1));
		assertEquals("VISIBILITY=1", read.file().usual().toString());
		assertTrue(read.file().isFromFirstVoxel());
		assertEquals(Convention.Zero.CENTRE, ReadPoints.of(file("a.xml", SPOTS.replace("micron", "pixel"))).file().convention().zero());
		assertEquals(Optional.empty(), ReadPoints.of(file("a.xml", SPOTS.replace("micron", "pixel"))).file().question());
		assertEquals(Optional.of("the spatial unit 'inch' is not known"), ReadPoints.of(file("a.xml", SPOTS.replace("micron", "inch"))).file()
			.question());
		refused("a.xml", SPOTS.replaceAll("<Spot [^>]*/>|<Spot .*</Spot>", ""), "has no spots");
		refused("a.xml", SPOTS.replace("POSITION_Z=\"9\"", ""), "line 16: z is empty");
		refused("a.xml", SPOTS.substring(0, SPOTS.indexOf("<SpotsInFrame frame=\"1\"")), "Cannot read");
	}

	private static String feature(final String geometry, final String more) {
		return "{\"type\": \"Feature\", \"id\": \"5d3d\", \"geometry\": {" + geometry + "}, \"properties\": {\"objectType\": \"annotation\"" + more + "}}";
	}

	private static final String POINTS = feature("\"type\": \"MultiPoint\", \"coordinates\": [[10.5, 20.5], [11, 21]], \"plane\": {\"c\": -1, \"z\": 3, " +
		"\"t\": 0}, \"isPointsROI\": true", ", \"classification\": {\"name\": \"Positive\", \"color\": [200, 0, 0]}, \"name\": \"a\"");

	@Test
	void pointsOfQuPath() throws IOException {
		final String point = feature("\"type\": \"Point\", \"coordinates\": [1, 2]", ", \"classification\": {\"names\": [\"Tumor\", \"Positive\"]}");
		final ReadPoints all = ReadPoints.of(file("a.geojson", "{\"type\": \"FeatureCollection\", \"features\": [" + POINTS + ",\n" + point + "]}"));
		assertEquals("10.5 20.5 3.0; 11.0 21.0 3.0; 1.0 2.0 0.0", all.text());
		assertEquals(Convention.VOXELS, all.file().convention());
		assertEquals(List.of("annotation", "Positive", "a", "10.5", "20.5", "3"), all.rows().get(0));
		assertEquals("Tumor: Positive", all.rows().get(2).get(1));
		assertEquals(List.of(), all.file().notes());
		// A list of features, as older versions write, and a feature alone; with three coordinates, or none of planes.
		assertEquals("1.0 2.0 0.0; 10.5 20.5 3.0; 11.0 21.0 3.0", ReadPoints.of(file("a.json", "\n[" + point + "," + POINTS + "]\n")).text());
		assertEquals("1.0 2.0 7.25", ReadPoints.of(file("a.json", point.replace("[1, 2]", "[1, 2, 7.25]"))).text());
		final ReadPoints flat = ReadPoints.of(file("a.json", point));
		assertEquals("1.0 2.0 0.0", flat.text());
		assertTrue(flat.file().notes().get(0).contains("no plane"));
		assertEquals("", ReadPoints.of(file("a.json", "{\"type\": \"FeatureCollection\", \"features\": []}")).text());
	}

	@Test
	void outlinesAreNoPoints() throws IOException {
		final String cell = feature("\"type\": \"Polygon\", \"coordinates\": [[[1, 2], [3, 4], [5, 6], [1, 2]]]", "");
		refused("a.geojson", "[" + POINTS + "," + cell + "]", "feature 2: it is a Polygon, not points; export the centroids");
		final ReadPoints rest = ReadPoints.of(file("a.geojson", "[" + cell + "," + POINTS + "]"), PointColumns.GUESSED, BadRows.skip());
		assertEquals("10.5 20.5 3.0; 11.0 21.0 3.0", rest.text());
		assertEquals(1, rest.badRows().count());
		refused("a.geojson", "[" + feature("\"type\": \"LineString\", \"coordinates\": [[1, 2], [3, 4]]", "") + "]", "it is a LineString");
		refused("a.geojson", "[" + feature("\"type\": \"Point\", \"coordinates\": [1]", "") + "]", "y is missing");
		refused("a.geojson", "[" + feature("\"type\": \"Point\", \"coordinates\": [1, \"b\"]", "") + "]", "y is 'b', not a number");
		refused("a.geojson", "[{\"type\": \"Feature\", \"geometry\": null}]", "it has no geometry");
		refused("a.geojson", "{\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\"}, \"features\": [" + POINTS + "]}", "on a map (crs)");
	}

	private static final String MARKUPS = "{\n    \"@schema\": \"https://raw.githubusercontent.com/slicer/slicer/master/Modules/Loadable/Markups/" +
		"Resources/Schema/markups-schema-v1.0.3.json#\",\n    \"markups\": [\n        {\n            \"type\": \"Fiducial\",\n" +
		"            \"coordinateSystem\": \"LPS\",\n            \"coordinateUnits\": \"mm\",\n            \"locked\": false,\n" +
		"            \"controlPoints\": [\n                {\"id\": \"1\", \"label\": \"F-1\", \"position\": [-53.5, -73.25, 1.5], \"orientation\": " +
		"[-1.0, 0, 0], \"positionStatus\": \"defined\"},\n                {\"id\": \"2\", \"label\": \"F-2\", \"position\": [4, 5, 6]}\n            ],\n" +
		"            \"measurements\": []\n        }\n    ]\n}\n";

	@Test
	void pointsOfSlicerAreAskedFor() throws IOException {
		final ReadPoints read = ReadPoints.of(file("F.mrk.json", MARKUPS));
		assertEquals("-53.5 -73.25 1.5; 4.0 5.0 6.0", read.text());
		assertEquals(List.of("F-1", "-53.5", "-73.25", "1.5", "", "defined"), read.rows().get(0));
		assertEquals(Optional.of(LengthUnit.MILLIMETER), read.file().convention().unit());
		assertTrue(read.file().question().orElseThrow().contains("mm in the space of a patient (LPS)"), read.file().question().get());
		refused("F.mrk.json", MARKUPS.replace("\"position\": [4, 5, 6]", "\"positionStatus\": \"undefined\""), "control point 2: x is missing");
		refused("F.mrk.json", MARKUPS.substring(0, 600), "it is truncated");
	}

	private static final String SWC = "# ORIGINAL_SOURCE NeuronStudio\n#n T x y z R P\n1 1 10.5 20.5 30.5 5.2 -1\n 2 3   11 21 31 0.5 1 \n" +
		"3 2 12 22 -1e1 0.5 1\n";

	@ParameterizedTest
	@ValueSource(strings = { "n.swc", "n.txt" })
	void nodesOfTracings(final String name) throws IOException {
		for (final String text : List.of(SWC, SWC.replace("\n", "\r\n"), SWC.replace("# ORIGINAL", "# SCALE 1.0 1.0 1.0\n# ORIGINAL"))) {
			final ReadPoints read = ReadPoints.of(file(name, text));
			assertEquals("10.5 20.5 30.5; 11.0 21.0 31.0; 12.0 22.0 -10.0", read.text());
			assertEquals(List.of("2", "3", "11", "21", "31", "0.5", "1"), read.rows().get(1));
			assertEquals(Optional.of(LengthUnit.MICROMETER), read.file().convention().unit());
			assertTrue(String.join(" ", read.file().notes()).contains("micrometres are taken"));
			assertEquals(Optional.empty(), read.file().question());
		}
		assertTrue(ReadPoints.of(file(name, "# SCALE 0.5 0.5 2.0\n" + SWC)).file().question().orElseThrow().contains("SCALE 0.5 0.5 2.0"));
		refused(name, SWC + "4 2 12 22 32 0.5\n", "line 6: it has 6 fields, but there are 7 columns");
		refused(name, SWC.replace("-1e1", "up"), "line 5: z is 'up'");
	}

	@Test
	void damagedAndHostileFiles() throws IOException {
		refused("a.json", "{\"a\": 1, \"b\": [1, 2, 3]}", "is JSON, but neither GeoJSON of points (QuPath) nor points of Slicer");
		refused("a.json", "[[1, 2, 3], [4, 5, 6]]", "is JSON, but neither");
		refused("a.geojson", "{\"features\": [{\"type\": \"Feature\"", "truncated");
		refused("a.geojson", "{\"features\": [{\"type\": \"Feature\" \"geometry\"]}", "damaged");
		refused("a.geojson", "{\"geometry\": " + "[".repeat(2_000_000), "nested more than");
		refused("a.geojson", "{\"features\": [{\"geometry\": {\"coordinates\": " + "[".repeat(2_000_000), "nested more than");
		refused("a.geojson", "{\"features\": [{\"name\": \"" + "a".repeat(5_000_000) + "\"}]}", "a value of more than");
		refused("a.geojson", "[" + feature("\"type\": \"MultiPoint\", \"coordinates\": [" + "[1,2],".repeat(1 << 20) + "[1,2]]", "") + "]",
			"has more than 1048576 points");
		refused("n.swc", "#" + "a".repeat(3_000_000), "has more than");
		refused("n.swc", "\n".repeat(10) + "1 1 " + "1".repeat(100_000) + "x 1 1 1 -1", "x is '1111");
		assertEquals("1.0 1.0 1.0", ReadPoints.of(file("n.txt", "#\n".repeat(6_000) + "1 1 1 1 1 1 -1\n")).text());
		refused("a.parquet", "PAR1\0\0..", "pandas.read_parquet");
		refused("a.feather", "ARROW1\0\0", "pandas.read_feather");
		refused("a.xml", "<TrackMate>" + "<a>".repeat(1_000), "nested");
	}

	/** Files of which some bytes are others: read, or refused in a line. */
	@Test
	void filesWithBytesThatAreOthers() throws IOException {
		System.out.println("seed " + SEED);
		final Random random = new Random(SEED);
		final List<String> texts = List.of(SPOTS, "[" + POINTS + "," + POINTS + "]", MARKUPS, SWC, "sep=;\n# a\nPosition X;Position Y;Position Z;Unit\n" +
			"1,5;2,5;3,5;um\n4;5;6;um\n", "# CoordinateSystem = LPS\n# columns = id,x,y,z,label\n1,1,2,3,a\n2,3,4,5,b\n");
		int read = 0;
		for (int i = 0; i < 4_000; i++) {
			final byte[] bytes = texts.get(i % texts.size()).getBytes(StandardCharsets.UTF_8);
			for (int n = random.nextInt(4); n >= 0; n--)
				bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? "{}[]\",;#\n<>/=-. 0".charAt(random.nextInt(17)) : random
					.nextInt(256));
			final Path file = Files.write(folder.resolve("f" + i % texts.size()), bytes);
			try {
				ReadPoints.of(file, PointColumns.GUESSED, random.nextBoolean() ? BadRows.skip() : BadRows.fail());
				read++;
			}
			catch (final InvalidInputException e) {
				assertTrue(e.getMessage().length() < 5000 && e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
			}
		}
		assertTrue(read > 400 && read < 3_900, "read: " + read);
	}
}
