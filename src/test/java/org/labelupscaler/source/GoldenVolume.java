package org.labelupscaler.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.labelupscaler.MemorySource;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** A file that another program wrote, and what that program reads from it. */
record GoldenVolume(Path path, JsonObject expected) {

	/** Where the files are. */
	static Path folder(final String format) {
		try {
			return Path.of(GoldenVolume.class.getResource("/" + format + "/expected.json").toURI()).getParent();
		}
		catch (final URISyntaxException e) {
			throw new IllegalStateException(e);
		}
	}

	static List<GoldenVolume> all(final String format) throws IOException {
		final List<GoldenVolume> volumes = new ArrayList<>();
		for (final JsonElement e : JsonParser.parseString(Files.readString(folder(format).resolve("expected.json")))
			.getAsJsonArray())
			volumes.add(new GoldenVolume(folder(format).resolve(e.getAsJsonObject().get("file").getAsString()), e
				.getAsJsonObject()));
		return volumes;
	}

	/** Type, size and every label. */
	SourceFile check(final Path temporary) throws Exception {
		final SourceFile file = Sources.describe(path);
		assertEquals(text("type"), file.type().toString());
		for (int d = 0; d < 3; d++)
			assertEquals(expected.getAsJsonArray("size").get(d).getAsLong(), file.size()[d], "axis " + d);
		try (LabelSource source = file.open(new SourceOptions(temporary, false))) {
			assertArrayEquals(file.size(), source.size());
			final long[] labels = MemorySource.all(source);
			assertEquals(text("first"), source.type().format(labels[0]));
			assertEquals(text("last"), source.type().format(labels[labels.length - 1]));
			long sum = 0;
			// NB: depends on the place of each.
			long weighted = 0;
			for (int i = 0; i < labels.length; i++) {
				sum += labels[i];
				weighted += (i + 1) * labels[i];
			}
			assertEquals(text("sum"), Long.toUnsignedString(sum));
			assertEquals(text("weighted"), Long.toUnsignedString(weighted));
			source.checkUnchanged();
		}
		return file;
	}

	String text(final String field) {
		return expected.get(field).getAsString();
	}

	@Override
	public String toString() {
		return path.getFileName().toString();
	}
}
