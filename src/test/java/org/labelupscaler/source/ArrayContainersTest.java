package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.MemorySource;
import org.labelupscaler.source.n5.N5Format;

/** Which image of a container of N5 or Zarr is read, and what containers that are not read are called. */
class ArrayContainersTest extends HandMadeArrays {

	@Test
	void multisetsOfPainteraAreNamed() throws Exception {
		write("a.n5/attributes.json", "{\"n5\":\"2.5.1\"}");
		write("a.n5/labels/attributes.json", "{\"painteraData\":{\"type\":\"label\"},\"maxId\":7}");
		write("a.n5/labels/data/attributes.json", "{\"multiScale\":true,\"isLabelMultiset\":true}");
		write("a.n5/labels/data/s0/attributes.json", N5.replace("{\"dim", "{\"isLabelMultiset\":true,\"dim"));
		for (final String name : new String[] { "a.n5/labels", "a.n5/labels/data", "a.n5/labels/data/s0" })
			assertTrue(refused(name).contains("label multisets of Paintera"), name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"raw|", "gzip|", "jpeg|compressionType" })
	void theCompressionOfOldN5IsAText(final String type, final String named) throws Exception {
		write("a.n5/attributes.json", N5.replace("\"compression\":{\"type\":\"raw\"}", "\"compressionType\":\"" + type + "\""));
		if (named == null)
			assertEquals("N5, " + type, Sources.describe(folder.resolve("a.n5")).format());
		else
			assertTrue(refused("a.n5").contains(named));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"codecs\":[{\"name\":\"sharding_indexed\"}]", "\"shardSize\":[8,8,8]" })
	void shardsInN5AreNamed(final String more) throws Exception {
		write("a.n5/attributes.json", N5.replace("{\"dim", "{" + more + ",\"dim"));
		assertTrue(refused("a.n5").contains("shards and codecs in N5"));
	}

	@Test
	void whatAContainerHasIsNamed() throws Exception {
		write("a.n5/attributes.json", "{\"n5\":\"2.5.1\"}");
		write("a.n5/c0/s0/attributes.json", N5);
		write("a.n5/c1/s0/attributes.json", N5);
		contains(refused("a.n5"), folder.resolve("a.n5/c0/s0"), folder.resolve("a.n5/c1/s0"));
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("a.n5/c0")).type());
		write("without/volumes/labels/attributes.json", N5);
		contains(refused("without"), folder.resolve("without/volumes/labels"));
		write("group/some/image/.zarray", ZARR);
		contains(refused("group"), folder.resolve("group/some/image"));
		write("b.zarr/.zgroup", "{\"zarr_format\":2}");
		write("b.zarr/raw/.zarray", ZARR);
		write("b.zarr/labels/fine/.zarray", ZARR);
		contains(refused("b.zarr"), folder.resolve("b.zarr/raw"), folder.resolve("b.zarr/labels/fine"));
		for (int i = 0; i < 20; i++)
			write("c.zarr/" + i + "/.zarray", ZARR);
		assertTrue(refused("c.zarr").endsWith(" and more"));
		write("d.zarr/.zmetadata", "{}");
		assertTrue(refused("d.zarr").contains(".zmetadata"));
	}

	@Test
	void aPlateNamesAnImageThatIsThere() throws Exception {
		write("p.zarr/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/.zattrs", "{\"plate\":{\"wells\":[{\"path\":\"B/3\"},{\"path\":\"A/1\"}]}}");
		assertTrue(refused("p.zarr").contains("a plate or a well of many images"));
		write("p.zarr/B/3/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/B/3/.zattrs", "{\"well\":{\"images\":[{\"path\":\"2\"}]}}");
		write("p.zarr/B/3/2/.zgroup", "{\"zarr_format\":2}");
		write("p.zarr/B/3/2/.zattrs", "{\"multiscales\":[{\"datasets\":[{\"path\":\"0\"}]}]}");
		write("p.zarr/B/3/2/0/.zarray", ZARR);
		contains(refused("p.zarr"), folder.resolve("p.zarr/B/3/2"));
		contains(refused("p.zarr/B/3"), folder.resolve("p.zarr/B/3/2"));
		assertEquals(SourceType.UINT8, Sources.describe(folder.resolve("p.zarr/B/3/2")).type());
		write("p.zarr/.zattrs", "{\"plate\":{\"wells\":[{\"path\":\"../other\"}]}}");
		contains(refused("p.zarr"), folder.resolve("p.zarr/B/3/2/0"));
	}

	@Test
	void theFirstOfSeveralSeriesIsNoted() throws Exception {
		write("s.zarr/.zgroup", "{\"zarr_format\":2}");
		write("s.zarr/.zattrs", "{\"bioformats2raw.layout\":3}");
		write("s.zarr/0/.zarray", ZARR);
		assertEquals(List.of(), Sources.describe(folder.resolve("s.zarr")).notes());
		write("s.zarr/1/.zarray", ZARR);
		assertTrue(Sources.describe(folder.resolve("s.zarr")).notes().get(0).contains("first, 0, is taken"));
	}

	@Test
	void webKnossosIsReadAsItsFileSays() throws Exception {
		write("wk/color/1/header.wkw", "WKW");
		write("wk/datasource-properties.json", "{\"dataLayers\":[{\"name\":\"color\",\"dataFormat\":\"wkw\"}]}");
		for (final String name : new String[] { "wk/color", "wk/color/1" })
			assertTrue(refused(name).contains("webKnossos (WKW)"), refused(name));
		write("wk/other/1/.zarray", ZARR);
		contains(refused("wk"), folder.resolve("wk/other/1"));
		assertTrue(refused("wk").contains("a dataset of webKnossos"));
		final String layer = "{\"scale\":{\"factor\":[1,2,3],\"unit\":\"micrometer\"},\"dataLayers\":[{\"name\":\"other\",\"boundingBox\":{" +
			"\"topLeft\":[1,1,1],\"width\":1,\"height\":2,\"depth\":3},\"mags\":[{\"mag\":[1,1,1],\"path\":\"./other/1\"}]}]}";
		write("wk/datasource-properties.json", layer);
		final byte[] voxels = new byte[24];
		for (int i = 0; i < 24; i++)
			voxels[i] = (byte) i;
		Files.write(Files.createDirectories(folder.resolve("wk/other/1/0/0")).resolve("0"), voxels);
		// Axes x, y, z of sizes 2, 3, 4, z the fastest: x 1, y 1 to 2, z 1 to 3.
		try (LabelSource source = Sources.describe(folder.resolve("wk/other/1")).open(SourceOptions.defaults())) {
			assertArrayEquals(new long[] { 1, 2, 3 }, source.size());
			assertArrayEquals(new long[] { 17, 21, 18, 22, 19, 23 }, MemorySource.all(source));
		}
		write("wk/datasource-properties.json", layer.replace("\"depth\":3", "\"depth\":4"));
		assertTrue(refused("wk/other/1").contains("boundingBox"));
		write("wk/datasource-properties.json", layer.replace("./other/1", "./other/2"));
		assertTrue(refused("wk/other/1").contains("mags"));
	}

	/** The factors of a level are those that the group has for it, not those of its neighbour that is missing. */
	@Test
	void aMissingLevelLeavesTheFactorsOfTheOthers() throws Exception {
		write("a.n5/attributes.json", "{\"downsamplingFactors\":[[1,1,1],[2,2,1],[4,4,2]],\"multiscales\":[{\"datasets\":[" +
			"{\"path\":\"s0\"},{\"path\":\"s1\"},{\"path\":\"s2\"}]}]}");
		write("a.n5/s0/attributes.json", N5);
		write("a.n5/s2/attributes.json", N5.replace("\"dimensions\":[4,3,2]", "\"dimensions\":[1,1,1]"));
		final List<double[]> factors = N5Format.levels(folder.resolve("a.n5")).factors();
		assertEquals(2, factors.size());
		assertArrayEquals(new double[] { 1, 1, 1 }, factors.get(0));
		assertArrayEquals(new double[] { 4, 4, 2 }, factors.get(1));
	}

	@Test
	void layersOfWebKnossosHaveTheNotesOfTheirArrays() throws Exception {
		write("wk/a/1/.zarray", ZARR.replace("[2,3,4]", "[1,1,2,3,4]"));
		write("wk/a/1/.zattrs", "{\"_FillValue\":9}");
		write("wk/datasource-properties.json", "{\"scale\":[1,2,3],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{\"topLeft\":[0,0,0]," +
			"\"width\":4,\"height\":3,\"depth\":2},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		final String notes = Sources.describe(folder.resolve("wk/a/1")).notes().toString();
		assertTrue(notes.contains("9 stands for no data") && notes.contains("x is dimension 5"), notes);
	}

	/** This program makes N5 only. */
	@Test
	void onlyDamagedN5MayBeOfThisProgram() throws Exception {
		write("a.zarr/.zarray", ZARR);
		write("a.zarr/0/0/0", "short");
		write("a.n5/attributes.json", N5);
		write("a.n5/0/0/0", "short");
		for (final String name : new String[] { "a.zarr", "a.n5" }) {
			final String message = assertThrows(LabelUpscalerException.class, () -> {
				try (LabelSource source = Sources.describe(folder.resolve(name)).open(SourceOptions.defaults())) {
					MemorySource.all(source);
				}
			}).getMessage();
			assertTrue(message.contains("Copy or export the volume again"), message);
			assertEquals(name.equals("a.n5"), message.contains("existing=resume"), message);
		}
	}
}
