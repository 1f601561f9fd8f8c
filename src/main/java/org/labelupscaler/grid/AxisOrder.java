package org.labelupscaler.grid;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

	/**
	 * Undoes {@link #toString}.
	 *
	 * @param words three axes, for example "-z,y,x"
	 * @return the order
	 * @throws IllegalArgumentException if the words are something else
	 */
	public static AxisOrder parse(final String words) {
		final String[] parts = words.toLowerCase(Locale.ROOT).split(",", -1);
		final List<Axis> axes = new ArrayList<>();
		for (final String part : parts) {
			if (!part.strip().matches("[+-]?[xyz]"))
				throw new IllegalArgumentException("'" + part.strip() + "' is not x, y or z, with - before it to turn it round, with commas between, as in -z,y,x");
			final String axis = part.strip();
			axes.add(new Axis("xyz".indexOf(axis.charAt(axis.length() - 1)), axis.startsWith("-")));
		}
		if (axes.size() != 3)
			throw new IllegalArgumentException("'" + words + "' has " + axes.size() + " axes; three are needed, for example -z,y,x");
		return new AxisOrder(axes.get(0), axes.get(1), axes.get(2));
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
