package org.labelupscaler.source.array;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.labelupscaler.InvalidInputException;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.source.VoxelEdges;

/**
 * How large the voxels of a volume are and where it lies, as its metadata say.
 *
 * @param voxelSize edges of a voxel; {@link VoxelSize#UNKNOWN} if nothing says
 * @param offset where the first voxel lies, x, y, z, in the unit of the voxel size; empty if nothing says
 * @param notes what was guessed, or is not used; sentences
 */
public record Geometry(VoxelSize voxelSize, List<BigDecimal> offset, List<String> notes) {

	/** What is known if nothing says anything. */
	public static final Geometry UNKNOWN = new Geometry(VoxelSize.UNKNOWN, List.of(), List.of());

	/** Copies the lists. */
	public Geometry {
		offset = List.copyOf(offset);
		notes = List.copyOf(notes);
	}

	/**
	 * @param where file and field that say how long voxels are, for messages
	 * @return this
	 * @throws InvalidInputException if there is no room for scale factors and units
	 */
	public Geometry checked(final String where) {
		for (final double edge : voxelSize.toArray())
			if (!VoxelEdges.isWithinReason(edge))
				throw new InvalidInputException(where + " says that a voxel is " + voxelSize +
					"; a voxel must have a size above 0 and within reason");
		return this;
	}

	/**
	 * @param more further notes
	 * @return this, with them
	 */
	public Geometry withNotes(final List<String> more) {
		return new Geometry(voxelSize, offset, Stream.concat(notes.stream(), more.stream()).distinct().toList());
	}
}
