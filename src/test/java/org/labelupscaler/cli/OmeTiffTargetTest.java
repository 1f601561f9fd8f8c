package org.labelupscaler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labelupscaler.SlowReference;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.volume.PlainTiff;

/** Upscaled labels as OME-TIFF: every level is by the rule, and what else a container is for works. */
class OmeTiffTargetTest {

	@TempDir
	private Path folder;

	private int run(final String line) {
		final String[] words = line.split(" ");
		for (int w = 0; w < words.length; w++)
			words[w] = words[w].startsWith("@") ? folder.resolve(words[w].substring(1)).toString() : words[w];
		return Main.run(words);
	}

	private Volume source(final LabelType type) throws Exception {
		final Volume source = TestSources.random(new Random(type.ordinal() + 20), type, 13, 11, 9);
		TestSources.writeNrrd(source, folder.resolve("a.nrrd"));
		return source;
	}

	private PlainTiff tiff(final String name) throws Exception {
		return new PlainTiff(Files.readAllBytes(folder.resolve(name)));
	}

	private static void checkLevels(final PlainTiff tiff, final Volume source) throws Exception {
		final long[] target = tiff.size(0);
		for (int l = 0; l < tiff.levels(); l++) {
			final long[] size = tiff.size(l);
			final long[] factor = { 1L << l, 1L << l, 1 };
			final long[] labels = tiff.labels(l);
			final long[] expected = new long[labels.length];
			int at = 0;
			for (long z = 0; z < size[2]; z++)
				for (long y = 0; y < size[1]; y++)
					for (long x = 0; x < size[0]; x++)
						expected[at++] = SlowReference.label(source, target, factor, x, y, z);
			assertArrayEquals(expected, labels, "level " + l);
		}
	}

	@ParameterizedTest
	@EnumSource(value = LabelType.class, names = ".*64", mode = EnumSource.Mode.MATCH_NONE)
	void everyLevelIsByTheRule(final LabelType type) throws Exception {
		final Volume source = source(type);
		for (final String compression : new String[] { "gzip", "gzip:9", "zstd", "zstd:9", "raw" }) {
			assertEquals(0, run("upscale @a.nrrd @b.ome.tif --size=167,145,31 --block=32,48,7 --progress=none --existing=overwrite --compression=" +
				compression));
			final PlainTiff tiff = tiff("b.ome.tif");
			assertArrayEquals(new long[] { 167, 145, 31 }, tiff.size(0));
			assertEquals(3, tiff.levels());
			checkLevels(tiff, source);
			assertEquals(0, run("verify @b.ome.tif --blocks=all --progress=none"));
			assertEquals(0, run("verify @b.ome.tif --blocks=voxels --progress=none"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "b.ome.tif", "b.ome.tiff", "b.tif", "b.TIFF" })
	void theNameSaysTheFormatAndTheUsualBlocksDo(final String name) throws Exception {
		final Volume source = source(LabelType.UINT16);
		assertEquals(0, run("upscale @a.nrrd @" + name + " --size=100,80,30 --progress=none"));
		checkLevels(tiff(name), source);
		assertEquals(0, run("info @" + name));
		assertEquals(0, run("verify @" + name + " --progress=none"));
		assertTrue(Files.exists(folder.resolve(name + ".labels.csv")));
	}

	@Test
	void whatItCannotHoldIsRefused() throws Exception {
		source(LabelType.UINT64);
		assertEquals(2, run("upscale @a.nrrd @b.ome.tif --factors=2 --progress=none"));
		assertEquals(0, run("upscale @a.nrrd @b.ome.tif --factors=2 --progress=none --compact"));
		source(LabelType.UINT8);
		assertEquals(2, run("upscale @a.nrrd @c.ome.tif --factors=4 --progress=none --levels=2,2,2"));
		assertEquals(2, run("upscale @a.nrrd @c.ome.tif --factors=4 --progress=none --block=20,16,4"));
		assertEquals(2, run("upscale @a.nrrd @c.ome.tif --factors=4 --progress=none --compression=lz4"));
		assertFalse(Files.exists(folder.resolve("c.ome.tif")));
		assertEquals(0, run("upscale @a.nrrd @c.ome.tif --factors=4 --progress=none --levels=2,2,1"));
	}

	@Test
	void itIsALabelImageLikeAnyOther() throws Exception {
		final Volume source = source(LabelType.INT32);
		Files.writeString(folder.resolve("cells.csv"), "x,y,z\n5,5,5\n20,30,10\n12,10,8\n");
		assertEquals(0, run("upscale @a.nrrd @b.ome.tif --factors=3 --progress=none"));
		assertEquals(0, run("upscale @b.ome.tif @again.ome.tif --factors=1 --levels=none --progress=none"));
		assertArrayEquals(tiff("b.ome.tif").labels(0), tiff("again.ome.tif").labels(0));
		assertEquals(0, run("cells @b.ome.tif @cells.csv --progress=none"));
		assertEquals(4, Files.readAllLines(folder.resolve("cells-assigned.csv")).size());
		assertEquals(0, run("cellvolume @b.ome.tif @cells.csv @drawn.n5 --radius=3 --progress=none --value=number"));
		assertArrayEquals(new long[] { 39, 33, 27 }, tiff("b.ome.tif").size(0));
		assertEquals(source.at(12, 10, 8), tiff("b.ome.tif").labels(0)[39 * 33 * 27 - 1]);
	}
}
