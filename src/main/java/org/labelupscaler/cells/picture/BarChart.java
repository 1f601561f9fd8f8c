package org.labelupscaler.cells.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.cells.picture.CountedRegions.Row;
import org.labelupscaler.text.Quantities;

/**
 * What a chart of regions says.
 *
 * @param bars the regions, the largest first; there may be none
 * @param series what the values of a bar are: nothing said if there is one of them; else left and right
 * @param quantity what the values stand for, for example "Cells per mm³"
 * @param whole whether they are whole numbers
 * @param log whether their logarithms are drawn
 * @param empty what to say instead if there are no bars
 * @param caption what should be said besides
 */
record BarChart(List<Bar> bars, List<String> series, String quantity, boolean whole, boolean log, String empty,
	String caption)
{

	/**
	 * One region.
	 *
	 * @param name its name
	 * @param acronym its short name; empty if it has none, or no other
	 * @param rgb its colour
	 * @param values a value for each series; nothing if there is none
	 */
	record Bar(String name, String acronym, int rgb, List<Optional<BigDecimal>> values) {}

	private static final String BELOW = "_with_below";

	static BarChart of(final CountedRegions table, final ChartOptions options) {
		final boolean named = !options.regions().isEmpty();
		final boolean withBelow = named && table.has("cells" + BELOW);
		final boolean counts = options.by() == ChartOptions.By.COUNT;
		final List<String> ends = options.sides() ? List.of("_left", "_right") : List.of("");
		final List<String> columns = ends.stream().map(end -> column(table, counts, withBelow, end)).toList();
		final List<Row> rows = new ArrayList<>(named ? table.find(options.regions()) : regions(table));
		final String cells = column(table, true, withBelow, "");
		final BigDecimal least = BigDecimal.valueOf(options.leastCells());
		if (!named)
			rows.removeIf(row -> number(row, cells).compareTo(least) < 0);
		// NB: with bars for both sides, the order is that of both together.
		rows.sort(most(column(table, counts, withBelow, "")).thenComparing(most(cells)));
		final List<Bar> bars = rows.stream().limit(options.top()).map(row -> bar(row, columns)).toList();
		final boolean whole = counts && values(bars).allMatch(BarChart::isWhole);
		final String quantity = "Cells" + (counts ? "" : " per " + unit(columns.get(0))) + (options.log()
			? " (logarithmic axis)" : "");
		final List<String> sentences = new ArrayList<>();
		if (withBelow)
			sentences.add("Each region with all that is below it.");
		else if (table.columns().stream().anyMatch(column -> column.contains(BELOW)))
			sentences.add("Each region without its sub-regions.");
		final String empty = "No region has " + atLeast(options) + ".";
		if (!named)
			sentences.add(bars.isEmpty() ? empty : chosen(bars.size(), rows.size(), options));
		sentences.add(sums(table));
		sentences.removeIf(String::isEmpty);
		return new BarChart(bars, options.sides() ? List.of("left", "right") : List.of(""), quantity, whole, options.log(), empty,
			String.join(" ", sentences));
	}

	/** All values there are. */
	Stream<BigDecimal> values() {
		return values(bars);
	}

	private static Stream<BigDecimal> values(final List<Bar> bars) {
		return bars.stream().flatMap(bar -> bar.values().stream()).flatMap(Optional::stream);
	}

	private static boolean isWhole(final BigDecimal number) {
		return number.stripTrailingZeros().scale() <= 0;
	}

	private static BigDecimal number(final Row row, final String column) {
		return row.number(column).orElse(BigDecimal.ZERO);
	}

	private static Comparator<Row> most(final String column) {
		final Comparator<Row> order = Comparator.comparing(row -> number(row, column));
		return order.reversed();
	}

	private static List<Row> regions(final CountedRegions table) {
		return table.rows().stream().filter(row -> !row.isBackground() && !row.isOutside()).toList();
	}

	private static String column(final CountedRegions table, final boolean counts, final boolean withBelow, final String end) {
		final String below = withBelow ? BELOW : "";
		final Optional<String> column = counts ? Optional.of("cells" + below + end).filter(table::has) : table.column("density" +
			below + "_per_", end);
		return column.orElseThrow(() -> new InvalidInputException(table.file() + " has no column '" + (counts ? "cells" + below
			: "density" + below + "_per_mm3") + end + "'." + (end.isEmpty() ? "" : " Left and right are there if cells were " +
				"assigned with a midline.")));
	}

	private static Bar bar(final Row row, final List<String> columns) {
		final String acronym = row.acronym().equals(row.title()) ? "" : row.acronym();
		return new Bar(row.title(), acronym, row.rgb(), columns.stream().map(row::number).toList());
	}

	/** The unit of a column of densities: "mm³" of density_per_mm3_left. */
	private static String unit(final String column) {
		final String after = column.substring(column.indexOf("_per_") + 5).replaceFirst("_(left|right)$", "");
		return after.endsWith("3") ? after.substring(0, after.length() - 1) + "³" : after;
	}

	/** Which regions these are; nothing if they are all that have cells. */
	private static String chosen(final int shown, final int all, final ChartOptions options) {
		final String least = atLeast(options);
		if (shown < all && options.by() == ChartOptions.By.COUNT)
			return (shown == 1 ? "The region" : "The " + shown + " regions") + " of the most cells, of " + Quantities.count(all) +
				" with " + least + ".";
		final String of = Quantities.count(all, "region") + " with " + least + ".";
		if (shown < all)
			return "The " + (shown == 1 ? "" : shown + " ") + "densest of " + of;
		return options.leastCells() == 1 ? "" : all == 1 ? "The only region with " + least + "." : "All " + of;
	}

	private static String atLeast(final ChartOptions options) {
		return options.leastCells() == 1 ? "cells" : "at least " + Quantities.count(options.leastCells(), "cell");
	}

	private static String sums(final CountedRegions table) {
		final BigDecimal cells = cells(regions(table));
		final List<String> parts = new ArrayList<>();
		parts.add(Scale.number(cells) + (cells.compareTo(BigDecimal.ONE) == 0 ? " cell" : " cells") + " in regions");
		final List<Row> background = table.rows().stream().filter(Row::isBackground).toList();
		final List<Row> outside = table.rows().stream().filter(Row::isOutside).toList();
		if (!background.isEmpty())
			parts.add(Scale.number(cells(background)) + " in the background");
		if (!outside.isEmpty())
			parts.add(Scale.number(cells(outside)) + " outside");
		return String.join(", ", parts) + ".";
	}

	private static BigDecimal cells(final List<Row> rows) {
		return rows.stream().map(row -> number(row, "cells")).reduce(BigDecimal.ZERO, BigDecimal::add);
	}
}
