package org.labelupscaler.points.json;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

import org.labelupscaler.Owned;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.text.BoundedReader;
import org.labelupscaler.text.PlainText;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;

/** The tokens of a JSON text of any length. What one token may hold is bounded, and so is the depth. Used by one thread. */
final class JsonTokens implements Closeable {

	/** Letters from one token to the next. */
	private static final int LONGEST = 1 << 20;
	private static final int DEEPEST = 100;

	private final PointInput.Bytes bytes;
	private final BoundedReader letters;
	private final JsonReader json;
	private int depth;

	/** @throws IOException if the file cannot be opened */
	JsonTokens(final PointInput input) throws IOException {
		try (Owned<PointInput.Bytes> opened = Owned.of(input.open())) {
			letters = new BoundedReader(new PlainText(opened.get()), LONGEST, "it has a value of more than " + LONGEST + " letters");
			json = new JsonReader(letters);
			bytes = opened.take();
		}
	}

	private interface Step<T> {

		T take() throws IOException;
	}

	/** NB: the messages of the reader are for programmers, and span lines. */
	private <T> T step(final Step<T> step) throws IOException {
		letters.ended();
		try {
			return step.take();
		}
		catch (final MalformedJsonException | IllegalStateException | NumberFormatException e) {
			throw new IOException("it is damaged, or no JSON: at " + json.getPath().replaceAll("\\p{Cc}", "?"), e);
		}
		catch (final EOFException e) {
			throw new IOException("it is truncated: JSON ends at " + json.getPath().replaceAll("\\p{Cc}", "?"), e);
		}
	}

	JsonToken peek() throws IOException {
		return step(json::peek);
	}

	boolean hasNext() throws IOException {
		return step(json::hasNext);
	}

	String name() throws IOException {
		return step(json::nextName);
	}

	/** A string, or a number as it is written; null, or true and the like, are the empty text, and so is anything longer. */
	String text() throws IOException {
		final JsonToken token = peek();
		if (token == JsonToken.STRING || token == JsonToken.NUMBER)
			return step(json::nextString);
		skip();
		return "";
	}

	/** Enters an object, if the next value is one; else leaves it out. */
	boolean enterObject() throws IOException {
		return enter(JsonToken.BEGIN_OBJECT);
	}

	/** Enters a list, if the next value is one; else leaves it out. */
	boolean enterArray() throws IOException {
		return enter(JsonToken.BEGIN_ARRAY);
	}

	private boolean enter(final JsonToken wanted) throws IOException {
		if (peek() != wanted) {
			skip();
			return false;
		}
		deeper();
		step(() -> {
			if (wanted == JsonToken.BEGIN_OBJECT)
				json.beginObject();
			else
				json.beginArray();
			return null;
		});
		return true;
	}

	private void deeper() throws IOException {
		if (++depth > DEEPEST)
			throw new IOException("its values are nested more than " + DEEPEST + " deep");
	}

	void endObject() throws IOException {
		depth--;
		step(() -> {
			json.endObject();
			return null;
		});
	}

	void endArray() throws IOException {
		depth--;
		step(() -> {
			json.endArray();
			return null;
		});
	}

	/** Leaves out a value, token by token. */
	void skip() throws IOException {
		final int outside = depth;
		do {
			switch (peek()) {
				case BEGIN_OBJECT -> enterObject();
				case BEGIN_ARRAY -> enterArray();
				case END_OBJECT -> endObject();
				case END_ARRAY -> endArray();
				case NAME -> name();
				case END_DOCUMENT -> throw new IOException("it is truncated");
				default -> step(() -> {
					json.skipValue();
					return null;
				});
			}
		} while (depth > outside);
	}

	PointInput.Bytes bytes() {
		return bytes;
	}

	@Override
	public void close() throws IOException {
		json.close();
	}
}
