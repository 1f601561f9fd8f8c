package org.labelupscaler.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What a volume records of the job that makes it: by it a volume is known as this program's own, can be resumed, and is safe to
 * overwrite.
 *
 * @param state how far the job has come; empty if a version that this one does not know says something else
 * @param job what it was asked to do; not copied
 */
public record VolumeRecord(Optional<State> state, JsonObject job) {

	/** The attribute that only this program writes. */
	public static final String NAME = "labelUpscaler";

	private static final String STATE = "state";
	private static final String JOB = "job";
	/** Characters of a value in a message. */
	private static final int LONGEST = 80;

	/** How far a job has come. */
	public enum State {
			/** Blocks may be missing. */
			RUNNING,
			/** Every block is there. */
			COMPLETE,
			/** Being deleted. */
			DELETING
	}

	/**
	 * @param state how far the job has come
	 * @param job what it was asked to do
	 */
	public VolumeRecord(final State state, final JsonObject job) {
		this(Optional.of(state), job);
	}

	/** @return whether every block is there */
	public boolean isComplete() {
		return state.equals(Optional.of(State.COMPLETE));
	}

	/** @return the value of the attribute */
	public JsonObject json() {
		final JsonObject json = new JsonObject();
		state.ifPresent(s -> json.addProperty(STATE, s.name().toLowerCase(Locale.ROOT)));
		json.add(JOB, job);
		return json;
	}

	/**
	 * @param attributes attributes of a group; null if there are none
	 * @return what they record; nothing if this program did not write them
	 */
	public static Optional<VolumeRecord> of(final JsonObject attributes) {
		if (attributes == null || !(attributes.get(NAME) instanceof JsonObject own) || !(own.get(JOB) instanceof JsonObject job))
			return Optional.empty();
		final JsonElement said = own.get(STATE);
		Optional<State> state = Optional.empty();
		for (final State known : State.values())
			if (said != null && said.isJsonPrimitive() && known.name().equalsIgnoreCase(said.getAsString()))
				state = Optional.of(known);
		return Optional.of(new VolumeRecord(state, job));
	}

	/**
	 * Compares two jobs.
	 *
	 * @param now what one records
	 * @param then what the other one has recorded
	 * @param ignored fields that do not matter
	 * @return the differences in words
	 */
	public static List<String> differences(final JsonObject now, final JsonObject then, final Set<String> ignored) {
		final Set<String> fields = new TreeSet<>(now.keySet());
		fields.addAll(then.keySet());
		fields.removeAll(ignored);
		final List<String> differences = new ArrayList<>();
		for (final String field : fields)
			if (!Objects.equals(now.get(field), then.get(field)))
				differences.add(field + " was " + shown(then.get(field)) + ", now " + shown(now.get(field)));
		return differences;
	}

	private static String shown(final JsonElement value) {
		final String text = value == null ? "not given" : value.toString();
		return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
	}
}
