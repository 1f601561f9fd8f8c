package org.labelupscaler.cells.output.imaris;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.LabelUpscalerException;
import org.labelupscaler.cells.output.CellPointsWriter;
import org.labelupscaler.cells.output.CellSpace;
import org.labelupscaler.cells.output.PlacedCell;
import org.labelupscaler.cells.output.SortedCells;
import org.labelupscaler.volume.imaris.ImarisSpots;
import org.labelupscaler.volume.imaris.SpotsObject;

/** Writes cells that are sorted by region, and in a region by their numbers. The file is written to when all are known. */
final class SpotsWriter implements CellPointsWriter {

	/** Of each, Imaris has a line in its scene. */
	private static final int MOST_OBJECTS = 2048;

	private final CellSpace space;
	private final Path output;
	private final float radius;
	private final SpotsPlace place;
	private final ImarisSpots spots;
	private final SortedCells cells;
	/** How many cells each region has; ids in the order of unsigned numbers. */
	private final SortedMap<Long, Long> regions = new TreeMap<>(Long::compareUnsigned);

	SpotsWriter(final CellSpace space, final Path output, final Path temporaryFolder, final double radius) {
		this.space = space;
		this.output = output;
		this.radius = (float) radius;
		spots = ImarisSpots.open(output);
		boolean placed = false;
		try {
			place = SpotsPlace.of(space, spots.extent(), output);
			placed = true;
		}
		catch (final IOException e) {
			throw failed("read", e);
		}
		finally {
			if (!placed)
				spots.close();
		}
		cells = new SortedCells(temporaryFolder);
	}

	private LabelUpscalerException failed(final String what, final IOException e) {
		return new LabelUpscalerException("Cannot " + what + " " + output + ": " + LabelUpscalerException.reason(e) + ".", e);
	}

	@Override
	public void write(final PlacedCell cell) {
		if (regions.merge(cell.id(), 1L, Long::sum) == 1 && regions.size() > MOST_OBJECTS)
			throw new InvalidInputException("regions: the cells lie in more than " + MOST_OBJECTS + " regions, each of which would be an object " +
				"in Imaris. Name some regions.");
		cells.add(cell.id(), 0, cell);
	}

	@Override
	public void complete(final BooleanSupplier cancelled) {
		try {
			spots.write(objects(), radius, visitor -> cells.visit((id, second, cell) -> visitor.spot(place.um(cell, 0), place.um(cell, 1), place
				.um(cell, 2)), cancelled));
		}
		catch (final IOException e) {
			throw failed("write", e);
		}
	}

	private List<SpotsObject> objects() {
		final List<SpotsObject> objects = new ArrayList<>();
		final Set<String> names = new HashSet<>();
		for (final Map.Entry<Long, Long> region : regions.entrySet()) {
			final long id = region.getKey();
			final String name = space.shortName(id);
			objects.add(new SpotsObject(names.add(name) ? name : name + " " + space.id(id), space.region(id).rgb(), region.getValue()));
		}
		return objects;
	}

	@Override
	public void finish() {
		try {
			spots.finish();
		}
		catch (final IOException e) {
			throw failed("write", e);
		}
	}

	@Override
	public long bytes() {
		return spots.bytes();
	}

	@Override
	public void close() {
		cells.close();
		spots.close();
	}
}
