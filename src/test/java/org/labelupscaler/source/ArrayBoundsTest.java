package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.labelupscaler.InvalidInputException;

/** What metadata of N5 and Zarr say beyond all bounds, of place, size and chunks. Files by hand. */
class ArrayBoundsTest {

	private static final String ZARR = "{\"zarr_format\":2,\"shape\":[2,3,4],\"chunks\":[2,3,4],\"dtype\":\"|u1\"," +
		"\"compressor\":null,\"filters\":null,\"order\":\"C\",\"fill_value\":0,\"dimension_separator\":\"/\"}";
	private static final String IMAGE = "{\"multiscales\":[{\"version\":\"0.4\",\"axes\":[" +
		"{\"name\":\"z\",\"type\":\"space\",\"unit\":\"micrometer\"},{\"name\":\"y\",\"type\":\"space\",\"unit\":\"micrometer\"}," +
		"{\"name\":\"x\",\"type\":\"space\",\"unit\":\"micrometer\"}],\"datasets\":[{\"path\":\"0\",\"coordinateTransformations\":[T]}]}]}";

	@TempDir
	private Path folder;

	private Path write(final String name, final String text) throws IOException {
		final Path file = folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

	private String refused(final String name) {
		final String message = assertThrows(InvalidInputException.class, () -> assertTimeoutPreemptively(Duration.ofSeconds(10),
			() -> Sources.measure(folder.resolve(name)))).getMessage();
		assertEquals(message, assertThrows(InvalidInputException.class, () -> Sources.describe(folder.resolve(name))).getMessage());
		assertFalse(message.contains("\n"), message);
		assertTrue(message.contains(folder.toString()) && !message.contains("nternal"), message);
		return message;
	}

	private void image(final String transformations) throws IOException {
		write("a.zarr/.zgroup", "{\"zarr_format\":2}");
		write("a.zarr/.zattrs", IMAGE.replace("[T]", "[" + transformations + "]"));
		write("a.zarr/0/.zarray", ZARR);
	}

	private static String times(final int count, final String... what) {
		final StringBuilder all = new StringBuilder();
		for (int i = 0; i < count; i++)
			for (final String one : what)
				all.append(all.length() == 0 ? "" : ",").append(one);
		return all.toString();
	}

	private static String scale(final String by) {
		return "{\"type\":\"scale\",\"scale\":[" + by + "," + by + "," + by + "]}";
	}

	private static String translation(final String by) {
		return "{\"type\":\"translation\",\"translation\":[" + by + "," + by + "," + by + "]}";
	}

	@Test
	void thousandsOfTransformationsAreRefusedAtOnce() throws Exception {
		image(times(20_000, scale("1e999"), translation("1")));
		assertTrue(refused("a.zarr").contains("coordinateTransformations"), refused("a.zarr"));
		image(times(20_000, scale("1.0000000001"), translation("1e-999")));
		assertTrue(refused("a.zarr").contains("more than 100 transformations"), refused("a.zarr"));
		image("{\"type\":\"sequence\",\"transformations\":[" + times(5_000, scale("1"), "{\"type\":\"identity\"}") + "]}");
		assertTrue(refused("a.zarr").contains("more than 100 transformations"), refused("a.zarr"));
		image(times(50, scale("1"), translation("1")));
		assertEquals(0, Sources.measure(folder.resolve("a.zarr")).offset().get(2).compareTo(BigDecimal.valueOf(50)));
	}

	/** Whatever comes after: 1e40 times 1e-40 is 1, but nobody means that. */
	@ParameterizedTest
	@CsvSource({ "1e400, 1, 0, 1E+400", "1e-40, 1, 0, 1E-40", "0, 1, 0, 0 along", "-1e31, 1, 0, -1E+31", "1e40, 1e-40, 0, 1E+40",
		"1e999, 1, 0, 1E+999", "1, 1, 1e400, lie at 1E+400", "1, 1, -2e30, lie at -2E+30", "1, 1e20, 1e20, lie at 1E+40" })
	void whatIsBeyondAllBoundsIsSaid(final String first, final String second, final String place, final String said)
		throws Exception
	{
		image(scale(first) + "," + translation(place) + "," + scale(second));
		final String message = refused("a.zarr");
		assertTrue(message.contains(said) && message.contains("coordinateTransformations"), message);
	}

	@ParameterizedTest
	@CsvSource({ "1e400, 1E+400", "1e31, 1E+31", "0, 0 along" })
	void webKnossosHasTheSameBounds(final String scale, final String said) throws Exception {
		write("wk/a/1/.zarray", ZARR);
		write("wk/datasource-properties.json", "{\"scale\":[" + scale + ",1,1],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{" +
			"\"topLeft\":[0,0,0],\"width\":2,\"height\":3,\"depth\":4},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		assertTrue(refused("wk/a/1").contains(said), refused("wk/a/1"));
	}

	/** Flat chunks of 54 MB, that begin within others, are not put together: 42 of them would have more than 2^31 bytes. */
	@Test
	void partsOfLargeChunksAreRead() throws Exception {
		write("wk/a/1/.zarray", ZARR.replace("[2,3,4],\"chunks\":[2,3,4]", "[200,1500,1500],\"chunks\":[3,1500,1500]").replace("|u1",
			"<u8").replace("\"fill_value\":0", "\"fill_value\":7"));
		write("wk/datasource-properties.json", "{\"scale\":[1,2,3],\"dataLayers\":[{\"name\":\"a\",\"boundingBox\":{\"topLeft\":[1,0,0]," +
			"\"width\":199,\"height\":1500,\"depth\":1500},\"mags\":[{\"mag\":1,\"path\":\"a/1\"}]}]}");
		final ChunkedFile file = (ChunkedFile) Sources.describe(folder.resolve("wk/a/1"));
		try (Chunks chunks = file.store().open()) {
			assertArrayEquals(new int[] { 3, 1500, 1500 }, chunks.grid().blockSize());
			final Optional<byte[]> voxels = chunks.read(new long[3]);
			assertEquals(3 * 1500 * 1500 * 8, voxels.orElseThrow().length);
			assertEquals(7, voxels.get()[0]);
			assertEquals(7, voxels.get()[voxels.get().length - 8]);
		}
	}
}
