package org.labelupscaler.cells;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.labelupscaler.cells.RegionTable.Count;
import org.labelupscaler.cells.RegionTable.Sides;
import org.labelupscaler.ontology.Structure;

/**
 * A region table as a CSV file. Its columns: {@code id}; {@code acronym, name, color, parent}, if there is an ontology;
 * {@code cells, volume_mm3, density_per_mm3}; and with an ontology these three again with everything below the region,
 * {@code cells_with_below} and so on. With a midline each of these is followed by that of the left and of the right side,
 * {@code cells_left, cells_right}. Volumes of labels whose voxels nobody has measured are in voxels, and the names say so. The
 * last rows are background, id 0, and the cells outside, without id.
 */
public final class RegionTableFile {

	/** What the names of columns end in if they count what is below a region too. */
	public static final String WITH_BELOW = "_with_below";

	/** What is written as the name of the last row. */
	public static final String OUTSIDE = "outside";

	private static final List<String> NAMES = List.of("acronym", "name", "color", "parent");

	private final RegionTable table;
	private final boolean named;
	private final boolean whole;

	private RegionTableFile(final RegionTable table, final boolean whole) {
		this.table = table;
		this.whole = whole;
		named = table.ontology().size() > 0;
	}

	/**
	 * @param table the table
	 * @param whole whether all regions are in it, so that the cells outside belong to it too
	 * @return the content of its file
	 */
	public static String text(final RegionTable table, final boolean whole) {
		final StringBuilder csv = new StringBuilder();
		try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
			new RegionTableFile(table, whole).print(printer);
		}
		catch (final IOException e) {
			throw new IllegalStateException("a text in memory takes all", e);
		}
		return csv.toString();
	}

	private void print(final CSVPrinter printer) throws IOException {
		final List<String> columns = new ArrayList<>(List.of("id"));
		if (named)
			columns.addAll(NAMES);
		addNames(columns, "");
		if (named)
			addNames(columns, WITH_BELOW);
		printer.printRecord(columns);
		for (final RegionTable.Row row : table.rows()) {
			final Structure region = row.structure();
			final List<String> cells = new ArrayList<>(List.of(table.idType().format(region.id())));
			if (named)
				cells.addAll(List.of(region.acronym(), row.isBackground() ? RegionTable.BACKGROUND : region.name(), color(region.rgb()),
					parent(region.id())));
			addCounts(cells, row.own());
			if (named)
				addCounts(cells, row.withBelow());
			printer.printRecord(cells);
		}
		if (whole)
			printer.printRecord(outside(columns.size()));
	}

	/** NB: without an ontology there is no column for names, so that the row is known by having no id. */
	private List<String> outside(final int columns) {
		final List<String> cells = new ArrayList<>(Collections.nCopies(columns, ""));
		if (named)
			cells.set(1 + NAMES.indexOf("name"), OUTSIDE);
		cells.set(named ? 1 + NAMES.size() : 1, Long.toString(table.outside()));
		return cells;
	}

	private void addNames(final List<String> columns, final String which) {
		final String unit = table.isCalibrated() ? "mm3" : "voxels";
		for (final String quantity : List.of("cells" + which, "volume" + which + "_" + unit, "density" + which + "_per_" + (table
			.isCalibrated() ? unit : "voxel"))) {
			columns.add(quantity);
			if (table.midline().isPresent())
				columns.addAll(List.of(quantity + "_left", quantity + "_right"));
		}
	}

	private void addCounts(final List<String> cells, final Sides sides) {
		final List<Count> counts = table.midline().isPresent() ? List.of(sides.both(), sides.left(), sides.right()) : List.of(sides
			.both());
		counts.forEach(count -> cells.add(Long.toString(count.cells())));
		counts.forEach(count -> cells.add(table.volume(count).toPlainString()));
		counts.forEach(count -> cells.add(table.density(count).map(BigDecimal::toPlainString).orElse("")));
	}

	private static String color(final OptionalInt rgb) {
		return rgb.isPresent() ? "%06X".formatted(rgb.getAsInt()) : "";
	}

	private String parent(final long id) {
		return id == 0 ? "" : table.ontology().parent(id).map(p -> p.acronym().isEmpty() ? table.idType().format(p.id()) : p
			.acronym()).orElse("");
	}
}
