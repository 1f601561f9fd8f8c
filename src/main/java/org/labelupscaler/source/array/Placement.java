package org.labelupscaler.source.array;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.json.JsonFile;
import org.labelupscaler.source.VoxelEdges;

/**
 * Puts together where the voxels of an array lie: what its metadata say of x, y and z, one transformation after the other, each
 * applied to what came before, in exact decimals. What cannot be said by a length and a place along each axis is noted, and
 * then nobody says where the volume lies. Not thread-safe.
 */
public final class Placement {

	/** Those of {@link VoxelSize}. */
	private static final BigDecimal SMALLEST = new BigDecimal("1e-30");
	private static final BigDecimal LARGEST = new BigDecimal("1e30");

	/** Nobody writes more. */
	private static final int MOST_TRANSFORMATIONS = 100;

	/** Lengths along x, y, z; null where nothing has been said. */
	private final BigDecimal[] lengths = new BigDecimal[3];
	private final BigDecimal[] places = { BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO };
	private final String[] units = { "", "", "" };
	private final List<String> notes = new ArrayList<>();
	private boolean placed;
	private boolean elsewhere;
	private boolean sheared;
	private int transformations;
	/** What was said first that is beyond all bounds, behind the name of the field; null if there is nothing. */
	private String beyond;

	/**
	 * Counts the transformations. NB: exact decimals get longer with each, so that thousands would take minutes.
	 *
	 * @param transformation the next one
	 * @throws InvalidInputException if there are more than anybody writes
	 */
	public void next(final JsonFile transformation) {
		if (++transformations > MOST_TRANSFORMATIONS)
			throw new InvalidInputException(transformation.file() + " has more than " + MOST_TRANSFORMATIONS +
				" transformations of one volume (the field '" + transformation.prefix().replaceAll("\\.$", "") +
				"'); write one scale and one translation instead");
	}

	/**
	 * Multiplies.
	 *
	 * @param factors along x, y, z; null along an axis of which nothing is said
	 * @return this
	 */
	public Placement scale(final BigDecimal... factors) {
		for (int d = 0; d < 3; d++)
			if (factors[d] != null) {
				lengths[d] = lengths[d] == null ? factors[d] : lengths[d].multiply(factors[d]);
				places[d] = places[d].multiply(factors[d]);
			}
		return bounded();
	}

	/**
	 * Moves.
	 *
	 * @param by along x, y, z; null along an axis of which nothing is said
	 * @return this
	 */
	public Placement translate(final BigDecimal... by) {
		for (int d = 0; d < 3; d++)
			if (by[d] != null) {
				places[d] = places[d].add(by[d]);
				placed = true;
			}
		return bounded();
	}

	/** Whatever is beyond all bounds is forgotten, so that numbers do not grow with each step. */
	private Placement bounded() {
		for (int d = 0; d < 3; d++) {
			if (lengths[d] != null && (lengths[d].abs().compareTo(SMALLEST) < 0 || lengths[d].abs().compareTo(LARGEST) > 0)) {
				beyond(" says that a voxel is " + shown(lengths[d]) + " along " + "xyz".charAt(d) +
					"; a voxel must have a size above 0 and within reason");
				lengths[d] = BigDecimal.ONE;
			}
			if (places[d].abs().compareTo(LARGEST) > 0) {
				beyond(": the volume is said to lie at " + shown(places[d]) + " along " + "xyz".charAt(d) +
					", which is beyond all bounds");
				places[d] = BigDecimal.ZERO;
			}
		}
		return this;
	}

	private void beyond(final String what) {
		if (beyond == null)
			beyond = what;
	}

	/** NB: it may be more than a double holds. */
	private static String shown(final BigDecimal number) {
		return number.round(new MathContext(6)).stripTrailingZeros().toString();
	}

	/**
	 * @param axis 0, 1 or 2
	 * @param unit its unit of length as the file spells it; null or empty for none
	 * @return this
	 */
	public Placement unit(final int axis, final String unit) {
		units[axis] = unit == null ? "" : unit;
		return this;
	}

	/**
	 * @param unit the unit of all axes
	 * @return this
	 */
	public Placement unit(final String unit) {
		for (int d = 0; d < 3; d++)
			unit(d, unit);
		return this;
	}

	/**
	 * @param sentence what the user should know
	 * @return this
	 */
	public Placement note(final String sentence) {
		notes.add(sentence);
		return this;
	}

	/**
	 * Something turns the volume, so that what was said before does not say where it lies.
	 *
	 * @param sentence says what, with its numbers
	 * @return this
	 */
	public Placement turn(final String sentence) {
		elsewhere = true;
		return note(sentence);
	}

	/**
	 * Something shears the volume, so that its voxels have no edges along the axes.
	 *
	 * @param sentence says what, with its numbers
	 * @return this
	 */
	public Placement shear(final String sentence) {
		sheared = true;
		return turn(sentence);
	}

	/** @return whether something has been said of a length, be it impossible */
	public boolean known() {
		return beyond != null || Arrays.stream(lengths).anyMatch(length -> length != null);
	}

	/** @return whether something has been said of the place */
	public boolean placed() {
		return placed;
	}

	/**
	 * @param size voxels of the volume, x, y, z
	 * @param where file and field that say how long voxels are, for messages
	 * @return what comes of all that was said
	 * @throws InvalidInputException if a voxel is smaller or larger than anything, or lies farther away, be it after one
	 *           transformation of several
	 */
	public Geometry geometry(final long[] size, final String where) {
		if (beyond != null)
			throw new InvalidInputException(where + beyond);
		final VoxelEdges edges = new VoxelEdges();
		boolean mirrored = false;
		for (int d = 0; d < 3; d++)
			if (lengths[d] != null) {
				mirrored |= lengths[d].signum() < 0;
				edges.set(d, lengths[d], units[d]);
			}
		final VoxelEdges.Stated stated = (sheared ? new VoxelEdges() : edges).stated(size);
		final List<String> all = new ArrayList<>(notes);
		all.addAll(stated.notes());
		if (mirrored)
			all.add("The file says that the volume is mirrored (" + inWords() +
				"); voxels are taken as they are stored, and the place of the volume is not used.");
		if (!placed || mirrored || elsewhere)
			return new Geometry(stated.voxelSize(), List.of(), all);
		final List<BigDecimal> offset = offset(stated.voxelSize());
		if (offset.isEmpty() && Arrays.stream(places).anyMatch(place -> place.signum() != 0))
			all.add("The place of the volume (" + inWords() + ") is not used, since the file does not say in which unit it is.");
		return new Geometry(stated.voxelSize(), offset, all);
	}

	/** In the unit of the voxel size; empty if that cannot be said. */
	private List<BigDecimal> offset(final VoxelSize voxelSize) {
		final List<BigDecimal> offset = new ArrayList<>();
		final Optional<LengthUnit> wanted = LengthUnit.parse(voxelSize.unit());
		for (int d = 0; d < 3; d++) {
			final Optional<LengthUnit> own = LengthUnit.parse(units[d]);
			if (!voxelSize.known() || places[d].signum() != 0 && own.isPresent() != wanted.isPresent())
				return List.of();
			offset.add(own.isPresent() && wanted.isPresent() ? places[d].multiply(own.get().in(wanted.get())) : places[d]);
		}
		return offset.stream().map(place -> place.signum() == 0 ? BigDecimal.ZERO : place.stripTrailingZeros()).toList();
	}

	private String inWords() {
		final List<String> words = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			words.add("xyz".charAt(d) + ": voxels of " + (lengths[d] == null ? "unknown length" : VoxelSize.format(lengths[d]
				.doubleValue())) + " from " + VoxelSize.format(places[d].doubleValue()) + " on");
		return String.join("; ", words);
	}
}
