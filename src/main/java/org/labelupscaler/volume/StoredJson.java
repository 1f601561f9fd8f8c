package org.labelupscaler.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.Remedy;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** Metadata in a store, as JSON objects. */
public final class StoredJson {

	/** NB: with what is null, for Zarr 2 asks for "compressor" and "filters" even where there are none. */
	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

	private StoredJson() {}

	/**
	 * @param store a store
	 * @param key a key
	 * @return the object there; nothing if there is nothing
	 * @throws InvalidInputException if it cannot be read, or is no JSON object
	 */
	public static Optional<JsonObject> read(final Store store, final Key key) {
		try {
			final Optional<JsonElement> json = json(store, key);
			if (json.isEmpty() || json.get().isJsonObject())
				return json.map(JsonElement::getAsJsonObject);
			throw new InvalidInputException(store.describe(key) + " does not hold a JSON object");
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + store.describe(key) + ": " + LabelUpscalerException.reason(e), e);
		}
		catch (final JsonParseException e) {
			throw new InvalidInputException(store.describe(key) + " is damaged: " + e.getMessage(), e);
		}
	}

	/** NB: in a folder links are followed, since there is nothing but reading: git-annex has all files behind links. */
	private static Optional<JsonElement> json(final Store store, final Key key) throws IOException {
		final Optional<Path> file = store.path(key);
		if (file.isPresent())
			try {
				return Optional.of(JsonText.read(file.get()));
			}
			catch (final NoSuchFileException e) {
				return Optional.empty();
			}
		if (store.size(key).orElse(0) > JsonText.LONGEST)
			throw new IOException("it has more than " + JsonText.LONGEST + " bytes, too many for metadata");
		final Optional<ByteBuffer> bytes = store.get(key);
		return bytes.isEmpty() ? Optional.empty() : Optional.of(JsonText.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes
			.get()).toString()));
	}

	/**
	 * @param store a store
	 * @param key a key, perhaps of something else
	 * @param text some ASCII text
	 * @return whether there are bytes of no more than metadata have, and the text is in them
	 */
	public static boolean mentions(final Store store, final Key key, final String text) {
		try {
			final Optional<Path> file = store.path(key);
			final byte[] bytes;
			if (file.isPresent()) {
				if (!Files.isRegularFile(file.get()) || Files.size(file.get()) > JsonText.LONGEST)
					return false;
				bytes = Files.readAllBytes(file.get());
			}
			else {
				if (store.size(key).orElse(Long.MAX_VALUE) > JsonText.LONGEST)
					return false;
				bytes = store.get(key).map(ByteBuffer::array).orElse(new byte[0]);
			}
			return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
		}
		catch (final IOException e) {
			return false;
		}
	}

	/**
	 * @param store a store
	 * @param key a key
	 * @param json what it is to hold
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static void write(final Store store, final Key key, final JsonObject json) {
		write(store, key, json, false);
	}

	/**
	 * @param store a store
	 * @param key a key
	 * @param json what it is to hold
	 * @param safely whether it must be where a power cut cannot take it before it is seen under its name, and then its name as well
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static void write(final Store store, final Key key, final JsonObject json, final boolean safely) {
		try {
			if (safely)
				store.putSafely(key, bytes(json));
			else
				store.put(key, bytes(json));
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + store.describe(key) + ": " + LabelUpscalerException.reason(e), e);
		}
	}

	/**
	 * Makes sure that metadata are what they should be; fields that should not be there do no harm.
	 *
	 * @param store a store
	 * @param wanted what each key should hold
	 * @throws InvalidInputException if a key holds something else; the message says what is different
	 */
	public static void check(final Store store, final Map<Key, JsonObject> wanted) {
		wanted.forEach((key, json) -> {
			final JsonObject found = read(store, key).orElseThrow(() -> new InvalidInputException(store.describe(key) + " is missing.",
				Remedy.RESUME));
			json.entrySet().forEach(field -> {
				if (!field.getValue().equals(found.get(field.getKey())))
					throw new InvalidInputException(store.describe(key) + ": " + field.getKey() + " is " + found.get(field.getKey()) +
						", but the job was " + field.getValue() + ".", Remedy.RESUME);
			});
		});
	}

	private static ByteBuffer bytes(final JsonObject json) {
		return ByteBuffer.wrap((GSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * @param values whole numbers
	 * @return them
	 */
	public static JsonArray array(final long... values) {
		final JsonArray array = new JsonArray();
		for (final long value : values)
			array.add(value);
		return array;
	}

	/**
	 * @param values numbers
	 * @return them
	 */
	public static JsonArray array(final double... values) {
		final JsonArray array = new JsonArray();
		for (final double value : values)
			array.add(value);
		return array;
	}

	/**
	 * @param values texts
	 * @return them
	 */
	public static JsonArray array(final String... values) {
		final JsonArray array = new JsonArray();
		for (final String value : values)
			array.add(value);
		return array;
	}
}
