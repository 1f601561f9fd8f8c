package org.labelupscaler.cells.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;

import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.ontology.Structure;

/**
 * A plain table of positions in micrometres from the corner of the first voxel, to be imported into arivis Vision4D or Pro. NB: no
 * public description of what arivis imports was found, and it has not been tried.
 */
public final class ArivisTable implements CellPointsFormat {

	private static final String START = "Id,X (um),Y (um),Z (um),Region id,Region,Region name,Color";

	/** Made by the list of formats. */
	public ArivisTable() {}

	@Override
	public String word() {
		return "arivis";
	}

	@Override
	public String title() {
		return "a table for arivis";
	}

	@Override
	public List<String> endings() {
		return List.of(".arivis.csv");
	}

	@Override
	public List<String> needed() {
		return List.of(".csv");
	}

	@Override
	public Optional<Message> refusal(final CellSpace space) {
		return space.voxelSize().hasUnit() ? Optional.empty() : Optional.of(new Message("unit: a table for arivis is in um, and nobody has said in which " +
			"unit the voxels of the labels are measured.", Remedy.SAY_UNIT));
	}

	@Override
	public boolean isOwn(final Path existing) {
		return TableWriter.startsWith(existing, START + "\n");
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		final VoxelSize edge = space.voxelSize().in(LengthUnit.MICROMETER);
		final LongFunction<String> region = TableWriter.remembered(id -> {
			final Structure structure = space.region(id);
			return space.id(id) + "," + TableWriter.field(structure.acronym()) + "," + TableWriter.field(structure.name()) + "," + color(structure
				.rgb());
		});
		return new TableWriter(output, START, (out, cell) -> {
			out.append(cell.number());
			for (int d = 0; d < 3; d++) {
				out.append(',');
				NumberText.append(out, cell.get(d) * edge.get(d));
			}
			out.append(',').append(region.apply(cell.id()));
		});
	}

	private static String color(final OptionalInt rgb) {
		return rgb.isEmpty() ? "" : Integer.toHexString(1 << 24 | rgb.getAsInt()).substring(1).toUpperCase(java.util.Locale.ROOT);
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		return List.of("Positions are in um from the corner of the first voxel. How arivis imports such a table has not been tried.");
	}
}
