package org.labelupscaler.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.labelupscaler.grid.LengthUnit;
import org.labelupscaler.grid.VoxelSize;

/**
 * Puts a voxel size together from what a file says of each axis: lengths as exact decimals, each in a unit of its own. The
 * rule is the same for all formats:
 * <ul>
 * <li>Lengths in different units are converted to that of the first axis, exactly, and rounded once; inches to millimetres.
 * <li>An axis of which the file says nothing is as long as x (x as y, y as z), and that is noted unless the volume has only one voxel along
 * it.
 * <li>If no axis has a unit that is known, the lengths have none; a word that is no known unit is noted.
 * <li>If some axes have a known unit and some have none, or another word, nobody can say how large voxels are: unknown, and noted with what
 * the file says. An unknown unit is never taken for the known one.
 * </ul>
 * Not thread-safe.
 */
public final class VoxelEdges {

	/**
	 * A voxel size, and what the user should know of it.
	 *
	 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if nothing says
	 * @param notes sentences
	 */
	public record Stated(VoxelSize voxelSize, List<String> notes) {

		/** Copies the notes. */
		public Stated {
			notes = List.copyOf(notes);
		}
	}

	/** Lengths within reason, whatever their unit: they leave room for any scale factor and conversion. */
	private static final BigDecimal SHORTEST = new BigDecimal("1e-15");
	private static final BigDecimal LONGEST = new BigDecimal("1e15");

	private static final BigDecimal MILLIMETERS_PER_INCH = new BigDecimal("25.4");
	private static final Set<String> INCHES = Set.of("inch", "inches", "in");
	/** What programs write where they have no unit. */
	private static final Set<String> NONE = Set.of("", "pixel", "pixels", "px", "voxel", "voxels", "none", "null", "unknown",
		"reference frame", "dimensionless", "arbitrary");

	/** NB: ASCII, and no exponent that would make a sum of two numbers long. */
	private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
	private static final int LONGEST_NUMBER = 200;

	private final BigDecimal[] edges = new BigDecimal[3];
	/** As the file spells them; empty for none. */
	private final String[] units = { "", "", "" };

	/**
	 * @param value a number of 32 bits
	 * @return the decimal that it stands for: the shortest that it is the nearest to
	 */
	public static BigDecimal decimal(final float value) {
		return new BigDecimal(Float.toString(value));
	}

	/**
	 * @param value a number of 64 bits
	 * @return the decimal that it stands for: the shortest that it is the nearest to
	 */
	public static BigDecimal decimal(final double value) {
		return BigDecimal.valueOf(value);
	}

	/**
	 * @param header the header
	 * @param field its field that says how large voxels are
	 * @param edge what it says of an axis
	 * @return the edge, above 0
	 * @throws org.labelupscaler.InvalidInputException if it is 0 or beyond reason
	 */
	public static BigDecimal edge(final HeaderFields header, final String field, final BigDecimal edge) {
		final BigDecimal length = edge.abs();
		if (!isWithinReason(length))
			throw header.wrong(field, "but a voxel must have a size above 0 and within reason");
		return length;
	}

	/**
	 * @param text a number in ASCII, as headers have it, with a point and perhaps an exponent
	 * @return that number, exactly; nothing if it is none, or is longer than any that a program writes
	 */
	public static Optional<BigDecimal> decimal(final String text) {
		return text.length() <= LONGEST_NUMBER && NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional
			.empty();
	}

	/**
	 * @param edge a length that a file says, in any unit
	 * @return whether a voxel can be so long, whatever the sign, within reason: 1e-15 to 1e15; not for 0
	 */
	public static boolean isWithinReason(final BigDecimal edge) {
		return edge.abs().compareTo(SHORTEST) >= 0 && edge.abs().compareTo(LONGEST) <= 0;
	}

	/**
	 * @param edge a length that a file says, in any unit; any double
	 * @return whether a voxel can be so long, whatever the sign, within reason: 1e-15 to 1e15; not for 0
	 */
	public static boolean isWithinReason(final double edge) {
		return Double.isFinite(edge) && isWithinReason(decimal(edge));
	}

	/**
	 * @param length a length beside voxel sizes, such as where an image lies
	 * @param unit its unit as the file spells it; null or empty if it says none
	 * @return the same length in the unit that a voxel size of that unit comes in: inches are millimetres, all else is as it is
	 */
	public static BigDecimal length(final BigDecimal length, final String unit) {
		return unit != null && INCHES.contains(unit.strip().toLowerCase(Locale.ROOT)) ? length.multiply(MILLIMETERS_PER_INCH)
			: length;
	}

	/**
	 * @param unit a unit as a file spells it
	 * @return whether it says anything, be it understood or not
	 */
	public static boolean isUnit(final String unit) {
		return !NONE.contains(unit.strip().toLowerCase(Locale.ROOT));
	}

	/**
	 * Says how long voxels are along an axis.
	 *
	 * @param axis 0, 1 or 2
	 * @param edge the length; its sign does not matter, and 0, which programs write who do not know it, says nothing
	 * @param unit its unit as the file spells it; null or empty if it says none
	 * @return this
	 */
	public VoxelEdges set(final int axis, final BigDecimal edge, final String unit) {
		if (edge.signum() == 0)
			return this;
		final String word = unit == null ? "" : unit.strip();
		final boolean inch = INCHES.contains(word.toLowerCase(Locale.ROOT));
		edges[axis] = inch ? edge.abs().multiply(MILLIMETERS_PER_INCH) : edge.abs();
		units[axis] = inch ? LengthUnit.MILLIMETER.symbol() : NONE.contains(word.toLowerCase(Locale.ROOT)) ? "" : word;
		return this;
	}

	/**
	 * @param size voxels of the volume, x, y, z
	 * @return what comes of it
	 * @throws IllegalArgumentException if an edge is out of the bounds of {@link VoxelSize}
	 */
	public Stated stated(final long[] size) {
		if (Arrays.stream(edges).allMatch(edge -> edge == null))
			return new Stated(VoxelSize.UNKNOWN, List.of());
		final List<String> notes = new ArrayList<>();
		final List<Integer> said = new ArrayList<>();
		for (int d = 0; d < 3; d++)
			// NB: what a program says of the thickness of a plane counts only if it can be understood.
			if (edges[d] != null && (size[d] > 1 || unit(d).isPresent()))
				said.add(d);
		if (said.isEmpty())
			for (int d = 0; d < 3; d++)
				if (edges[d] != null)
					said.add(d);
		final List<Integer> known = said.stream().filter(d -> unit(d).isPresent()).toList();
		final boolean unlike = known.isEmpty() && said.stream().map(d -> units[d].toLowerCase(Locale.ROOT)).distinct().count() > 1;
		if (unlike || !known.isEmpty() && known.size() < said.size()) {
			notes.add("The voxel size cannot be used, for its units are not all known: " + inWords(said) + ".");
			return new Stated(VoxelSize.UNKNOWN, notes);
		}
		final Optional<LengthUnit> first = known.isEmpty() ? Optional.empty() : unit(known.get(0));
		final BigDecimal[] lengths = new BigDecimal[3];
		for (final int d : said)
			lengths[d] = first.isEmpty() ? edges[d] : edges[d].multiply(unit(d).orElseThrow().in(first.get()));
		for (int d = 0; d < 3; d++)
			if (lengths[d] == null) {
				final int like = said.get(0);
				lengths[d] = lengths[like];
				if (size[d] > 1)
					notes.add("The file does not say how long voxels are along " + name(d) + "; they are taken to be as long as along " +
						name(like) + ", " + VoxelSize.format(lengths[d].doubleValue()) + first.map(u -> " " + u.symbol()).orElse("") +
						".");
			}
		said.stream().filter(d -> first.isEmpty() && !units[d].isEmpty()).findFirst().ifPresent(d -> notes.add(
			"The unit of the voxel size, '" + HeaderFields.shown(units[d]) + "', is none of length that is known."));
		return new Stated(new VoxelSize(lengths[0].doubleValue(), lengths[1].doubleValue(), lengths[2].doubleValue(), first.map(
			LengthUnit::symbol).orElse(VoxelSize.PIXEL)), notes);
	}

	private Optional<LengthUnit> unit(final int axis) {
		return LengthUnit.parse(units[axis]);
	}

	private String inWords(final List<Integer> axes) {
		final List<String> words = new ArrayList<>();
		for (final int d : axes)
			words.add(VoxelSize.format(edges[d].doubleValue()) + (units[d].isEmpty() ? " without a unit" : " " + HeaderFields.shown(
				units[d])) + " along " + name(d));
		return String.join(", ", words);
	}

	private static char name(final int axis) {
		return "xyz".charAt(axis);
	}
}
