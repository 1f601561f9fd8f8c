package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.MemorySource;

/** What N5 and Zarr say of their voxels: applied, or refused in a sentence. Files by hand; see also make_meanings.py. */
class ArrayMeaningsTest extends HandMadeArrays {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"{\"scale_factor\":2}|scale_factor", "{\"scale_factor\":[0.5]}|scale_factor", "{\"scale_factor\":\"two\"}|scale_factor",
		"{\"add_offset\":-1}|add_offset", "{\"_Unsigned\":\"maybe\"}|_Unsigned", "{\"isLabelMultiset\":true}|to-scalar" })
	void numbersThatAreNotTheLabelsAreRefused(final String attributes, final String named) throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/.zattrs", attributes);
		write("a.n5/attributes.json", N5.replace("{\"dim", attributes.replace("}", ",\"dim")));
		for (final String name : new String[] { "a.zarr", "a.n5" }) {
			final String message = refused(name);
			assertTrue(message.contains(named), message);
		}
	}

	@Test
	void numbersThatAreTheLabelsAreRead() throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/.zattrs", "{\"scale_factor\":1,\"add_offset\":[0.0],\"_Unsigned\":\"true\",\"isLabelMultiset\":false}");
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.zarr")).type());
	}

	/** The bits are those that are stored: 255 and -1 are the same ones, and a missing chunk has those of its fill value. */
	@ParameterizedTest
	@CsvSource({ "i1, int8, true, uint8, 200", "i1, int8, [\"True\"], uint8, 200", "i1, int8, TRUE, uint8, 200", "u1, uint8, true, uint8, 200",
		"i1, int8, false, int8, -56", "u1, uint8, False, int8, -56" })
	void netcdfSaysTheSign(final String numpy, final String stored, final String said, final String meant, final long label)
		throws Exception
	{
		final String attributes = "{\"_Unsigned\":" + (said.startsWith("[") ? said : "\"" + said + "\"") + "}";
		final byte[] voxels = new byte[24];
		Arrays.fill(voxels, (byte) 200);
		write("a.zarr/.zarray", ZARR.replace("|u1", "|" + numpy));
		write("a.zarr/.zattrs", attributes);
		Files.write(Files.createDirectories(folder.resolve("a.zarr/0/0")).resolve("0"), voxels);
		write("b.zarr/.zarray", ZARR.replace("|u1", "|" + numpy).replace("\"fill_value\":0", "\"fill_value\":" + (numpy.equals("i1")
			? -56 : 200)));
		write("b.zarr/.zattrs", attributes);
		write("a.n5/attributes.json", N5.replace("uint8", stored).replace("{\"dim", attributes.replace("}", ",\"dim")));
		final ByteBuffer block = ByteBuffer.allocate(40).putShort((short) 0).putShort((short) 3).putInt(4).putInt(3).putInt(2).put(
			voxels);
		Files.write(Files.createDirectories(folder.resolve("a.n5/0/0")).resolve("0"), block.array());
		for (final String name : new String[] { "a.zarr", "b.zarr", "a.n5" }) {
			final SourceFile file = Sources.describe(folder.resolve(name));
			assertEquals(meant, file.type().toString(), name);
			try (LabelSource source = file.open(SourceOptions.defaults())) {
				final long[] all = MemorySource.all(source);
				assertTrue(all.length == 24 && Arrays.stream(all).allMatch(l -> l == label), name + Arrays.toString(all));
			}
		}
	}

	/** A hash is that of the labels. */
	@Test
	void theSignCountsForTheHash() throws Exception {
		write("a.zarr/.zarray", ZARR.replace("|u1", "|i1"));
		final String signed = Sources.describe(folder.resolve("a.zarr")).sha256();
		write("a.zarr/.zattrs", "{\"_Unsigned\":\"true\"}");
		assertFalse(signed.equals(Sources.describe(folder.resolve("a.zarr")).sha256()));
	}

	/** A part that begins within a chunk, put together from several of them. */
	@Test
	void partsOfArraysAreReadAcrossChunks() throws Exception {
		write("wk/a/1/.zarray", ZARR.replace("[2,3,4],\"chunks\":[2,3,4]", "[7,9,11],\"chunks\":[2,3,4]"));
		for (int z = 0; z < 4; z++)
			for (int y = 0; y < 3; y++)
				for (int x = 0; x < 3; x++) {
					final byte[] voxels = new byte[24];
					for (int i = 0; i < 24; i++)
						voxels[i] = (byte) ((z * 2 + i / 12) * 36 + (y * 3 + i / 4 % 3) * 5 + (x * 4 + i % 4) * 7);
					// NB: one is missing
					if (z + y + x > 0)
						Files.write(Files.createDirectories(folder.resolve("wk/a/1/" + z + "/" + y)).resolve("" + x), voxels);
				}
		write("wk/datasource-properties.json", "{\"scale\":[1,2,3],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{\"topLeft\":[1,2,3]," +
			"\"width\":5,\"height\":6,\"depth\":7},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		final SourceFile file = Sources.describe(folder.resolve("wk/a/1"));
		assertEquals("1 x 2 x 3 nm", file.voxelSize().toString());
		try (LabelSource source = file.open(SourceOptions.defaults())) {
			final long[] all = MemorySource.all(source);
			for (int i = 0; i < all.length; i++) {
				final int x = 1 + i % 5;
				final int y = 2 + i / 5 % 6;
				final int z = 3 + i / 30;
				// The array has the axes x, y, z, z the fastest.
				final int expected = x < 2 && y < 3 && z < 4 ? 0 : x * 36 + y * 5 + z * 7 & 255;
				assertEquals(expected, all[i], x + " " + y + " " + z);
			}
		}
	}

	@Test
	void extensionsThatMustBeUnderstoodAreNamed() throws Exception {
		final String v3 = "{\"zarr_format\":3,\"node_type\":\"array\",\"shape\":[2,3,4],\"data_type\":\"uint8\"," +
			"\"chunk_grid\":{\"name\":\"regular\",\"configuration\":{\"chunk_shape\":[2,3,4]}}," +
			"\"chunk_key_encoding\":{\"name\":\"default\"},\"fill_value\":0,\"codecs\":[\"bytes\"]";
		write("a.zarr/zarr.json", v3 + ",\"more\":{\"must_understand\":false}}");
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.zarr")).type());
		write("a.zarr/zarr.json", v3 + ",\"more\":{\"x\":1}}");
		assertTrue(refused("a.zarr").contains("'more'"));
		for (final String codec : new String[] { "scale_offset", "cast_value", "numcodecs.delta", "numcodecs.fixedscaleoffset" }) {
			write("a.zarr/zarr.json", v3.replace("[\"bytes\"]", "[{\"name\":\"" + codec + "\"},\"bytes\"]") + "}");
			assertTrue(refused("a.zarr").contains(codec));
		}
		write("a.zarr/zarr.json", v3.replace("\"uint8\"", "\"label_multiset\"") + "}");
		assertTrue(refused("a.zarr").contains("label_multiset"));
	}

	@ParameterizedTest
	@CsvSource({ "|u1, 255, 255", "|u1, \"7\", 7", "<u8, 18446744073709551615, -1", "<u8, \"18446744073709551615\", -1",
		">i4, -1, -1", ">i4, \"-1\", -1", "|b1, true, 1" })
	void whatIsMissingHasTheFillValue(final String type, final String fill, final long expected) throws Exception {
		write("a.zarr/.zarray", ZARR.replace("|u1", type).replace("\"fill_value\":0", "\"fill_value\":" + fill));
		try (LabelSource source = Sources.describe(folder.resolve("a.zarr")).open(SourceOptions.defaults())) {
			final long[] all = MemorySource.all(source);
			assertTrue(Arrays.stream(all).allMatch(label -> label == expected), Arrays.toString(all));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"\"pixelResolution\":[1,2,\"x\"]|pixelResolution", "\"voxel_size\":[1,2]|voxel_size", "\"voxel_size\":[0,1,1]|voxel_size",
		"\"pixelWidth\":\"x\"|pixelWidth", "\"transform\":{\"scale\":[1,2,\"x\"]}|transform.scale", "\"transform\":{\"scale\":7}|transform.scale",
		"\"transform\":{\"scale\":[1,1,1],\"translate\":[1]}|transform.translate", "\"transform\":{\"scale\":[1,1,1],\"units\":[\"nm\"]}|units",
		"\"resolution\":[1,1,1],\"offset\":[1]|offset", "\"resolution\":[1,1,1],\"offset\":[1,2,1e999]|size of voxels",
		"\"spatialTransform\":{\"transform\":{\"type\":\"affine\",\"affine\":[1]}}|affine",
		"\"resolution\":[1,1,1],\"affineTransform\":[1,2]|affineTransform", "\"transform\":{\"scale\":[1,1,1e300]}|size of voxels" })
	void wrongSizesAndPlacesAreRefusedByName(final String attributes, final String named) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{" + attributes + ",\"dim"));
		final String message = refused("a.n5");
		assertTrue(message.contains(named), message);
	}

	/** Three dimensions, of which the last is no place: n5-ij leaves out those of one entry. */
	@Test
	void channelsAreNoSlices() throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{\"numChannels\":2,\"numSlices\":1,\"numFrames\":1,\"dim"));
		assertTrue(refused("a.n5").contains("axis c"));
		assertArrayEquals(new long[] { 4, 3, 1 }, Sources.measure(folder.resolve("a.n5")).size());
		write("b.zarr/.zgroup", "{\"zarr_format\":2}");
		write("b.zarr/.zattrs", "{\"multiscales\":[{\"version\":\"0.2\",\"datasets\":[{\"path\":\"0\"}]}]}");
		write("b.zarr/0/.zarray", ZARR.replace("[2,3,4]", "[1,2,1,3,4]"));
		assertTrue(refused("b.zarr").contains("axis c"));
	}

	@Test
	void axesWithoutNamesAreNoted() throws Exception {
		write("a.zarr/.zarray", ZARR.replace("[2,3,4]", "[1,2,1,3,4]"));
		assertTrue(Sources.describe(folder.resolve("a.zarr")).notes().get(0).contains("z is dimension 2"));
	}

	/** As xarray lays them out. */
	@Test
	void coordinatesBesideAnArrayAreNoted() throws Exception {
		write("a.zarr/.zgroup", "{\"zarr_format\":2}");
		write("a.zarr/labels/.zarray", ZARR);
		write("a.zarr/labels/.zattrs", "{\"_ARRAY_DIMENSIONS\":[\"z\",\"y\",\"x\"]}");
		assertEquals(List.of(), Sources.describe(folder.resolve("a.zarr/labels")).notes());
		write("a.zarr/x/.zarray", ZARR.replace("[2,3,4]", "[4]"));
		assertTrue(Sources.describe(folder.resolve("a.zarr/labels")).notes().get(0).contains("coordinates of its voxels"));
		assertTrue(refused("a.zarr").endsWith("Name the one that it has: " + folder.resolve("a.zarr/labels")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[\"nm\",\"nm\"]|1 x 2 x 3, unit unknown|units of the voxel size", "[\"nm\"]|1 x 2 x 3 nm|",
		"\"nm\"|1 x 2 x 3 nm|", "[\"nm\",\"nm\",\"nm\",\"nm\"]|1 x 2 x 3, unit unknown|units of the voxel size" })
	void unitsThatAreNotOneForEachAxisAreNoted(final String units, final String size, final String noted) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{\"resolution\":[1,2,3],\"units\":" + units + ",\"dim"));
		final SourceFile file = Sources.describe(folder.resolve("a.n5"));
		assertEquals(size, file.voxelSize().toString());
		assertEquals(noted != null, file.notes().toString().contains("units of the voxel size"), file.notes().toString());
	}

	/** As zarr-python writes dimension_names=(None, "y", "x"). */
	@Test
	void anAxisWithoutANameBesideXAndYIsZ() throws Exception {
		final Path array = Files.createDirectory(folder.resolve("unnamed.zarr"));
		final String metadata = """
			{"zarr_format":3,"node_type":"array","shape":[2,1,3],"data_type":"uint8","fill_value":0,"attributes":{},
			"chunk_grid":{"name":"regular","configuration":{"chunk_shape":[2,1,3]}},"dimension_names":NAMES,
			"chunk_key_encoding":{"name":"default","configuration":{"separator":"/"}},"codecs":[{"name":"bytes"}]}""";
		Files.write(Files.createDirectories(array.resolve("c/0/0")).resolve("0"), new byte[] { 1, 2, 3, 4, 5, 6 });
		Files.writeString(array.resolve("zarr.json"), metadata.replace("NAMES", "[null,\"y\",\"x\"]"));
		final SourceFile file = Sources.describe(array);
		assertArrayEquals(new long[] { 3, 1, 2 }, file.size());
		assertEquals(List.of("One of the axes has no name; it is taken as z."), file.notes());
		Files.writeString(array.resolve("zarr.json"), metadata.replace("NAMES", "[\"c\",\"y\",\"x\"]"));
		assertThrows(InvalidInputException.class, () -> Sources.describe(array), "channels are not z");
	}
}
