package org.labelupscaler.dialog;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.labelupscaler.words.AssignKey;
import org.labelupscaler.words.CellKey;
import org.labelupscaler.words.OptionKey;
import org.labelupscaler.words.PictureKey;
import org.labelupscaler.words.PointsKey;
import org.labelupscaler.words.VerifyKey;
import org.labelupscaler.words.ViewKey;
import org.labelupscaler.words.VolumeKey;
import org.labelupscaler.words.WordKey;

/**
 * What a command asks for. Immutable.
 *
 * @param command the command, as in the menu, without dots
 * @param page where the guide tells of it, under docs/
 * @param fields all fields, those that stand first at the beginning
 * @param first how many of them are always to be seen; the others are behind a button
 * @param text what the text in the dialog tells
 */
public record Form(String command, String page, List<Field> fields, int first, Text text) {

	/** What the text in a dialog tells. */
	public enum Text {
			/** The container that will come out. */
			CONTAINER,
			/** The volume that will be shown. */
			PREVIEW,
			/** How the cells are understood. */
			CELLS,
			/** What will be looked at. */
			VIEW,
			/** What will be compared. */
			VERIFY,
			/** What a chart will show. */
			CHART
	}

	/** What matters only to what is written. */
	private static final Set<OptionKey> OF_CONTAINER = EnumSet.of(OptionKey.OUTPUT, OptionKey.FORMAT, OptionKey.COMPRESSION, OptionKey.BLOCK,
		OptionKey.BACKGROUND, OptionKey.EXISTING, OptionKey.SYNC, OptionKey.THREADS);

	/** Makes a container. */
	public static final Form UPSCALE = form("Upscale Labels", "user-guide.md#upscale-labels", Text.CONTAINER, Stream.concat(fields(
		OptionKey.values()), Stream.of(new Field("view", "View the result", Field.Kind.CHOICE, "no", List.of("no", "bdv", "stack")))), "input",
		"output", "factors", "voxelsize", "unit", "match", "view");
	/** Shows what would be made. */
	public static final Form PREVIEW = form("Preview Upscaled Labels", "user-guide.md#preview-upscaled-labels", Text.PREVIEW, Stream.concat(
		Arrays.stream(OptionKey.values()).filter(key -> !OF_CONTAINER.contains(key)).map(key -> key == OptionKey.TEMP ? Field.of(key)
			.labelled("Temp folder (empty: system)") : Field.of(key)), fields(ViewKey.VIEW, ViewKey.IMAGE)), "input", "factors", "voxelsize",
		"unit", "match", "ontology", "view");
	/** Shows what was made. */
	public static final Form VIEW = form("View Labels in BigDataViewer", "user-guide.md#view-labels-in-bigdataviewer", Text.VIEW,
		Stream.concat(fields(ViewKey.values()), CellKey.PLACES.stream().filter(key -> key != CellKey.CELLS).map(Field::of)), "input", "view",
		"ontology", "image", "cells");
	/** Compares what was made with what it was made from. */
	public static final Form VERIFY = form("Verify Upscaled Labels", "user-guide.md#verify-upscaled-labels", Text.VERIFY, fields(VerifyKey
		.values()), "input", "source", "blocks", "threads", "temp");
	/** Finds the regions of cells. */
	public static final Form ASSIGN = form("Assign Cells to Regions", "user-guide.md#which-region-is-each-cell-in", Text.CELLS, Stream.concat(cells(), fields(
		AssignKey.values())), "input", "cells", "pointsin", "ontology", "midline", "output");
	/** Draws bars. */
	public static final Form CHART = form("Chart Cells per Region", "user-guide.md#a-chart", Text.CHART, PictureKey.OF_CHART.stream().map(
		Field::of), "table", "picture", "by", "top", "regions", "sides");
	/** Draws densities. */
	public static final Form PROJECT = form("Project Cells over Regions", "user-guide.md#where-they-are", Text.CELLS, Stream.concat(cells(),
		PictureKey.OF_PROJECTION.stream().map(Field::of)), "input", "cells", "pointsin", "ontology", "picture", "axis");
	/** Draws cells into a volume. */
	public static final Form WRITE_VOLUME = form("Write Cells as a Volume", "user-guide.md#in-the-volume", Text.CELLS, Stream.concat(cells(), fields(
		VolumeKey.values())), "input", "cells", "pointsin", "ontology", "output", "radius");
	/** Writes cells for others. */
	public static final Form WRITE_POINTS = form("Write Cells for Other Programs", "user-guide.md#in-other-programs", Text.CELLS, Stream.concat(cells(),
		fields(PointsKey.values())), "input", "cells", "pointsin", "ontology", "as", "output");

	/** All there are, in the order of the menu. */
	public static final List<Form> ALL = List.of(UPSCALE, PREVIEW, VIEW, VERIFY, ASSIGN, CHART, PROJECT, WRITE_VOLUME, WRITE_POINTS);

	private static final String DOCS = "https://github.com/labelupscaler/label-upscaler/blob/main/docs/";

	/** Copies the fields. */
	public Form {
		fields = List.copyOf(fields);
	}

	private static Form form(final String command, final String page, final Text text, final Stream<Field> fields, final String... first) {
		final Map<String, Field> left = fields.collect(Collectors.toMap(Field::key, field -> field, (a, b) -> a, LinkedHashMap::new));
		final Stream<Field> ahead = Arrays.stream(first).map(left::remove).toList().stream();
		return new Form(command, page, Stream.concat(ahead, left.values().stream()).toList(), first.length, text);
	}

	private static Stream<Field> fields(final WordKey... keys) {
		return Arrays.stream(keys).map(Field::of);
	}

	/** Labels and cells. */
	private static Stream<Field> cells() {
		return Stream.of(Stream.of(Field.of(OptionKey.INPUT).labelled("Input labels (.n5 or file; empty: image in front)"), Field.of(
			OptionKey.UNIT)), CellKey.PLACES.stream().map(Field::of), fields(OptionKey.ONTOLOGY, OptionKey.REGIONS)).flatMap(s -> s);
	}

	/**
	 * @param key a field
	 * @param initial what stands in it at first
	 * @return the same form otherwise
	 */
	public Form initially(final String key, final String initial) {
		return new Form(command, page, fields.stream().map(field -> field.key().equals(key) ? field.initially(initial) : field).toList(), first,
			text);
	}

	/** @return the address of its chapter of the guide */
	String guide() {
		return DOCS + page;
	}

	/** @return the names in a macro */
	public List<String> keys() {
		return fields.stream().map(Field::key).toList();
	}

	/**
	 * @param words some words, by key
	 * @return a word for each field, what stands in it at first where none was given
	 */
	public Map<String, String> complete(final Map<String, String> words) {
		final Map<String, String> all = new LinkedHashMap<>();
		for (final Field field : fields)
			all.put(field.key(), words.getOrDefault(field.key(), field.initial()));
		return all;
	}

	/**
	 * @param words a word for each field
	 * @return what a macro needs of them to do the same in Fiji and in plain ImageJ: no empty words, none that are the default in both
	 */
	public Map<String, String> forMacro(final Map<String, String> words) {
		final Map<String, String> needed = new LinkedHashMap<>();
		final Map<String, String> usual = UPSCALE == this ? Map.of() : Map.of("view", "");
		for (final Field field : fields) {
			final String word = words.getOrDefault(field.key(), "");
			if (!word.isEmpty() && !word.equals(usual.getOrDefault(field.key(), field.initial())))
				needed.put(field.key(), word);
		}
		return needed;
	}

	/**
	 * @param command a command, as in the menu, with or without dots
	 * @return what it asks for
	 */
	public static Form of(final String command) {
		final Collection<Form> found = ALL.stream().filter(form -> (form.command + "...").startsWith(command)).toList();
		return found.stream().findFirst().orElseThrow(() -> new IllegalArgumentException(command));
	}
}
