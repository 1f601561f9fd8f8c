package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.labelupscaler.MemorySource;
import org.labelupscaler.grid.VoxelSize;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Containers that other programs wrote, in a zip file, and what those programs read from them. */
public final class GoldenArrays {

	private GoldenArrays() {}

	/** Unpacks {@code NAME.zip} into a folder. */
	public static void unpack(final String name, final Path folder) throws IOException {
		try (ZipInputStream in = new ZipInputStream(GoldenArrays.class.getResourceAsStream("/" + name + ".zip"))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				final Path file = folder.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.write(file, in.readAllBytes());
			}
		}
	}

	/** Checks every path of {@code NAME.json} in a folder, and returns how many there were. */
	public static int check(final String name, final Path folder) throws IOException {
		final JsonObject all;
		try (InputStreamReader in = new InputStreamReader(GoldenArrays.class.getResourceAsStream("/" + name + ".json"),
			StandardCharsets.UTF_8))
		{
			all = JsonParser.parseReader(in).getAsJsonObject();
		}
		for (final Map.Entry<String, JsonElement> entry : all.entrySet()) {
			final JsonObject expected = entry.getValue().getAsJsonObject();
			if (entry.getKey().startsWith("measure "))
				checkSize(entry.getKey(), expected, Sources.measure(folder.resolve(entry.getKey().substring(8))));
			else
				check(entry.getKey(), expected, folder);
		}
		return all.size();
	}

	private static void check(final String name, final JsonObject expected, final Path folder) {
		final SourceFile file = Sources.describe(folder.resolve(name));
		assertEquals(expected.get("type").getAsString(), file.type().toString(), name);
		checkSize(name, expected, new ImageSize(name, file.format(), file.size(), file.voxelSize()));
		final ImageSize image = Sources.measure(folder.resolve(name));
		checkSize(name, expected, image);
		if (expected.has("offset")) {
			assertEquals(expected.getAsJsonArray("offset").asList().stream().map(n -> plain(n.getAsBigDecimal())).toList(), image.offset()
				.stream().map(GoldenArrays::plain).toList(), name);
			checkNotes(name, expected, file.notes());
			checkNotes(name, expected, image.notes());
		}
		try (LabelSource source = file.open(new SourceOptions(folder, false))) {
			assertEquals(expected.get("crc").getAsLong(), crc(MemorySource.all(source)), name + ", " + file.format());
			source.checkUnchanged();
		}
	}

	private static String plain(final BigDecimal number) {
		return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
	}

	/** Each expected word is in a note, and there is no other note. */
	private static void checkNotes(final String name, final JsonObject expected, final List<String> notes) {
		final JsonArray words = expected.getAsJsonArray("notes");
		assertEquals(words.size(), notes.size(), name + ": " + notes);
		words.forEach(word -> assertTrue(notes.stream().anyMatch(note -> note.contains(word.getAsString())), name + ": " + notes));
	}

	private static void checkSize(final String name, final JsonObject expected, final ImageSize found) {
		final double[] size = numbers(expected.getAsJsonArray("size"));
		assertArrayEquals(new long[] { (long) size[0], (long) size[1], (long) size[2] }, found.size(), name);
		final double[] voxel = numbers(expected.getAsJsonArray("voxel"));
		final VoxelSize said = new VoxelSize(voxel[0], voxel[1], voxel[2], expected.get("unit").getAsString());
		// NB: the scripts write 1, 1, 1 pixel where the file says nothing.
		assertEquals(said.equals(new VoxelSize(1, 1, 1, VoxelSize.PIXEL)) ? VoxelSize.UNKNOWN : said, found.voxelSize(), name);
	}

	private static double[] numbers(final JsonArray array) {
		return new double[] { array.get(0).getAsDouble(), array.get(1).getAsDouble(), array.get(2).getAsDouble() };
	}

	/** Of labels, as little-endian 64-bit integers. */
	public static long crc(final long[] labels) {
		final ByteBuffer bytes = ByteBuffer.allocate(labels.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asLongBuffer().put(labels);
		final CRC32 crc = new CRC32();
		crc.update(bytes.array());
		return crc.getValue();
	}
}
