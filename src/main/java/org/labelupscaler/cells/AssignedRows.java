package org.labelupscaler.cells;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.csv.CSVFormat;
import org.labelupscaler.ontology.Structure;
import org.labelupscaler.points.AssignedTable;

/**
 * Cells as rows of CSV: the fields of the file as they are, then the region. Thread-safe.
 */
final class AssignedRows {

	/** The columns that are added. */
	static final List<String> OWN = AssignedTable.ADDED;
	static final String SIDE = "side";

	private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

	private final CellLabels labels;
	private final Optional<Midline> midline;
	private final long firstBeyond;
	private final Map<Long, String> regions = new ConcurrentHashMap<>();

	AssignedRows(final CellLabels labels, final Optional<Midline> midline) {
		this.labels = labels;
		this.midline = midline;
		firstBeyond = midline.map(m -> m.firstBeyond(labels.size()[m.axis()])).orElse(0L);
	}

	/** The names of the columns, and what else the file has above its points. */
	byte[] header(final List<String> columns, final List<List<String>> furtherRows) {
		final List<String> own = new ArrayList<>(OWN);
		if (midline.isPresent())
			own.add(SIDE);
		final StringBuilder out = new StringBuilder();
		final List<String> all = new ArrayList<>(columns);
		// NB: a file that has such columns already keeps them.
		own.forEach(name -> all.add(unused(name, columns)));
		append(all, out);
		for (final List<String> row : furtherRows) {
			final List<String> padded = new ArrayList<>(row);
			own.forEach(name -> padded.add(""));
			append(padded, out);
		}
		return out.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String unused(final String name, final List<String> columns) {
		String unused = name;
		for (int i = 2; columns.contains(unused); i++)
			unused = name + "_" + i;
		return unused;
	}

	/** The rows of some cells. */
	byte[] rows(final AssignedCells cells) {
		final StringBuilder out = new StringBuilder(128 * cells.count());
		for (int i = 0; i < cells.count(); i++) {
			append(out, cells.points().rows().fields(i));
			out.append(',').append(cells.inside()[i] ? regions.computeIfAbsent(cells.ids()[i], this::region) : ",,,no");
			if (midline.isPresent())
				out.append(',').append(cells.inside()[i] ? side(cells, i) : "");
			out.append('\n');
		}
		return out.toString().getBytes(StandardCharsets.UTF_8);
	}

	private String region(final long id) {
		final Structure region = id == 0 ? Structure.unknown(0) : labels.ontology().structure(id).orElse(Structure.unknown(id));
		final StringBuilder fields = new StringBuilder();
		append(fields, labels.idType().format(id), region.acronym(), id == 0 ? RegionTable.BACKGROUND : region.name(), "yes");
		return fields.toString();
	}

	/** On which side of the midline a cell lies: that of its voxel. */
	private String side(final AssignedCells cells, final int cell) {
		return isLeft(cells, cell) ? "left" : "right";
	}

	boolean isLeft(final AssignedCells cells, final int cell) {
		return midline.isEmpty() || cells.voxel(cell, midline.get().axis()) < firstBeyond == midline.get().leftFirst();
	}

	private static void append(final List<String> fields, final StringBuilder out) {
		append(out, fields.toArray(String[]::new));
		out.append('\n');
	}

	private static void append(final StringBuilder out, final String... fields) {
		try {
			for (int i = 0; i < fields.length; i++)
				CSV.print(fields[i], out, i == 0);
		}
		catch (final IOException e) {
			throw new IllegalStateException("a text in memory takes all", e);
		}
	}
}
