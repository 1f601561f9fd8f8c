package org.labelupscaler.n5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.store.AtomicFile;
import org.labelupscaler.store.DiskSync;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/** Reads and writes the {@code attributes.json} of an N5 group. A file is replaced as a whole or not at all. */
public final class Attributes {

	/** The name of the file. */
	public static final String FILE = "attributes.json";

	private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

	private Attributes() {}

	/**
	 * @param group folder of a group
	 * @return its attributes; nothing if it has no such file
	 * @throws InvalidInputException if the file cannot be read or is no JSON object, or the group is a file
	 */
	public static Optional<JsonObject> read(final Path group) {
		final Optional<JsonFile> attributes = JsonFile.read(group.resolve(FILE));
		if (attributes.isEmpty() && Files.exists(group) && !Files.isDirectory(group))
			throw new InvalidInputException(group + " is a file, not a folder of an N5 container");
		return attributes.map(JsonFile::json);
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
