package org.labelupscaler.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/**
 * A JSON object in a file of metadata; its fields are read with checks that name file and field. A field whose value is null
 * is taken as one that is not there.
 *
 * @param file the file
 * @param prefix the names of the fields that lead to the object, each with a dot behind it; empty for the whole file
 * @param json the object
 */
public record JsonFile(Path file, String prefix, JsonObject json) {

	/** More dimensions than any image has. */
	private static final int MOST_DIMENSIONS = 32;

	/**
	 * @param file a file
	 * @return what it holds; nothing if there is no such file
	 * @throws InvalidInputException if it cannot be read or holds no JSON object
	 */
	public static Optional<JsonFile> read(final Path file) {
		try {
			final JsonElement json = JsonText.read(file);
			if (json.isJsonObject())
				return Optional.of(new JsonFile(file, "", json.getAsJsonObject()));
			throw new InvalidInputException(file + " does not hold a JSON object");
		}
		catch (final NoSuchFileException | NotDirectoryException e) {
			return Optional.empty();
		}
		catch (final FileSystemException e) {
			// NB: this is also what a file has for a folder.
			if (file.getParent() != null && Files.exists(file.getParent()) && !Files.isDirectory(file.getParent()))
				return Optional.empty();
			throw unreadable(file, e);
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
		catch (final JsonParseException e) {
			throw new InvalidInputException(file + " is damaged: " + e.getMessage(), e);
		}
	}

	private static InvalidInputException unreadable(final Path file, final IOException e) {
		return new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
	}

	/**
	 * @param field name of a field
	 * @return its value; null if it is not there
	 */
	public JsonElement get(final String field) {
		final JsonElement value = json.get(field);
		return value == null || value.isJsonNull() ? null : value;
	}

	/**
	 * @param field name of a field
	 * @return whether it is there
	 */
	public boolean has(final String field) {
		return get(field) != null;
	}

	/**
	 * @param field name of a field
	 * @return its value
	 * @throws InvalidInputException if it is not there
	 */
	public JsonElement require(final String field) {
		final JsonElement value = get(field);
		if (value == null)
			throw new InvalidInputException(file + ": the field '" + prefix + field + "' is missing");
		return value;
	}

	/**
	 * @param field name of a field
	 * @return the object that it holds
	 * @throws InvalidInputException if it is not there or no object
	 */
	public JsonFile object(final String field) {
		return object(field, require(field));
	}

	/**
	 * @param name what to call it in messages
	 * @param value a value somewhere in this object
	 * @return it as an object
	 * @throws InvalidInputException if it is none
	 */
	public JsonFile object(final String name, final JsonElement value) {
		if (value == null || !value.isJsonObject())
			throw wrong(name, value, "expected an object");
		return new JsonFile(file, prefix + name + ".", value.getAsJsonObject());
	}

	/**
	 * @param field name of a field
	 * @return the objects in the list that it holds; none if it is not there
	 * @throws InvalidInputException if it is no list of objects
	 */
	public List<JsonFile> objects(final String field) {
		final List<JsonFile> objects = new ArrayList<>();
		for (final JsonElement element : array(field))
			objects.add(object(field + "[" + objects.size() + "]", element));
		return objects;
	}

	/**
	 * @param field name of a field
	 * @return the list that it holds; an empty one if it is not there
	 * @throws InvalidInputException if it is no list
	 */
	public JsonArray array(final String field) {
		final JsonElement value = get(field);
		if (value == null)
			return new JsonArray();
		if (!value.isJsonArray())
			throw wrong(field, "expected a list");
		return value.getAsJsonArray();
	}

	/**
	 * @param field name of a field
	 * @return the text that it holds
	 * @throws InvalidInputException if it is not there or no text
	 */
	public String text(final String field) {
		final JsonElement value = require(field);
		if (!isText(value))
			throw wrong(field, "expected a text");
		return value.getAsString();
	}

	/**
	 * @param field name of a field
	 * @param usual what it is if it is not there
	 * @return the text that it holds
	 * @throws InvalidInputException if it is no text
	 */
	public String text(final String field, final String usual) {
		return has(field) ? text(field) : usual;
	}

	/**
	 * @param value any value; may be null
	 * @return whether it is a text
	 */
	public static boolean isText(final JsonElement value) {
		return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
	}

	/**
	 * @param field name of a field
	 * @param most the largest number allowed
	 * @return the numbers that it holds, one for each dimension of an array
	 * @throws InvalidInputException if it is not there, or not a list of whole numbers from 1 on
	 */
	public long[] sizes(final String field, final long most) {
		require(field);
		final JsonArray array = array(field);
		if (array.size() > MOST_DIMENSIONS)
			throw new InvalidInputException(file + ": the field '" + prefix + field + "' has " + array.size() +
				" numbers; an image has fewer dimensions");
		final long[] values = new long[array.size()];
		for (int i = 0; i < values.length; i++) {
			final Optional<BigDecimal> number = number(array.get(i));
			if (number.isEmpty() || number.get().compareTo(BigDecimal.ONE) < 0 || number.get().compareTo(BigDecimal.valueOf(
				most)) > 0 || number.get().stripTrailingZeros().scale() > 0)
				throw wrong(field, "expected whole numbers of 1 to " + most);
			values[i] = number.get().longValueExact();
		}
		return values;
	}

	/**
	 * @param value any value; may be null
	 * @return the number it is; nothing if it is none or one so large or small or long that nobody would write it
	 */
	public static Optional<BigDecimal> number(final JsonElement value) {
		if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber())
			return Optional.empty();
		final String text = value.getAsString();
		// NB: a few digits can say a number that takes all memory.
		if (text.length() > 400 || !text.matches("[^eE]+([eE][+-]?0*\\d{1,3})?"))
			return Optional.empty();
		try {
			return Optional.of(new BigDecimal(text));
		}
		catch (final NumberFormatException e) {
			return Optional.empty();
		}
	}

	/**
	 * @param field name of a field that is there
	 * @param expected what was expected of it
	 * @return an exception that says so
	 */
	public InvalidInputException wrong(final String field, final String expected) {
		return wrong(field, json.get(field), expected);
	}

	/**
	 * @param name name of a field or of something in it
	 * @param value what it is; may be null
	 * @param expected what was expected of it
	 * @return an exception that says so
	 */
	public InvalidInputException wrong(final String name, final JsonElement value, final String expected) {
		// NB: the name may be that of a field which nobody expected.
		final String field = (prefix + name).replaceAll("\\p{Cntrl}", "?");
		return new InvalidInputException(file + ": the field '" + field + "' is " + shown(value) + ", " + expected);
	}

	/**
	 * @param value any value; may be null
	 * @return it in JSON, fit for a message: no control characters, not too long
	 */
	public static String shown(final JsonElement value) {
		final String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
		return text.length() <= 80 ? text : text.substring(0, 80) + "...";
	}
}
