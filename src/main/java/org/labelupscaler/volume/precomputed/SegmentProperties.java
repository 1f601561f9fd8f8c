package org.labelupscaler.volume.precomputed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.labelupscaler.store.Key;
import org.labelupscaler.volume.Display;
import org.labelupscaler.volume.StoredJson;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What segments are called: segment_properties.md in the documentation of Neuroglancer. Its viewer lists the labels and shows all
 * properties of a chosen segment; none of them is its colour, which is up to the viewer's state.
 */
final class SegmentProperties {

	/** What they are below. */
	static final Key FOLDER = new Key("segment_properties");
	/** The key of the file. */
	static final Key KEY = FOLDER.resolve("info");

	/** More would make a file that takes long to read; then only those with names are listed. */
	private static final int MOST_LABELS = 200_000;

	private SegmentProperties() {}

	/** NB: of all labels, so that they are listed whether they have names or not; Neuroglancer counts those below 0 from 2^64 down. */
	static JsonObject json(final Display display) {
		final boolean all = display.labels().size() <= MOST_LABELS;
		final List<Display.Label> labels = display.labels().stream().filter(label -> all || !label.acronym().isEmpty() || !label.name()
			.isEmpty()).limit(MOST_LABELS).toList();
		final JsonArray properties = new JsonArray();
		properties.add(property("label", "label", labels, SegmentProperties::label));
		if (labels.stream().anyMatch(label -> !label.name().isEmpty()))
			properties.add(property("description", "description", labels, Display.Label::name));
		if (labels.stream().anyMatch(label -> !label.id().equals(label.text())))
			properties.add(property("id", "string", labels, Display.Label::id));
		if (labels.stream().anyMatch(label -> label.rgb().isPresent()))
			properties.add(property("color", "string", labels, SegmentProperties::color));
		final JsonObject inline = new JsonObject();
		inline.add("ids", texts(labels, label -> Long.toUnsignedString(label.value())));
		inline.add("properties", properties);
		final JsonObject json = new JsonObject();
		json.addProperty("@type", "neuroglancer_segment_properties");
		json.add("inline", inline);
		return json;
	}

	private static String label(final Display.Label label) {
		return !label.acronym().isEmpty() ? label.acronym() : !label.name().isEmpty() ? label.name() : label.id();
	}

	private static String color(final Display.Label label) {
		return label.rgb().isPresent() ? "#" + String.format(Locale.ROOT, "%06x", label.rgb().getAsInt() & 0xFFFFFF) : "";
	}

	private static JsonObject property(final String id, final String type, final List<Display.Label> labels,
		final Function<Display.Label, String> value)
	{
		final JsonObject property = new JsonObject();
		property.addProperty("id", id);
		property.addProperty("type", type);
		property.add("values", texts(labels, value));
		return property;
	}

	private static JsonArray texts(final List<Display.Label> labels, final Function<Display.Label, String> value) {
		final List<String> texts = new ArrayList<>();
		labels.forEach(label -> texts.add(value.apply(label)));
		return StoredJson.array(texts.toArray(new String[0]));
	}
}
