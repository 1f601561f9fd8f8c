package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.picture.CountedRegions.Row;
import org.labelupscaler.upscale.Quantities;

/**
 * What a chart of regions says.
 *
 * @param bars the regions, the largest first
 * @param series what the values of a bar are: nothing said if there is one of them; else left and right
 * @param quantity what the values stand for, for example "Cells per mm³"
 * @param counts whether they are whole numbers
 * @param caption what should be said besides
 */
record BarChart(List<Bar> bars, List<String> series, String quantity, boolean counts, String caption) {

	/**
	 * One region.
	 *
	 * @param name its name
	 * @param acronym its short name; empty if it has none, or no other
	 * @param rgb its colour
	 * @param values a value for each series; nothing if there is none
	 */
	record Bar(String name, String acronym, int rgb, List<Optional<BigDecimal>> values) {

		/** What bars are sorted by. */
		BigDecimal largest() {
			return values.stream().flatMap(Optional::stream).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
		}
	}

	static BarChart of(final CountedRegions table, final ChartOptions options) {
		final boolean chosen = !options.regions().isEmpty();
		final boolean withBelow = chosen && table.has("cells_with_below");
		final boolean counts = options.by() == ChartOptions.By.COUNT;
		final List<String> ends = options.sides() ? List.of("_left", "_right") : List.of("");
		final List<String> columns = ends.stream().map(end -> column(table, counts, withBelow, end)).toList();
		// NB: of densities too, those of the most cells are chosen: the highest are those of a few voxels with a cell in them.
		final String cells = column(table, true, withBelow, "");
		final List<Row> rows = new ArrayList<>(chosen ? table.find(options.regions()) : regions(table));
		if (!chosen)
			rows.removeIf(row -> row.number(cells).orElse(BigDecimal.ZERO).signum() == 0);
		rows.sort(most(cells));
		// NB: with bars for both sides, the order is that of both together.
		final List<Bar> bars = rows.stream().limit(options.top()).sorted(most(column(table, counts, withBelow, ""))).map(row -> bar(
			row, columns)).toList();
		if (bars.isEmpty())
			throw new InvalidInputException(table.file() + " has no region with cells in it; there is nothing to draw.");
		final String unit = counts ? "" : " per " + unit(columns.get(0));
		return new BarChart(bars, options.sides() ? List.of("left", "right") : List.of(""), "Cells" + unit, counts, caption(table,
			bars.size(), chosen ? 0 : rows.size(), withBelow));
	}

	private static Comparator<Row> most(final String column) {
		final Comparator<Row> order = Comparator.comparing(row -> row.number(column).orElse(BigDecimal.ZERO));
		return order.reversed();
	}

	private static List<Row> regions(final CountedRegions table) {
		return table.rows().stream().filter(row -> !row.isBackground() && !row.isOutside()).toList();
	}

	private static String column(final CountedRegions table, final boolean counts, final boolean withBelow, final String end) {
		final String below = withBelow ? "_with_below" : "";
		final Optional<String> column = counts ? Optional.of("cells" + below + end).filter(table::has) : table.column("density" +
			below + "_per_", end);
		return column.orElseThrow(() -> new InvalidInputException(table.file() + " has no column '" + (counts ? "cells" + below
			: "density" + below + "_per_mm3") + end + "'." + (end.isEmpty() ? "" : " Left and right are there if cells were " +
				"assigned with a midline.")));
	}

	private static Bar bar(final Row row, final List<String> columns) {
		final String name = !row.name().isEmpty() ? row.name() : !row.acronym().isEmpty() ? row.acronym() : "label " + row.id();
		final String acronym = row.acronym().equals(name) ? "" : row.acronym();
		return new Bar(name, acronym, row.rgb(), columns.stream().map(row::number).toList());
	}

	/** The unit of a column of densities: "mm³" of density_per_mm3_left. */
	private static String unit(final String column) {
		final String after = column.substring(column.indexOf("_per_") + 5).replaceFirst("_(left|right)$", "");
		return after.endsWith("3") ? after.substring(0, after.length() - 1) + "³" : after;
	}

	private static String caption(final CountedRegions table, final int shown, final int all, final boolean withBelow) {
		final List<String> parts = new ArrayList<>();
		if (withBelow)
			parts.add("each region with all that is below it");
		if (shown < all)
			parts.add(shown + " of " + Quantities.count(all) + " regions with cells");
		parts.add(cells(regions(table)) + " cells in regions");
		final List<Row> background = table.rows().stream().filter(Row::isBackground).toList();
		final List<Row> outside = table.rows().stream().filter(Row::isOutside).toList();
		if (!background.isEmpty())
			parts.add(cells(background) + " in the background");
		if (!outside.isEmpty())
			parts.add(cells(outside) + " outside");
		final String text = String.join(", ", parts);
		return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
	}

	private static String cells(final List<Row> rows) {
		return Quantities.count(rows.stream().map(row -> row.number("cells").orElse(BigDecimal.ZERO)).reduce(BigDecimal.ZERO,
			BigDecimal::add).longValue());
	}
}
