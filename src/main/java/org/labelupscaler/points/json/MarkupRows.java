package org.labelupscaler.points.json;

import java.io.IOException;

import org.labelupscaler.Owned;
import org.labelupscaler.points.PointInput;
import org.labelupscaler.points.RowSource;

import com.google.gson.stream.JsonToken;

/** The control points of all markups: label, x, y, z, description, status. */
final class MarkupRows implements RowSource {

	private enum Level {
			FILE, MARKUPS, MARKUP, POINTS, END
	}

	private final JsonTokens json;
	private Level level;
	private String axes = "";
	private String unit = "mm";
	private long point;

	MarkupRows(final PointInput input) throws IOException {
		try (Owned<JsonTokens> opened = Owned.of(new JsonTokens(input))) {
			if (!opened.get().enterObject())
				throw new IOException("it is JSON, but not with markups of Slicer");
			json = opened.take();
		}
		level = Level.FILE;
	}

	@Override
	public String[] next() throws IOException {
		while (level != Level.END) {
			if (!json.hasNext())
				leave();
			else
				switch (level) {
					case FILE -> level = json.name().equals("markups") ? json.enterArray() ? Level.MARKUPS : level : skip();
					case MARKUPS -> level = json.enterObject() ? Level.MARKUP : level;
					case MARKUP -> markup(json.name());
					default -> {
						if (json.peek() == JsonToken.BEGIN_OBJECT)
							return point();
						json.skip();
					}
				}
		}
		return null;
	}

	private Level skip() throws IOException {
		json.skip();
		return level;
	}

	private void leave() throws IOException {
		if (level == Level.MARKUPS || level == Level.POINTS)
			json.endArray();
		else
			json.endObject();
		level = switch (level) {
			case POINTS -> Level.MARKUP;
			case MARKUP -> Level.MARKUPS;
			case MARKUPS -> Level.FILE;
			default -> Level.END;
		};
	}

	private void markup(final String name) throws IOException {
		switch (name) {
			case "coordinateSystem" -> axes = json.text();
			case "coordinateUnits" -> unit = units();
			case "controlPoints" -> level = json.enterArray() ? Level.POINTS : level;
			default -> json.skip();
		}
	}

	/** A unit, or a code of three words that begins with it. */
	private String units() throws IOException {
		if (json.peek() != JsonToken.BEGIN_ARRAY)
			return json.text();
		json.enterArray();
		final String first = json.hasNext() ? json.text() : "";
		while (json.hasNext())
			json.skip();
		json.endArray();
		return first;
	}

	private String[] point() throws IOException {
		point++;
		final String[] row = { "", null, null, null, "", "" };
		json.enterObject();
		while (json.hasNext())
			switch (json.name()) {
				case "label" -> row[0] = json.text();
				case "position" -> {
					if (json.enterArray()) {
						for (int i = 1; json.hasNext(); i++) {
							final String number = json.text();
							if (i <= 3)
								row[i] = number;
						}
						json.endArray();
					}
				}
				case "description" -> row[4] = json.text();
				case "positionStatus" -> row[5] = json.text();
				default -> json.skip();
			}
		json.endObject();
		// NB: one that was to be placed, but is not.
		if (!row[5].isEmpty() && !row[5].equals("defined"))
			row[1] = row[2] = row[3] = null;
		return row;
	}

	/** The axes that the markup says, as far as it has been read. */
	String axes() {
		return axes;
	}

	/** Its unit, likewise. */
	String unit() {
		return unit;
	}

	@Override
	public String place() {
		return "control point " + point;
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
