package org.labelupscaler.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.json.JsonText;
import org.labelupscaler.store.AtomicFile;
import org.labelupscaler.store.DiskSync;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;

/** Reads and writes the {@code attributes.json} of an N5 group. A file is replaced as a whole or not at all. */
public final class Attributes {

	/** The name of the file. */
	public static final String FILE = "attributes.json";

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private Attributes() {}

	/**
	 * @param group folder of a group
	 * @return its attributes; null if it has no such file
	 * @throws InvalidInputException if the file cannot be read or is no JSON object
	 */
	public static JsonObject read(final Path group) {
		final Path file = group.resolve(FILE);
		try {
			final JsonElement json = JsonText.read(file);
			if (json.isJsonObject())
				return json.getAsJsonObject();
			throw new InvalidInputException(file + " does not hold a JSON object");
		}
		catch (final NoSuchFileException e) {
			return null;
		}
		catch (final FileSystemException e) {
			if (Files.exists(group) && !Files.isDirectory(group))
				throw new InvalidInputException(group + " is a file, not a folder of an N5 container", e);
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
		catch (final IOException e) {
			throw new InvalidInputException("Cannot read " + file + ": " + LabelUpscalerException.reason(e), e);
		}
		catch (final JsonParseException e) {
			throw new InvalidInputException(file + " is damaged: " + e.getMessage(), e);
		}
	}

	/**
	 * @param group folder of a group; made if missing
	 * @param attributes what the file is to hold
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static void write(final Path group, final JsonObject attributes) {
		write(group, attributes, false);
	}

	/**
	 * @param group folder of a group; made if missing
	 * @param attributes what the file is to hold
	 * @param sync whether it must be on disk, under its name, before this returns
	 * @throws LabelUpscalerException if it cannot be written
	 */
	public static void write(final Path group, final JsonObject attributes, final boolean sync) {
		final Path file = group.resolve(FILE);
		try {
			AtomicFile.write(file, ByteBuffer.wrap((GSON.toJson(attributes) + "\n").getBytes(StandardCharsets.UTF_8)), sync);
		}
		catch (final IOException e) {
			throw new LabelUpscalerException("Cannot write " + file + ": " + LabelUpscalerException.reason(e), e);
		}
		if (sync)
			DiskSync.name(file);
	}
}
