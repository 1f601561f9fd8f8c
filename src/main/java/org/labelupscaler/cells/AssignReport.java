package org.labelupscaler.cells;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.text.Quantities;

/**
 * What came of an assignment.
 *
 * @param cells all cells
 * @param background how many lie in label 0
 * @param outside how many lie outside of the volume
 * @param unknown how many have a label that the ontology does not have; 0 without an ontology
 * @param warnings what the user should know, which nothing can be set for
 * @param table the counts of all regions, or of those that were asked for
 * @param seconds how long it took
 */
public record AssignReport(long cells, long background, long outside, long unknown,
	List<String> warnings, RegionTable table, double seconds)
{

	/**
	 * @param dialect how the user says settings
	 * @return what the user should know, and what to do about it
	 */
	public List<String> notes(final Remedy.Dialect dialect) {
		final List<String> notes = new ArrayList<>(warnings);
		if (!table.isCalibrated())
			notes.add(new Message("Nobody has said in which unit the voxels of the labels are measured, so volumes are counted in voxels.",
				Remedy.SAY_UNIT).say(dialect));
		return notes;
	}

	/**
	 * @param dialect how the user says settings
	 * @return the numbers, a line each
	 */
	public List<String> describe(final Remedy.Dialect dialect) {
		final List<String> lines = new ArrayList<>();
		lines.add("Done:    " + Quantities.count(cells, "cell") + " in " + Quantities.seconds(seconds));
		lines.add("         " + Quantities.count(cells - background - outside) + " in regions, " + Quantities.count(background) +
			" in background, " + Quantities.count(outside) + " outside of the volume" + (unknown > 0 ? "; of those in regions, " +
				Quantities.count(unknown) + " in labels that the ontology does not have" : ""));
		notes(dialect).forEach(note -> lines.add("Note:    " + note));
		return lines;
	}

	/**
	 * @param most how many
	 * @return the regions whose own labels have the most cells, a line each
	 */
	public List<String> largest(final int most) {
		return table.rows().stream().filter(row -> !row.isBackground() && row.own().both().cells() > 0).sorted(Comparator.comparing(
			(final RegionTable.Row row) -> row.own().both().cells()).reversed()).limit(most).map(this::describe).toList();
	}

	private String describe(final RegionTable.Row row) {
		final String title = row.structure().title();
		return "         " + table.idType().format(row.structure().id()) + (title.isEmpty() ? "" : " " + title) + ": " + Quantities
			.count(row.own().both().cells(), "cell") + table.density(row.own().both()).filter(d -> table.isCalibrated()).map(d ->
				", " + VoxelSize.format(d.doubleValue()) + " per mm³").orElse("");
	}
}
