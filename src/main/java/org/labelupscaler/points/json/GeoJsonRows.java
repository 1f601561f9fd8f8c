package org.labelupscaler.points.json;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.BadRows;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowSource;
import org.labelupscaler.source.HeaderFields;

import com.google.gson.stream.JsonToken;

/** The points of features: object, classification, name, x, y, z. */
final class GeoJsonRows implements RowSource {

	/** Points of one feature, which are held in memory: what follows its geometry may say its class. */
	private static final int MOST = 1 << 20;

	private final PointInput input;
	private final BadRows badRows;
	private final JsonTokens json;
	private final Deque<String[]> ready = new ArrayDeque<>();
	private boolean begun;
	private boolean ended;
	/** Whether the features are those of a collection, or of a list. */
	private boolean collection;
	private long feature;
	private boolean plane;
	private Feature root = new Feature();

	/** What has been read of a feature. */
	private static final class Feature {

		private String type = "";
		private boolean hasGeometry;
		private String z = "";
		private final List<String[]> positions = new ArrayList<>();
		private String object = "";
		private String classification = "";
		private String name = "";
	}

	GeoJsonRows(final PointInput input, final BadRows badRows) throws IOException {
		this.input = input;
		this.badRows = badRows;
		json = new JsonTokens(input);
	}

	@Override
	public String[] next() throws IOException {
		while (ready.isEmpty() && !ended)
			if (!begun)
				begin();
			else if (!json.hasNext())
				end();
			else if (json.peek() == JsonToken.BEGIN_OBJECT)
				add(feature());
			else
				json.skip();
		return ready.poll();
	}

	/** Goes to the first feature of a list. An object without one is a feature. */
	private void begin() throws IOException {
		begun = true;
		if (json.peek() == JsonToken.BEGIN_ARRAY) {
			json.enterArray();
			return;
		}
		if (!json.enterObject())
			throw new IOException("it is JSON, but no GeoJSON");
		collection = true;
		members();
	}

	/** The members of the outermost object, up to a list of features. */
	private void members() throws IOException {
		while (json.hasNext()) {
			final String name = json.name();
			if (name.equals("features") && json.enterArray())
				return;
			if (name.equals("crs") && json.peek() != JsonToken.NULL)
				throw new InvalidInputException(input.path() + " has coordinates on a map (crs), not in an image");
			if (!name.equals("features"))
				member(name, root);
		}
		json.endObject();
		ended = true;
		if (root.hasGeometry)
			add(root);
		else if (feature == 0 && !collection)
			throw new IOException("it is JSON, but no GeoJSON");
	}

	private void end() throws IOException {
		json.endArray();
		if (collection)
			members();
		else
			ended = true;
	}

	private Feature feature() throws IOException {
		final Feature found = new Feature();
		json.enterObject();
		while (json.hasNext())
			member(json.name(), found);
		json.endObject();
		return found;
	}

	private void member(final String name, final Feature into) throws IOException {
		switch (name) {
			case "geometry" -> geometry(into);
			case "properties" -> properties(into);
			default -> json.skip();
		}
	}

	private void geometry(final Feature into) throws IOException {
		if (!json.enterObject())
			return;
		into.hasGeometry = true;
		while (json.hasNext())
			switch (json.name()) {
				case "type" -> into.type = json.text();
				case "coordinates" -> coordinates(into);
				case "plane" -> plane(into);
				default -> json.skip();
			}
		json.endObject();
	}

	/** NB: what is deeper than points is of another geometry, which is refused when its type is known. */
	private void coordinates(final Feature into) throws IOException {
		if (!json.enterArray())
			return;
		if (json.hasNext() && json.peek() != JsonToken.BEGIN_ARRAY)
			into.positions.add(position());
		else
			while (json.hasNext())
				if (json.enterArray()) {
					if (json.hasNext() && json.peek() != JsonToken.BEGIN_ARRAY) {
						if (into.positions.size() == MOST)
							throw new IOException("feature " + (feature + 1) + " has more than " + MOST + " points");
						into.positions.add(position());
					}
					else
						while (json.hasNext())
							json.skip();
					json.endArray();
				}
		json.endArray();
	}

	/** The numbers up to the end of a list: x, y, and z if it has three. */
	private String[] position() throws IOException {
		final String[] position = { null, null, null };
		for (int i = 0; json.hasNext(); i++) {
			final String number = json.text();
			if (i < 3)
				position[i] = number;
		}
		return position;
	}

	private void plane(final Feature into) throws IOException {
		if (!json.enterObject())
			return;
		while (json.hasNext())
			if (json.name().equals("z"))
				into.z = json.text();
			else
				json.skip();
		json.endObject();
	}

	private void properties(final Feature into) throws IOException {
		if (!json.enterObject())
			return;
		while (json.hasNext())
			switch (json.name()) {
				case "objectType", "object_type" -> into.object = json.text();
				case "name" -> into.name = json.text();
				case "classification" -> into.classification = classification();
				case "childObjects", "children" -> children();
				default -> json.skip();
			}
		json.endObject();
	}

	/** NB: QuPath writes the objects inside an object so, if it is told to keep the hierarchy. */
	private void children() throws IOException {
		if (!json.enterArray())
			return;
		while (json.hasNext())
			if (json.peek() == JsonToken.BEGIN_OBJECT)
				add(feature());
			else
				json.skip();
		json.endArray();
	}

	/** Its name; since version 0.5 that of a derived class is a list of names. */
	private String classification() throws IOException {
		if (json.peek() != JsonToken.BEGIN_OBJECT)
			return json.text();
		json.enterObject();
		String text = "";
		while (json.hasNext())
			switch (json.name()) {
				case "name" -> text = json.text();
				case "names" -> {
					final List<String> names = new ArrayList<>();
					if (json.enterArray()) {
						while (json.hasNext() && names.size() < 100)
							names.add(json.text());
						while (json.hasNext())
							json.skip();
						json.endArray();
					}
					text = String.join(": ", names);
				}
				default -> json.skip();
			}
		json.endObject();
		return text;
	}

	private void add(final Feature found) {
		feature++;
		if (!found.hasGeometry || !found.type.equals("Point") && !found.type.equals("MultiPoint")) {
			badRows.found(input.path(), place(), found.hasGeometry ? "it is a " + HeaderFields.shown(found.type) + ", not points; export the " +
				"centroids of objects, as points or in a table of measurements" : "it has no geometry");
			return;
		}
		if (ready.size() + found.positions.size() > MOST)
			throw new InvalidInputException(input.path() + ": feature " + feature + " and those inside of one with it have more than " + MOST + " points; export them without " +
				"their hierarchy");
		for (final String[] at : found.positions) {
			plane |= at[2] != null || !found.z.isEmpty();
			ready.add(new String[] { found.object, found.classification, found.name, at[0], at[1], at[2] != null ? at[2] : found.z.isEmpty() ? "0"
				: found.z });
		}
	}

	/** Whether a point that has been read says in which plane it is. */
	boolean hasPlane() {
		return plane;
	}

	@Override
	public String place() {
		return "feature " + Math.max(1, feature);
	}

	@Override
	public PointInput.Bytes bytes() {
		return json.bytes();
	}

	@Override
	public void close() throws IOException {
		json.close();
	}
}
