package org.labelupscaler.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * Reads JSON that may mean harm. Length, depth and number of values are bounded before anything is made of it: what
 * passes fits into little memory, and can be compared and printed, both of which go as deep as the text.
 */
public final class JsonText {

	/** Bytes of a file. Metadata of thousands of images have less. */
	public static final int LONGEST = 16 << 20;

	/** Objects and lists inside each other. */
	static final int DEEPEST = 500;

	/** Values, names and brackets. */
	static final int MOST = 1 << 20;

	private JsonText() {}

	/**
	 * @param file a file; links are followed
	 * @return what it holds
	 * @throws IOException if it cannot be read, is no plain file, is too long, or is no text in UTF-8
	 * @throws JsonParseException see {@link #parse}
	 */
	public static JsonElement read(final Path file) throws IOException {
		// NB: a pipe or a device, perhaps behind a link, never ends.
		if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile())
			throw new FileSystemException(file.toString(), null, "it is no file");
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] bytes = in.readNBytes(LONGEST + 1);
			if (bytes.length > LONGEST)
				throw new FileSystemException(file.toString(), null, "it has more than " + LONGEST + " bytes, too many for metadata");
			return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		}
	}

	/**
	 * @param text a text
	 * @return what it says
	 * @throws JsonParseException if it is no JSON, or beyond the bounds; the message says which, as in "it is no valid JSON"
	 */
	public static JsonElement parse(final String text) {
		try {
			check(new JsonReader(new StringReader(text)));
			return JsonParser.parseString(text);
		}
		catch (final TooMuch e) {
			throw e;
		}
		catch (final IOException | IllegalStateException | JsonParseException | NumberFormatException e) {
			throw new JsonParseException("it is no valid JSON", e);
		}
	}

	/** NB: by the reader that the parser uses, and as lenient, so that both see the same brackets. */
	private static void check(final JsonReader in) throws IOException {
		in.setLenient(true);
		int depth = 0;
		int values = 0;
		for (JsonToken token = in.peek(); token != JsonToken.END_DOCUMENT; token = in.peek()) {
			if (++values > MOST)
				throw new TooMuch("it holds more than " + MOST + " values");
			switch (token) {
				case BEGIN_ARRAY -> in.beginArray();
				case BEGIN_OBJECT -> in.beginObject();
				case END_ARRAY -> in.endArray();
				case END_OBJECT -> in.endObject();
				case NAME -> in.nextName();
				default -> in.skipValue();
			}
			depth += switch (token) {
				case BEGIN_ARRAY, BEGIN_OBJECT -> 1;
				case END_ARRAY, END_OBJECT -> -1;
				default -> 0;
			};
			if (depth > DEEPEST)
				throw new TooMuch("its fields are nested too deep");
		}
	}

	private static final class TooMuch extends JsonParseException {

		private static final long serialVersionUID = 1L;

		TooMuch(final String message) {
			super(message);
		}
	}
}
