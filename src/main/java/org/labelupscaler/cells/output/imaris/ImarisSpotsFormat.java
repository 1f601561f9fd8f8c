package org.labelupscaler.cells.output.imaris;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.Message;
import org.labelupscaler.Remedy;
import org.labelupscaler.cells.output.CellPointsFormat;
import org.labelupscaler.cells.output.CellPointsWriter;
import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.text.Quantities;
import org.labelupscaler.volume.imaris.ImarisSpots;

/**
 * Spots of Imaris, an object for each region in its colour, within the file that has the labels. Only a file that this program wrote,
 * and no other program has changed since, is written to. A list of which no cell is left takes all spots out again.
 */
public final class ImarisSpotsFormat implements CellPointsFormat {

	/** In um: about that of a cell body. */
	private static final double RADIUS = 5;

	private final double radius;

	/** Made by the list of formats. */
	public ImarisSpotsFormat() {
		this(RADIUS);
	}

	private ImarisSpotsFormat(final double radius) {
		this.radius = radius;
	}

	@Override
	public String word() {
		return "imaris";
	}

	@Override
	public String title() {
		return "spots of Imaris";
	}

	@Override
	public List<String> endings() {
		return List.of(".ims");
	}

	@Override
	public List<String> needed() {
		return endings();
	}

	@Override
	public boolean isPart() {
		return true;
	}

	@Override
	public Optional<CellPointsFormat> withRadius(final double other) {
		return Optional.of(new ImarisSpotsFormat(other));
	}

	@Override
	public Optional<Message> refusal(final CellSpace space) {
		return space.voxelSize().hasUnit() ? Optional.empty() : Optional.of(new Message("unit: spots of Imaris are in um, and nobody has said the unit of " +
			"the labels' voxel size.", Remedy.SAY_UNIT));
	}

	@Override
	public boolean isOwn(final Path existing) {
		return ImarisSpots.refusal(existing).isEmpty();
	}

	@Override
	public void check(final Path output, final boolean overwrite) {
		ImarisSpots.refusal(output).ifPresent(why -> {
			throw new InvalidInputException("output: " + output + " " + why + ", so no spots are written into it. Name an .ims with labels that " +
				"upscale has written.");
		});
		if (!overwrite && ImarisSpots.hasScene(output))
			throw new InvalidInputException("output: " + output + " has spots already.", Remedy.OVERWRITE);
	}

	@Override
	public CellPointsWriter writer(final CellSpace space, final Path output, final Path temporaryFolder) {
		return new SpotsWriter(space, output, temporaryFolder, radius);
	}

	@Override
	public List<String> notes(final CellSpace space, final Path output) {
		final List<String> notes = new ArrayList<>();
		notes.add("Spots of radius " + VoxelSize.format(radius) + " um, an object for each region, in um as the extents of the file. Open " +
			"the file in Imaris; once Imaris has saved it, this program does not write into it any more.");
		final long unused = ImarisSpots.unused(output);
		if (unused > 0)
			notes.add("Of spots that were replaced, " + Quantities.bytes(unused) + " in the file stay unused.");
		return notes;
	}
}
