package org.labelupscaler.job;

import java.util.Locale;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.volume.OwnVolume;

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

	/**
	 * Records the kind.
	 *
	 * @param job takes it
	 */
	public void write(final JsonObject job) {
		if (this != LABELS)
			job.addProperty(FIELD, name().toLowerCase(Locale.ROOT));
	}

	/**
	 * @param volume a volume that this program has made
	 * @return what it holds
	 * @throws InvalidInputException if this version does not know it
	 */
	public static JobKind of(final OwnVolume volume) {
		final JsonElement kind = volume.job().get(FIELD);
		if (kind == null)
			return LABELS;
		for (final JobKind known : values())
			if (known != LABELS && kind.isJsonPrimitive() && known.name().equalsIgnoreCase(kind.getAsString()))
				return known;
		throw new InvalidInputException(volume.place() + " holds something that this version of the program does not know (" + kind +
			"). It is not touched; choose another name, or use a newer version.");
	}

	/**
	 * @param volume a volume that this program has made
	 * @throws InvalidInputException if it holds something else
	 */
	public void check(final OwnVolume volume) {
		final JobKind kind = of(volume);
		if (kind != this)
			throw new InvalidInputException(volume.place() + " is " + kind.words() + ", not " + words() + ".");
	}

	/**
	 * @param volume a volume that this program has made
	 * @param cause why its record cannot be read
	 * @return what to say
	 */
	public static InvalidInputException damaged(final OwnVolume volume, final RuntimeException cause) {
		return new InvalidInputException(volume.place() + " is damaged: what its attributes record of the job cannot be read", cause);
	}
}
