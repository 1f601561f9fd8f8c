package org.labelupscaler.cells.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;


import com.google.gson.JsonPrimitive;

/**
 * GeoJSON as QuPath imports it: a points annotation for each region and plane, classified by the region in its colour. Coordinates
 * are pixels of the image at full resolution from the corner of the first, x and y; z is the plane, from 0, of the member
 * {@code plane} that QuPath writes (ROITypeAdapters). NB: QuPath reads a class that is an object only if it has a colour; else it
 * must be a string (GsonTools.PathClassTypeAdapter).
 */
public final class QuPathPoints implements CellPointsFormat {

	private static final String START = "{\"type\":\"FeatureCollection\",\"labelUpscaler\":\"cells\",\"features\":[";
	/** Points of an annotation. */
	private static final int MOST = 1 << 18;
	private static final int PIECE = 1 << 16;

	/** Made by the list of formats. */
	public QuPathPoints() {}

	@Override
	public String word() {
		return "qupath";
	}

	@Override
	public String title() {
		return "points annotations of QuPath";
	}

	@Override
	public List<String> endings() {
		return List.of(".geojson");
	}

	@Override
	public List<String> needed() {
		return List.of(".geojson", ".json");
	}

	@Override
	public boolean isOwn(final Path existing) {
		return TableWriter.startsWith(existing, START);
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		return new Writer(space, output, temporaryFolder);
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		return List.of("A points annotation for each region and plane, in pixels of an image as large as the labels. Drop the file on QuPath's " +
			"window, or File > Import objects from file.");
	}

	private static final class Writer extends SortedPointsWriter {

		private final CellSpace space;
		private final StringBuilder text = new StringBuilder(PIECE + 1000).append(START);
		private long id;
		private long plane;
		private int points;
		private boolean any;

		Writer(final CellSpace space, final Path output, final Path temporaryFolder) {
			super(output, temporaryFolder);
			this.space = space;
		}

		@Override
		public void complete(final BooleanSupplier cancelled) {
			cells().visit((key, second, cell) -> add(second, cell), cancelled);
			end();
			text.append("\n]}\n");
			flush();
		}

		private void add(final long cellPlane, final PlacedCell cell) {
			if (points == 0 || cell.id() != id || cellPlane != plane || points == MOST) {
				end();
				text.append(any ? ",\n" : "\n").append("{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[");
				id = cell.id();
				plane = cellPlane;
				any = true;
			}
			text.append(points++ == 0 ? "[" : ",[");
			NumberText.append(text, cell.x());
			text.append(',');
			NumberText.append(text, cell.y());
			text.append(']');
			if (text.length() >= PIECE)
				flush();
		}

		private void end() {
			if (points == 0)
				return;
			final String name = new JsonPrimitive(space.shortName(id)).toString();
			final OptionalInt rgb = space.region(id).rgb();
			text.append("],\"plane\":{\"c\":-1,\"z\":").append(plane).append(",\"t\":0}},\"properties\":{\"objectType\":\"annotation\",\"name\":").append(
				name).append(",\"classification\":");
			if (rgb.isEmpty())
				text.append(name);
			else
				text.append("{\"name\":").append(name).append(",\"color\":[").append(rgb.getAsInt() >> 16).append(',').append(rgb.getAsInt() >> 8 & 0xFF)
					.append(',').append(rgb.getAsInt() & 0xFF).append("]}");
			text.append("}}");
			points = 0;
		}

		private void flush() {
			file().write(text.toString().getBytes(StandardCharsets.UTF_8));
			text.setLength(0);
		}
	}
}
