package org.labelupscaler.grid;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which axes of one volume become x, y and z of another, and which of them run the other way round. Immutable.
 *
 * @param x what becomes x
 * @param y what becomes y
 * @param z what becomes z; the three axes are different
 */
public record AxisOrder(Axis x, Axis y, Axis z) implements Serializable {

	/** All axes as they are. */
	public static final AxisOrder SAME = new AxisOrder(new Axis(0, false), new Axis(1, false), new Axis(2, false));

	/**
	 * An axis.
	 *
	 * @param number 0, 1 or 2
	 * @param reversed whether its last voxel comes first
	 */
	public record Axis(int number, boolean reversed) implements Serializable {

		@Override
		public String toString() {
			return (reversed ? "-" : "") + "xyz".charAt(number);
		}
	}

	/** @throws IllegalArgumentException if an axis is there twice */
	public AxisOrder {
		if ((1 << x.number | 1 << y.number | 1 << z.number) != 7)
			throw new IllegalArgumentException("'" + x + "," + y + "," + z + "' has an axis twice; each of x, y and z must be there once");
	}

	/** From where to where a volume is turned, in orientation codes. */
	private static final Pattern CODES = Pattern.compile("\\s*([a-z]{3})\\s*(?:>|->|:|to)\\s*([a-z]{3})\\s*");

	/** Opposite sides of an animal: front (anterior) and back, top (superior) and bottom, left and right. */
	private static final List<String> SIDES = List.of("ap", "si", "lr");

	/**
	 * Undoes {@link #toString}. Orientations may be said instead, by the codes of brainglobe: the sides of the animal where z, y and x begin, in
	 * the order in which NumPy has axes (pages, rows, columns); see brainglobe.info, "Image space definition".
	 *
	 * @param words three axes, for example "-z,y,x", or two orientations, for example "lsa>asr" or "lsa:asr"
	 * @return the order
	 * @throws IllegalArgumentException if the words are something else
	 */
	public static AxisOrder parse(final String words) {
		final Matcher codes = CODES.matcher(words.toLowerCase(Locale.ROOT));
		if (codes.matches())
			return between(codes.group(1), codes.group(2));
		final String[] parts = words.toLowerCase(Locale.ROOT).split(",", -1);
		final List<Axis> axes = new ArrayList<>();
		for (final String part : parts) {
			if (!part.strip().matches("[+-]?[xyz]"))
				throw new IllegalArgumentException("'" + part.strip() + "' is not x, y or z, with - before it to turn it round, with commas between, as in -z,y,x; or say " +
					"two orientations, as in lsa:asr");
			final String axis = part.strip();
			axes.add(new Axis("xyz".indexOf(axis.charAt(axis.length() - 1)), axis.startsWith("-")));
		}
		if (axes.size() != 3)
			throw new IllegalArgumentException("'" + words + "' has " + axes.size() + " axes; three are needed, for example -z,y,x");
		return new AxisOrder(axes.get(0), axes.get(1), axes.get(2));
	}

	private static AxisOrder between(final String from, final String to) {
		final List<Integer> has = sides(from);
		final List<Integer> wanted = sides(to);
		final List<Axis> axes = new ArrayList<>();
		// NB: a code begins with z.
		for (int d = 2; d >= 0; d--) {
			final int i = has.indexOf(wanted.get(d));
			axes.add(new Axis(2 - i, from.charAt(i) != to.charAt(d)));
		}
		return new AxisOrder(axes.get(0), axes.get(1), axes.get(2));
	}

	/** Which pair of sides each letter belongs to. */
	private static List<Integer> sides(final String code) {
		final List<Integer> sides = code.chars().mapToObj(letter -> SIDES.stream().filter(pair -> pair.indexOf(letter) >= 0).findFirst().map(
			SIDES::indexOf).orElse(-1)).toList();
		if (sides.contains(-1) || Set.copyOf(sides).size() < 3)
			throw new IllegalArgumentException("'" + code + "' is no orientation: it has a letter each of a, p (front, back), s, i (top, bottom) and " +
				"l, r (left, right), for z, y and x, as in lsa:asr");
		return sides;
	}

	/**
	 * @param d 0, 1 or 2
	 * @return what becomes that axis
	 */
	public Axis get(final int d) {
		return d == 0 ? x : d == 1 ? y : z;
	}

	/**
	 * @param size voxels of a volume
	 * @return voxels of the same volume in this order; a new array
	 */
	public long[] size(final long[] size) {
		return new long[] { size[x.number], size[y.number], size[z.number] };
	}

	/**
	 * @param size edges of a voxel
	 * @return its edges in this order
	 */
	public VoxelSize voxelSize(final VoxelSize size) {
		return new VoxelSize(size.get(x.number), size.get(y.number), size.get(z.number), size.unit(), size.known());
	}

	@Override
	public String toString() {
		return x + "," + y + "," + z;
	}
}
