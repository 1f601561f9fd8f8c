package org.labelupscaler.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** What is too deep, too long, too much or no file is refused before memory is taken for it; all else is as Gson reads it. */
class JsonTextTest {

	/** What refusing may allocate. NB: the text itself has up to 16 MiB. */
	private static final long MOST_ALLOCATED = 160 << 20;

	private static final String DAMAGE = "{}[],:\"' 1ex\\\0";

	@TempDir
	private Path folder;

	@Test
	void depthIsBounded() {
		final String deepest = "[".repeat(JsonText.DEEPEST) + "]".repeat(JsonText.DEEPEST);
		assertEquals(deepest, JsonText.parse(deepest).toString());
		refused("[" + deepest + "]", "too deep");
		refused("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000), "too deep");
		refused("[".repeat(4_000_000), "too deep");
		// Brackets in texts, quoted in any way the parser takes, neither hide depth nor make it.
		for (final String text : new String[] { "\"" + "]".repeat(100_000) + "\"", "'\"" + "]".repeat(100_000) + "'", "/*" + "]"
			.repeat(100_000) + "*/ 1" })
			refused("[" + text + "," + "[".repeat(50_000) + "]".repeat(50_000) + "]", "too deep");
		assertEquals(1, JsonText.parse("[\"" + "[".repeat(100_000) + "\"]").getAsJsonArray().size());
	}

	@Test
	void theNumberOfValuesIsBounded() {
		final int half = JsonText.MOST / 2 - 1;
		assertEquals(half, JsonText.parse("[" + "{},".repeat(half - 1) + "{}]").getAsJsonArray().size());
		refused("[" + "{},".repeat(half + 1) + "{}]", "values");
		refused("[" + "0,".repeat(5_000_000) + "0]", "values");
		final StringBuilder names = new StringBuilder("{");
		for (int i = 0; i < JsonText.MOST; i++)
			names.append('"').append(i).append("\":0,");
		refused(names + "\"x\":0}", "values");
	}

	@Test
	void whatIsNoPlainFileIsRefused() throws Exception {
		final Path metadata = folder.resolve("zarr.json");
		assertThrows(NoSuchFileException.class, () -> JsonText.read(metadata));
		assertTrue(assertThrows(IOException.class, () -> JsonText.read(folder)).getMessage().contains("no file"));
		assumeTrue(Files.exists(Path.of("/dev/zero")), "no devices on this system");
		Files.createSymbolicLink(metadata, Path.of("/dev/zero"));
		assertTrue(assertThrows(IOException.class, () -> JsonText.read(metadata)).getMessage().contains("no file"));
		final Path pipe = folder.resolve("attributes.json");
		assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes on this system");
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertTrue(assertThrows(IOException.class, () -> JsonText.read(
			pipe)).getMessage().contains("no file")));
	}

	@Test
	void theLengthIsBounded() throws Exception {
		final Path file = Files.writeString(folder.resolve("a.json"), "\"" + " ".repeat(JsonText.LONGEST - 2) + "\"");
		assertTrue(JsonText.read(file).isJsonPrimitive());
		Files.writeString(file, " ".repeat(JsonText.LONGEST) + "1");
		assertTrue(assertThrows(IOException.class, () -> JsonText.read(file)).getMessage().contains("more than"));
		try (java.io.RandomAccessFile sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
			sparse.setLength(1L << 40);
		}
		assertThrows(IOException.class, () -> JsonText.read(file));
	}

	/** The last of two fields of one name counts, as for Gson; and so on for a thousand damaged texts. */
	@Test
	void whatIsNotRefusedIsReadAsGsonDoes() {
		final String text = "{\"a\": [1, -2.5e300, 1e999999999, true, null, \"x\\u00e9\"], \"b\": {\"c\": {}, \"a\": []}, \"a\": 3}";
		assertEquals(3, JsonText.parse(text).getAsJsonObject().get("a").getAsInt());
		final Random random = new Random(1);
		System.out.println("seed 1");
		int refused = 0;
		for (int i = 0; i < 1000; i++) {
			final StringBuilder damaged = new StringBuilder(text);
			for (int n = random.nextInt(4); n > 0; n--)
				damaged.setCharAt(random.nextInt(damaged.length()), DAMAGE.charAt(random.nextInt(DAMAGE.length())));
			JsonElement expected = null;
			try {
				expected = JsonParser.parseString(damaged.toString());
			}
			catch (final JsonParseException e) {
				refused++;
				assertEquals("it is no valid JSON", assertThrows(JsonParseException.class, () -> JsonText.parse(damaged.toString()))
					.getMessage());
				continue;
			}
			assertEquals(expected, JsonText.parse(damaged.toString()), damaged.toString());
		}
		assertTrue(refused > 100 && refused < 900, refused + " refused");
	}

	private static void refused(final String text, final String why) {
		final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		final String message = assertThrows(JsonParseException.class, () -> JsonText.parse(text)).getMessage();
		final long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
		assertTrue(message.contains(why), message);
		assertTrue(allocated < MOST_ALLOCATED, allocated + " bytes");
	}
}
