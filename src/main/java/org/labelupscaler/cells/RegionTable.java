package org.labelupscaler.cells;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.ontology.Ontology;
import org.labelupscaler.ontology.RegionCounts;
import org.labelupscaler.ontology.Structure;

/**
 * How many cells there are in each region, and how large it is. Counts and numbers of voxels are exact. Immutable.
 *
 * @param idType the type of the ids
 * @param voxelSize edges of a target voxel
 * @param ontology the tree; {@link Ontology#NONE} if there is none
 * @param midline the plane between left and right, if one was asked for
 * @param rows the regions that have voxels or cells, in depth-first order; then ids that the ontology does not have, in
 *          ascending order; background, label 0, last
 * @param outside how many cells are outside of the volume
 */
public record RegionTable(LabelType idType, VoxelSize voxelSize, Ontology ontology, Optional<Midline> midline, List<Row> rows,
	long outside)
{

	/** What is written as the name of label 0. */
	public static final String BACKGROUND = "background";

	/**
	 * What was counted of a region.
	 *
	 * @param cells cells
	 * @param voxels target voxels
	 */
	public record Count(long cells, long voxels) {

		Count plus(final Count other) {
			return new Count(Math.addExact(cells, other.cells), Math.addExact(voxels, other.voxels));
		}
	}

	/**
	 * A count on both sides of the midline; all is left if there is none.
	 *
	 * @param left on the left
	 * @param right on the right
	 */
	public record Sides(Count left, Count right) {

		/** @return both */
		public Count both() {
			return left.plus(right);
		}
	}

	/**
	 * One region.
	 *
	 * @param structure the region; one without acronym and name for an id that the ontology does not have
	 * @param known whether the ontology has it
	 * @param own its own label
	 * @param withBelow its own label and those of all regions below it
	 */
	public record Row(Structure structure, boolean known, Sides own, Sides withBelow) {

		/** @return whether it is label 0 */
		public boolean isBackground() {
			return structure.id() == 0;
		}
	}

	/** Counts by id, on both sides. */
	record Counts(Map<Long, Long> left, Map<Long, Long> right) {}

	/** Adds up cells and voxels along the tree. */
	static RegionTable of(final CellLabels labels, final Optional<Midline> midline, final Counts cells, final Counts voxels,
		final long outside)
	{
		final Ontology ontology = labels.ontology();
		final List<Map<Long, Long>> counts = List.of(cells.left, voxels.left, cells.right, voxels.right);
		final Map<Long, Long> present = new HashMap<>();
		counts.forEach(map -> map.keySet().forEach(id -> present.put(id, 1L)));
		final boolean background = present.remove(0L) != null;
		final List<Map<Long, RegionCounts.Row>> sums = new ArrayList<>();
		for (final Map<Long, Long> map : counts) {
			final Map<Long, RegionCounts.Row> byId = new HashMap<>();
			RegionCounts.of(ontology, map).rows().forEach(row -> byId.put(row.structure().id(), row));
			sums.add(byId);
		}
		final List<Row> rows = new ArrayList<>();
		final List<Row> unknown = new ArrayList<>();
		for (final RegionCounts.Row region : RegionCounts.of(ontology, present).rows())
			(region.known() ? rows : unknown).add(row(region.structure(), region.known(), sums));
		unknown.sort((a, b) -> labels.idType().compare(a.structure.id(), b.structure.id()));
		rows.addAll(unknown);
		if (background) {
			final Sides own = row(Structure.unknown(0), false, sums).own;
			rows.add(new Row(Structure.unknown(0), false, own, own));
		}
		return new RegionTable(labels.idType(), labels.voxelSize(), ontology, midline, List.copyOf(rows), outside);
	}

	private static Row row(final Structure structure, final boolean known, final List<Map<Long, RegionCounts.Row>> sums) {
		final long[] own = new long[4];
		final long[] withBelow = new long[4];
		for (int i = 0; i < 4; i++) {
			final RegionCounts.Row sum = sums.get(i).get(structure.id());
			own[i] = sum == null ? 0 : sum.own();
			withBelow[i] = sum == null ? 0 : sum.withBelow();
		}
		return new Row(structure, known, sides(own), sides(withBelow));
	}

	private static Sides sides(final long[] counts) {
		return new Sides(new Count(counts[0], counts[1]), new Count(counts[2], counts[3]));
	}

	/**
	 * @param regions acronyms, names or ids
	 * @return the same table, with these regions and all that is below them only; those that are not there are last
	 * @throws org.labelupscaler.InvalidInputException if one is unknown
	 */
	public RegionTable only(final List<String> regions) {
		final Set<Long> ids = new HashSet<>();
		ontology.select(regions).forEach(structure -> ids.add(structure.id()));
		final List<Row> kept = new ArrayList<>(rows.stream().filter(row -> row.known && ids.contains(row.structure.id())).toList());
		for (final String region : regions) {
			final Structure named = ontology.select(List.of(region)).get(0);
			final Sides none = sides(new long[4]);
			if (kept.stream().noneMatch(row -> row.structure.id() == named.id()))
				kept.add(new Row(named, true, none, none));
		}
		return new RegionTable(idType, voxelSize, ontology, midline, List.copyOf(kept), outside);
	}

	/** @return whether volumes are in cubic millimetres; else they are in voxels, because nobody says how large those are */
	public boolean isCalibrated() {
		return LengthUnit.parse(voxelSize.unit()).isPresent();
	}

	/**
	 * @param count what was counted
	 * @return its volume in mm³ or, if the table is not {@linkplain #isCalibrated calibrated}, in voxels; to fifteen digits
	 */
	public BigDecimal volume(final Count count) {
		final BigDecimal voxels = BigDecimal.valueOf(count.voxels);
		if (!isCalibrated())
			return voxels;
		final BigDecimal edge = LengthUnit.parse(voxelSize.unit()).orElseThrow().in(LengthUnit.MILLIMETER);
		return voxels.multiply(voxelSize.volume()).multiply(edge.pow(3)).round(new MathContext(15)).stripTrailingZeros();
	}

	/**
	 * @param count what was counted
	 * @return cells per volume, to fifteen digits; nothing if there is no volume
	 */
	public Optional<BigDecimal> density(final Count count) {
		if (count.voxels == 0)
			return Optional.empty();
		return Optional.of(BigDecimal.valueOf(count.cells).divide(volume(count), new MathContext(15)).stripTrailingZeros());
	}

	/** @return all cells: those of the rows' own labels, and those outside; without rows left out, all there are */
	public long cells() {
		return rows.stream().mapToLong(row -> row.own.both().cells).sum() + outside;
	}
}
