package org.labelupscaler.upscale;

import java.nio.file.Path;
import java.util.Locale;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.n5.N5Container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** What a container of this program holds. A job never takes the place of one of another kind. */
public enum JobKind {

	/** Upscaled labels. NB: recorded by saying nothing, as all versions have done. */
	LABELS("upscaled labels"),
	/** Cells drawn as balls. */
	CELLS("a volume of cells");

	private static final String FIELD = "kind";

	private final String words;

	JobKind(final String words) {
		this.words = words;
	}

	/** @return what it is, in words, for example "a volume of cells" */
	public String words() {
		return words;
	}

	/** Records the kind. */
	void write(final JsonObject job) {
		if (this != LABELS)
			job.addProperty(FIELD, name().toLowerCase(Locale.ROOT));
	}

	/**
	 * @param job what a container records of its job
	 * @param container the container, for messages
	 * @return what the container holds
	 * @throws InvalidInputException if this version does not know it
	 */
	static JobKind of(final JsonObject job, final Path container) {
		final JsonElement kind = job.get(FIELD);
		if (kind == null)
			return LABELS;
		for (final JobKind known : values())
			if (known != LABELS && kind.isJsonPrimitive() && known.name().equalsIgnoreCase(kind.getAsString()))
				return known;
		throw new InvalidInputException(container + " holds something that this version of the program does not know (" + kind +
			"). It is not touched; choose another name, or use a newer version.");
	}

	/**
	 * @param container root of a container that this program has made
	 * @return what it holds
	 * @throws InvalidInputException if this version does not know it, or this program has not made it
	 */
	public static JobKind of(final Path container) {
		return of(N5Container.job(container).orElseThrow(() -> new InvalidInputException(container +
			" is no container made by this program.")), container);
	}
}
